/** Nicknames as people type them, and the key by which two of them are the same one in a room. */

const MAX_GRAPHEMES = 20;
const MAX_BYTES = 80;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** An emoji that Unicode recommends for interchange, or one code point that nobody can see. */
const EMOJI_OR_UNSEEN =
  /(?<emoji>\p{RGI_Emoji})|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gv;
/** Inside an emoji only the zero-width joiner and variation selector 16 may be unseen. */
const UNSEEN_IN_EMOJI = /[[\p{Cf}\p{Default_Ignorable_Code_Point}]--[\u200D\uFE0F]]/gv;
/** Spaces, and characters that look like one: Braille blank, object replacement, Khitan filler, Egyptian blanks, null notehead. */
const BLANK = /[\p{Zs}\u2800\uFFFC\u{16FE4}\u{13441}\u{13442}\u{1D159}]+/gv;
const BASELESS_MARK = /^\p{M}/v;
/** Three marks that take no width of their own on one base; spacing marks between them (Javanese, Indic) start no new base. */
const STACKED_MARKS = /(?:\p{Mc}*[\p{Mn}\p{Me}]){3}/v;

/** Marks set on letters of any script (accents, harakat); a script's own vowel signs and the Japanese voicing marks stay. */
const ACCENTS = /[\p{Script=Inherited}--[\u3099\u309A]]/gv;
const IGNORED = /[\p{Z}\p{P}\p{Sk}\p{Cf}]/gv;

/** Letter -> characters that look like it, folded to lower case. Capital twins count for both cases (Greek nu is n). */
const TWINS: Record<string, string> = {
  a: "аαɑᴀ@",
  b: "вьβʙ",
  c: "сϲᴄ",
  d: "ԁđᴅ",
  e: "еεᴇ",
  f: "ϝꜰ",
  g: "ɡԍɢ",
  h: "нһηհћħʜ",
  j: "јϳᴊ",
  k: "кκᴋ",
  l: "i1|ıіιӏǀłɪʟ",
  m: "мμᴍ",
  n: "νпոɴ",
  o: "0оοօσøᴏ",
  p: "рρᴘ",
  q: "ԛ",
  r: "гʀ",
  s: "ѕꜱ$",
  t: "тτŧᴛ",
  u: "սᴜ",
  v: "ѵᴠ",
  w: "ԝѡᴡ",
  x: "хχ",
  y: "уυγүʏ",
  z: "ζᴢ",
  3: "зӡ",
  σ: "ς",
  ي: "ىی",
  ك: "ک",
  口: "ロ囗",
  二: "ニ",
  力: "カ",
  工: "エ",
  夕: "タ",
  ト: "卜",
  へ: "ヘ",
};
const twinOf = new Map(Object.entries(TWINS).flatMap(([letter, twins]) => [...twins].map((twin) => [twin, letter])));

const dropUnseen = (text: string): string =>
  text.replace(EMOJI_OR_UNSEEN, (_match, emoji?: string) => emoji?.replace(UNSEEN_IN_EMOJI, "") ?? "");

/**
 * The confusable skeleton of a clean nickname, after the idea of Unicode UTS #39: NFKC, case folded, accents off,
 * look-alikes merged, then `rn` is m and `vv` is w. Spaces and punctuation do not count ("Bu Rina" is "BuRina"), unless
 * there is nothing else. Since I is both i and a twin of l, all of i, l, 1 and | are one letter: "Andi1" is "Andil",
 * and "Ila" is "Lia" (the second comer adds a letter). Digits but 0 and 1 stay themselves: "Andi 1" is not "Andi 2".
 */
const skeletonOf = (nickname: string): string => {
  const bare = nickname.normalize("NFKC").normalize("NFD").replace(ACCENTS, "");
  const folded = bare.toUpperCase().toLowerCase();
  const merged = [...folded].map((character) => twinOf.get(character) ?? character).join("");
  const letters = merged.replace(IGNORED, "").replaceAll("rn", "m").replaceAll("vv", "w");
  return letters === "" ? nickname.replaceAll(" ", "") : letters;
};

/**
 * Cleans a typed nickname and derives its uniqueness key; parsing a result again gives the same result.
 * Well-formed text only; NFC; what cannot be seen is dropped (but the joiners of an emoji); spaces and blank
 * characters become single spaces, none at the ends; then 1-20 graphemes, at most 80 bytes of UTF-8, at most two
 * combining marks on a base, no mark without one. Anything else is `nickname_invalid`.
 */
export const parseNickname = (raw: string): { nickname: string; key: string } | { rejected: "nickname_invalid" } => {
  const rejection = { rejected: "nickname_invalid" } as const;
  if (!raw.isWellFormed()) return rejection;
  const seen = dropUnseen(raw.normalize("NFC")).normalize("NFC");
  const nickname = seen.replace(BLANK, " ").trim();
  if (nickname === "" || Buffer.byteLength(nickname) > MAX_BYTES) return rejection;
  if (BASELESS_MARK.test(nickname) || STACKED_MARKS.test(nickname)) return rejection;
  if ([...graphemes.segment(nickname)].length > MAX_GRAPHEMES) return rejection;
  return { nickname, key: skeletonOf(nickname) };
};
