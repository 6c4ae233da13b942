import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { PastFault } from "../../protocol/imports.ts";
import type { Report } from "../../protocol/reports.ts";
import { joinRoom } from "../support.ts";
import { OVERVIEW, rawSheetOf, xlsxOf } from "../unit/importers-sheets.ts";
import { bring, nth, respond, startGame } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

interface Answer {
  roomId: string;
  title: string;
  players: number;
  items: number;
  faults: PastFault[];
  error?: { code: string };
}

const answered = (player: string, answer: string) => ({
  ...{ question: ["1 Quiz", "Which?"] as [string, string], answers: ["A", "B"], key: "A" },
  ...{ player, answer, right: answer === "A" },
});
const GOOD = "session,participant_code,item_id,response,key,response_time_ms\ns,C1,q1,a,a,900\ns,C2,q1,b,a,1100\n";

overStores("imports over HTTP", (app) => {
  const send = async (body: NonNullable<RequestInit["body"]>, query = "", headers: Record<string, string> = {}) => {
    const answer = await app().fetch(`/api/rooms/import${query}`, { method: "POST", body, headers });
    return { status: answer.status, ...((await answer.json()) as Answer) };
  };
  const reportOf = async (roomId: string) =>
    (await (await app().fetch(`/api/rooms/${roomId}/report.json`)).json()) as Report;
  const roomIds = async () => (await app().app.store.rooms()).map(({ room }) => room.id);

  test("[IM8] a played room's responses.csv gives the same items again: counts, shares and times", async () => {
    using game = await startGame(app(), ["=1+1", "Budi"], { options: { workshop: { id: "w1", occasion: "pre" } } });
    const [formula, budi] = [nth(game.players, 0), nth(game.players, 1)];
    await bring(game.host, "open", 1);
    await respond(app(), formula, 1, "b");
    await bring(game.host, "open", 2);
    const late = await joinRoom(app().url, { pin: game.pin, nickname: "Late" });
    await respond(app(), formula, 2, ["c", "a"]);
    await respond(app(), budi, 2, ["a"]);
    await bring(game.host, "open", 3);
    await respond(app(), late.player, 3, "x");
    await bring(game.host, "reveal", 3);
    await game.host.get("room:finish", {});
    const csv = await (await app().fetch(`/api/rooms/${game.roomId}/responses.csv`)).text();
    const before = await reportOf(game.roomId);
    const made = await send(csv, "", { "content-type": "text/csv" });
    expect(made).toMatchObject({ status: 201, players: 3, items: 3, faults: [] });
    const after = await reportOf(made.roomId);
    const bare = ({ items }: Report) =>
      items.map(({ id, n, correct, omitted, absent, voided, time }) => ({
        id,
        n,
        correct,
        omitted,
        absent,
        voided,
        time,
      }));
    expect(bare(after)).toEqual(bare(before));
    expect(after.room).toMatchObject({ phase: "finished", workshop: { id: "w1", occasion: "pre" }, imported: true });
    const seats = await app().app.store.seats(made.roomId, 0);
    expect(seats.map(({ nickname }) => nickname)).toEqual(["=1+1", "Budi", "Late"]);
    expect(seats.map(({ code }) => code)).toEqual([...game.seats.map(({ code }) => code), late.code]);
  });

  test("[IM1] a Kahoot! report comes as multipart, with a title and an occasion of its own", async () => {
    const workbook = await xlsxOf([OVERVIEW, rawSheetOf(20, [answered("Alice", "A"), answered("Budi", "B")])]);
    const form = new FormData();
    form.set("file", new Blob([workbook.slice()]), "a name.csv");
    const made = await send(form, "?title=Pagi&workshop=w7&occasion=pre");
    expect(made).toMatchObject({ status: 201, title: "Pagi", players: 2, items: 1, faults: [] });
    const room = await app().app.store.room(made.roomId);
    expect(room?.options.workshop).toEqual({ id: "w7", occasion: "pre" });
    expect((await reportOf(made.roomId)).items[0]).toMatchObject({ stem: "Which?", n: 2, correct: 1 });
    expect((await send(workbook.slice(), "", { "content-type": "text/csv" })).title).toBe("Komunitas belajar");
  });

  test("[IM5] a row whose item and version the library has gives the whole item", async () => {
    const document = {
      ...{ schemaVersion: 1, id: "library", title: "From the library", language: "en" },
      items: [{ id: "lib1", type: "true-false", stem: "Is it so?", key: ["true"], explanation: "It is." }],
    };
    const put = { method: "PUT", body: JSON.stringify(document), headers: { "content-type": "application/json" } };
    await app().fetch("/api/quizzes/library", put);
    using game = await startGame(app(), ["Ani"], { quizId: "library", quiz: undefined });
    await bring(game.host, "open", 1);
    await respond(app(), nth(game.players, 0), 1, "true");
    await bring(game.host, "reveal", 1);
    const csv = await (await app().fetch(`/api/rooms/${game.roomId}/responses.csv`)).text();
    const made = await send(zipSync({ "long.csv": strToU8(csv) }).slice());
    expect(made).toMatchObject({ status: 201, title: "From the library", players: 1, items: 1 });
    const stored = await app().app.store.roomQuiz(made.roomId);
    expect(stored?.quiz).toMatchObject({ id: "library", items: [{ stem: "Is it so?", explanation: "It is." }] });
  });

  test("[IM2] what cannot be read is 400 import_invalid with its faults, and nothing is stored", async () => {
    const before = await roomIds();
    for (const body of ["", "no table", GOOD.replaceAll("\ns,C2", "\nt,C2"), "item_id,response,participant_code\n"]) {
      const refused = await send(body, "", { "content-type": "text/csv" });
      expect([refused.status, refused.error?.code]).toEqual([400, "import_invalid"]);
      expect(refused.faults[0]).toMatchObject({
        path: expect.any(String),
        message: expect.stringMatching(/^[A-Z].*\.$/),
      });
    }
    const form = new FormData();
    form.set("note", "no file");
    expect((await send(form)).error?.code).toBe("import_invalid");
    expect(await roomIds()).toEqual(before);
  });

  test("[IM2] good rows are kept when others are named", async () => {
    const made = await send(`${GOOD}s,C3,q1,a,a,900\ns,C3,q1,b,a,900\n`);
    expect(made).toMatchObject({ status: 201, players: 3, faults: [{ path: "row 5" }] });
  });

  test("[IM1] the host key is needed; workshop and occasion stand together; over the limits is 413", async () => {
    const bare = await fetch(`${app().url}/api/rooms/import`, { method: "POST", body: GOOD });
    expect(bare.status).toBe(401);
    for (const query of ["?workshop=w", "?occasion=pre", "?workshop=w&occasion=noon", `?title=${"x".repeat(201)}`]) {
      expect((await send(GOOD, query)).error?.code).toBe("invalid_payload");
    }
    const large = await send("x".repeat(8 * 1024 * 1024 + 1), "", { "content-type": "text/csv" });
    expect([large.status, large.error?.code]).toEqual([413, "payload_too_large"]);
    const noise = Uint8Array.from({ length: 1_200_000 }, (_, n) => (n * n * 31 + n) % 251);
    const workbook = zipSync({ "xl/workbook.xml": strToU8("<workbook/>"), "xl/media/a.bin": noise }, { level: 0 });
    expect((await send(workbook.slice())).error?.code).toBe("payload_too_large");
    const form = new FormData();
    form.set("file", new Blob([workbook.slice(), "x".repeat(8 * 1024 * 1024)]));
    expect((await send(form)).error?.code).toBe("payload_too_large");
  });

  test("[IM12] an imported room is listed and deleted as any other, and no PIN leads to it", async () => {
    const made = await send(GOOD, "?title=Kemarin");
    const { rooms } = (await (await app().fetch("/api/rooms")).json()) as { rooms: { id: string }[] };
    expect(rooms[0]).toMatchObject({ id: made.roomId, title: "Kemarin", phase: "finished", players: 2 });
    expect(await app().app.store.findPin("000000")).toBeUndefined();
    expect((await app().fetch(`/api/rooms/${made.roomId}`, { method: "DELETE" })).status).toBe(204);
    expect(await app().app.store.room(made.roomId)).toBeUndefined();
  });
});
