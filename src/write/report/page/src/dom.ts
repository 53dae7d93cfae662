// Elements without HTML: a text stays a text, whatever it holds.

type Child = Node | string | number | null | undefined | false;
type Props = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

const SVG = "http://www.w3.org/2000/svg";

function fill(element: Element, props: Props, children: Child[]): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** An element; functions among its properties are listeners: `onclick`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, props, children);
  return element;
}

export function svg(tag: string, props: Props = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  fill(element, props, children);
  return element;
}

/** A text from a document: its direction is its own and turns nothing around it. */
export function quoted(text: string, props: Props = {}): HTMLElement {
  return h("bdi", { lang: "zh-CN", ...props }, text);
}

/** A long text, cut for a list. */
export function clip(text: string, most = 200): string {
  if (text.length <= most) return text;
  const end = /[\uD800-\uDBFF]$/.test(text.slice(0, most)) ? most - 1 : most;
  return `${text.slice(0, end)}…`;
}

/** Has a file saved by the browser. */
export function save(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Calls back when nothing came for a while. */
export function settled<A extends unknown[]>(call: (...args: A) => void, wait = 150): (...args: A) => void {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => call(...args), wait);
  };
}

/** A list to choose from; nothing chosen is everything. */
export function select(label: string, everything: string, choices: [value: string, text: string][], change: (value: string) => void, chosen = ""): HTMLElement {
  const options = [["", everything] as [string, string], ...choices].map(([value, text]) => h("option", { value, selected: value === chosen }, text));
  const element = h("select", {}, ...options);
  element.addEventListener("change", () => change(element.value));
  return h("label", {}, `${label} `, element);
}
