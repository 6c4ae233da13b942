/** A device asks to steer the room: a small card that waits for the host's answer, without taking the keyboard. */
import type { HostAskedOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { fillNodes } from "../shared/language.ts";
import { say } from "./notices.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

/** So many questions stand there at once, the latest ones: whoever asks again and again hides nothing but questions. */
const MOST = 3;

/** Shows the question; the answer is sent to the server. Asked twice, it stands there once. */
export const showAsked = ({ askId, label }: HostAskedOf, session: Session): void => {
  const { asked } = texts().host;
  const id = `asked-${askId}`;
  document.getElementById(id)?.remove();
  const standing = [...document.querySelectorAll(".asked")];
  for (const card of standing.slice(0, Math.max(0, standing.length + 1 - MOST))) card.remove();
  const answer = (allow: boolean) => {
    card.remove();
    void session.command("host:approve", { askId, allow });
  };
  const card = h(
    "section",
    { class: "asked", id, aria: { label: asked.title } },
    h("h2", {}, asked.title),
    h("p", {}, fillNodes(asked.why, { label: h("bdi", {}, label) })),
    h(
      "div",
      { class: "ask-buttons" },
      h("button", { type: "button", class: "button", onclick: () => answer(false) }, asked.deny),
      h("button", { type: "button", class: "button primary", onclick: () => answer(true) }, asked.allow),
    ),
  );
  document.body.append(card);
  say(`${asked.title} ${label}`);
};
