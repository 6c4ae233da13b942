/** What is whose. */
import type { Who } from "../protocol/sessions.ts";

/** What nobody is named for is the administrator's. */
export interface Owned {
  ownerId?: string | undefined;
}

export const ADMINISTRATOR: Who = { kind: "administrator" };

/** As whose this person makes things: an organiser's id, undefined for the administrator. */
export const ownerOf = (who: Who): string | undefined => (who.kind === "organiser" ? who.id : undefined);

/** Whether somebody may see and change a thing: their own, or the administrator any. */
export const mayUse = (who: Who, { ownerId }: Owned): boolean =>
  who.kind === "administrator" || (ownerId !== undefined && ownerId === who.id);

/** The field that says whose a new thing is; the administrator's bear none. */
export const ownedBy = (ownerId: string | undefined): { ownerId?: string } =>
  ownerId === undefined ? {} : { ownerId };
