import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { pastOf, workshopOf } from "./store-fixtures.ts";
import { type Bench, storeSuite } from "./store-suite.ts";

/** Searches a copy, since the store holds its own file alone. */
const search = async (folder: string, text: string): Promise<string[]> => {
  const copy = `${folder}-copy`;
  await cp(folder, copy, { recursive: true });
  const db = new DatabaseSync(join(copy, "cermat.db"));
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const names = tables.map(({ name }) => String(name));
  const found = names.filter((name) => JSON.stringify(db.prepare(`SELECT * FROM ${name}`).all()).includes(text));
  db.close();
  await rm(copy, { recursive: true });
  return found;
};

storeSuite("the embedded store", async (): Promise<Bench> => {
  const folder = await mkdtemp(join(tmpdir(), "cermat-store-"));
  let time = 1_800_000_000_000;
  const store = openSqlite({ file: join(folder, "cermat.db"), now: () => time });
  return {
    store,
    other: store,
    async pass(ms) {
      time += ms;
    },
    leftovers: (text) => search(folder, text),
    async [Symbol.asyncDispose]() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

test("[ST16] what is deleted is in none of the files any more", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cermat-store-"));
  const store = openSqlite({ file: join(folder, "cermat.db") });
  const bytes = async () => {
    const files = await readdir(folder);
    return Buffer.concat(await Promise.all(files.map((name) => readFile(join(folder, name)))));
  };
  const past = pastOf(40, 3, {}, (person) => `SECRET-${person}`);
  const workshop = workshopOf({ title: "SECRET-TITLE" });
  await store.importRoom(past);
  await store.putWorkshop(workshop);
  expect((await bytes()).includes("SECRET-")).toBe(true);
  await store.erase(past.room.id);
  await store.deleteWorkshop(workshop.id);
  expect((await bytes()).includes("SECRET-")).toBe(false);
  await store.close();
  await rm(folder, { recursive: true });
});
