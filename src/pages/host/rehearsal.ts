/** Simulated phones, and the ribbon of a rehearsal. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { keepJson, keptJson } from "./kept.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

const KEY = "cermat.host.phones";
export const MOST_PHONES = 45;
const COUNTS = [0, 10, 25, MOST_PHONES];

/** How many this tab has asked for in this room. */
const keptCount = (session: Session): number | null => {
  const kept = keptJson(KEY);
  const [roomId, count] = Array.isArray(kept) ? kept : [];
  return roomId === session.room?.roomId && typeof count === "number" ? count : null;
};

/** So many simulated phones play from now on. */
export const simulatePhones = async (session: Session, count: number): Promise<void> => {
  keepJson(KEY, [session.room?.roomId ?? "", count]);
  const drawn = document.querySelector<HTMLSelectElement>(".lobby-phones select");
  if (drawn !== null) drawn.value = String(count);
  await session.command("rehearsal:phones", { count });
};

/** Another node knows of no phones: they are asked for again, and find their seats. */
export const resumePhones = (session: Session, snapshot: HostSnapshotOf): void => {
  const count = keptCount(session);
  if (snapshot.rehearsal && snapshot.phase !== "finished" && count !== null) {
    void session.ask("rehearsal:phones", { count });
  }
};

/** The number of phones, in the lobby of a rehearsal. */
export const phonesField = (session: Session): HTMLElement => {
  const { lobby } = texts().host;
  const count = keptCount(session) ?? 0;
  const options = COUNTS.map((each) =>
    h("option", { value: each, selected: each === count }, each === 0 ? lobby.noPhones : each),
  );
  const select = h(
    "select",
    { name: "phones", onchange: () => void simulatePhones(session, Number(select.value)) },
    options,
  );
  return h("label", { class: "lobby-phones" }, h("span", {}, lobby.phones), select);
};

/** That the room is a rehearsal, on every screen of it. */
export const ribbon = ({ rehearsal }: HostSnapshotOf): HTMLElement | null =>
  rehearsal ? h("span", { class: "ribbon" }, texts().common.rehearsal) : null;
