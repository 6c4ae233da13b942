/** Workbooks (SpreadsheetML, ECMA-376 part 1, 18), written in slices. */
import { DECLARATION, escaped, MAIN, type Sheet, sheetSlices, texts } from "./xlsx-sheet.ts";
import { stylesXml } from "./xlsx-styles.ts";
import type { ZipEntry } from "./zip.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

const relations = (list: readonly [type: string, target: string][]): string =>
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
  list
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join("") +
  "</Relationships>";

/** The parts of a workbook, for `zipped`; their order matters, for the texts are known after the sheets. */
export const workbook = (sheets: readonly Sheet[]): ZipEntry[] => {
  const { place, slices } = texts();
  const files = sheets.map((_, index) => `worksheets/sheet${index + 1}.xml`);
  const kind = (file: string, name: string) =>
    `<Override PartName="/xl/${file}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml"/>`;
  const types =
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    kind("workbook.xml", "sheet.main") +
    files.map((file) => kind(file, "worksheet")).join("") +
    `${kind("styles.xml", "styles")}${kind("sharedStrings.xml", "sharedStrings")}</Types>`;
  const book =
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>` +
    sheets
      .map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join("") +
    "</sheets></workbook>";
  const links = files.map((file): [string, string] => ["worksheet", file]);
  return [
    { name: "[Content_Types].xml", slices: [types] },
    { name: "_rels/.rels", slices: [relations([["officeDocument", "xl/workbook.xml"]])] },
    { name: "xl/workbook.xml", slices: [book] },
    {
      name: "xl/_rels/workbook.xml.rels",
      slices: [relations([...links, ["styles", "styles.xml"], ["sharedStrings", "sharedStrings.xml"]])],
    },
    { name: "xl/styles.xml", slices: [stylesXml()] },
    ...sheets.map((sheet, index) => ({
      name: `xl/${files[index]}`,
      slices: sheetSlices(sheet, index === 0, place),
    })),
    { name: "xl/sharedStrings.xml", slices: slices() },
  ];
};
