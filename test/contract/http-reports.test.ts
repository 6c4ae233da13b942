import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { joinRoom, type PlayerClient, SMALL_QUIZ } from "../support.ts";
import { bring, codeOf, nth, respond, startGame } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const QUIZ = {
  ...SMALL_QUIZ,
  title: 'A "title", with commas',
  items: [
    ...SMALL_QUIZ.items,
    { id: "q4", type: "short-answer", stem: "=Four, or not?\nSecond line", accept: ["=1+1"], seconds: null },
  ],
};

const ITEM_COLUMNS = "item_id,position,type,stem,n,correct,percent_correct,omitted,absent,options,median_ms";
const LONG_COLUMNS =
  "workshop,session,occasion,participant_code,item_id,item_version,position,type,response,key,correct,score,max_score,status,response_time_ms,nickname,points";

type Row = Record<string, string>;
const rowsOf = (csv: string): Row[] => parse(csv, { columns: true, record_delimiter: "\r\n" });

overStores("reports over HTTP", (app) => {
  const text = async (path: string) => (await app().fetch(path)).text();
  const json = async (path: string) => JSON.parse(await text(path)) as never;

  /** Two at the start, one of whom is named like a formula, and one who joins in round 2; rounds 1-3 played, 4 voided. */
  const played = async () => {
    const game = await startGame(app(), ["=1+1", "Budi"], {
      quiz: QUIZ,
      options: { workshop: { id: "w1", occasion: "pre" } },
    });
    const [formula, budi] = [nth(game.players, 0), nth(game.players, 1)];
    await bring(game.host, "open", 1);
    await respond(app(), formula, 1, "b");
    await bring(game.host, "open", 2);
    await respond(app(), formula, 2, ["a"]);
    const late = await joinRoom(app().url, { pin: game.pin, nickname: "Late" });
    await respond(app(), budi, 2, ["c", "a"]);
    await bring(game.host, "open", 3);
    await respond(app(), late.player, 3, "x");
    await bring(game.host, "open", 4);
    await respond(app(), formula, 4, "=1+1");
    await respond(app(), budi, 4, "-2");
    await bring(game.host, "reveal", 4);
    return { ...game, late };
  };

  test("[RP2] report.json has its schema to the letter, and the counts of the game", async () => {
    using game = await played();
    await game.host.get("round:void", { round: 3 });
    await game.host.get("room:finish", {});
    const report = await json(`/api/rooms/${game.roomId}/report.json`);
    const room = await app().app.store.room(game.roomId);
    const option = (id: string, text: string, key: boolean, count: number, share: number | null) => ({
      id,
      text,
      key,
      count,
      share,
    });
    const time = { medianMs: expect.any(Number) };
    expect(report).toMatchObject({
      schema: 1,
      room: {
        id: game.roomId,
        quizId: "small",
        title: QUIZ.title,
        scoring: "classic",
        phase: "finished",
        createdAt: room?.createdAt,
        startedAt: room?.startedAt,
        finishedAt: room?.finishedAt,
        players: 3,
        identity: "coded",
        language: "en",
        workshop: { id: "w1", occasion: "pre" },
        imported: false,
      },
      items: [
        {
          ...{ id: "q1", position: 1, type: "single-choice", stem: "One?", n: 2, correct: 1, percentCorrect: 50 },
          ...{ omitted: 1, absent: 1, voided: false, time },
          options: [option("a", "A", false, 0, 0), option("b", "B", true, 1, 0.5)],
        },
        {
          ...{ id: "q2", position: 2, type: "multiple-choice", stem: "Two?", n: 2, correct: 1, percentCorrect: 50 },
          ...{ omitted: 0, absent: 1, voided: false, time },
          options: [option("a", "A", true, 2, 1), option("b", "B", false, 0, 0), option("c", "C", true, 1, 0.5)],
        },
        {
          ...{ id: "q3", position: 3, type: "poll", stem: "Three?", n: 0, correct: null, percentCorrect: null },
          ...{ omitted: 0, absent: 0, voided: true, time: { medianMs: null } },
          options: [option("x", "X", false, 0, null), option("y", "Y", false, 0, null)],
        },
        {
          ...{ id: "q4", position: 4, type: "short-answer", stem: nth(QUIZ.items, 3).stem, n: 3, correct: 1 },
          ...{ percentCorrect: expect.closeTo(100 / 3, 9), omitted: 1, absent: 0, voided: false, time },
          options: expect.arrayContaining([
            expect.objectContaining({ text: "=1+1", key: true, count: 1, share: expect.closeTo(1 / 3, 9) }),
            expect.objectContaining({ text: "-2", key: false, count: 1 }),
          ]),
        },
      ],
    });
  });

  test("[RP13] report.json has the names of items, options, times and test to the letter", async () => {
    using game = await played();
    const whole = (await json(`/api/rooms/${game.roomId}/report.json`)) as Record<string, Record<string, unknown>>;
    const [item] = whole.items as unknown as [Record<string, object & { length: number }>];
    const names = (part: unknown) => Object.keys(part as object);
    expect(names(whole)).toEqual(["schema", "room", "items", "test", "questionnaire", "texts", "teams", "notes"]);
    expect(names(item)).toEqual(
      expect.arrayContaining([
        ...["id", "position", "type", "stem", "n", "correct", "percentCorrect", "omitted", "absent", "voided", "p"],
        ...["pAnswered", "wilson", "r", "rUncorrected", "d27", "d50", "alphaIfDeleted", "options", "time", "why"],
      ]),
    );
    expect(names((item.options as unknown as unknown[])[0])).toEqual(
      expect.arrayContaining(["id", "text", "key", "count", "share", "upperShare", "lowerShare", "r", "functional"]),
    );
    expect(names(item.time)).toEqual(
      expect.arrayContaining(["n", "medianMs", "q1Ms", "q3Ms", "medianRightMs", "medianWrongMs", "timedOutShare"]),
    );
    expect(names(whole.test)).toEqual(
      expect.arrayContaining([
        ...["n", "k", "mean", "meanPercent", "sd", "median", "min", "max", "q1", "q3"],
        ...["alpha", "alphaCi", "sem", "shapiro"],
      ]),
    );
    // Who joined late was not shown q1: out of the totals, and the count says so.
    expect(whole.test).toMatchObject({ n: 2, k: 3, excluded: 1, shapiro: { w: null, p: null } });
    expect(whole.questionnaire).toBeNull();
  });

  test("[RP17] a questionnaire is in the report, with the bands that are asked for", async () => {
    const items = [
      { id: "r1", type: "rating", stem: "Useful?", scale: 4, seconds: null },
      { id: "t1", type: "open-text", stem: "What did you learn?", seconds: null },
    ];
    using game = await startGame(app(), ["Ani", "Budi"], { quiz: { ...SMALL_QUIZ, id: "angket", items } });
    await bring(game.host, "open", 1);
    for (const player of game.players) await respond(app(), player, 1, "3");
    await bring(game.host, "open", 2);
    for (const player of game.players) await respond(app(), player, 2, "Refleksi");
    await bring(game.host, "reveal", 2);
    const path = `/api/rooms/${game.roomId}/report.json`;
    const whole = (await json(path)) as { questionnaire: { items: object[] }; texts: object[] };
    expect(whole.questionnaire.items).toMatchObject([
      { id: "r1", scale: 4, n: 2, missing: 0, counts: [0, 0, 2, 0], median: 3, tcr: 75, band: 3 },
    ]);
    expect(whole.texts).toMatchObject([
      { itemId: "t1", n: 2, entries: [{ text: "Refleksi", count: 2, hidden: false }] },
    ]);
    const ikm = (await json(`${path}?bands=ikm`)) as { questionnaire: object };
    expect(ikm.questionnaire).toMatchObject({
      bands: { name: "ikm", edges: [65, 76.61, 88.31] },
      items: [{ band: 1 }],
    });
    const own = (await json(`${path}?bands=${encodeURIComponent("kurang,70,baik,90,unggul")}`)) as {
      questionnaire: object;
    };
    expect(own.questionnaire).toMatchObject({ bands: { name: "custom", names: { id: ["kurang", "baik", "unggul"] } } });
    expect((await app().fetch(`${path}?bands=nonsense`)).status).toBe(400);
    const few = (await json(`${path}?min=5`)) as { texts: object[]; notes: string[] };
    expect([few.texts, few.notes.at(-1)]).toMatchObject([[{ n: 2, entries: [] }], "suppressed"]);
    for (const min of ["1", "0", "x", "101"]) expect((await app().fetch(`${path}?min=${min}`)).status).toBe(400);
  });

  test("[RP3] report.csv has its columns, CRLF, one cell of options and percents with two decimals", async () => {
    using game = await played();
    const csv = await text(`/api/rooms/${game.roomId}/report.csv`);
    expect(csv.slice(0, csv.indexOf("\r\n"))).toBe(ITEM_COLUMNS);
    const rows = rowsOf(csv);
    expect(rows).toHaveLength(4);
    expect(nth(rows, 0)).toMatchObject({
      item_id: "q1",
      n: "2",
      correct: "1",
      percent_correct: "50.00",
      options: "a=0;b=1",
    });
    expect(nth(rows, 2)).toMatchObject({ type: "poll", n: "3", correct: "", percent_correct: "", options: "x=1;y=0" });
    expect(nth(rows, 3)).toMatchObject({ n: "3", percent_correct: "33.33" });
    expect(csv.endsWith("\r\n")).toBe(true);
  });

  test("[RP4] responses.csv has a row a seat and item, omitted, absent and void ones too", async () => {
    using game = await played();
    await game.host.get("round:void", { round: 3 });
    const csv = await text(`/api/rooms/${game.roomId}/responses.csv`);
    expect(csv.slice(0, csv.indexOf("\r\n"))).toBe(LONG_COLUMNS);
    const rows = rowsOf(csv);
    expect(rows).toHaveLength(12);
    const of = (code: string | undefined, item: string) =>
      rows.find((row) => row.participant_code === code && row.item_id === item);
    const [formula, budi] = game.seats.map(({ code }) => code);
    const late = game.late.code;
    expect(of(formula, "q1")).toMatchObject({
      ...{ workshop: "w1", session: game.roomId, occasion: "pre", position: "1", type: "single-choice" },
      ...{ response: "b", key: "b", correct: "1", score: "1", max_score: "1", status: "answered" },
      ...{ response_time_ms: expect.stringMatching(/^\d+$/), points: expect.stringMatching(/^\d+$/) },
    });
    expect(of(formula, "q2")).toMatchObject({ response: "a", key: "a;c", correct: "0", score: "0.5" });
    expect(of(budi, "q2")).toMatchObject({ response: "a;c", correct: "1" });
    const silent = { response: "", correct: "0", score: "0", status: "omitted", response_time_ms: "", points: "0" };
    expect(of(budi, "q1")).toMatchObject(silent);
    expect(of(late, "q1")).toMatchObject({ response: "", correct: "", score: "", status: "absent", points: "" });
    expect(of(late, "q3")).toMatchObject({ key: "", correct: "", max_score: "", status: "void", points: "" });
    expect(of(late, "q4")).toMatchObject({ status: "omitted" });
  });

  test("[RP6] what a sheet could take for a formula is text in CSV and itself in JSON", async () => {
    using game = await played();
    const [long, items] = [
      await text(`/api/rooms/${game.roomId}/responses.csv`),
      await text(`/api/rooms/${game.roomId}/report.csv`),
    ];
    const cells = [...rowsOf(long), ...rowsOf(items)].flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells).toEqual(expect.arrayContaining(["'=1+1", "'-2", `'${nth(QUIZ.items, 3).stem}`]));
    expect(await text(`/api/rooms/${game.roomId}/report.json`)).toContain('"text": "=1+1"');
  });

  test("[RP1] reports answer in any phase and cover closed rounds only", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const items = async () =>
      ((await json(`/api/rooms/${game.roomId}/report.json`)) as { items: unknown[] }).items.length;
    expect(await items()).toBe(0);
    await bring(game.host, "open");
    await respond(app(), nth(game.players, 0), 1, "b");
    expect(await items()).toBe(0);
    expect(rowsOf(await text(`/api/rooms/${game.roomId}/responses.csv`))).toEqual([]);
    await bring(game.host, "reveal");
    expect(await items()).toBe(1);
    await bring(game.host, "open", 2);
    expect(await items()).toBe(1);
    await game.host.get("room:finish", {});
    expect(await items()).toBe(2);
  });

  test("[HT7] reports are downloads that nobody caches", async () => {
    using game = await startGame(app(), []);
    for (const [name, type] of [
      ["report.json", "application/json; charset=utf-8"],
      ["report.csv", "text/csv; charset=utf-8"],
      ["responses.csv", "text/csv; charset=utf-8"],
    ] as const) {
      const { headers } = await app().fetch(`/api/rooms/${game.roomId}/${name}`);
      expect([headers.get("content-type"), headers.get("cache-control")]).toEqual([type, "no-store"]);
      expect(headers.get("content-disposition")).toBe(`attachment; filename="small-${game.pin}-${name}"`);
    }
  });

  test("[HT7] /api/rooms lists rooms, the newest first", async () => {
    using older = await startGame(app(), ["Ani"]);
    using newer = await startGame(app(), ["Ani", "Budi"]);
    await bring(newer.host, "open", 2);
    await newer.host.get("player:remove", { playerIds: [nth(newer.seats, 0).playerId] });
    const { rooms } = (await json("/api/rooms")) as { rooms: { id: string; createdAt: number }[] };
    expect(rooms.map(({ id }) => id).slice(0, 2)).toEqual([newer.roomId, older.roomId]);
    expect(rooms[0]).toEqual({
      ...{ id: newer.roomId, pin: newer.pin, quizId: "small", title: "Small", phase: "open", round: 2, rounds: 3 },
      ...{ createdAt: expect.any(Number), startedAt: expect.any(Number), finishedAt: null, players: 1 },
      ...{ identity: "coded", workshop: null, secret: false, releasedAt: null, imported: false },
    });
    expect(rooms[1]).toMatchObject({ phase: "lobby", round: 0, startedAt: null, players: 1 });
  });

  test("[ST9] a deleted room is gone with its seats and responses; players get room:closed expired", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const [ani, { token }] = [nth(game.players, 0), nth(game.seats, 0)];
    await bring(game.host, "open");
    await respond(app(), ani, 1, "b");
    const answer = await app().fetch(`/api/rooms/${game.roomId}`, { method: "DELETE" });
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    for (const player of game.players) await closed(player);
    expect(await game.stored()).toEqual({ room: undefined, seats: [], responses: [new Map(), new Map(), new Map()] });
    expect(await app().app.store.findPin(game.pin)).toBeUndefined();
    expect(await codeOf(ani.ask("room:resume", { token }))).toBe("room_not_found");
    expect(await codeOf(ani.ask("room:join", { pin: game.pin, nickname: "Ani" }))).toBe("room_not_found");
    expect(await codeOf(ani.ask("response:submit", { round: 1, attempt: "a2", value: "b" }))).toBe("not_joined");
    expect(await codeOf(game.host.ask("room:attach", { roomId: game.roomId }))).toBe("room_not_found");
    const again = await app().fetch(`/api/rooms/${game.roomId}`, { method: "DELETE" });
    expect(again.status).toBe(404);
  });

  test("[RM6] a host whose room was deleted is told room_not_found, not to look again", async () => {
    using game = await startGame(app(), []);
    await app().fetch(`/api/rooms/${game.roomId}`, { method: "DELETE" });
    expect(await codeOf(game.host.ask("room:lock", { locked: true }))).toBe("room_not_found");
    expect(await codeOf(game.host.ask("room:advance", { version: 1 }))).toBe("room_not_found");
  });
});

const closed = async (player: PlayerClient): Promise<void> => {
  const { payload } = await player.until(({ events }) => events.find(({ name }) => name === "room:closed"));
  expect(payload).toEqual({ reason: "expired" });
};
