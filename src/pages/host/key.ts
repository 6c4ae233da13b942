/** For a device without rights: the host key, or a host who lets it in. */
import { h } from "../shared/dom.ts";
import { languageSwitch } from "../shared/language.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

const askForm = (session: Session): HTMLElement => {
  const { key, lobby } = texts().host;
  const state = h("p", { class: "key-state", role: "status" });
  const pin = h("input", {
    id: "ask-pin",
    name: "pin",
    inputmode: "numeric",
    pattern: "[0-9]{3} ?[0-9]{3}",
    required: true,
  });
  const device = h("input", { id: "ask-device", name: "device", maxlength: 80, required: true });
  const ask = async () => {
    state.textContent = key.waiting;
    const allowed = await session.askIn(pin.value.replaceAll(" ", ""), device.value.trim());
    if (!allowed) state.textContent = key.refused;
  };
  return h(
    "details",
    { class: "key-ask" },
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
      h("button", { class: "button" }, key.send),
      state,
    ),
  );
};

/** The screen that asks for the key. The form goes to the server, which turns the key into a cookie. */
export const drawKey = (session: Session, redrawn: () => void): HTMLElement => {
  const { key } = texts().host;
  return h(
    "main",
    { class: "key" },
    h(
      "div",
      { class: "key-card" },
      h("h1", {}, key.title),
      h("p", {}, key.where),
      h(
        "form",
        { method: "get", action: "/host" },
        h("label", { for: "host-key" }, key.label),
        h("input", { id: "host-key", name: "key", type: "password", autocomplete: "current-password", required: true }),
        h("button", { class: "button primary" }, key.open),
      ),
      askForm(session),
      languageSwitch(redrawn),
    ),
  );
};
