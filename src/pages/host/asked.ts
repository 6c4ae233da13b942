/** Devices ask to steer the room: small cards that wait for the host's answer, without taking the keyboard. */
import type { HostAskedOf } from "../../../protocol/pushes.ts";
import { h } from "../shared/dom.ts";
import { fill, fillNodes } from "../shared/language.ts";
import { createAsks, digitsOf } from "./asks.ts";
import { say } from "./notices.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

const asks = createAsks();
/** Its stylesheet shows the first ones: the others follow as those are answered. */
const cards = h("div", { class: "asks" });
const idOf = (askId: string) => `asked-${askId}`;

/** The question has been answered, here or elsewhere, or nobody waits for it any longer. */
export const settleAsked = (askId: string): void => {
  asks.settle(askId);
  document.getElementById(idOf(askId))?.remove();
};

/** Another room, or none: its questions are over. */
export const clearAsked = (): void => {
  asks.clear();
  cards.replaceChildren();
};

/** Shows the question; the answer is sent to the server. Asked twice, it stands there once. */
export const showAsked = ({ askId, label }: HostAskedOf, session: Session): void => {
  if (!asks.add(askId)) return;
  const { asked } = texts().host;
  const answer = (allow: boolean) => {
    if (!asks.stands(askId)) return;
    settleAsked(askId);
    void session.command("host:approve", { askId, allow });
  };
  const card = h(
    "section",
    { class: "asked", id: idOf(askId), aria: { label: asked.title } },
    h("h2", {}, asked.title),
    h("p", {}, fillNodes(asked.why, { label: h("bdi", {}, label) })),
    h("p", {}, fillNodes(asked.code, { code: h("b", { class: "tabular" }, digitsOf(askId)) })),
    h(
      "div",
      { class: "ask-buttons" },
      h("button", { type: "button", class: "button", onclick: () => answer(false) }, asked.deny),
      h("button", { type: "button", class: "button primary", onclick: () => answer(true) }, asked.allow),
    ),
  );
  if (!cards.isConnected) document.body.append(cards);
  cards.append(card);
  say(`${asked.title} ${label}. ${fill(asked.code, { code: digitsOf(askId) })}`);
};
