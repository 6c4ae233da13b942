/** Answers from paper: a dialog to choose or add a person, and to type in what they wrote. */
import type { RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { h, refill } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { randomId } from "../shared/random.ts";
import { confirmed, toast } from "./notices.ts";
import { type PaperSheet, paperSheet } from "./paper-sheet.ts";
import { watchPeople } from "./people.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

interface Listed {
  personId: string;
  name: string;
}

/** With its attempt a seat may be asked for again. */
const TRIES = 3;

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

let save: (() => Promise<void>) | null = null;

/** Saves what is typed into the panel that stands open, if any: it is about to close. */
export const savePaper = async (): Promise<void> => save?.();

/** Opens the dialog over whatever stands. */
export const openPaper = (session: Session): void => {
  const { paper } = texts().host;
  let people: RosterPlayerOf[] = [];
  let listed: Listed[] = [];

  const names = h("datalist", { id: "paper-names" });
  const name = h("input", {
    id: "paper-name",
    name: "nickname",
    list: "paper-names",
    autocomplete: "off",
    required: true,
    maxlength: 80,
  });
  const code = h("input", {
    id: "paper-code",
    name: "code",
    autocomplete: "off",
    size: 6,
    maxlength: 8,
    placeholder: paper.codeWhy,
  });
  const told = h("div", { class: "paper-told", role: "status" });
  const known = h("ul", { class: "paper-known" });
  const place = h("div", { class: "paper-place" });

  let sheet: PaperSheet | null = null;
  /** Some of it could not be saved when the room was left. */
  let lost = false;
  /** Whether the sheet that stands may go: nothing on it is unsaved, or that is wanted all the same. */
  const done = async (): Promise<boolean> =>
    sheet === null ||
    (await sheet.saved()) ||
    confirmed({ title: paper.unsaved, why: paper.unsavedWhy, yes: paper.unsavedLeave });

  const show = async (player: Pick<RosterPlayerOf, "playerId" | "nickname">) => {
    if (!(await done())) return;
    const answer = await session.ask("answer:list", { playerId: player.playerId });
    if (!answer?.ok) {
      told.textContent = answer ? texts().errors[answer.error.code] : texts().host.status.unknown;
      return;
    }
    sheet = paperSheet(session, player.playerId, answer);
    refill(place, h("h3", { class: "paper-who" }, h("bdi", {}, player.nickname)), sheet.root);
    place.querySelector<HTMLElement>(".paper-field:enabled")?.focus();
  };

  const draw = () => {
    const free = listed.filter((person) => !people.some(({ nickname }) => same(nickname, person.name)));
    refill(
      names,
      [...people.map(({ nickname }) => nickname), ...free.map((person) => person.name)].map((value) =>
        h("option", { value }),
      ),
    );
    refill(
      known,
      people
        .filter((player) => player.paper)
        .map((player) =>
          h(
            "li",
            {},
            h(
              "button",
              { type: "button", class: "button", onclick: () => void show(player) },
              h("bdi", {}, player.nickname),
            ),
          ),
        ),
    );
  };

  const load = async () => {
    people = (await session.people({})) ?? people;
    draw();
  };

  // The same attempt until it succeeds: a lost answer does not take a second seat.
  let attempt = randomId();
  let asked = "";
  const open = async () => {
    const wanted = name.value.trim();
    const typed = code.value.trim();
    const there = people.find(({ nickname }) => same(nickname, wanted));
    if (there && typed === "") return show(there);
    const content = JSON.stringify([wanted, typed]);
    if (content !== asked) attempt = randomId();
    asked = content;
    const person = listed.find((each) => same(each.name, wanted));
    const said = {
      nickname: wanted,
      attempt,
      ...(typed === "" ? {} : { code: typed }),
      ...(person ? { personId: person.personId } : {}),
    };
    let added = await session.ask("player:add", said);
    for (let i = 1; i < TRIES && added === null; i++) added = await session.ask("player:add", said);
    if (!added?.ok) {
      told.textContent = added ? texts().errors[added.error.code] : texts().host.status.unknown;
      return;
    }
    await load();
    const player = people.find(({ playerId }) => playerId === added.playerId);
    const nickname = player?.nickname ?? wanted;
    // Whoever reads a code can take the seat, so the projector shows it only when it is asked for.
    const secret =
      added.code !== "" && h("details", {}, h("summary", {}, paper.code), h("b", { class: "tabular" }, added.code));
    refill(told, h("p", {}, fill(paper.added, { nickname })), secret);
    name.value = "";
    code.value = "";
    return show({ playerId: added.playerId, nickname });
  };

  const form = h(
    "form",
    {
      class: "paper-person",
      onsubmit: (event) => {
        event.preventDefault();
        told.textContent = "";
        void open();
      },
    },
    h("label", { for: "paper-name" }, paper.person),
    name,
    names,
    h("label", { for: "paper-code" }, paper.code),
    code,
    h("button", { class: "button primary" }, paper.open),
  );
  const leave = (event: Event) => {
    event.preventDefault();
    lost = false;
    void done().then((yes) => yes && dialog.close());
  };
  const dialog = h(
    "dialog",
    { class: "ask paper-panel", oncancel: leave, aria: { labelledby: "paper-title" } },
    h("h2", { id: "paper-title" }, paper.title),
    h("p", {}, paper.why),
    form,
    told,
    known,
    place,
    h("form", { class: "ask-buttons", onsubmit: leave }, h("button", { class: "button" }, paper.close)),
  );
  const pin = session.snapshot?.phase === "finished" ? undefined : session.snapshot?.pin;
  const watch =
    pin === undefined
      ? undefined
      : watchPeople(pin, ({ people: list = [] }) => {
          listed = list;
          draw();
        });
  save = async () => {
    lost = sheet !== null && !(await sheet.saved());
  };
  dialog.addEventListener("close", () => {
    save = null;
    watch?.stop();
    dialog.remove();
    if (lost) toast(paper.unsavedLeft);
  });
  document.body.append(dialog);
  dialog.showModal();
  name.focus();
  void load();
};
