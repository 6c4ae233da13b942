import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QuizImport } from "../../protocol/imports.ts";
import type { Quiz } from "../../src/quiz.ts";
import { startApp } from "../support.ts";
import { EVERY_TYPE, quizOf } from "../unit/fixtures.ts";
import { xlsxOf } from "../unit/importers-sheets.ts";
import { overStores, type TestApp } from "./stores.ts";

type Answer = QuizImport<Quiz> & { error?: { code: string } };

const GOOD = "soal,a,b,kunci\nApa?,x,y,A\nDan?,x,y,E\n";

const sent = async (
  app: TestApp,
  body: NonNullable<RequestInit["body"]>,
  query = "",
  headers: Record<string, string> = {},
) => {
  const answer = await app.fetch(`/api/quizzes/import${query}`, { method: "POST", body, headers });
  return { status: answer.status, ...((await answer.json()) as Answer) };
};

describe("quizzes from files over HTTP", () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startApp();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const app = () => server;
  const send = (...rest: Parameters<typeof sent> extends [TestApp, ...infer Rest] ? Rest : never) =>
    sent(server, ...rest);
  const ids = async () => (await app().app.store.quizzes()).map(({ id }) => id);

  test("[IM20] a file is read by its content, under the title and id asked for; nothing is stored", async () => {
    const before = await ids();
    const read = await send(GOOD, "?title=Pagi&id=pagi-1", { "content-type": "image/png" });
    expect(read).toMatchObject({
      status: 200,
      format: "table",
      rows: 2,
      quiz: { id: "pagi-1", title: "Pagi", items: [{ stem: "Apa?" }] },
    });
    expect(read.faults).toMatchObject([
      { severity: "error", row: 3, column: "kunci", code: "key_empty_option", params: { value: "E" } },
    ]);
    const form = new FormData();
    const sheet = await xlsxOf([
      {
        name: "A",
        rows: [
          ["Question", "Answer 1", "Answer 2", "Time limit", "Correct answer(s)"],
          ["Q", "a", "b", 20, 2],
        ],
      },
    ]);
    form.set("file", new Blob([sheet.slice()]), "Kuis sore.xlsx");
    expect(await send(form)).toMatchObject({
      status: 200,
      format: "kahoot",
      quiz: { id: "Kuis-sore", title: "Kuis sore" },
      faults: [],
    });
    expect(await ids()).toEqual(before);
    const put = await app().fetch("/api/quizzes/pagi-1", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(read.quiz),
    });
    expect(put.status).toBe(200);
  });

  test("[IM20] a file of no format is 400 with its faults, one of ours without a good question is 200 with none", async () => {
    for (const body of ["no quiz", '{"items": [}']) {
      const refused = await send(body, "", { "content-type": "text/plain" });
      expect([refused.status, refused.error?.code]).toEqual([400, "import_invalid"]);
      expect(refused.faults).toMatchObject([{ severity: "error", message: expect.stringMatching(/^[A-Z].*\.$/) }]);
    }
    expect(await send("soal,a,b,kunci\nDan?,x,y,E\n")).toMatchObject({
      status: 200,
      quiz: null,
      rows: 1,
      faults: [{}],
    });
    for (const query of [`?title=${"x".repeat(201)}`, "?id=a%20b"])
      expect((await send(GOOD, query)).error?.code).toBe("invalid_payload");
    expect((await fetch(`${app().url}/api/quizzes/import`, { method: "POST", body: GOOD })).status).toBe(401);
  });
});

overStores("quizzes as files over HTTP", (app) => {
  test("[IM30] a quiz taken away as CSV or XLSX is read as the same quiz", async () => {
    const quiz = { ...quizOf(EVERY_TYPE), id: "every-type", title: "=Semua" };
    const put = { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(quiz) };
    await app().fetch("/api/quizzes/every-type", put);
    for (const [ending, type] of [
      ["csv", "text/csv; charset=utf-8"],
      ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ]) {
      const file = await app().fetch(`/api/quizzes/every-type.${ending}`);
      expect([file.status, file.headers.get("content-type"), file.headers.get("content-disposition")]).toEqual([
        200,
        type,
        `attachment; filename="every-type.${ending}"`,
      ]);
      expect(await sent(app(), await file.arrayBuffer())).toMatchObject({ status: 200, faults: [], quiz });
    }
    expect((await app().fetch("/api/quizzes/none-such.csv")).status).toBe(404);
  });
});
