/** All pictures on one page, small, with their names. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { View } from "./views.ts";

export interface Picture {
  file: string;
  moment: string;
  view: View;
}

/** Widths of the small pictures; eight screens of a host stand side by side. */
const WIDTHS = { host: 320, phone: 150, organiser: 420 };
const SHEET_WIDTH = 2700;

const STYLE = `body { margin: 24px; background: #ddd; font: 13px sans-serif; color: #111 }
h2 { margin: 24px 0 8px } section { display: flex; flex-wrap: wrap; gap: 14px }
figure { margin: 0 } figcaption { margin-bottom: 3px } img { display: block; border: 1px solid #999 }`;

/** Scales a picture down in the browser; a page of a hundred whole ones would not fit into its memory. */
const SHRINK = `async ([base64, width]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]), { resizeWidth: width, resizeQuality: "high" });
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/jpeg", 0.85);
}`;

/** Writes `contact-sheet.html` and `contact-sheet.png` into a folder. */
export const writeSheet = async (browser: Browser, folder: string, pictures: readonly Picture[]): Promise<string> => {
  const page = await browser.newPage({ viewport: { width: SHEET_WIDTH, height: 1000 } });
  const figures = new Map<string, string[]>();
  for (const { file, moment, view } of pictures) {
    const base64 = (await readFile(file)).toString("base64");
    const small: string = await page.evaluate(`(${SHRINK})(${JSON.stringify([base64, WIDTHS[view.group]])})`);
    const figure = `<figure><figcaption>${moment} · ${view.name}</figcaption><img src="${small}" alt=""></figure>`;
    figures.set(view.group, [...(figures.get(view.group) ?? []), figure]);
  }
  const body = [...figures].map(([group, all]) => `<h2>${group}</h2><section>${all.join("\n")}</section>`).join("\n");
  const html = join(folder, "contact-sheet.html");
  await writeFile(html, `<!doctype html><meta charset="utf-8"><title>Cermat</title><style>${STYLE}</style>${body}\n`);
  await page.goto(`file://${html}`);
  const sheet = join(folder, "contact-sheet.png");
  await page.screenshot({ path: sheet, fullPage: true });
  return sheet;
};
