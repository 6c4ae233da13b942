/** A small light per phone beside the count: here, away, answered. Each is a shape and a colour, in order of joining. */
import type { RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { fitText } from "./fit.ts";
import { type Light, lightOf, presenceOf } from "./roster.ts";
import { texts } from "./texts.ts";

/** Sizes of a light, px of the 1920 by 1080 drawing. */
const SIZES = [22, 19, 16, 14, 12, 10, 8];

export interface Lights {
  root: HTMLElement;
  /** Shows the phones of these seats; only what has changed is drawn. Without any there are no lights. */
  show(players: readonly RosterPlayerOf[], answered: ReadonlySet<string>): void;
  /** After the root has its place, and whenever its size changes. */
  placed(): void;
}

/** No lights yet. */
export const createLights = (): Lights => {
  const { open } = texts().host;
  const words = { here: open.lightHere, away: open.lightAway, answered: open.lightAnswered };
  const field = h("ul", { class: "lights-field", aria: { label: open.lights } });
  const away = h("span", {});
  const note = h(
    "p",
    { class: "lights-away tabular", hidden: true },
    h("i", { class: "light away", aria: { hidden: "true" } }),
    away,
  );
  const root = h("div", { class: "lights", hidden: true }, field, note);
  /** playerId -> the light and what it says. */
  const drawn = new Map<string, { item: HTMLLIElement; said: string }>();

  const light = (player: RosterPlayerOf, state: Light): HTMLLIElement => {
    const said = fill(words[state], { nickname: player.nickname });
    const known = drawn.get(player.playerId);
    if (known?.said === said) return known.item;
    const item = known?.item ?? h("li", {}, h("span", { class: "visually-hidden" }));
    item.className = `light ${state}`;
    item.title = said;
    if (item.firstElementChild) item.firstElementChild.textContent = said;
    drawn.set(player.playerId, { item, said });
    return item;
  };

  const placed = () => void fitText(field, SIZES);

  return {
    root,
    placed,
    show: (seats, answered) => {
      const players = seats.filter((seat) => presenceOf(seat) !== "paper");
      const items = players.map((player) => light(player, lightOf(player, answered)));
      const others = items.length !== field.children.length || items.some((item, at) => field.children[at] !== item);
      if (others) field.replaceChildren(...items);
      const n = players.filter((player) => lightOf(player, answered) === "away").length;
      const moved = others || note.hidden !== (n === 0);
      root.hidden = players.length === 0;
      note.hidden = n === 0;
      away.textContent = fill(open.away, { n });
      if (moved) placed();
    },
  };
};
