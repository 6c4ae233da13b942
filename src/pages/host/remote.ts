/** A second device as remote: how it asks to be let in. */
import { h } from "../shared/dom.ts";
import { groupedPin, joinAddress } from "./address.ts";
import { joinUrlOf } from "./joining.ts";
import { qrCode } from "./qr.ts";
import { texts } from "./texts.ts";

/** Shows the code and the address under which another device asks to steer the room. */
export const showRemote = (room: { joinUrl: string; pin: string }): void => {
  const { remote, lobby } = texts().host;
  const { pin } = room;
  // As the lobby tells it: the presenter may have chosen among several networks.
  const joinUrl = joinUrlOf(room);
  const origin = URL.canParse(joinUrl) ? new URL(joinUrl).origin : location.origin;
  const address = `${joinAddress(joinUrl)}/host`;
  const dialog = h(
    "dialog",
    { class: "ask remote", aria: { labelledby: "remote-title" } },
    h("h2", { id: "remote-title" }, remote.title),
    h("p", {}, remote.why),
    qrCode(`${origin}/host#ask=${pin}`, remote.qr),
    h("p", {}, remote.or, " ", h("b", {}, address), ` · ${lobby.pin} ${groupedPin(pin)}`),
    h("form", { method: "dialog", class: "ask-buttons" }, h("button", { class: "button primary" }, remote.close)),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};
