// One document: its outline, its text with what was found in it, and what is told of the place that was chosen.

import { type Directive, MODALITIES, type Opened, type Range, here, opened, place, titleOf, total } from "./data.js";
import { clip, h, quoted, svg } from "./dom.js";
import { Flow } from "./flow.js";
import { KINDS, type Mark, marks } from "./marks.js";
import { asked, rewrite, toPlace } from "./route.js";
import { printed } from "./table.js";
import { firmness, section, task } from "./tasks.js";
import { type Word, field as fieldName, figure, named, say } from "./words.js";

/** The marks that the reader doesn't want to see. */
const unseen = new Set<string>();

export async function documentView(query: URLSearchParams): Promise<HTMLElement> {
  const document = await opened(asked(query, "doc") ?? 0);
  const view = new DocumentView(document);
  const at = query.has("source") ? here(document, Number(query.get("source"))) : asked(query, "at");
  const end = query.has("sourceEnd") ? here(document, Number(query.get("sourceEnd"))) : asked(query, "end");
  if (at !== undefined) requestAnimationFrame(() => view.go([at, end ?? at + 1]));
  return view.element;
}

class DocumentView {
  readonly element: HTMLElement;
  private readonly flow: Flow;
  private readonly panel = h("section", { class: "panel", "aria-label": say("details"), "aria-live": "polite" });
  private readonly list: List;
  private readonly floating = h("div", { class: "floating", hidden: true });

  constructor(private readonly document: Opened) {
    const all = marks(document.detail);
    this.flow = new Flow(document.text, all, (within, text) => this.stretch(within, text));
    printed.clear();
    printed.add(this.flow);
    this.list = new List(document, (directive) => this.choose(directive));
    this.panel.append(h("p", { class: "hint" }, say("detailsHint")));
    const text = h("section", { class: "text", "aria-label": say("text") }, legend(), strip(document, (at) => this.go([at, at + 1])), this.flow.element, this.floating);
    this.listen();
    const side = h("aside", { class: "side", "aria-label": say("details") }, this.panel, this.list.element, foot(document, (at) => this.go([at, at + 1])));
    this.element = h(
      "div",
      { class: "view document" },
      heading(document),
      h("div", { class: "panes" }, outline(document, (range) => this.go(range)), text, side),
    );
  }

  /** A stretch of the text with the marks that it is in. */
  private stretch(within: Mark[], text: string): Node {
    const seen = within.filter((mark) => !unseen.has(mark.kind));
    if (seen.length === 0) return document.createTextNode(text);
    const classes = seen.map((mark) => `m-${mark.kind}${mark.look ? ` l-${mark.look}` : ""}`);
    const element = h("span", { class: [...new Set(classes)].join(" ") }, text);
    const directive = seen.findLast((mark) => mark.kind !== "marker" && mark.kind !== "finding" && mark.kind !== "shown" && mark.kind !== "foreign");
    const finding = seen.find((mark) => mark.kind === "finding");
    if (directive) element.dataset["directive"] = String(directive.of);
    if (finding) element.dataset["finding"] = String(finding.of);
    return element;
  }

  private listen(): void {
    const { element } = this.flow;
    const marked = (event: Event) => (event.target as Element).closest<HTMLElement>("[data-directive], [data-finding]");
    element.addEventListener("click", (event) => {
      const found = marked(event);
      if (!found) {
        const at = this.flow.at(event.clientX, event.clientY);
        if (at !== undefined) this.sentence(at);
        return;
      }
      const { directive, finding } = found.dataset;
      if (directive !== undefined) {
        this.choose(Number(directive), false);
        this.list.show(Number(directive));
      } else if (finding !== undefined) this.told(Number(finding));
    });
    element.addEventListener("pointerover", (event) => {
      const found = event.pointerType === "mouse" ? marked(event) : null;
      this.floating.hidden = !found;
      if (found) this.hover(found);
    });
    element.addEventListener("pointerleave", () => (this.floating.hidden = true));
  }

  /** What a mark is, in a few words beside it. */
  private hover(found: HTMLElement): void {
    const { directive, finding } = found.dataset;
    const lines: string[] = [];
    if (directive !== undefined) {
      const { modality, strength, clarity, why, cue } = this.document.detail.directives[Number(directive)]!;
      lines.push(`${named(MODALITIES[modality])} · ${say("strength")} ${strength} · ${named(clarity)}`);
      lines.push(`${why[0]?.[1] ?? ""} ${cue ? this.document.text.slice(...cue) : ""}`);
      const kinds = KINDS.filter((kind) => kind !== "directive" && kind !== "finding" && found.classList.contains(`m-${kind}`));
      if (kinds.length > 0) lines.push(kinds.map((kind) => say(kind)).join(" · "));
    }
    if (finding !== undefined) lines.push(this.document.detail.findings[Number(finding)]!.message);
    this.floating.replaceChildren(...lines.map((line) => h("div", {}, line)));
    const [box, around] = [found.getBoundingClientRect(), this.floating.offsetParent!.getBoundingClientRect()];
    this.floating.style.left = `${Math.max(0, Math.min(box.left - around.left, around.width - 260))}px`;
    this.floating.style.top = `${box.top - around.top - this.floating.offsetHeight - 4}px`;
  }

  /** Shows a place in the text. */
  go(range: Range): void {
    this.flow.also({ start: range[0], end: Math.max(range[1], range[0] + 1), kind: "shown", of: 0 });
    this.flow.show(range[0]);
    const { directives } = this.document.detail;
    const found = directives.findIndex((one) => one.at[0] <= range[0] && range[0] < one.at[1] && !one.bare);
    if (found >= 0 && range[1] - range[0] > 1) {
      this.explain(found);
      this.list.show(found);
    } else this.sentence(range[0], false);
    rewrite(toPlace(this.document.number, range[0], range[1]));
  }

  private choose(directive: number, scroll = true): void {
    const one = this.document.detail.directives[directive];
    if (!one) return;
    this.flow.also({ start: one.at[0], end: one.at[1], kind: "shown", of: directive });
    if (scroll) this.flow.show(one.at[0]);
    this.explain(directive);
    rewrite(toPlace(this.document.number, one.at[0], one.at[1]));
  }

  /** Everything that is known of a directive. */
  private explain(directive: number): void {
    const one = this.document.detail.directives[directive]!;
    const of = (range: Range) => this.document.text.slice(...range);
    const told = task(this.document, directive);
    const row = (label: string, value: Node | string | null) =>
      value === null || value === "" ? [] : [h("dt", {}, label), h("dd", {}, value)];
    const list = (ranges: Range[] | undefined) => (ranges ?? []).map(of).join("；");
    const inherited = one.stated === "inherited" ? ` (${say("inherited")})` : "";
    const facts = h(
      "dl",
      {},
      ...row(say("modality"), `${named(told.modality)} · ${named(one.clarity)}`),
      ...row(say("strength"), firmness(one.strength)),
      ...row(say("body"), told.bodies && h("span", {}, quoted(told.bodies), inherited)),
      ...row(say("participants"), told.participants && quoted(told.participants)),
      ...row(say("by"), told.deadline && quoted(told.by ? `${told.deadline} (${told.by})` : told.deadline)),
      ...row(say("figure"), told.figures && quoted(told.figures)),
      ...row(say("condition"), list(one.conditions) && quoted(list([...(one.conditions ?? []), ...(one.consequences ?? [])]))),
      ...row(say("citation"), list(one.citations) && quoted(list(one.citations))),
      ...row(say("section"), quoted(section(this.document, one))),
      ...row(say("place"), this.where(one.at)),
    );
    const why = reasons(one).map(([name, rule, cue]) =>
      h("tr", {}, h("th", { scope: "row" }, fieldName(name)), h("td", {}, h("code", {}, rule)), h("td", {}, cue ? quoted(clip(of(cue), 40)) : "")),
    );
    const rules = h(
      "details",
      {},
      h("summary", {}, say("rule")),
      h("table", { class: "why" }, h("tbody", {}, ...why)),
    );
    this.show(h("p", { class: "told" }, quoted(told.text)), facts, rules);
  }

  /** Where a sentence stands in which nothing was found. */
  private sentence(at: number, marks = true): void {
    const { text } = this.document;
    const stop = /[。！？\n]/;
    let [start, end] = [at, at];
    while (start > 0 && at - start < 500 && !stop.test(text[start - 1]!)) start--;
    while (end < text.length && end - at < 500 && !stop.test(text[end]!)) end++;
    if (end < text.length && text[end] !== "\n") end++;
    if (text.slice(start, end).trim() === "") return;
    this.list.show(-1);
    if (marks) {
      this.flow.also({ start, end, kind: "shown", of: 0 });
      rewrite(toPlace(this.document.number, start, end));
    }
    const row = [h("dt", {}, say("place")), h("dd", {}, this.where([start, end]))];
    this.show(h("p", { class: "told" }, quoted(text.slice(start, end))), h("p", { class: "hint" }, say("unmarked")), h("dl", {}, ...row));
  }

  private told(finding: number): void {
    const one = this.document.detail.findings[finding];
    if (one) this.show(h("p", { class: "told" }, h("code", {}, one.code)), h("p", {}, one.message));
  }

  private show(...told: Node[]): void {
    const hint = h("p", { class: "hint" }, say("detailsHint"));
    const close = h("button", { type: "button", class: "close", "aria-label": say("close"), onclick: () => this.panel.replaceChildren(hint) }, "×");
    this.panel.replaceChildren(close, ...told);
  }

  private where([start, end]: Range): string {
    const from = place(this.document, start);
    const to = place(this.document, Math.max(start, end - 1));
    const path = this.document.head.path;
    return say("placeOf", { path, line: from.line, start: from.position, end: to.position + 1 });
  }
}

/** For each field of a directive the rule that filled it, and the words that it went by. */
function reasons(one: Directive): [field: string, rule: string, words: Range | undefined][] {
  const words: Record<string, (Range | undefined)[]> = {
    clause: [one.cue],
    modality: [one.cue],
    strength: [one.cue],
    clarity: [one.cue],
    actors: (one.actors ?? []).map(([range]) => range),
    action: [one.action],
    object: [one.object],
    deadlines: (one.deadlines ?? []).map(([range]) => range),
    targets: (one.targets ?? []).map(([range]) => range),
    conditions: [...(one.conditions ?? [])],
    consequences: [...(one.consequences ?? [])],
    citations: [...(one.citations ?? [])],
  };
  return one.why.map(([field, rule]) => [field, rule, words[field]?.shift()]);
}

function heading({ head }: Opened): HTMLElement {
  const facts = [head.issuer, head.date, named(head.genre), `${figure(head.characters)} ${say("characters")}`];
  const place = head.of > 1 ? `${head.path} (${head.number}/${head.of})` : head.path;
  return h(
    "header",
    { class: "heading" },
    h("h2", {}, quoted(clip(titleOf(head), 300))),
    h("p", { class: "facts" }, ...facts.filter(Boolean).flatMap((fact, i) => [i > 0 ? " · " : "", quoted(fact!)]), " · ", quoted(clip(place, 200), { class: "path" })),
  );
}

/** Which marks are shown; each can be left out. */
function legend(): HTMLElement {
  const boxes = KINDS.map((kind) => {
    const box = h("input", { type: "checkbox" });
    box.checked = !unseen.has(kind);
    document.documentElement.classList.toggle(`without-${kind}`, unseen.has(kind));
    box.addEventListener("change", () => {
      if (box.checked) unseen.delete(kind);
      else unseen.add(kind);
      document.documentElement.classList.toggle(`without-${kind}`, !box.checked);
    });
    return h("label", {}, box, " ", h("span", { class: `m-${kind} l-red` }, say(kind as Word)));
  });
  return h("fieldset", { class: "legend" }, h("legend", {}, say("marks")), ...boxes);
}

/** The outline as lists that open and close. */
function outline(document: Opened, go: (range: Range) => void): HTMLElement {
  const { items } = document.detail;
  const below = new Map<number, number[]>();
  items.forEach((item, i) => {
    const parent = item.parent ?? -1;
    below.set(parent, [...(below.get(parent) ?? []), i]);
  });
  const few = items.length <= 300;
  const branch = (parent: number, open: boolean): HTMLElement => {
    const points = (below.get(parent) ?? []).map((i) => point(i, open));
    return h("ul", {}, ...points);
  };
  const point = (i: number, open: boolean): HTMLElement => {
    const item = items[i]!;
    const text = document.text.slice(...item.title);
    const link = h(
      "button",
      { type: "button", class: "point", onclick: () => go([item.marker[0], Math.max(item.title[1], item.marker[1])]) },
      h("span", { class: "marker" }, quoted(document.text.slice(...item.marker))),
      " ",
      quoted(clip(text, 120)),
      " ",
      h("span", { class: `role r-${item.role}` }, named(item.role)),
    );
    if (!below.has(i)) return h("li", {}, h("span", { class: "leaf" }), link);
    let inner = open ? branch(i, open) : null;
    const turn = h("button", { type: "button", class: "turn", "aria-expanded": String(open), "aria-label": `${say(open ? "close" : "open")} ${clip(text, 40)}` });
    const element = h("li", {}, turn, link, inner);
    const set = (open: boolean) => {
      turn.setAttribute("aria-expanded", String(open));
      turn.setAttribute("aria-label", `${say(open ? "close" : "open")} ${clip(text, 40)}`);
      if (open && !inner) element.append((inner = branch(i, false)));
      if (inner) inner.hidden = !open;
    };
    turn.addEventListener("click", () => set(turn.getAttribute("aria-expanded") !== "true"));
    return element;
  };
  const body = items.length > 0 ? branch(-1, few) : h("p", { class: "hint" }, say("noOutline"));
  const all = (open: boolean) => () => {
    // What opens brings others that can be opened.
    for (let more = true; more; ) {
      const turns = [...body.querySelectorAll<HTMLElement>(`.turn[aria-expanded="${!open}"]`)];
      turns.forEach((turn) => turn.click());
      more = open && turns.length > 0;
    }
  };
  const buttons = items.length > 0 ? h("p", { class: "buttons" }, h("button", { type: "button", onclick: all(true) }, say("openAll")), " ", h("button", { type: "button", onclick: all(false) }, say("closeAll"))) : null;
  // On a phone the text comes first.
  const wide = matchMedia("(min-width: 48rem)").matches;
  return h("nav", { class: "outline", "aria-label": say("outline") }, h("details", { open: wide }, h("summary", {}, say("outline")), buttons, body));
}

/** Firmness along the text, and how clear the directives are. */
function strip(document: Opened, go: (at: number) => void): HTMLElement | null {
  const BARS = 160;
  const { directives } = document.detail;
  const told = directives.filter((one) => !one.bare);
  if (told.length === 0) return null;
  const bars: { strength: number; clarity: string; at: number; count: number }[] = [];
  for (const one of told) {
    const bar = Math.min(BARS - 1, Math.floor((one.at[0] / Math.max(1, document.text.length)) * BARS));
    const known = bars[bar];
    if (!known) bars[bar] = { strength: one.strength, clarity: one.clarity, at: one.at[0], count: 1 };
    else {
      known.count++;
      if (one.strength > known.strength) Object.assign(known, { strength: one.strength, clarity: one.clarity });
    }
  }
  const rects = bars.flatMap((bar, i) => {
    const height = bar.strength * 6;
    const rect = svg("rect", { x: i * 5 + 0.5, y: 32 - height, width: 4, height, class: `s-${bar.clarity}` }, svg("title", {}, `${named(bar.clarity)} ${bar.strength}`));
    return [rect];
  });
  const counts = (["red", "black", "grey"] as const).map((clarity) => `${say(clarity)} ${told.filter((one) => one.clarity === clarity).length}`);
  const drawing = svg("svg", { viewBox: `0 0 ${BARS * 5} 32`, preserveAspectRatio: "none", role: "img", "aria-label": `${say("strip")} ${counts.join(", ")}` }, ...rects);
  drawing.addEventListener("click", (event) => {
    const box = drawing.getBoundingClientRect();
    const bar = Math.floor((((event as MouseEvent).clientX - box.left) / box.width) * BARS);
    go(bars[bar]?.at ?? Math.floor((bar / BARS) * document.text.length));
  });
  const keys = (["red", "black", "grey"] as const).map((clarity, i) => h("span", { class: `key s-${clarity}` }, counts[i]!));
  return h("figure", { class: "strip" }, drawing, h("figcaption", {}, ...keys));
}

/** The directives beside the text: only those near the eye are drawn. */
class List {
  readonly element: HTMLElement;
  private static readonly HEIGHT = 64;
  private readonly box = h("div", { class: "list", tabindex: 0, role: "region", "aria-label": say("directives") });
  private readonly inner = h("ol");
  private readonly rows: number[];
  private chosen = -1;

  constructor(
    private readonly document: Opened,
    private readonly choose: (directive: number) => void,
  ) {
    const { directives } = document.detail;
    this.rows = directives.flatMap((one, i) => (one.bare ? [] : [i]));
    this.inner.style.height = `${this.rows.length * List.HEIGHT}px`;
    this.box.append(this.inner);
    this.box.addEventListener("scroll", () => this.draw());
    this.box.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.draw()).observe(this.box);
    const count = total(document.head.modality);
    this.element = h("section", { class: "directives" }, h("h3", {}, `${say("directives")} (${figure(count)})`), this.rows.length > 0 ? this.box : h("p", { class: "hint" }, say("nothing")));
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.box.scrollTop / List.HEIGHT) - 4);
    const last = Math.min(this.rows.length, first + Math.ceil((this.box.clientHeight || 400) / List.HEIGHT) + 8);
    const rows = this.rows.slice(first, last).map((directive, i) => this.row(directive, first + i));
    this.inner.replaceChildren(...rows);
  }

  private row(directive: number, row: number): HTMLElement {
    const one: Directive = this.document.detail.directives[directive]!;
    const text = this.document.text.slice(...one.at).replace(/\s*\n\s*/g, "");
    const pick = () => {
      this.chosen = directive;
      this.choose(directive);
      this.draw();
    };
    const button = h("button", { type: "button", tabindex: -1, onclick: pick, "aria-current": directive === this.chosen ? "true" : null }, h("span", {}, h("span", { class: `dot s-${one.clarity}`, "aria-hidden": "true" }), quoted(clip(text, 120))));
    const element = h("li", { "aria-setsize": this.rows.length, "aria-posinset": row + 1 }, button);
    element.style.top = `${row * List.HEIGHT}px`;
    return element;
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const row = this.rows.indexOf(this.chosen);
    const next = this.rows[Math.max(0, Math.min(this.rows.length - 1, row + step))];
    if (next === undefined) return;
    this.show(next);
    this.choose(next);
  }

  /** Brings a directive into view and marks it as the chosen one; none where it is -1. */
  show(directive: number): void {
    this.chosen = directive;
    if (directive < 0) {
      this.draw();
      return;
    }
    const at = this.rows.indexOf(directive) * List.HEIGHT;
    const { scrollTop, clientHeight } = this.box;
    if (at < scrollTop || at + List.HEIGHT > scrollTop + clientHeight) this.box.scrollTop = at - clientHeight / 2;
    this.draw();
  }
}

/** Keywords, and what was repaired. */
function foot(document: Opened, go: (at: number) => void): HTMLElement {
  const { keywords, findings } = document.detail;
  const words = keywords.map(([term, count]) => h("li", {}, quoted(term), ` ${count}`));
  const told = findings.map((finding) =>
    h(
      "li",
      {},
      h("code", {}, finding.code),
      " ",
      finding.message,
      " ",
      finding.at === undefined ? null : h("button", { type: "button", onclick: () => go(finding.at!) }, `${say("line")} ${finding.line}`),
    ),
  );
  return h(
    "div",
    { class: "foot" },
    h("h3", {}, say("keywords")),
    h("ul", { class: "words" }, ...words),
    h("h3", {}, `${say("repairs")} (${findings.length})`),
    findings.length > 0 ? h("ul", { class: "told-findings" }, ...told) : h("p", { class: "hint" }, say("nothing")),
  );
}
