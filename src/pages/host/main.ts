/** The host page: no right -> key, no room -> choose, else the room's stage. */
import "./styles.ts";
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { createAwake } from "../shared/awake.ts";
import { h } from "../shared/dom.ts";
import { readSession } from "../shared/sign-in.ts";
import { clearAsked, settleAsked, showAsked } from "./asked.ts";
import { drawChoose } from "./choose.ts";
import { watchAddresses } from "./joining.ts";
import { drawKey } from "./key.ts";
import { placeNotices, setBanner } from "./notices.ts";
import { savePaper } from "./paper.ts";
import { peopleChanged } from "./people-panel.ts";
import { resumePhones } from "./rehearsal.ts";
import { openSession } from "./session.ts";
import { createStage, type Stage } from "./stage.ts";
import { createSurgeCard } from "./surge.ts";
import { texts } from "./texts.ts";
import { applyTheme } from "./theme.ts";

/** A connection this young is not worth a banner. */
const BANNER_MS = 1200;

applyTheme();
const awake = createAwake();
const page = h("div", { class: "page" });
document.body.append(page);
placeNotices();

let stage: Stage | null = null;
let unwatch = () => {};
/** Draws what the page shows now, once more. */
let again = () => {};
let storeAway = false;
/** The connection is new: simulated phones may have gone with the old one's node. */
let fresh = false;
let bannerTimer: ReturnType<typeof setTimeout> | undefined;

const entitle = () => {
  const { snapshot } = session;
  const title = texts().host.title;
  document.title = snapshot === null ? `${title} · Cermat` : `${snapshot.title} · ${title}`;
};

const clear = () => {
  unwatch();
  stage?.stop();
  stage = null;
};

const redrawn = () => {
  entitle();
  again();
  surge.redraw();
};

const showKey = () => {
  clear();
  again = showKey;
  entitle();
  void readSession().then((read) => {
    if (again === showKey) page.replaceChildren(drawKey(session, read?.named ?? false, redrawn));
  });
};

/** `before`: the form that stands there, to be drawn in another language. */
const showChoose = (before: HTMLElement | null = null) => {
  clear();
  again = () => showChoose(page.querySelector<HTMLElement>(".choose-form"));
  entitle();
  page.replaceChildren(drawChoose(session, { redrawn, keyless: showKey }, before));
};

const showRoom = (snapshot: HostSnapshotOf) => {
  if (stage === null) {
    stage = createStage(session, redrawn);
    page.replaceChildren(stage.root);
    unwatch = watchAddresses(() => session.snapshot !== null && stage?.show(session.snapshot));
    again = () => stage?.redraw();
  }
  entitle();
  stage.show(snapshot);
};

/** What the banner says when the connection is there. */
const awayText = () => (storeAway ? texts().host.status.away : null);

const online = (yes: boolean) => {
  fresh ||= yes;
  clearTimeout(bannerTimer);
  if (yes) setBanner(awayText());
  else bannerTimer = setTimeout(() => setBanner(texts().host.status.offline), BANNER_MS);
};

const away = (yes: boolean) => {
  storeAway = yes;
  setBanner(awayText());
};

const session = openSession({
  shown: (snapshot) => {
    // The result of a room that is over is still talked about.
    awake(snapshot !== null);
    if (snapshot === null) showChoose();
    else showRoom(snapshot);
    if (snapshot !== null && fresh) resumePhones(session, snapshot);
    if (snapshot !== null) fresh = false;
    surge.shown(snapshot);
  },
  counted: (change) => stage?.counted(change),
  roster: (change) => {
    stage?.roster(change);
    peopleChanged(change);
  },
  asked: (asked) => showAsked(asked, session),
  settled: settleAsked,
  leaving: savePaper,
  entered: () => {
    clearAsked();
    // They are about the room that was left.
    for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) dialog.close();
  },
  surging: (change) => surge.surging(change),
  online,
  away,
  keyless: showKey,
});

const surge = createSurgeCard(session);

// The organiser page may ask for another room in a tab that is choosing already.
addEventListener("hashchange", () => session.room === null && showChoose());

if (session.room === null) showChoose();
else page.replaceChildren(h("p", { class: "choose-wait" }, texts().host.status.loading));
