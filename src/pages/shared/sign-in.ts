/** Signing in and out: with a name and a password, or with the host key. */

import type { SessionView, Who } from "../../../protocol/sessions.ts";
import type { Messages } from "../../i18n/en.ts";
import { type Child, h } from "./dom.ts";
import { fill } from "./language.ts";

type Words = Messages["signing"];

const ask = (method: string, body?: object): Promise<Response> =>
  fetch("/api/session", {
    method,
    cache: "no-store",
    ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });

/** Who is signed in here; null: the server does not answer. */
export const readSession = async (): Promise<SessionView | null> => {
  try {
    const answer = await ask("GET");
    return answer.ok ? ((await answer.json()) as SessionView) : null;
  } catch {
    return null;
  }
};

/** Ends the session, then calls `done`; without an answer everything stays as it is. */
const signOut = async (done: () => void): Promise<void> => {
  const answer = await ask("DELETE").catch(() => null);
  if (answer?.ok) done();
};

interface FormParts {
  words: Words;
  /** What a server that does not answer is told as. */
  unreachable: string;
}

/** A form that begins a session and loads the page anew; it says what does not fit. */
const form = (
  { words, unreachable }: FormParts,
  fields: readonly [name: string, label: string, input: HTMLInputElement][],
  { send, wrong }: { send: string; wrong: string },
): HTMLFormElement => {
  const state = h("p", { class: "sign-state", role: "alert" });
  const button = h("button", { class: "button primary" }, send);
  const signIn = async () => {
    button.disabled = true;
    state.textContent = "";
    const answer = await ask("POST", Object.fromEntries(fields.map(([name, , input]) => [name, input.value]))).catch(
      () => null,
    );
    // Everything that was asked without a right is asked again.
    if (answer?.ok) return location.reload();
    button.disabled = false;
    if (answer?.status === 429) state.textContent = words.slow;
    else if (answer?.status === 403) state.textContent = fill(words.address, { address: location.origin });
    else state.textContent = answer !== null && answer.status < 500 ? wrong : unreachable;
    fields.at(-1)?.[2].select();
  };
  return h(
    "form",
    {
      class: "sign-form",
      onsubmit: (event) => {
        event.preventDefault();
        void signIn();
      },
    },
    fields.map(([, label, input]) => h("div", { class: "sign-field" }, h("label", { for: input.id }, label), input)),
    button,
    state,
  );
};

/** The ways in: by name first where organisers are named, else by the key alone. `more` stands below them. */
export const signInCard = (named: boolean, parts: FormParts, more: Child): HTMLElement => {
  const { words } = parts;
  const secret = (id: string) =>
    h("input", { id, type: "password", autocomplete: "current-password", required: true, maxlength: 200 });
  const name = h("input", { id: "sign-name", autocomplete: "username", required: true, maxlength: 200 });
  const byName = h(
    "section",
    { class: "sign-way", aria: { labelledby: "by-name" } },
    h("h2", { id: "by-name" }, words.byName),
    form(
      parts,
      [
        ["name", words.name, name],
        ["password", words.password, secret("sign-password")],
      ],
      { send: words.signIn, wrong: words.failed },
    ),
  );
  const byKey = h(
    "section",
    { class: "sign-way", aria: { labelledby: "by-key" } },
    h("h2", { id: "by-key" }, words.byKey),
    h("p", {}, words.keyWhere),
    form(parts, [["key", words.key, secret("host-key")]], { send: words.open, wrong: words.keyFailed }),
  );
  return h("div", { class: "sign" }, h("h1", {}, words.title), named && byName, byKey, more);
};

/** "Signed in as Bu Rina" and the way out. */
export const signedIn = (who: Who, words: Words, done: () => void): HTMLElement =>
  h(
    "span",
    { class: "signed-in" },
    h("span", {}, fill(words.as, { name: who.kind === "organiser" ? who.name : words.administrator })),
    " ",
    h("button", { type: "button", class: "link", onclick: () => void signOut(done) }, words.signOut),
  );
