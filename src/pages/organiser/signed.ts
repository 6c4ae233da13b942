/** Who is signed in on this page, and whose things are whose. */
import type { OrganiserRow, Who } from "../../../protocol/sessions.ts";
import { fill } from "../shared/language.ts";
import { texts } from "./texts.ts";

interface Owned {
  ownerId?: string;
}

let who: Who | null = null;
let names: ReadonlyMap<string, string> = new Map();

/** Remembers who is signed in, and for the administrator who the organisers are. */
export const setSigned = (next: Who | null, organisers: readonly OrganiserRow[]): void => {
  who = next;
  names = new Map(organisers.map(({ id, name }) => [id, name]));
};

export const isAdministrator = (): boolean => who?.kind === "administrator";

/** Whether a thing is of whoever is signed in. */
export const isOwn = ({ ownerId }: Owned): boolean =>
  who?.kind === "organiser" ? ownerId === who.id : ownerId === undefined;

/** Whose a thing is, said to the administrator of what is an organiser's; one who was deleted has no name any more. */
export const ownerWords = (thing: Owned): string | undefined => {
  if (!isAdministrator() || isOwn(thing)) return undefined;
  return fill(texts().organiser.owned, { name: names.get(thing.ownerId ?? "") ?? "?" });
};

/** What tells apart on one device what is kept of different people. */
export const signedKey = (): string => (who?.kind === "organiser" ? who.id : "administrator");
