/** Texts in HTML, as other programs export them. */

/** ISO 8859-1 from 160 on, as HTML names its characters. */
const LATIN = (
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro " +
  "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil " +
  "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave " +
  "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml " +
  "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute " +
  "thorn yuml"
).split(" ");

const OTHERS: Record<string, string> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", hellip: "…", ndash: "–", mdash: "—", bull: "•" },
  ...{ lsquo: "‘", rsquo: "’", sbquo: "‚", ldquo: "“", rdquo: "”", bdquo: "„", prime: "′", Prime: "″" },
  ...{ trade: "™", euro: "€", minus: "−", le: "≤", ge: "≥", ne: "≠", asymp: "≈", infin: "∞", radic: "√", sum: "∑" },
  ...{ larr: "←", uarr: "↑", rarr: "→", darr: "↓", harr: "↔", rArr: "⇒", permil: "‰", ensp: " ", emsp: " " },
  ...{ alpha: "α", beta: "β", gamma: "γ", delta: "δ", theta: "θ", lambda: "λ", mu: "μ", pi: "π", sigma: "σ" },
  ...{ Delta: "Δ", Sigma: "Σ", Omega: "Ω", omega: "ω", phi: "φ", zwj: "", zwnj: "", lrm: "", rlm: "" },
};

const NAMED = new Map([
  ...LATIN.map((name, at): [string, string] => [name, String.fromCharCode(160 + at)]),
  ...Object.entries(OTHERS),
]);

const numbered = (code: number): string | undefined =>
  code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;

/** `&quot;`, `&#039;` and `&#x27;` as what they stand for; what stands for nothing stays. */
export const decodedEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]\w{1,9}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) =>
      name === undefined
        ? (numbered(decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal)) ?? whole)
        : (NAMED.get(name) ?? whole),
  );

const RAISED = new Map([..."0123456789+-=()no"].map((sign, at) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ°"][at] ?? ""]));

/** What stands above the line: 2³, 10⁻³; 2^x where there is no such sign. Ordinals, 1st, are read without. */
const raised = (text: string): string => {
  const signs = [...decodedEntities(text).trim().replaceAll("−", "-")];
  if (signs.every((sign) => RAISED.has(sign))) return signs.map((sign) => RAISED.get(sign)).join("");
  if (/^(?:st|nd|rd|th|er|tm)$/i.test(signs.join(""))) return text;
  return signs.length > 1 ? `^(${text.trim()})` : `^${text.trim()}`;
};

const PAIRED = "p,div,span,b,i,u,em,strong,sub,sup,small,ul,ol,li,h1,h2,h3,h4,pre,code,font,center,table"
  .split(",")
  .map((name) => [`<${name}\\b[^<>]*>`, `</${name}>`] as const)
  // A tag that stands alone between spaces is what a text speaks of, unless it is the first of it.
  .map(([tag, closes]) => ({ opens: new RegExp(`^\\s*${tag}|(?<!\\s)${tag}|${tag}(?!\\s)`), closes }));
/** A line break that stands close to its words; what stands alone between spaces is what they speak of. */
const BREAK = /\S<br ?\/?>|<br ?\/?>\S/;

/** Whether a text is HTML, although nothing says so. */
export const isMarkedUp = (text: string): boolean => {
  const markup = text.toLowerCase();
  const isPaired = ({ opens, closes }: (typeof PAIRED)[number]): boolean => {
    const before = markup.slice(0, Math.max(0, markup.lastIndexOf(closes)));
    const open = opens.exec(before);
    return open !== null && /[\p{L}\p{N}]/u.test(before.slice(open.index + open[0].length));
  };
  return markup.includes("<") && (BREAK.test(markup) || PAIRED.some(isPaired));
};

/** HTML as plain text, and whether pictures, sound or video were in it. */
export const plainHtml = (html: string): { text: string; media: boolean } => ({
  media: /<(?:img|audio|video|iframe|object|embed)\b/i.test(html),
  text: decodedEntities(
    html
      .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
      .replace(/<sup\b[^<>]*>([^<>]*)<\/sup>/gi, (_, text: string) => raised(text))
      .replace(/<\/t[dh]\b[^<>]*>/gi, " ")
      .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]*>/gi, "\n")
      .replace(/<\/?[a-z][^<>]*>/gi, ""),
  ),
});
