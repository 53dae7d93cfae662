// A text of any length: only what is near the reader's eye is drawn.

import { h } from "./dom.js";
import { type Mark, stretches } from "./marks.js";

/** About how many characters are drawn or left out together. */
const PART = 1500;

interface Part {
  start: number;
  end: number;
  /** The marks that reach into it. */
  marks: Mark[];
  element: HTMLElement;
  drawn: boolean;
}

/** Where a text is cut into parts: at the ends of lines, and inside of lines that have no end. */
function cuts(text: string): [number, number][] {
  const out: [number, number][] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(text.length, start + PART);
    if (end < text.length) {
      const line = text.lastIndexOf("\n", end - 1);
      if (line > start) end = line + 1;
      else if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? "")) end--;
    }
    out.push([start, end]);
    start = end;
  }
  return out;
}

/** A text with its marks. */
export class Flow {
  readonly element = h("div", { class: "flow", lang: "zh-CN" });
  private readonly parts: Part[];
  private readonly near: IntersectionObserver;

  constructor(
    private readonly text: string,
    marks: Mark[],
    private readonly draw: (mark: Mark[], text: string) => Node,
  ) {
    this.parts = cuts(text).map(([start, end]) => {
      const element = h("div", { class: "part" });
      const lines = text.slice(start, end).split("\n").length;
      element.style.minHeight = `${Math.max(lines, Math.ceil((end - start) / 38)) * 1.9}em`;
      return { start, end, marks: [], element, drawn: false };
    });
    this.spread(marks);
    this.near = new IntersectionObserver((seen) => this.turn(seen), { rootMargin: "1200px 0px" });
    for (const part of this.parts) {
      this.element.append(part.element);
      this.near.observe(part.element);
    }
  }

  /** Gives each part its marks. */
  private spread(marks: Mark[]): void {
    let first = 0;
    for (const mark of marks) {
      while (first < this.parts.length && this.parts[first]!.end <= mark.start) first++;
      for (let i = first; i < this.parts.length && this.parts[i]!.start < mark.end; i++) {
        this.parts[i]!.marks.push(mark);
      }
    }
  }

  /** Marks something else too, and draws what shows it again. */
  also(mark: Mark): void {
    for (const part of this.parts) {
      part.marks = part.marks.filter((other) => other.kind !== mark.kind);
      if (part.start < mark.end && part.end > mark.start) part.marks.push(mark);
      part.marks.sort((a, b) => a.start - b.start || b.end - a.end);
      if (part.drawn) this.fill(part);
    }
  }

  private turn(seen: IntersectionObserverEntry[]): void {
    for (const entry of seen) {
      const part = this.parts.find((part) => part.element === entry.target);
      if (!part) continue;
      if (entry.isIntersecting) this.fill(part);
      else this.empty(part);
    }
  }

  private fill(part: Part): void {
    const nodes: Node[] = [];
    let line = h("p");
    for (const stretch of stretches(part.marks, part.start, part.end)) {
      const lines = this.text.slice(stretch.start, stretch.end).split("\n");
      lines.forEach((text, i) => {
        if (i > 0) {
          nodes.push(line);
          line = h("p");
        }
        if (text !== "") line.append(stretch.in.length > 0 ? this.draw(stretch.in, text) : text);
      });
    }
    if (line.hasChildNodes()) nodes.push(line);
    part.element.replaceChildren(...nodes);
    part.element.style.minHeight = "";
    part.drawn = true;
  }

  private empty(part: Part): void {
    if (!part.drawn || printing) return;
    part.element.style.minHeight = `${part.element.offsetHeight}px`;
    part.element.replaceChildren();
    part.drawn = false;
  }

  /** Draws all of it, for paper. */
  whole(): void {
    this.parts.forEach((part) => part.drawn || this.fill(part));
  }

  /** Brings a position before the reader's eye. */
  show(at: number): void {
    const index = this.parts.findIndex((part) => at < part.end);
    const part = this.parts[index < 0 ? this.parts.length - 1 : index];
    if (!part) return;
    for (const near of this.parts.slice(Math.max(0, index - 1), index + 2)) if (!near.drawn) this.fill(near);
    const there = () =>
      (part.element.querySelector(".m-shown") ?? part.element).scrollIntoView({ block: "center" });
    there();
    // What is drawn around it now may have moved it.
    requestAnimationFrame(there);
  }

  /** The position at a point of the screen. */
  at(x: number, y: number): number | undefined {
    const caret = document.caretPositionFromPoint?.(x, y);
    const range = caret ? undefined : document.caretRangeFromPoint?.(x, y);
    const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset ?? 0];
    const part = node && this.parts.find((part) => part.element.contains(node));
    if (!part) return undefined;
    let position = part.start;
    for (const line of part.element.children) {
      if (line.contains(node)) {
        const before = document.createRange();
        before.setStart(line, 0);
        before.setEnd(node, offset);
        return position + before.toString().length;
      }
      position += (line.textContent ?? "").length + 1;
    }
    return undefined;
  }
}

let printing = false;
addEventListener("beforeprint", () => (printing = true));
addEventListener("afterprint", () => (printing = false));
