/** Bahasa Indonesia: polite, short, natural. */
import type { Messages } from "./en.ts";

export const id: Messages = {
  common: {
    true: "Benar",
    false: "Salah",
  },
};
