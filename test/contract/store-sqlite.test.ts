import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqlite } from "../../src/store/sqlite.ts";
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
