/** A QR code as one SVG path, dark on white with its quiet zone. */
import { encode } from "uqr";
import { svg } from "../shared/dom.ts";

/** The standard asks for four modules of white around the code. */
const QUIET = 4;

/** Each row's runs of dark modules as rectangles one module high. */
const pathOf = (rows: readonly (readonly boolean[])[]): string => {
  let path = "";
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue;
      const from = x;
      while (row[x + 1] === true) x++;
      path += `M${from} ${y}h${x - from + 1}v1H${from}z`;
    }
  });
  return path;
};

/** A code for `text`, named `label` for screen readers. */
export const qrCode = (text: string, label: string): SVGSVGElement => {
  const { size, data } = encode(text, { ecc: "M", border: QUIET });
  return svg(
    "svg",
    { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "shape-rendering": "crispEdges", aria: { label } },
    svg("rect", { width: size, height: size, fill: "#ffffff" }),
    svg("path", { d: pathOf(data), fill: "#10131a" }),
  );
};
