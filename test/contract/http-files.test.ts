import { expect, test } from "vitest";
import { SMALL_QUIZ } from "../support.ts";
import { csvLines, linesOf, partsOf, readBook, readCsv } from "../unit/files-reading.ts";
import { bring, nth, respond, startGame } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const QUIZ = { ...SMALL_QUIZ, language: "id", title: "=Kuis" };
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

overStores("files over HTTP", (app) => {
  const get = async (path: string) => {
    const answer = await app().fetch(path);
    expect(answer.status).toBe(200);
    return answer;
  };
  const csv = async (path: string) => csvLines(await (await get(path)).text());
  const bytes = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
  const book = async (path: string) => readBook(await bytes(path));

  /** Two rounds of a room; the first one named is right in both, the other in neither. */
  const played = async (options: object = {}, names = ["=1+1", "Budi"]) => {
    const game = await startGame(app(), names, { quiz: QUIZ, options });
    await bring(game.host, "open", 1);
    await respond(app(), nth(game.players, 0), 1, "b");
    await respond(app(), nth(game.players, 1), 1, "a");
    await bring(game.host, "open", 2);
    await respond(app(), nth(game.players, 0), 2, ["a", "c"]);
    await bring(game.host, "reveal", 2);
    return { ...game, path: `/api/rooms/${game.roomId}` };
  };

  test("[RP34] report.xlsx is a workbook in the quiz's language, or in the one asked for", async () => {
    using game = await played();
    const answer = await get(`${game.path}/report.xlsx`);
    expect([answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([XLSX, "no-store"]);
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="small-${game.pin}-report.xlsx"`);
    const own = await readBook(new Uint8Array(await answer.arrayBuffer()));
    expect([...own.keys()]).toEqual(["Ringkasan", "Butir", "Pengecoh", "Peserta", "Data", "Kamus"]);
    const other = await book(`${game.path}/report.xlsx?lang=en`);
    expect([...other.keys()]).toEqual(["Summary", "Items", "Distractors", "Participants", "Data", "Dictionary"]);
    const report = (await (await get(`${game.path}/report.json`)).json()) as { items: { p: number }[] };
    expect(linesOf(other, "Items").map((line) => line["p (facility)"])).toEqual(report.items.map(({ p }) => p));
    expect(linesOf(other, "Participants").map((line) => line.Name)).toEqual(["=1+1", "Budi"]);
  });

  test("[RP30] long.zip has the rows of responses.csv and their codebook", async () => {
    using game = await played();
    const answer = await get(`${game.path}/long.zip`);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="small-${game.pin}-long.zip"`);
    const parts = partsOf(new Uint8Array(await answer.arrayBuffer()));
    expect(parts["long.csv"]).toBe(await (await get(`${game.path}/responses.csv`)).text());
    expect(csvLines(parts["codebook.csv"] ?? "").map((row) => row.item_id)).toEqual([
      ...["q1", "q2"],
      ...Array(17).fill(""),
    ]);
  });

  test("[HT7] files of two occasions, and of two rooms that were held elsewhere, have different names", async () => {
    const nameOf = async (path: string) =>
      /filename="(.*)"/.exec((await get(path)).headers.get("content-disposition") ?? "")?.[1];
    using game = await played({ workshop: { id: "w-1", occasion: "post" } });
    expect(await nameOf(`${game.path}/matrix.csv?values=letters`)).toBe(`small-post-${game.pin}-letters.csv`);
    const body = await (await get(`${game.path}/responses.csv`)).text();
    const imported = async (query: string) => {
      const answer = await app().fetch(`/api/rooms/import${query}`, { method: "POST", body });
      const { roomId } = (await answer.json()) as { roomId: string };
      const room = await app().app.store.room(roomId);
      return { name: await nameOf(`/api/rooms/${roomId}/report.csv`), quiz: room?.quizId, head: roomId.slice(0, 8) };
    };
    for (const [query, occasion] of [
      ["?workshop=w-2&occasion=pre", "-pre"],
      ["?workshop=w-2&occasion=pre", "-pre"],
      ["?title=Other", "-post"],
    ] as const) {
      const { name, quiz, head } = await imported(query);
      expect(name).toBe(`${quiz}${occasion}-${head}-report.csv`);
    }
  });

  test("[RP31] matrix.csv has scores, or letters when asked", async () => {
    using game = await played();
    const [one, two] = game.seats.map(({ code }) => code);
    expect(readCsv(await (await get(`${game.path}/matrix.csv`)).text())).toEqual([
      ["participant_code", "q1", "q2", "total"],
      [one, "1", "1", "2"],
      [two, "0", "0", "0"],
    ]);
    expect((await csv(`${game.path}/matrix.csv?values=letters`)).map(({ q1, q2 }) => [q1, q2])).toEqual([
      ["b", "a;c"],
      ["a", ""],
    ]);
  });

  test("[RP37] codes.csv alone has codes and names when the other files leave names out", async () => {
    using game = await played();
    const codes = game.seats.map(({ code }) => code);
    expect(await csv(`${game.path}/codes.csv`)).toEqual([
      { code: codes[0], nickname: "'=1+1", person: "" },
      { code: codes[1], nickname: "Budi", person: "" },
    ]);
    const rows = await csv(`${game.path}/responses.csv?names=0`);
    expect(new Set(rows.map(({ nickname }) => nickname))).toEqual(new Set([""]));
    expect(new Set(rows.map((row) => row.participant_code))).toEqual(new Set(codes));
    const files = [await bytes(`${game.path}/report.xlsx?names=0`), await bytes(`${game.path}/long.zip?names=0`)];
    for (const file of files) {
      const text = Object.values(partsOf(file)).join("");
      expect(text).not.toContain("Budi");
      expect(text).toContain(codes[1]);
    }
  });

  test("[RP36] people of an anonymous room are numbered in the order of joining", async () => {
    using game = await played({ identity: "anonymous" });
    const rows = await csv(`${game.path}/responses.csv`);
    expect(rows.map((row) => row.participant_code)).toEqual(["anon-001", "anon-001", "anon-002", "anon-002"]);
    expect(await csv(`${game.path}/codes.csv`)).toEqual([]);
  });

  test("[RP38] min hides small cells of report.csv and leaves out the sheets with a row per person", async () => {
    using game = await played();
    expect((await csv(`${game.path}/report.csv`))[0]).toMatchObject({ n: "2", options: "a=1;b=1" });
    expect((await csv(`${game.path}/report.csv?min=5`))[0]?.options).toBe("a=;b=");
    const shared = await book(`${game.path}/report.xlsx?min=5&lang=en`);
    expect([...shared.keys()]).toEqual(["Summary", "Items", "Distractors", "Dictionary"]);
    expect(await csv(`${game.path}/matrix.csv?min=5`)).toHaveLength(2);
  });

  test("[RP32] a comparison comes as a row per person and as a workbook, with the numbers of its JSON", async () => {
    using pre = await played();
    using post = await played();
    const [a, b] = [pre.roomId, post.roomId];
    const pair = `pre=${a}&post=${b}`;
    const answer = await get(`/api/comparisons.csv?${pair}`);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="small-comparison.csv"');
    const letters = await get(`/api/comparisons.csv?${pair}&values=letters`);
    expect(letters.headers.get("content-disposition")).toBe('attachment; filename="small-comparison-letters.csv"');
    const lines = csvLines(await answer.text());
    expect(lines.map((line) => [line.paired, line.pre_q1, line.post_q1])).toEqual([
      ["0", "1", ""],
      ["0", "0", ""],
      ["0", "", "1"],
      ["0", "", "0"],
    ]);
    expect((await csv(`/api/comparisons.csv?${pair}&values=letters`))[0]?.pre_q2).toBe("a;c");
    const json = (await (await get(`/api/comparisons.json?${pair}`)).json()) as { items: { pPre: number }[] };
    const file = await get(`/api/comparisons.xlsx?${pair}&lang=en`);
    expect(file.headers.get("content-type")).toBe(XLSX);
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="small-comparison.xlsx"');
    const read = await readBook(new Uint8Array(await file.arrayBuffer()));
    expect([...read.keys()]).toContain("Transitions");
    expect(linesOf(read, "Items").map((line) => line["p before"])).toEqual(json.items.map(({ pPre }) => pPre));
    expect([...(await book(`/api/comparisons.xlsx?${pair}&min=5`)).keys()]).not.toContain("Data");
  });

  test("[RP32] people are paired as the organiser of the workshop has said", async () => {
    const body = JSON.stringify({ title: "W", quizIds: { pre: "komunitas-belajar", post: "komunitas-belajar" } });
    const headers = { "content-type": "application/json" };
    const made = await app().fetch("/api/workshops", { method: "POST", body, headers });
    const { workshop } = (await made.json()) as { workshop: { id: string; version: number } };
    using pre = await played({ workshop: { id: workshop.id, occasion: "pre" } });
    using post = await played({ workshop: { id: workshop.id, occasion: "post" } });
    const pairings = [{ pre: nth(pre.seats, 1).playerId, post: nth(post.seats, 1).playerId, same: true }];
    const put = { method: "PUT", body: JSON.stringify({ ...workshop, pairings }), headers };
    expect((await app().fetch(`/api/workshops/${workshop.id}`, put)).status).toBe(200);
    const lines = await csv(`/api/comparisons.csv?pre=${pre.roomId}&post=${post.roomId}`);
    expect(lines.map((line) => [line.participant_code, line.paired, line.gain])).toEqual([
      [nth(pre.seats, 1).code, "1", "0"],
      [nth(pre.seats, 0).code, "0", ""],
      [nth(post.seats, 0).code, "0", ""],
    ]);
  });

  test("[HT7] files need the key, a room that is there, and options that mean something", async () => {
    using game = await played();
    for (const name of ["report.xlsx", "report.csv", "responses.csv", "long.zip", "matrix.csv", "codes.csv"]) {
      expect((await fetch(`${app().url}${game.path}/${name}`)).status).toBe(401);
      expect((await app().fetch(`/api/rooms/nobody/${name}`)).status).toBe(404);
    }
    expect((await fetch(`${app().url}/api/comparisons.xlsx?pre=${game.roomId}&post=${game.roomId}`)).status).toBe(401);
    for (const query of ["lang=xx", "names=2", "min=x", "bands=nonsense"])
      expect((await app().fetch(`${game.path}/report.xlsx?${query}`)).status).toBe(400);
    expect((await app().fetch(`${game.path}/matrix.csv?values=x`)).status).toBe(400);
    expect((await app().fetch(`/api/comparisons.csv?pre=${game.roomId}&post=nobody`)).status).toBe(404);
  });
});
