/** What the end of a post-test means for its workshop: the pre-test is released, and shown beside. */
import { isPretest } from "../engine/look.ts";
import type { Command, Room } from "../room.ts";
import { type Store, StoreUnavailable } from "../store/store.ts";
import { type Shares, sharesOf } from "../verdicts.ts";
import type { Clock } from "./clock.ts";
import { loadRoom } from "./roster.ts";
import { occasionsOf, preOf, wasHeld, wasOverBefore } from "./workshop-pair.ts";

type Before = ReadonlyMap<string, Shares>;

/** After a failure of the store it is asked again this much later, ms. */
const RETRY_MS = 5_000;
/**
 * A secret pre-test looks this often whether its post-test was held, ms: the node that served that one may have died. A
 * post-test on a host's screen looks whether its pre-test was changed.
 */
const AGAIN_MS = 30_000;

/** The last screen of a post-test waits this long for what is to stand beside, ms; else it follows with a later push. */
const BESIDE_MS = 1_000;

export interface WorkshopParts {
  store: Store;
  clock: Clock;
  /** Carries out a command in another room. Throws StoreUnavailable. */
  elsewhere(roomId: string, command: Command): Promise<unknown>;
  /** Told of every failure that nobody waits for. */
  report(error: unknown): void;
}

const isEndedPost = (room: Room): boolean => room.phase === "finished" && wasHeld(room);

/**
 * Releases the pre-test when it was over before its post-test began; resolves, for a post-test, with how the items went
 * before (itemId -> shares) and in which version of which room, unless that is still a secret or what was `told`. Doing it again does nothing more. Throws StoreUnavailable.
 */
const conclude = async (
  room: Room,
  { id, occasion }: NonNullable<Room["options"]["workshop"]>,
  { store, elsewhere }: Pick<WorkshopParts, "store" | "elsewhere">,
  told: string | undefined,
): Promise<{ before: Before; of: string } | undefined> => {
  const stored = await store.workshop(id);
  const chosen = Object.values(stored?.rooms ?? {}).filter((roomId) => roomId !== null);
  // What is of another workshop is not even taken apart: there may be many, and this is asked again and again.
  const all = await store.rooms([id, ...chosen]);
  // Only what is the same owner's belongs together, whatever a room says of its workshop.
  const rooms = all.filter((each) => each.room.ownerId === room.ownerId);
  const workshop = stored?.ownerId === room.ownerId ? stored : undefined;
  const found = occasionsOf(rooms, id, workshop?.rooms);
  const isPreOf = (post: Room) => preOf(post, found, workshop?.rooms)?.id === room.id && wasOverBefore(room, post);
  if (occasion === "pre") {
    const held = found.post.some(({ room: post }) => isEndedPost(post) && isPreOf(post));
    if (held) await elsewhere(room.id, { kind: "release" });
    return undefined;
  }
  const pre = preOf(room, found, workshop?.rooms);
  if (!pre) return undefined;
  // A room waits only for one that was over before it began: no two ever wait for each other.
  if (isPretest(pre) && wasOverBefore(pre, room)) await elsewhere(pre.id, { kind: "release" });
  if (told === `${pre.id} ${pre.version}`) return undefined;
  const loaded = await loadRoom(store, pre.id);
  if (!loaded || isPretest(loaded.room)) return undefined;
  return { before: sharesOf({ ...loaded, quiz: loaded.quiz.quiz }), of: `${pre.id} ${loaded.room.version}` };
};

/** Sees to what a room's end means for its workshop; every node that has the room does. */
export class WorkshopEnd {
  readonly #parts: WorkshopParts;
  readonly #tell: (before: Before, late: boolean) => void;
  #asking = false;
  /** The room and version of which it was last told how the items went. */
  #told: string | undefined;
  /** Not before this time, ms. */
  #askAt = Number.NEGATIVE_INFINITY;

  /** `tell` gets what is to stand beside a post-test's items; `late`: its last screen has been shown without. */
  constructor(parts: WorkshopParts, tell: (before: Before, late: boolean) => void) {
    this.#parts = parts;
    this.#tell = tell;
  }

  /** Asks the store, if there is anything to ask and it is time to. Outside the room's turn, and nobody waits for it. */
  see(room: Room): void {
    void this.#ask(room, () => true);
  }

  /** Before the last screen of a post-test is shown: waits a moment for what is to stand beside. Never rejects. */
  async first(room: Room): Promise<void> {
    if (room.options.workshop?.occasion !== "post" || room.options.rehearsal) return;
    let late = false;
    const asked = this.#ask(room, () => late);
    let stop = () => {};
    const waited = new Promise<void>((resume) => {
      stop = this.#parts.clock.after(BESIDE_MS, resume);
    });
    await Promise.race([asked, waited]);
    stop();
    late = true;
  }

  async #ask(room: Room, late: () => boolean): Promise<void> {
    const { store, report } = this.#parts;
    const { workshop, rehearsal } = room.options;
    if (!workshop || rehearsal || this.#asking || store.now() < this.#askAt) return;
    const isPost = workshop.occasion === "post";
    if (isPost ? !isEndedPost(room) : !(isPretest(room) && wasHeld(room))) return;
    this.#asking = true;
    try {
      const found = await conclude(room, workshop, this.#parts, this.#told);
      this.#askAt = store.now() + AGAIN_MS;
      this.#told = found?.of ?? this.#told;
      if (found) this.#tell(found.before, late());
    } catch (error) {
      const away = error instanceof StoreUnavailable;
      // A fault of ours is not tried again.
      this.#askAt = away ? store.now() + RETRY_MS : Number.POSITIVE_INFINITY;
      if (!away) report(error);
    } finally {
      this.#asking = false;
    }
  }
}
