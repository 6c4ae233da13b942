/** For a device without rights: signing in, or a host who lets it in. */
import { h } from "../shared/dom.ts";
import { fill, languageSwitch } from "../shared/language.ts";
import { signInCard } from "../shared/sign-in.ts";
import { askedPin, groupedPin } from "./address.ts";
import { digitsOf } from "./asks.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

/** A name for this device that its owner will know again. */
const deviceName = (): string => /iPhone|iPad|Android|Macintosh|Windows|Linux/.exec(navigator.userAgent)?.[0] ?? "";

const askForm = (session: Session, scanned: string | null): HTMLElement => {
  const { key, lobby } = texts().host;
  const state = h("p", { class: "key-state", role: "status" });
  const pin = h("input", {
    id: "ask-pin",
    name: "pin",
    inputmode: "numeric",
    pattern: "[0-9]{3} ?[0-9]{3}",
    required: true,
    value: scanned === null ? "" : groupedPin(scanned),
  });
  const device = h("input", { id: "ask-device", name: "device", maxlength: 80, required: true, value: deviceName() });
  const send = h("button", { class: "button" }, key.send);
  const ask = async () => {
    state.textContent = key.waiting;
    send.disabled = true;
    const answer = await session.askIn(pin.value.replaceAll(" ", ""), device.value.trim(), (askId) => {
      state.textContent = `${key.waiting} ${fill(key.code, { code: digitsOf(askId) })}`;
    });
    send.disabled = false;
    state.textContent = answer === "refused" ? key.refused : "";
  };
  return h(
    "details",
    { class: "key-ask", open: scanned !== null },
    h("summary", {}, key.ask),
    h(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          void ask();
        },
      },
      h("label", { for: "ask-pin" }, lobby.pin),
      pin,
      h("label", { for: "ask-device" }, key.device),
      device,
      send,
      state,
    ),
  );
};

/** The ways in; `named`: organisers can sign in by name. */
export const drawKey = (session: Session, named: boolean, redrawn: () => void): HTMLElement => {
  const { signing, host } = texts();
  const scanned = askedPin(location.hash);
  const ask = askForm(session, scanned);
  const parts = { words: signing, unreachable: host.status.unknown };
  return h(
    "main",
    { class: "key" },
    h(
      "div",
      { class: "key-card" },
      // Who has scanned the remote's code wants to ask; the other ways in stay below.
      scanned !== null && ask,
      signInCard(named, parts, scanned === null && ask),
      languageSwitch(redrawn),
    ),
  );
};
