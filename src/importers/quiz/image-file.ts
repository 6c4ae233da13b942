/** Pictures that a file names: the name is kept, for the picture itself is not in the file. */
import { ImageFile } from "../../items/item.ts";
import type { Told } from "./book.ts";

/** The picture's name as a quiz bears it, told to be added; what can have none is left out, and told. */
export const imageOf = (address: unknown, told: Told): { file: string; alt: string } | undefined => {
  if (typeof address !== "string" || address.trim() === "") return undefined;
  const [path = ""] = address.trim().split(/[?#]/);
  const file = path
    .slice(path.lastIndexOf("/") + 1)
    .replace(/%20|[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[.-]+/, "");
  if (!ImageFile.safeParse(file).success) return void told.note("media_dropped", { value: address });
  told.note("image_missing", { file });
  return { file, alt: "" };
};
