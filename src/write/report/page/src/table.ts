// Tables that filter, sort, choose their columns and are saved; of long ones only the rows near the eye are drawn.

import { h, save, settled } from "./dom.js";
import { rewrite, route, to } from "./route.js";
import { figure, say } from "./words.js";

export interface Column<R> {
  key: string;
  label: string;
  /** What is sorted by, searched and saved. */
  value: (row: R) => string | number;
  /** What is shown, where that is something else. */
  show?: (row: R) => Node | string;
  /** Whether it isn't shown at first. */
  hidden?: boolean;
  /** What it is sorted by, where that is something else. */
  order?: (row: R) => string | number;
}

export interface Options<R> {
  /** What it is called, for those who don't see it and for the saved file. */
  name: string;
  columns: Column<R>[];
  rows: R[];
  /** The column that it is sorted by at first; - before its name sorts downwards. */
  sort?: string;
  /** What a row does when it is chosen. */
  choose?: (row: R) => void;
  /** Further controls. */
  controls?: Node[];
  /** Whether its rows need no more than a line. */
  flat?: boolean;
  /** Whether the address tells what it is filtered and sorted by: the view's only table, so that going back finds it as it was. */
  kept?: boolean;
}

/** From how many rows on only those near the eye are drawn, all of the same height. */
const MANY = 150;
/** The height of rows of two lines, and of one. */
const [HIGH, FLAT] = [58, 34];
/** How many rows go on paper. */
const PRINTED = 3000;

export class Table<R> {
  readonly element: HTMLElement;
  private readonly head = h("tr");
  private readonly body = h("tbody");
  private readonly box: HTMLElement;
  private readonly count = h("span", { class: "count", role: "status" });
  private hidden: Set<string>;
  private words = "";
  private sort: { key: string; down: boolean } | undefined;
  private shown: R[] = [];
  private drawn: [number, number] = [-1, -1];
  private readonly height: number;

  constructor(private readonly options: Options<R>) {
    const { asked } = route();
    this.words = (options.kept && asked.get("filter")) || "";
    const sort = (options.kept && asked.get("sort")) || options.sort;
    this.height = options.flat ? FLAT : HIGH;
    if (sort) this.sort = { key: sort.replace(/^-/, ""), down: sort.startsWith("-") };
    this.hidden = new Set(options.columns.filter((column) => column.hidden).map((column) => column.key));
    const table = h("table", { "aria-label": options.name }, h("thead", {}, this.head), this.body);
    this.box = h("div", { class: "box", tabindex: 0, role: "region", "aria-label": options.name }, table);
    this.box.addEventListener("scroll", () => this.draw());
    new ResizeObserver(() => this.draw()).observe(this.box);
    this.element = h("section", { class: options.flat ? "table flat" : "table" }, this.controls(), this.box);
    this.update();
    printed.add(this);
  }

  /** Tells in the address what it shows. */
  private keep(): void {
    if (!this.options.kept) return;
    const { view, asked } = route();
    const { sort } = this;
    const query = { ...Object.fromEntries(asked), filter: this.words, sort: sort ? `${sort.down ? "-" : ""}${sort.key}` : "" };
    rewrite(to(view, query));
  }

  /** Other rows. */
  set(rows: R[]): void {
    this.options.rows = rows;
    this.update();
  }

  private controls(): HTMLElement {
    const search = h("input", { type: "search", "aria-label": say("filter"), placeholder: say("filter"), value: this.words });
    const seek = settled(() => {
      this.words = search.value;
      this.update();
      this.keep();
    });
    search.addEventListener("input", seek);
    const choices = this.options.columns.map((column) => {
      const box = h("input", { type: "checkbox" });
      box.checked = !this.hidden.has(column.key);
      box.addEventListener("change", () => {
        if (box.checked) this.hidden.delete(column.key);
        else this.hidden.add(column.key);
        this.update();
      });
      return h("label", {}, box, " ", column.label);
    });
    const columns = h("details", { class: "columns" }, h("summary", {}, say("columns")), h("div", {}, ...choices));
    columns.addEventListener("keydown", (event) => {
      if (event.key === "Escape") columns.open = false;
    });
    const download = h("button", { type: "button", onclick: () => this.save() }, say("download"));
    return h(
      "div",
      { class: "controls" },
      search,
      ...(this.options.controls ?? []),
      columns,
      download,
      this.count,
    );
  }

  private columns(): Column<R>[] {
    return this.options.columns.filter((column) => !this.hidden.has(column.key));
  }

  /** Filters and sorts anew. */
  private update(): void {
    const { columns, rows } = this.options;
    const wanted = this.words.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const seen = this.columns();
    const text = (row: R) => seen.map((column) => String(column.value(row))).join("\n").toLowerCase();
    this.shown = wanted.length > 0 ? rows.filter((row) => wanted.every((word) => text(row).includes(word))) : [...rows];
    const by = columns.find((column) => column.key === this.sort?.key);
    if (by && this.sort) {
      const order = by.order ?? by.value;
      const sign = this.sort.down ? -1 : 1;
      const keys = new Map(this.shown.map((row) => [row, order(row)]));
      this.shown.sort((a, b) => compare(keys.get(a)!, keys.get(b)!, sign));
    }
    this.count.textContent = say("rows", { n: figure(this.shown.length) });
    this.heads();
    this.drawn = [-1, -1];
    this.draw();
  }

  private heads(): void {
    const cells = this.columns().map((column) => {
      const sorted = this.sort?.key === column.key;
      const order = !sorted ? "none" : this.sort?.down ? "descending" : "ascending";
      const arrow = !sorted ? "" : this.sort?.down ? " ↓" : " ↑";
      const button = h("button", { type: "button", onclick: () => this.by(column.key) }, column.label + arrow);
      const first = this.options.rows[0];
      const kind = first !== undefined && typeof column.value(first) === "number" ? "number" : "";
      return h("th", { scope: "col", "aria-sort": order, class: `c-${column.key} ${kind}`, "data-label": column.label }, button);
    });
    this.head.replaceChildren(...cells);
  }

  private by(key: string): void {
    this.sort = { key, down: this.sort?.key === key && !this.sort.down };
    this.update();
    this.keep();
    this.head.querySelector<HTMLElement>(`.c-${key} button`)?.focus();
  }

  private draw(all = false): void {
    const count = this.shown.length;
    const many = count > MANY && !all;
    this.box.classList.toggle("many", many);
    const first = many ? Math.max(0, Math.floor(this.box.scrollTop / this.height) - 10) : 0;
    const room = Math.ceil((this.box.clientHeight || 600) / this.height) + 20;
    const last = Math.min(count, many ? first + room : all ? PRINTED : count);
    if (!all && this.drawn[0] === first && this.drawn[1] === last) return;
    this.drawn = [first, last];
    const columns = this.columns();
    const space = (rows: number) => {
      const row = h("tr", { class: "space", "aria-hidden": "true" });
      row.style.height = `${rows * this.height}px`;
      return row;
    };
    const rows = this.shown.slice(first, last).map((row, i) => this.row(row, first + i, columns));
    if (count === 0 && this.words) rows.push(h("tr", {}, h("td", { colspan: columns.length, class: "hint" }, say("noRows"))));
    this.body.replaceChildren(
      ...(many && first > 0 ? [space(first)] : []),
      ...rows,
      ...(many && last < count ? [space(count - last)] : []),
    );
    this.body.parentElement?.setAttribute("aria-rowcount", String(count + 1));
  }

  private row(row: R, number: number, columns: Column<R>[]): HTMLElement {
    const { choose } = this.options;
    const cells = columns.map((column) => {
      const value = column.value(row);
      const shown = column.show?.(row) ?? (typeof value === "number" ? figure(value) : value);
      const kind = typeof value === "number" ? "number" : "";
      return h("td", { class: `c-${column.key} ${kind}` }, h("div", {}, shown));
    });
    const element = h("tr", { "aria-rowindex": number + 2 }, ...cells);
    if (choose) {
      element.classList.add("chosen");
      element.addEventListener("click", (event) => {
        if (!(event.target as Element).closest("a, button")) choose(row);
      });
    }
    return element;
  }

  /** Draws what goes on paper. */
  whole(): void {
    this.draw(true);
  }

  /** Draws what goes on the screen again. */
  again(): void {
    this.drawn = [-1, -1];
    this.draw();
  }

  private save(): void {
    const columns = this.columns();
    const line = (cells: string[]) => cells.map(cell).join(",");
    const heads = line(columns.map((column) => column.label));
    const rows = this.shown.map((row) => line(columns.map((column) => String(column.value(row)))));
    save(`${document.title} ${this.options.name}.csv`.replace(/[\\/:*?"<>|]/g, "_"), `\uFEFF${[heads, ...rows].join("\r\n")}\r\n`, "text/csv");
  }
}

// The choice of columns lies over the table: whoever goes on is done with it.
addEventListener("pointerdown", (event) => {
  for (const open of document.querySelectorAll<HTMLDetailsElement>(".columns[open]")) {
    if (!open.contains(event.target as Node)) open.open = false;
  }
});

/** A cell of a table that is saved; what a spreadsheet would take for a formula is none. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Numbers by size, words by sign; what is empty stands last either way. */
function compare(a: string | number, b: string | number, sign: number): number {
  const [none, other] = [a === "", b === ""];
  if (none || other) return Number(none) - Number(other);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * String(a).localeCompare(String(b), "zh-CN");
}

/** What must be drawn as a whole before the page is printed. */
export const printed = new Set<{ whole(): void; again?(): void }>();
addEventListener("beforeprint", () => printed.forEach((one) => one.whole()));
addEventListener("afterprint", () => printed.forEach((one) => one.again?.()));
