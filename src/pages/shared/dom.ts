/** Elements built in script. Text always goes in as text, so nothing a person typed can become markup. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];
type Listener = (event: Event) => void;
type Attribute = string | number | boolean | null | undefined;

export interface Props {
  class?: string | undefined;
  text?: string | number | undefined;
  dataset?: Record<string, string | number> | undefined;
  /** `{ label: "..." }` becomes `aria-label`. */
  aria?: Record<string, Attribute> | undefined;
  [name: string]: Attribute | Listener | Record<string, Attribute>;
}

const SVG = "http://www.w3.org/2000/svg";
/** Attributes whose live state is a property. */
const PROPERTIES = new Set(["value", "checked", "indeterminate"]);

const setAttribute = (element: Element, name: string, value: Attribute): void => {
  if (value === null || value === undefined || value === false) return;
  if (name === "style") throw new Error("The content security policy refuses style attributes; use a class.");
  element.setAttribute(name, value === true ? "" : String(value));
};

/** Appends children; null, undefined and false are skipped, arrays are flattened. */
const append = (parent: Node, ...children: readonly Child[]): void => {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, ...child);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
};

const dress = (element: HTMLElement | SVGElement, props: Props): void => {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (name === "class") element.setAttribute("class", String(value));
    else if (name === "text") element.textContent = String(value);
    else if (typeof value === "object") {
      for (const [key, part] of Object.entries(value)) {
        if (name === "dataset") element.dataset[key] = String(part);
        // Unlike other attributes, aria-pressed and its kin say "false" in words.
        else setAttribute(element, `aria-${key}`, typeof part === "boolean" ? String(part) : part);
      }
    } else if (PROPERTIES.has(name)) Object.assign(element, { [name]: value });
    else setAttribute(element, name, value);
  }
};

/**
 * An HTML element: `h("button", { class: "big", onclick: go, aria: { pressed: true } }, "Next")`.
 * Functions named on* become listeners; false, null and undefined leave the attribute out.
 */
export const h = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  dress(element, props);
  append(element, ...children);
  return element;
};

/** The same for the SVG namespace. */
export const svg = <Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] => {
  const element = document.createElementNS(SVG, tag) as SVGElementTagNameMap[Tag];
  dress(element, props);
  append(element, ...children);
  return element;
};

/** Puts children in the place of everything the element had. */
export const refill = (element: Element, ...children: readonly Child[]): void => {
  element.replaceChildren();
  append(element, ...children);
};
