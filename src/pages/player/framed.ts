/** The phone's screens in a frame of the editor. */
import type { PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import { refill } from "../shared/dom.ts";
import { drawSent } from "../shared/framed.ts";
import { chooseScreen } from "./choose.ts";
import { createHeader } from "./header.ts";
import type { Actions } from "./screen.ts";
import { emptyForm, type Play, UNKNOWN } from "./state.ts";

const nothing = () => undefined;
/** Whatever is tapped, nothing is sent. */
const act: Actions = {
  changed: nothing,
  look: nothing,
  join: nothing,
  leave: nothing,
  continueHere: nothing,
  keep: nothing,
  respond: nothing,
  forgetCode: nothing,
};

const play: Play = {
  stage: "room",
  form: emptyForm("", ""),
  seat: { token: "", nickname: "Ani", code: "", pin: "" },
  ...UNKNOWN,
  linked: true,
  outdated: false,
};

const header = document.getElementById("header");
const main = document.getElementById("screen");
const drawHeader = header && createHeader(header);

drawSent<PlayerSnapshotOf>((snapshot) => {
  if (main === null) return;
  play.snapshot = snapshot;
  play.draft = null;
  drawHeader?.(play);
  // The clock of a picture stands still.
  const screen = chooseScreen({ play, act, now: () => snapshot.serverNow });
  const view = screen.build();
  refill(main, view.element);
  document.body.dataset.screen = screen.key.split("|")[0] ?? "";
  view.tick?.();
  scrollTo(0, 0);
});
