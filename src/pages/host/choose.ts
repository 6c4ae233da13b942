/** Choosing a quiz and its options, or a room that is running already. */

import type { RoomRow } from "../../../protocol/rooms.ts";
import { h, refill } from "../shared/dom.ts";
import { counted, fill, fillNodes, languageSwitch, locale } from "../shared/language.ts";
import { randomId } from "../shared/random.ts";
import { signedIn } from "../shared/sign-in.ts";
import { groupedPin } from "./address.ts";
import { carryOver } from "./carry.ts";
import { icon } from "./icons.ts";
import { keepRoom } from "./kept.ts";
import { languageFirst } from "./language-first.ts";
import { type Library, loadLibrary, type QuizRow } from "./library.ts";
import { optionFields } from "./options.ts";
import { type Planned, plannedRoom } from "./planned.ts";
import { MOST_PHONES, simulatePhones } from "./rehearsal.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";
import { isNight, toggleTheme } from "./theme.ts";

const card = (quiz: QuizRow, checked: boolean): HTMLElement =>
  h(
    "li",
    {},
    h(
      "label",
      { class: "quiz" },
      h("input", { type: "radio", name: "quiz", value: quiz.id, checked, class: "visually-hidden" }),
      h("span", { class: "quiz-title" }, h("bdi", { lang: quiz.language }, quiz.title)),
      h(
        "span",
        { class: "quiz-facts" },
        `${fill(counted(texts().host.choose.items, quiz.items), { n: quiz.items })} · ${quiz.language.toUpperCase()}`,
      ),
    ),
  );

const liveRoom = (room: RoomRow, session: Session): HTMLElement => {
  const { choose, lobby, people } = texts().host;
  const rejoin = () => void session.attach({ roomId: room.id });
  return h(
    "li",
    { class: "live-room" },
    h(
      "p",
      {},
      h("b", {}, h("bdi", {}, room.title)),
      h(
        "span",
        { class: "tabular" },
        `${lobby.pin} ${groupedPin(room.pin)} · ${fill(counted(people, room.players), { n: room.players })}`,
      ),
    ),
    h("button", { type: "button", class: "button", onclick: rejoin }, choose.rejoin),
  );
};

/** Which test of which workshop this will be, and that it is gone when it is. */
const plannedLine = (planned: Planned | null, workshop: Library["workshop"]): HTMLElement | null => {
  if (!planned?.workshop) return null;
  const { choose } = texts().host;
  if (workshop === null) return h("p", { class: "planned gone", role: "alert" }, choose.workshopGone);
  const words = planned.workshop.occasion === "pre" ? choose.preOf : choose.postOf;
  return h("p", { class: "planned" }, fillNodes(words, { title: h("bdi", {}, workshop.title) }));
};

const chooser = (library: Library, session: Session): HTMLElement => {
  const { choose } = texts().host;
  const { rooms, workshop } = library;
  const quizzes = languageFirst(library.quizzes, locale());
  const planned = plannedRoom(location.hash);
  const test = workshop && planned?.workshop ? { workshop, occasion: planned.workshop.occasion } : null;
  const fields = optionFields(test);
  const first = quizzes.find(({ id }) => id === planned?.quizId) ?? quizzes[0];
  const open = h("button", { type: "submit", class: "button primary big" }, choose.open);
  const rehearse = h("button", { type: "submit", name: "rehearse", class: "control quiet" }, choose.rehearse);
  let attempt = randomId();
  const submit = async (form: HTMLFormElement, rehearsal: boolean) => {
    const quizId = new FormData(form).get("quiz");
    if (typeof quizId !== "string") return;
    open.disabled = true;
    rehearse.disabled = true;
    if (rehearsal) attempt = randomId();
    const options = { ...fields.wanted(), ...(rehearsal ? { rehearsal } : {}) };
    // The same attempt until it succeeds: a lost answer does not leave a second room behind.
    const made = await session.create({ quizId, options, attempt });
    open.disabled = false;
    rehearse.disabled = false;
    if (made || rehearsal) attempt = randomId();
    if (made && rehearsal) void simulatePhones(session, MOST_PHONES);
  };
  const form = h(
    "form",
    {
      class: "choose-form",
      onsubmit: (event) => {
        event.preventDefault();
        void submit(form, event instanceof SubmitEvent && event.submitter === rehearse);
      },
      // Other content needs another attempt.
      onchange: () => {
        attempt = randomId();
      },
    },
    h(
      "div",
      { class: "choose-quizzes" },
      rooms.length > 0 && [
        h("h2", {}, choose.live),
        h(
          "ul",
          { class: "live-rooms" },
          rooms.map((room) => liveRoom(room, session)),
        ),
      ],
      h("h2", { class: rooms.length > 0 ? "" : "visually-hidden" }, choose.title),
      h(
        "ul",
        { class: "quizzes" },
        quizzes.map((quiz) => card(quiz, quiz === first)),
      ),
    ),
    h(
      "div",
      { class: "choose-options" },
      h("h2", { class: "visually-hidden" }, choose.options),
      plannedLine(planned, workshop),
      fields.root,
      h("div", { class: "choose-open" }, open, rehearse),
    ),
  );
  if (quizzes.length > 0) return form;
  return h(
    "div",
    { class: "choose-none" },
    h("p", {}, choose.none),
    h("a", { class: "button primary", href: "/organiser" }, choose.add),
  );
};

interface Heard {
  /** The language has changed: the page is drawn anew. */
  redrawn(): void;
  /** Nobody is signed in: the way to the key is shown. */
  keyless(): void;
}

/** The screen to choose on; `before` is its form as it stood until now. */
export const drawChoose = (session: Session, { redrawn, keyless }: Heard, before: HTMLElement | null): HTMLElement => {
  const { choose, control, status } = texts().host;
  const place = h("div", { class: "choose-place" }, h("p", { class: "choose-wait" }, status.loading));
  const paint = () =>
    refill(theme, icon(isNight() ? "sun" : "moon"), h("span", {}, isNight() ? control.light : control.dark));
  const theme = h("button", {
    type: "button",
    class: "control quiet",
    onclick: () => {
      toggleTheme();
      paint();
    },
  });
  paint();
  const signed = h("span", {});
  const leave = () => {
    keepRoom(null);
    location.reload();
  };
  const load = async () => {
    try {
      const library = await loadLibrary(plannedRoom(location.hash)?.workshop?.id ?? null);
      if (library === "keyless") keyless();
      else {
        signed.replaceChildren(signedIn(library.who, texts().signing, leave));
        place.replaceChildren(chooser(library, session));
        if (before !== null) carryOver(before, place);
        place.querySelector("input:checked")?.closest("li")?.scrollIntoView({ block: "nearest" });
      }
    } catch {
      const again = h("button", { type: "button", class: "button", onclick: () => void load() }, choose.again);
      place.replaceChildren(h("div", { class: "choose-none" }, h("p", {}, choose.failed), again));
    }
  };
  void load();
  return h(
    "main",
    { class: "choose" },
    h(
      "div",
      { class: "choose-top" },
      h("h1", { class: "title" }, choose.title),
      h(
        "nav",
        {},
        h("a", { class: "control quiet", href: "/organiser" }, choose.organiser),
        theme,
        languageSwitch(redrawn),
        signed,
      ),
    ),
    place,
  );
};
