import type { Messages } from "../../i18n/en.ts";
import { type Game, standingsOf } from "../../verdicts.ts";
import type { Naming } from "../long-report.ts";
import { participantCodes } from "../participants.ts";
import { columnsOf, hasPaper, type Person, personsOf } from "../persons.ts";
import { teamsIn } from "../team-lines.ts";
import { type ParticipantRow, totalIn } from "../wide.ts";
import type { Sheet } from "../xlsx-sheet.ts";
import { type Column, table } from "./table.ts";

const nameColumn = <Line>(
  { sheets }: Messages,
  { names }: Naming,
  nickname: (line: Line) => string | null,
): Column<Line>[] => (names ? [{ head: sheets.head.nickname, width: 22, of: nickname }] : []);

/** A row per person of a room: how many answered, right, points of the game, then 1 or 0 per scored item. */
export const peopleSheet = (game: Game, naming: Naming, messages: Messages): Sheet => {
  const { head, names } = messages.sheets;
  const columns = columnsOf(game);
  const counting = columns.flatMap(({ counts }, place) => (counts ? [place] : []));
  const codeOf = participantCodes(game);
  const standings = standingsOf(game);
  const teams = game.room.teams && teamsIn(game);
  const states = (status: string) => (person: Person) => person.cells.filter((cell) => cell.status === status).length;
  const list: Column<Person>[] = [
    { head: head.code, width: 12, of: ({ seat }) => codeOf(seat) },
    ...nameColumn<Person>(messages, naming, ({ seat }) => seat.nickname),
    ...(teams
      ? [{ head: head.team, width: 18, of: ({ seat }: Person) => teams.get(seat.playerId)?.name ?? null }]
      : []),
    { head: head.total, width: 11, of: (person) => totalIn(person, counting) },
    {
      head: head.percent,
      width: 11,
      style: "one",
      of: (person) => {
        const right = totalIn(person, counting);
        return right === null ? null : (100 * right) / counting.length;
      },
    },
    { head: head.answered, width: 10, of: states("answered") },
    { head: head.omitted, width: 10, of: states("omitted") },
    { head: head.absent, width: 10, of: states("absent") },
    ...(hasPaper(game)
      ? [
          {
            head: head.paper,
            width: 11,
            of: ({ cells }: Person) => cells.filter(({ source }) => source === "paper").length,
          },
        ]
      : []),
    { head: head.points, width: 9, of: ({ seat }) => standings.get(seat.playerId)?.total ?? null },
    ...counting.map(
      (place): Column<Person> => ({
        head: columns[place]?.item.id ?? "",
        width: 7,
        of: ({ cells }) => cells[place]?.x ?? null,
      }),
    ),
  ];
  return table(names.people, list, personsOf(game, columns));
};

/** Everybody of either occasion, pairs first. */
export const comparedPeopleSheet = (people: readonly ParticipantRow[], naming: Naming, messages: Messages): Sheet => {
  const { head, names, by } = messages.sheets;
  const list: Column<ParticipantRow>[] = [
    { head: head.code, width: 14, of: ({ code }) => code },
    ...nameColumn<ParticipantRow>(messages, naming, ({ nickname }) => nickname),
    { head: head.by, width: 22, of: (person) => person.by && by[person.by] },
    { head: head.preTotal, width: 11, of: ({ preTotal }) => preTotal },
    { head: head.postTotal, width: 11, of: ({ postTotal }) => postTotal },
    { head: head.gain, width: 11, of: ({ gain }) => gain },
    { head: head.ngain, width: 13, style: "three", of: ({ ngain }) => ngain },
    { head: head.c, width: 13, style: "three", of: ({ c }) => c },
  ];
  return table(names.people, list, people);
};
