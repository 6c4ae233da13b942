/** How cells of a workbook look: number formats, fonts, fills. */

/** Number format, font, fill and alignment of a style, as SpreadsheetML numbers them (49 is text, 1 a whole number, 2 two decimals). */
const LOOKS = {
  plain: { format: 49 },
  wrapped: { format: 49, wrap: true },
  head: { format: 49, font: 1, fill: 2, wrap: true },
  title: { format: 49, font: 2 },
  strong: { format: 49, font: 1 },
  note: { format: 49, font: 3, wrap: true },
  count: { format: 1 },
  number: { format: 0 },
  one: { format: 164 },
  two: { format: 2 },
  three: { format: 165 },
  share: { format: 166 },
  date: { format: 167 },
} as const satisfies Record<string, { format: number; font?: number; fill?: number; wrap?: boolean }>;

export type Style = keyof typeof LOOKS;

const NAMES = Object.keys(LOOKS) as Style[];

/** Excel's number of a style: 0 is what a cell without any has. */
export const styleNumber = (style: Style): number => NAMES.indexOf(style) + 1;

const FORMATS = ["0.0", "0.000", "0.0%", "yyyy\\-mm\\-dd\\ hh:mm"];

const look = ({
  format,
  font = 0,
  fill = 0,
  wrap = false,
}: Partial<Record<"format" | "font" | "fill", number>> & { wrap?: boolean }) =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">` +
  `<alignment vertical="top"${wrap ? ' wrapText="1"' : ""}/></xf>`;

const font = (size: number, marks = "") =>
  `<font>${marks}<sz val="${size}"/><name val="Calibri"/><family val="2"/></font>`;

/** The part xl/styles.xml. */
export const stylesXml = (): string => {
  const looks = NAMES.map((name) => look(LOOKS[name]));
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="${FORMATS.length}">`,
    ...FORMATS.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`),
    "</numFmts>",
    `<fonts count="4">${font(11)}${font(11, "<b/>")}${font(15, "<b/>")}${font(10, "<i/>")}</fonts>`,
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/><bgColor indexed="64"/></patternFill></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${looks.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${looks.join("")}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    "</styleSheet>",
  ].join("");
};
