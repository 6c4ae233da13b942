/** How many images an organiser may add, over HTTP. */
import { expect, test } from "vitest";
import { SMALL_QUIZ } from "../support.ts";
import { overStores } from "./stores.ts";
import { json, newTenant, type Tenant, told } from "./tenants.ts";

const MIB = 1024 ** 2;
const QUIZ = { ...SMALL_QUIZ, id: "ours" };
/** An image of so many bytes, none like another's. */
const imageOf = (bytes: number, sign: number): Uint8Array<ArrayBuffer> => {
  const image = new Uint8Array(bytes);
  image.set([0xff, 0xd8, 0xff, sign]);
  return image;
};

overStores(
  "images of an organiser",
  (app) => {
    test("[HT11] an organiser adds new images up to the bound; beyond it the quiz stays as it was, and what is stored can be used again", async () => {
      const [ani, budi] = [await newTenant(app(), "Ani"), await newTenant(app(), "Budi")];
      const [full, small] = [imageOf(MIB, 1), imageOf(100, 2)];
      const give = async (ask: Tenant["ask"], file: string, body: Uint8Array<ArrayBuffer>) => {
        const image = { method: "PUT", body, headers: { "content-type": "image/jpeg" } };
        const [status, answer] = await told(ask(`/api/quizzes/ours/images/${file}`, image));
        return status === 200 ? 200 : [status, (answer as { error: { code: string } }).error.code];
      };
      for (const ask of [ani.ask, budi.ask, app().fetch]) await ask("/api/quizzes/ours", json("PUT", QUIZ));
      expect(await give(ani.ask, "a.jpg", full)).toBe(200);
      const before = await app().app.store.quiz("ours", ani.id);
      expect(await give(ani.ask, "b.jpg", small)).toEqual([429, "images_full"]);
      expect(await app().app.store.quiz("ours", ani.id)).toEqual(before);
      expect(await give(budi.ask, "b.jpg", small)).toBe(200);
      expect([await give(ani.ask, "b.jpg", small), await give(ani.ask, "c.jpg", full)]).toEqual([200, 200]);
      // The administrator has no bound.
      for (const sign of [3, 4]) expect(await give(app().fetch, "a.jpg", imageOf(MIB, sign))).toBe(200);
    });
  },
  { IMAGES_MB: "1" },
);
