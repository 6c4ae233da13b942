/** What every screen is drawn from, and the parts that host and phone share. */
import type { PromptOf } from "../../protocol/snapshots.ts";
import { type Item, typeOf } from "../items/index.ts";
import type { Image } from "../items/item.ts";
import { quizLocale } from "../quiz.ts";
import { questionOf, type Room, type Team } from "../room.ts";
import type { TeamStanding } from "../teams.ts";
import { type Game, itemOf, type Standing } from "../verdicts.ts";
import { liveRound } from "./phases.ts";
import { shuffled } from "./shuffle.ts";

/** What a screen is drawn from beside the stored game. */
export interface Look {
  game: Game;
  /** The store's time, ms. */
  now: number;
  /** By playerId; see standingsOf. */
  standings: ReadonlyMap<string, Standing>;
  /** By playerId, and how they stand; missing: the room has none. */
  teams?: ReadonlyMap<string, Team>;
  teamStandings?: readonly TeamStanding[];
  /** Image file name -> address. */
  images: Readonly<Record<string, string>>;
  /** By item: prompts that were drawn before with the same quiz and images, which never change in a room. */
  prompts?: Map<string, ReturnType<typeof drawPrompt>>;
}

/** Whether nothing that tells the key may be shown: a pre-test whose results are still secret. */
export const isPretest = (room: Room): boolean => room.options.preset === "pretest" && room.releasedAt === undefined;

/** The fields that every snapshot has. */
export const frame = ({ game: { room }, now }: Look) => {
  const end = room.phase === "preview" ? room.opensAt : (liveRound(room)?.deadline ?? null);
  const timed = room.pausedAt !== null && (room.phase === "preview" || room.phase === "open") && end !== null;
  return {
    version: room.version,
    serverNow: now,
    round: room.round,
    rounds: room.plan.length,
    ...questionOf(room, room.round),
    language: room.language,
    paused: room.pausedAt !== null,
    ...(room.options.rehearsal ? { rehearsal: true as const } : {}),
    ...(timed ? { remainingMs: Math.max(0, end - (room.pausedAt ?? now)) } : {}),
  };
};

/** The image field of an item or option that has one, else nothing. */
const imageOf = ({ image }: { image?: Image | undefined }, images: Look["images"]) => {
  const url = image && images[image.file];
  return image && url ? { image: { url, alt: image.alt } } : {};
};

/** The widget and the options of an item, in the order that the projector shows. */
const presented = (item: Item, { game, images }: Look): Pick<PromptOf, "widget" | "options"> => {
  const { widget, options } = typeOf(item).present(item, quizLocale(game.quiz));
  if (!options) return { widget };
  return {
    widget,
    options: options.map(({ id, text, mark, image }) => ({ id, text, mark, ...imageOf({ image }, images) })),
  };
};

/** Before it opens: the stem, the picture, when it opens; of a slide its text, and that it does not. */
export const previewOf = (item: Item, { game, images }: Look) => ({
  phase: "preview" as const,
  ...("text" in item && item.text !== undefined ? { text: item.text } : {}),
  ...imageOf(item, images),
  opensAt: game.room.opensAt,
});

const drawPrompt = (item: Item, look: Look): PromptOf & { stem: string } => ({
  id: item.id,
  type: item.type,
  ...presented(item, look),
  stem: item.stem,
  ...imageOf(item, look.images),
  seconds: item.seconds,
  points: item.points,
});

/** An item as the projector may see it while it is open: no key, no explanation. */
export const promptOf = (item: Item, look: Look): PromptOf & { stem: string } => {
  const prompt = look.prompts?.get(item.id) ?? drawPrompt(item, look);
  look.prompts?.set(item.id, prompt);
  return prompt;
};

/** The prompt on a phone: in that phone's order, and without the stem when the room shows it on the projector only. */
export const phonePrompt = (item: Item, look: Look, playerId: string): PromptOf => {
  const prompt = promptOf(item, look);
  const { shuffleOptions, questionOnPhone } = look.game.room.options;
  const moves = prompt.options && shuffleOptions && !typeOf(item).ordered;
  const own = moves ? { ...prompt, options: shuffled(prompt.options ?? [], `${playerId}:${item.id}`) } : prompt;
  if (questionOnPhone) return own;
  const { stem: _stem, ...rest } = own;
  return rest;
};

/** The item of the round the room is in. Throws when the plan and the quiz do not fit, which is a fault of ours. */
export const liveItem = (game: Game): Item => {
  const item = itemOf(game, game.room.round);
  if (!item) throw new Error(`round ${game.room.round} of room ${game.room.id} has no item`);
  return item;
};
