/** Cards to cut out: a code, its QR code, and the name when there is a list of people. */

import { qrCode } from "../host/qr.ts";
import { h } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { field, submitting } from "./form.ts";
import { backTo } from "./parts.ts";
import { texts } from "./texts.ts";

export interface Card {
  code: string;
  /** "" on a card that anybody may take. */
  name: string;
}

/** Three columns of seven. */
const PER_PAGE = 21;

/** The address that a code opens: the page for phones with the code filled in. */
const addressOf = (origin: string, code: string): string => `${origin.replace(/\/+$/, "")}/?code=${code}`;

const cardPart = ({ code, name }: Card, origin: string): HTMLLIElement => {
  const { cards: words } = texts().organiser;
  return h(
    "li",
    { class: "card" },
    qrCode(addressOf(origin, code), fill(words.qr, { code })),
    h(
      "div",
      {},
      name !== "" && h("p", { class: "card-name" }, h("bdi", {}, name)),
      h("p", { class: "card-code" }, code),
      h("p", { class: "card-why" }, words.why),
    ),
  );
};

/** Phones cannot open the name that a machine has for itself. */
const isOwnName = (origin: string): boolean => /\/\/(localhost|127\.|\[::1\])/.test(origin);

let origin = location.origin;

/** The page; `again` draws as many new codes, where the cards have no names. */
export const cardsPage = (
  cards: readonly Card[],
  back: string,
  again: ((count: number) => void) | null,
): HTMLElement => {
  const { cards: words, room } = texts().organiser;
  const address = h("input", { id: "card-origin", type: "url", value: origin, required: true });
  const count = h("input", { id: "card-count", type: "number", min: 1, max: 500, value: String(cards.length) });
  const pages = h("div", { class: "card-pages", role: "region", tabindex: 0, aria: { label: words.title } });
  const show = () => {
    const drawn: HTMLElement[] = [];
    for (let from = 0; from < cards.length; from += PER_PAGE) {
      const some = cards.slice(from, from + PER_PAGE);
      drawn.push(
        h(
          "ul",
          { class: "card-page" },
          some.map((card) => cardPart(card, origin)),
        ),
      );
    }
    pages.replaceChildren(...drawn);
  };
  const write = () => {
    if (!address.checkValidity()) return;
    origin = address.value;
    show();
  };
  address.addEventListener("change", write);
  show();
  return h(
    "article",
    { class: "cards-sheet" },
    h(
      "div",
      { class: "screen-only" },
      backTo(back, back === "#" ? room.back : room.toWorkshop),
      h("h1", {}, words.title),
      h("p", { class: "note" }, words.intro),
      h(
        "form",
        { class: "tools", onsubmit: submitting(() => again?.(Number(count.value))) },
        field(words.address, address, isOwnName(origin) ? words.addressOwn : words.addressHint),
        again !== null && [field(words.count, count), h("button", { class: "button" }, words.again)],
        h("button", { type: "button", class: "button primary", onclick: () => print() }, room.print),
      ),
    ),
    pages,
  );
};
