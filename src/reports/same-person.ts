/** Within one room: seats that are one person, because they bear one code or stand for one person of the list. */
import type { Seat } from "../room.ts";
import type { Person } from "./persons.ts";

/** Somebody in a room, as one of its seats. */
export interface Participant extends Person {
  /** Of the items that are compared, in their order; null when one of them was never shown: no complete attempt. */
  scores: number[] | null;
}

export interface Group {
  /** The attempt that counts: the first complete one, else the first. */
  counts: Participant;
  /** In join order; several: the person took part more than once. */
  attempts: Participant[];
}

/** How codes are compared: rooms that were held elsewhere have opaque ones, typed by hand. */
export const codeKey = ({ code }: Seat): string | null => code.trim().toUpperCase() || null;

/** The persons of one side, in join order of their first seat. */
export const distinctPersons = (side: readonly Participant[]): Group[] => {
  const homes = new Map<string, Participant[]>();
  const all = new Set<Participant[]>();
  for (const person of side) {
    const code = codeKey(person.seat);
    const keys = [code === null ? [] : `code ${code}`, person.seat.personId ?? []].flat();
    const [home = [], ...others] = new Set(
      keys.flatMap((key) => [homes.get(key) ?? []].filter(({ length }) => length)),
    );
    home.push(person, ...others.flat());
    for (const other of others) all.delete(other);
    all.add(home);
    for (const key of keys) homes.set(key, home);
    for (const other of others) for (const [key, held] of homes) if (held === other) homes.set(key, home);
  }
  const places = new Map(side.map((person, place) => [person, place]));
  const ordered = [...all].map((group) => group.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)));
  return ordered
    .sort(([a], [b]) => (a && b ? (places.get(a) ?? 0) - (places.get(b) ?? 0) : 0))
    .flatMap((attempts) => {
      const counts = attempts.find(({ scores }) => scores !== null) ?? attempts[0];
      return counts ? [{ counts, attempts }] : [];
    });
};
