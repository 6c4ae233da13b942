import type { Draw } from "../../../src/rooms/draw.ts";
import type { Host } from "./host.ts";
import type { Ledger } from "./invariants.ts";
import type { Node } from "./link.ts";
import type { MemoryCore } from "./memory-store.ts";
import type { Phone } from "./phone.ts";
import type { Screens } from "./screens.ts";
import type { Weather } from "./weather.ts";
import type { World } from "./world.ts";

/** What befell a game. */
export interface Faults {
  crashes: number;
  pauses: number;
  outages: number;
  cuts: number;
}

/** What a game is played in and by whom. */
export interface Table {
  world: World;
  weather: Weather;
  ledger: Ledger;
  screens: Screens;
  core: MemoryCore;
  draw: Draw;
  nodes: readonly Node[];
  hosts: Host[];
  phones: Phone[];
  /** Second pages of the first phones. */
  twins: Phone[];
  /** Undefined until the room has been created. */
  pin: string | undefined;
  token: string | undefined;
  /** When somebody last had to tap a page back into its seat, ms of the world. */
  restedAt: number;
  /** No faults any more. */
  calm: boolean;
  befell: Faults;
}
