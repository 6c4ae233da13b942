/** After the answer: saving, saved, or why not; and what was answered. */
import type { PlayerSnapshotOf } from "../../../../protocol/snapshots.ts";
import { h } from "../../shared/dom.ts";
import { locale } from "../../shared/language.ts";
import { answers } from "../answers.ts";
import { pausedNote } from "../paused.ts";
import { type Context, type Screen, sentences } from "../screen.ts";
import { sign } from "../signs.ts";
import { texts } from "../texts.ts";
import { timeline } from "../timeline.ts";

type Open = Extract<PlayerSnapshotOf, { phase: "open" }>;

export const sentScreen = (context: Context, snapshot: Open): Screen => {
  const { reply } = context.play;
  const { sent } = texts().player;
  // Without a kept reply the seat has answered from another phone.
  const status = reply?.status ?? "sent";
  const [title, why] = {
    saving: [sent.saving, sent.savingWhy],
    sent: [sent.sent, sent.waiting],
    late: [sent.late, ""],
    refused: [sent.refused, ""],
  }[status] as [string, string];
  return {
    key: ["sent", snapshot.round, status, snapshot.paused, locale()].join("|"),
    say: sentences(title, status === "sent" ? why : null),
    build: () => {
      const line = timeline(context);
      const value = reply === null ? [] : Array.isArray(reply.value) ? reply.value : [reply.value];
      const element = h(
        "div",
        { class: "sent" },
        line.element,
        snapshot.paused ? pausedNote() : null,
        h(
          "div",
          { class: "middle" },
          status === "saving"
            ? h("div", { class: "saving", aria: { hidden: "true" } })
            : sign(status === "sent" ? "sent" : "none"),
          h("h1", { class: status === "sent" || status === "saving" ? "huge" : "stem" }, title),
          why === "" ? null : h("p", { class: "hint" }, why),
        ),
        value.length > 0 &&
          h(
            "section",
            { class: "yours" },
            h("h2", { class: "hint" }, sent.yours),
            answers(snapshot.prompt, value, "plain"),
          ),
      );
      return { element, tick: line.tick };
    },
  };
};
