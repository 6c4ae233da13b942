/** Who is signed in, and the organisers that the administrator has named. Times are ms since 1970. */

/** The administrator holds the host key, to whom everything is open; an organiser has what is their own. */
export type Who = { kind: "administrator" } | { kind: "organiser"; id: string; name: string };

/** What a page asks first. */
export interface SessionView {
  /** Null: nobody is signed in. */
  who: Who | null;
  /** There are organisers, who sign in by name. */
  named: boolean;
}

/** An organiser as the administrator's list shows them. */
export interface OrganiserRow {
  id: string;
  name: string;
  createdAt: number;
  /** When the password was set last. */
  updatedAt: number;
}
