/** The next game with the same people: the same quiz again, or another one of this host's, played as before or otherwise. */
import { h } from "../shared/dom.ts";
import { randomId } from "../shared/random.ts";
import { type GameWanted, gameFields } from "./game-fields.ts";
import { loadLibrary, type QuizRow } from "./library.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

/** Who hosts by a room's token alone has no library: the same quiz can be played again. */
const quizzes = async (): Promise<QuizRow[]> => {
  try {
    const library = await loadLibrary(null);
    return library === "keyless" ? [] : library.quizzes;
  } catch {
    return [];
  }
};

/** What is chosen otherwise than it was. */
const changed = (before: GameWanted, now: GameWanted): GameWanted =>
  Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name as keyof GameWanted] !== value));

/** Asks which quiz and how it is played, and sends everybody there. */
export const playAgain = async (session: Session): Promise<void> => {
  const { again, control, choose } = texts().host;
  const { snapshot } = session;
  const before = snapshot?.phase === "finished" ? snapshot.options : undefined;
  const fields = before && gameFields(before);
  const others = await quizzes();
  const select = h(
    "select",
    { name: "again" },
    h("option", { value: "" }, again.same),
    others.map(({ id, title }) => h("option", { value: id }, title)),
  );
  const dialog = h(
    "dialog",
    { class: "ask again", aria: { labelledby: "again-title" } },
    h("h2", { id: "again-title" }, again.title),
    h("p", {}, again.why),
    others.length > 0 && h("label", { class: "choice" }, h("span", {}, again.quiz), select),
    fields && h("details", {}, h("summary", {}, choose.options), h("div", { class: "option-fields" }, fields.parts)),
    h(
      "form",
      { method: "dialog", class: "ask-buttons" },
      h("button", { class: "button", value: "no" }, control.cancel),
      h("button", { class: "button primary", value: "yes" }, again.go),
    ),
  );
  // One attempt a question: a lost answer does not open a second room.
  const attempt = randomId();
  dialog.addEventListener("close", () => {
    dialog.remove();
    const { value } = select;
    if (dialog.returnValue !== "yes") return;
    const changes = before && fields ? { changes: changed(before, fields.wanted()) } : {};
    void session.replay({ ...(value === "" ? {} : { quizId: value }), ...changes, attempt });
  });
  document.body.append(dialog);
  dialog.showModal();
};
