/** The projector's screens in a frame of the editor. */
import "./styles.ts";
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { drawSent } from "../shared/framed.ts";
import { placeNotices } from "./notices.ts";
import type { Session } from "./session.ts";
import { createStage } from "./stage.ts";
import { applyTheme } from "./theme.ts";

const page = h("div", { class: "page" });
let snapshot: HostSnapshotOf | null = null;

/** No room: whatever is asked, nothing is carried out. */
const session: Session = {
  room: null,
  get snapshot() {
    return snapshot;
  },
  // The clock of a picture stands still.
  serverNow: () => snapshot?.serverNow ?? 0,
  create: async () => false,
  attach: async () => undefined,
  leave: () => undefined,
  command: async () => false,
  people: async () => null,
  ask: async () => null,
  askIn: async () => "unasked",
  replay: async () => false,
  follow: async () => undefined,
};

applyTheme();
document.body.append(page);
placeNotices();
const stage = createStage(session, () => stage.redraw());
page.append(stage.root);
// A picture has nothing to operate; what else stands in it can be read.
stage.root.querySelector(".controls")?.setAttribute("inert", "");

drawSent<HostSnapshotOf>((next) => {
  snapshot = next;
  stage.redraw();
});
