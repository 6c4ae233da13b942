import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Comparison } from "../../protocol/comparisons.ts";
import type { Value } from "../../protocol/payloads.ts";
import type { Report } from "../../protocol/reports.ts";
import { type Participant, type Place, playRoom, type Seating, seatByWire } from "../../scripts/demo/room.ts";
import { request } from "../../scripts/demo/workshop.ts";
import * as texts from "../../src/i18n/id.ts";
import { freePort, ServerProcess } from "../child.ts";
import { HOST_KEY, tempFolder } from "../support.ts";
import { inspect, launch, phone, projector, type Watched } from "./browser.ts";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/stats/synthetic/${name}`, import.meta.url), "utf8");
const table = (name: string): string[][] =>
  fixture(name)
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
const EXPECTED = JSON.parse(fixture("expected.json")) as Record<string, number | null>;
const KEYS = table("key.csv").map(([id = "", key = "", options = ""]) => ({ id, key, options }));

const TEST_QUIZ = {
  schemaVersion: 1,
  id: "oracle",
  title: "Komunitas belajar",
  language: "id",
  items: KEYS.map(({ id, key, options }) => ({
    id,
    type: "single-choice",
    stem: `Pertanyaan ${id}`,
    options: [...options].map((option) => ({ id: option, text: `Pilihan ${option}` })),
    key: [key],
    seconds: 60,
  })),
};
/** L5 is worded the other way round. */
const LIKERT = ["L1", "L2", "L3", "L4", "L5", "L6"];
const QUESTIONNAIRE = {
  ...TEST_QUIZ,
  id: "angket",
  title: "Angket kepuasan",
  items: LIKERT.map((id) => ({
    ...{ id, type: "rating", stem: `Pernyataan ${id}`, scale: 5, reverse: id === "L5", seconds: 60 },
  })),
};
const REFLECTION = {
  ...TEST_QUIZ,
  id: "refleksi-pagi",
  items: [{ id: "coba", type: "open-text", stem: "Apa yang akan Anda coba?", seconds: 60 }],
};

const peopleOf = (file: string, codes = new Map<string, string>()): Participant[] =>
  table(file).map(([nickname = "", ...cells]) => ({
    nickname,
    code: codes.get(nickname),
    answers: cells.map((cell): Value | null => (cell.trim() === "" ? null : cell.trim())),
  }));

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** The first person has a real phone, which keeps its code by itself. */
const seatWithPhone =
  (watched: Watched, url: string): Seating =>
  async (place: Place, pin, person) => {
    if (person.nickname !== "P01") return seatByWire(place, pin, person);
    const { page } = watched;
    await page.goto(`${url}/?pin=${pin}`);
    await page.getByLabel(texts.player.join.nickname, { exact: true }).fill(person.nickname);
    await page.getByRole("button", { name: texts.player.join.join, exact: true }).tap();
    await page.getByText(texts.player.waiting.in).first().waitFor();
    return {
      code: (await page.evaluate<string | null>('localStorage.getItem("cermat.code")')) ?? "",
      respond: async (round, value) => {
        await page
          .locator('body[data-screen="open"] .option')
          .nth("ABCD".indexOf(String(value)))
          .tap();
        // The question is gone as soon as it is tapped, while the answer is still on its way: a round that is closed then
        // is closed without it. The phone keeps what became of the answer.
        const kept = () =>
          page
            .evaluate<string | null>('localStorage.getItem("cermat.reply")')
            .then((reply) => JSON.parse(reply ?? "{}") as { round?: number; status?: string; value?: Value });
        await expect.poll(kept, { timeout: 15_000, interval: 10 }).toMatchObject({ round, status: "sent", value });
      },
      leave: () => {},
    };
  };

describe("a workshop, from the pre-test to the page that is handed in", () => {
  test("[WS1] with 45 coded players says exactly what the oracle says of the same answers", async () => {
    await using folder = await tempFolder();
    const port = await freePort();
    const url = `http://kelas.test:${port}`;
    await using server = new ServerProcess(port, { DATA_DIR: folder.path, PUBLIC_URL: url });
    await server.start();
    const place = { url: server.url, key: HOST_KEY };
    const put = await fetch(`${server.url}/api/quizzes/oracle`, {
      method: "PUT",
      headers: { authorization: `Bearer ${HOST_KEY}`, "content-type": "application/json" },
      body: JSON.stringify(TEST_QUIZ),
    });
    expect(put.status).toBe(200);
    const { workshop } = await request<{ workshop: { id: string } }>(place, "/api/workshops", {
      title: "Pelatihan komunitas belajar",
      quizIds: { pre: "oracle", post: "oracle" },
    });
    const watched = await phone(browser);
    const manner = { seat: seatWithPhone(watched, url), spreadMs: 150 };
    const occasion = (name: "pre" | "post") => ({ id: workshop.id, occasion: name });

    const pre = await playRoom(
      place,
      { quizId: "oracle", options: { preset: "pretest", workshop: occasion("pre") } },
      peopleOf("pre_choice.csv"),
      manner,
    );
    await watched.page.getByText(texts.player.finished.pretest, { exact: true }).waitFor();
    const reflected = await playRoom(
      place,
      { quiz: REFLECTION, options: { identity: "anonymous" } },
      peopleOf("pre_choice.csv").map(({ nickname }, index) => ({
        nickname,
        answers: [index % 3 === 0 ? "Refleksi awal" : `Gagasan ${index}`],
      })),
      { spreadMs: 150 },
    );
    // The phone brings its code by itself; the others type theirs.
    const codes = new Map([...pre.codes].filter(([nickname]) => nickname !== "P01"));
    const post = await playRoom(
      place,
      { quizId: "oracle", options: { workshop: occasion("post") } },
      peopleOf("post_choice.csv", codes),
      manner,
    );
    expect(post.codes).toEqual(pre.codes);
    const asked = await playRoom(
      place,
      { quiz: QUESTIONNAIRE, options: { identity: "anonymous" } },
      peopleOf("likert.csv"),
      { spreadMs: 150 },
    );

    const comparison = await request<Comparison>(place, `/api/comparisons.json?pre=${pre.roomId}&post=${post.roomId}`);
    expect([comparison.nPre, comparison.nPost, comparison.nPaired]).toEqual([45, 45, 45]);
    const oracle = (key: string) => EXPECTED[key] as number;
    for (const item of comparison.items) {
      const of = (name: string) => oracle(`pair.${item.id}.${name}`);
      expect([item.rr, item.rw, item.wr, item.ww]).toEqual([of("RR"), of("RW"), of("WR"), of("WW")]);
      expect(item.mcnemar.exactP).toBeCloseTo(of("mcnemar_p_exact"), 12);
      expect(item.holmP).toBeCloseTo(of("mcnemar_p_exact_holm"), 12);
      expect(item.diffCi?.[0]).toBeCloseTo(of("diff_ci95_lo_agresti_min"), 12);
    }
    const { total } = comparison;
    const numbers = { t: total.t, p: total.p, g: total.gOfAverages, dz: total.dz, exact: total.wilcoxon.exactP };
    expect(numbers).toEqual({
      t: expect.closeTo(4.390524, 5),
      p: expect.closeTo(0.000069984, 8),
      g: expect.closeTo(0.351852, 5),
      dz: expect.closeTo(0.654501, 5),
      exact: expect.closeTo(0.000065463, 8),
    });
    expect([total.improved, total.same, total.worse]).toEqual([28, 9, 8]);

    const questions = await request<Report>(place, `/api/rooms/${asked.roomId}/report.json`);
    for (const line of questions.questionnaire?.items ?? []) {
      expect([line.n, line.missing]).toEqual([oracle(`likert.${line.id}.n`), oracle(`likert.${line.id}.missing`)]);
      expect(line.mean).toBeCloseTo(oracle(`likert.${line.id}.mean`), 10);
      expect(line.tcr).toBeCloseTo(oracle(`likert.${line.id}.tcr_pct`), 10);
    }
    expect(questions.questionnaire?.items.length).toBe(LIKERT.length);
    const said = await request<Report>(place, `/api/rooms/${reflected.roomId}/report.json`);
    expect(said.texts[0]?.entries[0]).toEqual({ text: "Refleksi awal", count: 15, hidden: false });
    expect(JSON.stringify(said)).not.toMatch(/P\d\d/);

    // The page to hand in says the same numbers, on one sheet of paper.
    const desk = await projector(browser);
    const { look, found } = inspect(desk.page, "organiser", "id");
    await desk.page.goto(`${url}/organiser?key=${HOST_KEY}#sheet=${pre.roomId}~${post.roomId}`);
    const { worst } = comparison;
    const shown = [total.meanPre, total.meanPost].map((mean) => (100 * (mean ?? 0)) / comparison.k);
    for (const percent of [...shown, worst.prePercent, worst.postPercent]) {
      const words = `${(percent ?? 0).toFixed(1).replace(".", ",")}%`;
      await desk.page.getByText(words).first().waitFor();
    }
    await look("sheet");
    const pdf = await desk.page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    // What was chosen and typed for this pair is not on the page of another; who signs is.
    await desk.page.locator("#sheet-event").fill("Lokakarya lain");
    await desk.page.locator("#sheet-signer").fill("Bu Rina");
    await desk.page.locator("#sheet-rating").selectOption(asked.roomId);
    await desk.page.getByText("Pernyataan L5").first().waitFor();
    await desk.page.goto(`${url}/organiser#sheet=${post.roomId}~${pre.roomId}`);
    await desk.page.locator(`a[href="#compare=${post.roomId}~${pre.roomId}"]`).waitFor();
    expect(await desk.page.locator("#sheet-event").inputValue()).toBe("Pelatihan komunitas belajar");
    expect(await desk.page.locator("#sheet-signer").inputValue()).toBe("Bu Rina");
    expect(await desk.page.locator("#sheet-rating").inputValue()).toBe("");
    await desk.page.goto(`${url}/organiser#compare=${pre.roomId}~${post.roomId}`);
    await desk.page.getByText(texts.organiser.comparison.title).first().waitFor();
    await look("compare");
    await desk.page.goto(`${url}/organiser#workshop=${workshop.id}`);
    await desk.page.getByText("Pelatihan komunitas belajar").first().waitFor();
    await look("workshop");
    await desk.page.goto(`${url}/organiser#room=${asked.roomId}`);
    await desk.page.getByText("Pernyataan L5").first().waitFor();
    await look("questionnaire");
    expect(found).toEqual([]);
    expect(desk.faults).toEqual([]);
    expect(watched.faults).toEqual([]);
    expect(server.output).not.toMatch(/"level":(50|60)|unhandled/);
    await Promise.all([desk.context.close(), watched.context.close()]);
  });
});
