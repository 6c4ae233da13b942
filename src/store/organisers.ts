/** The part of a store that knows who may sign in, and who has. */

/** Somebody with an account of their own, made by the administrator. */
export interface Organiser {
  id: string;
  name: string;
  /** What makes two names the same one; never changes. */
  nameKey: string;
  /** How the password is checked, never the password: see passwords.ts. */
  password: string;
  /** Drawn anew with each password: sessions that bear another one are over. */
  mark: string;
  /** Counts writes, from 1. */
  version: number;
  createdAt: number;
  updatedAt: number;
}

/** A browser that somebody has signed in from. */
export interface Session {
  /** Null: the administrator. */
  organiserId: string | null;
  /** The organiser's mark when it began; "" for the administrator. */
  mark: string;
  createdAt: number;
  /** It is over at this time, ms. */
  until: number;
}

export interface OrganiserStore {
  /** All organisers, by name. */
  organisers(): Promise<Organiser[]>;
  organiser(id: string): Promise<Organiser | undefined>;
  organiserNamed(nameKey: string): Promise<Organiser | undefined>;
  /** A compare-and-set on the version, as of workshops. `name-taken`: another organiser has this name key. */
  putOrganiser(next: Organiser): Promise<"done" | "name-taken" | "stale">;
  /** Frees the name. False: it was not there. What was theirs stays as it is. */
  deleteOrganiser(id: string): Promise<boolean>;

  /** Sessions are named by a digest of their token, which is stored nowhere. */
  putSession(digest: string, session: Session): Promise<void>;
  /** Replaces a session that is there; one that has been deleted stays so. */
  renewSession(digest: string, session: Session): Promise<void>;
  /** A session that is not over. */
  session(digest: string): Promise<Session | undefined>;
  deleteSession(digest: string): Promise<void>;
}
