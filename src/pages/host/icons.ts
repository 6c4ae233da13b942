/** Small pictures beside the words of the host's controls, drawn as strokes in `currentColor`. */
import { svg } from "../shared/dom.ts";

const PATHS = {
  next: "M5 12h13M12 5l7 7-7 7",
  pause: "M8 5v14M16 5v14",
  play: "M7 4.5v15l12-7.5z",
  plus: "M12 5v14M5 12h14",
  skip: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M5.6 5.6l12.8 12.8",
  close: "M6 6h12v12H6z",
  lock: "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
  unlock: "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.7-1.4",
  sun: "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2v2.5M12 19.5v2.5M2 12h2.5M19.5 12h2.5M5 5l1.7 1.7M17.3 17.3L19 19M5 19l1.7-1.7M17.3 6.7L19 5",
  moon: "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z",
  sound: "M5 9.5v5h3.5L13 18V6L8.5 9.5zM16.5 9a4.2 4.2 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
  silent: "M5 9.5v5h3.5L13 18V6L8.5 9.5zM17 9.5l5 5M22 9.5l-5 5",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  menu: "M5 12h.01M12 12h.01M19 12h.01",
  end: "M6 21V4M6 5h12l-3 4l3 4H6",
  leave: "M10 4H5v16h5M10 12h10M16 8l4 4-4 4",
  people: "M9 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M2 20a7 7 0 0 1 14 0M16 4.5a4 4 0 0 1 0 7.2M18 14.5a7 7 0 0 1 4 5.5",
  pencil: "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z",
  phone: "M8 3h8v18H8zM11 18h2",
  forward: "M5 5l7 7-7 7zM14 5l7 7-7 7z",
  keys: "M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8",
  paper: "M6 3h9l4 4v14H6zM9.5 11h6M9.5 15h6",
  back: "M19 12H6M12 5l-7 7 7 7",
} as const;

export type IconName = keyof typeof PATHS;

/** The picture of that name; it says nothing to screen readers. */
export const icon = (name: IconName): SVGSVGElement =>
  svg(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", fill: "none", aria: { hidden: "true" } },
    svg("path", {
      d: PATHS[name],
      stroke: "currentColor",
      "stroke-width": name === "menu" ? 3.5 : 2.2,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );
