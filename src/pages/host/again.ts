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
  const options =
    fields && h("details", {}, h("summary", {}, choose.options), h("div", { class: "option-fields" }, fields.parts));
  const go = h("button", { class: "button primary" }, again.go);
  // One attempt a question: a lost answer does not open a second room. Other content needs another one.
  let attempt = randomId();
  const send = async () => {
    const { value } = select;
    const changes = before && fields ? { changes: changed(before, fields.wanted()) } : {};
    go.disabled = true;
    const made = await session.replay({ ...(value === "" ? {} : { quizId: value }), ...changes, attempt });
    go.disabled = false;
    if (made) dialog.close();
    // What was refused can be chosen otherwise.
    else if (options) options.open = true;
  };
  const dialog = h(
    "dialog",
    {
      class: "ask again",
      aria: { labelledby: "again-title" },
      onchange: () => {
        attempt = randomId();
      },
    },
    h("h2", { id: "again-title" }, again.title),
    h("p", {}, again.why),
    others.length > 0 && h("label", { class: "choice" }, h("span", {}, again.quiz), select),
    options,
    h(
      "form",
      {
        class: "ask-buttons",
        onsubmit: (event) => {
          event.preventDefault();
          void send();
        },
      },
      h("button", { type: "button", class: "button", onclick: () => dialog.close() }, control.cancel),
      go,
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};
