/** The picture of a question or an option: chosen from this device, with words for those who cannot see it. */
import { h } from "../../shared/dom.ts";
import { randomId } from "../../shared/random.ts";
import { wrong } from "../parts.ts";
import { texts } from "../texts.ts";
import type { DraftOption } from "./document.ts";
import { fieldAt, idAt, say } from "./fields.ts";
import type { Model } from "./model.ts";
import { reencoded } from "./reencode.ts";

type Picture = NonNullable<DraftOption["image"]>;

interface PictureParts {
  model: Model;
  /** Its place in the item: `image`, `options[0].image`. */
  path: string;
  /** The picture as it is now. */
  now(): Picture | undefined;
  /** Of an option its text already says what is seen. */
  small: boolean;
  set(image: Picture | null, tag?: string): void;
}

export const pictureField = ({ model, path, now, small, set }: PictureParts): HTMLElement => {
  const image = now();
  const { editor } = texts().organiser;
  const id = idAt(path);
  const told = h("p", { class: "fault", role: "alert", hidden: true });
  const tell = (text: string) => {
    told.textContent = text;
    told.hidden = text === "";
  };
  const take = async (chosen: File) => {
    tell("");
    input.disabled = true;
    say(editor.picture.working);
    const blob = await reencoded(chosen);
    const file = `${randomId()
      .replace(/^[-_]+/, "p")
      .slice(0, 16)}.${blob?.type === "image/jpeg" ? "jpg" : "webp"}`;
    const answer = blob === null ? null : await model.upload(file, blob);
    input.disabled = false;
    input.value = "";
    // Another question may be shown by now: its fields are not this one's.
    const shown = input.isConnected;
    if (!answer?.ok) return (shown ? tell : say)(answer ? wrong(answer.code) : editor.picture.unreadable);
    set({ file, alt: now()?.alt ?? "" });
    say(editor.picture.stored);
    if (shown) document.getElementById(`${id}-alt`)?.focus();
  };
  const input = h("input", {
    type: "file",
    id: `${id}-file`,
    class: "visually-hidden",
    accept: "image/png,image/jpeg,image/webp",
    onchange: () => {
      const [chosen] = input.files ?? [];
      if (chosen !== undefined) void take(chosen);
    },
  });
  const choose = h(
    "span",
    { class: "choose-file" },
    input,
    h("label", { for: input.id, class: "link" }, image ? editor.picture.replace : editor.picture.add),
  );
  if (image === undefined) return h("div", { class: "picture-edit" }, choose, told);
  const url = model.images[image.file];
  const alt = h("input", {
    type: "text",
    id: `${id}-alt`,
    value: image.alt,
    maxlength: 300,
    autocomplete: "off",
    oninput: () => set({ file: image.file, alt: alt.value }, `${id}-alt`),
  });
  return h(
    "div",
    { class: small ? "picture-edit small" : "picture-edit" },
    url === undefined
      ? h("p", { class: "hint missing" }, editor.picture.missing)
      : h("img", { src: url, alt: image.alt }),
    h(
      "div",
      { class: "picture-words" },
      fieldAt(`${path}.alt`, editor.picture.alt, alt, editor.picture.altHint),
      h(
        "p",
        { class: "picture-do" },
        choose,
        h(
          "button",
          {
            type: "button",
            class: "link danger",
            onclick: () => {
              set(null);
              document.getElementById(`${id}-file`)?.focus();
            },
          },
          editor.picture.remove,
        ),
      ),
      told,
    ),
  );
};
