// What documents have of one another: shared passages, what changed between versions, what of a superior's tasks is carried.

import { type Coverage, type Difference, type Opened, type Passage, type Row, here, index, opened, part, titleOf } from "./data.js";
import { clip, h, quoted, select } from "./dom.js";
import { to } from "./route.js";
import { Table } from "./table.js";
import { figure, named, say } from "./words.js";

const title = (number: number | null) => {
  const head = number === null ? undefined : index.documents[number];
  return head ? titleOf(head) : say("none");
};

/** The address of a place that is given in code points of the file. */
function toSource(document: number | null, start: unknown, end: unknown): string | undefined {
  if (document === null || typeof start !== "number") return undefined;
  return to("text", { doc: document, source: start, sourceEnd: typeof end === "number" ? end : undefined });
}

function linked(text: string, address: string | undefined): HTMLElement {
  return address ? h("a", { href: address }, quoted(text)) : quoted(text);
}

/** How many documents the heat map has. */
const HEAT = 40;

export async function reuseView(query: URLSearchParams): Promise<HTMLElement> {
  const reuse = (await part("reuse")) ?? { pairs: [], passages: [] };
  const asked = (query.get("pair") ?? "").split("-").map(Number);
  if (asked.length === 2) return pairView(asked as [number, number], reuse.passages);
  type Pair = (typeof reuse.pairs)[number];
  // Documents that are called alike are told apart by their files.
  const name = (number: number) => h("span", {}, quoted(clip(title(number), 80)), " ", h("span", { class: "hint" }, quoted(index.documents[number]?.path.split("/").pop() ?? "")));
  const table = new Table<Pair>({
    name: say("reuse"),
    rows: reuse.pairs,
    sort: "-share",
    choose: ([source, target]) => (location.hash = to("reuse", { pair: `${source}-${target}` })),
    columns: [
      { key: "source", label: say("source"), value: ([source]) => title(source), show: ([source]) => name(source) },
      { key: "target", label: say("targetText"), value: ([, target]) => title(target), show: ([, target]) => name(target) },
      { key: "passages", label: say("passages"), value: (pair) => pair[2], show: ([source, target, n]) => h("a", { href: to("reuse", { pair: `${source}-${target}` }) }, figure(n)) },
      { key: "share", label: say("shareTarget"), value: (pair) => Math.round(pair[3] * 1000) / 10, show: (pair) => `${figure(pair[3] * 100)}%` },
    ],
  });
  return h("div", { class: "view" }, h("h2", {}, say("reuse")), heat(reuse.pairs), table.element);
}

/** How much of each document stands in each other one. */
function heat(pairs: [number, number, number, number, number][]): HTMLElement | null {
  const weight = new Map<number, number>();
  for (const [source, target, , ofTarget, ofSource] of pairs) {
    weight.set(source, (weight.get(source) ?? 0) + ofSource);
    weight.set(target, (weight.get(target) ?? 0) + ofTarget);
  }
  const shown = [...weight].sort((a, b) => b[1] - a[1]).slice(0, HEAT).map(([number]) => number).sort((a, b) => a - b);
  if (shown.length < 2) return null;
  const shares = new Map<string, [share: number, pair: string]>();
  for (const [source, target, , ofTarget, ofSource] of pairs) {
    shares.set(`${target}/${source}`, [ofTarget, `${source}-${target}`]);
    shares.set(`${source}/${target}`, [ofSource, `${source}-${target}`]);
  }
  const cell = (row: number, column: number) => {
    const found = shares.get(`${row}/${column}`);
    if (!found || row === column) return h("td", { class: row === column ? "self" : "" });
    const level = Math.min(5, Math.ceil(found[0] * 5)) || 1;
    const text = `${Math.round(found[0] * 100)}%`;
    const label = `${text} ${title(row)} / ${title(column)}`;
    return h("td", { class: `heat${level}` }, h("a", { href: to("reuse", { pair: found[1] }), "aria-label": label, title: label }, text));
  };
  const head = h("tr", {}, h("td"), ...shown.map((number) => h("th", { scope: "col" }, h("span", { title: title(number) }, `${number + 1}`))));
  const rows = shown.map((row) => h("tr", {}, h("th", { scope: "row" }, `${row + 1} `, quoted(clip(title(row), 24))), ...shown.map((column) => cell(row, column))));
  const map = h("table", { class: "heat" }, h("caption", {}, say("heat")), h("thead", {}, head), h("tbody", {}, ...rows));
  return h("div", { class: "box heatbox", tabindex: 0, role: "region", "aria-label": say("heat") }, map);
}

async function pairView([source, target]: [number, number], all: Passage[]): Promise<HTMLElement> {
  const found = all.filter(({ pair }) => pair[0] === source && pair[1] === target);
  const [from, at] = await Promise.all([opened(source), opened(target)]);
  const text = (document: Opened, [start, end]: [number, number]) => document.text.slice(here(document, start), here(document, end));
  const side = (document: Opened, range: [number, number], names: [number, number][]) => {
    const parts: Node[] = [];
    let done = range[0];
    for (const [start, end] of names.filter(([start]) => start >= range[0] && start < range[1]).sort((a, b) => a[0] - b[0])) {
      if (start < done) continue;
      parts.push(plain(text(document, [done, start])), h("mark", { class: "m-foreign", title: say("foreign") }, text(document, [start, end])));
      done = end;
    }
    parts.push(plain(text(document, [done, range[1]])));
    return h("td", { lang: "zh-CN" }, h("a", { href: toSource(document.number, range[0], range[1])! }, ...parts));
  };
  const rows = found.map((passage) => {
    const names = (inSource: boolean) => (passage.names ?? []).filter((name) => name[2] === inSource).map(([start, end]): [number, number] => [start, end]);
    return h(
      "tr",
      {},
      side(from, passage.source, names(true)),
      side(at, passage.target, names(false)),
      h("td", {}, named(passage.kind), h("br"), `${figure(passage.similarity * 100)}%`, (passage.names?.length ?? 0) > 0 ? h("p", { class: "warn" }, say("foreign")) : null),
    );
  });
  const heads = [title(source), title(target)].map((name) => h("th", { scope: "col" }, quoted(clip(name, 120))));
  const table = h("table", { class: "sides" }, h("thead", {}, h("tr", {}, ...heads, h("th", { scope: "col" }, say("kind")))), h("tbody", {}, ...rows));
  return h("div", { class: "view" }, h("h2", {}, say("passages")), h("p", {}, h("a", { href: to("reuse") }, `← ${say("reuse")}`)), table);
}

const plain = (text: string) => document.createTextNode(text);

/** A unit's text: its stretches, and whether the other side lacks them. */
type Marked = [marked: boolean, text: string][];

function edited(text: Marked, side: "old" | "new"): Node[] {
  return text.map(([marked, words]) => (marked ? h(side === "old" ? "del" : "ins", {}, words) : plain(words)));
}

const STATES = ["changed", "renumbered", "moved", "split", "merged", "new", "dropped"] as const;

export async function changesView(query: URLSearchParams): Promise<HTMLElement> {
  const pairs = (await part("diff")) ?? [];
  const only = query.get("state");
  const views = pairs.map((pair) => difference(pair, only));
  const choice = (state: string | undefined, text: string) =>
    h("a", { href: to("changes", { state }), "aria-current": (only ?? undefined) === state ? "true" : null }, text);
  const sum = (state: string) => pairs.reduce((all, pair) => all + pair.units.filter((unit) => isOf(unit["state"], state)).length, 0);
  const choices = STATES.filter((state) => sum(state) > 0).map((state) => choice(state, `${named(state)} ${sum(state)}`));
  return h("div", { class: "view" }, h("h2", {}, say("changes")), h("p", { class: "choice" }, choice(undefined, say("all")), ...choices.flatMap((one) => [" ", one])), ...views);
}

/** Whether a state is one that is asked for; what changed may have another number too. */
function isOf(state: unknown, asked: string): boolean {
  return state === asked || (state === "changed+renumbered" && (asked === "changed" || asked === "renumbered"));
}

/** What a document is called in a comparison: its title, its date, its file. */
function known(number: number | null): HTMLElement {
  const head = number === null ? undefined : index.documents[number];
  if (!head) return h("span", {}, say("none"));
  const facts = [head.date, head.path].filter(Boolean).join(", ");
  return h("span", {}, h("a", { href: to("text", { doc: number! }) }, quoted(clip(titleOf(head), 160))), " ", h("span", { class: "hint" }, `(${facts})`));
}

function difference(pair: Difference, only: string | null): HTMLElement {
  const units = pair.units.filter((unit) => only === null || isOf(unit["state"], only));
  const side = (unit: Row, name: "old" | "new") => {
    const address = toSource(pair[name], unit[`${name}_start`], unit[`${name}_end`]);
    const marker = String(unit[`${name}_item_path`] ?? "").replaceAll("/", " ");
    const text = edited((unit[`${name}_text`] ?? []) as Marked, name);
    const body = [marker && text.length > 0 ? h("strong", {}, marker, " ") : null, ...text];
    return h("td", { lang: "zh-CN" }, address ? h("a", { href: address }, ...body) : h("span", {}, ...body));
  };
  const rows = units.map((unit) => h("tr", { class: `u-${String(unit["state"]).replace("+", "-")}` }, side(unit, "old"), side(unit, "new"), h("td", {}, named(unit["state"]))));
  const heads = (["old", "new"] as const).map((name) => h("th", { scope: "col" }, `${say(name)}: `, quoted(clip(title(pair[name]), 120))));
  const table = h("table", { class: "sides" }, h("caption", {}, say("units")), h("thead", {}, h("tr", {}, ...heads, h("th", { scope: "col" }, say("state")))), h("tbody", {}, ...rows));
  const about = h("p", {}, known(pair.old), " → ", known(pair.new));
  return h("section", {}, about, table, only === null && pair.changes.length > 0 ? duties(pair) : null);
}

/** The duties that changed, in the words of both texts. */
function duties(pair: Difference): HTMLElement {
  // The words that changed stand out of their clause.
  const side = (row: Row, name: "old" | "new") => {
    const [clause, words] = [String(row[`${name}_clause`] ?? ""), String(row[`${name}_words`] ?? "")];
    const at = words && words !== clause ? clause.indexOf(words) : -1;
    const address = toSource(pair[name], row[`${name}_start`], row[`${name}_end`]);
    if (address && (row["change"] === "added" || row["change"] === "removed")) {
      return h("a", { href: address, lang: "zh-CN" }, h(name === "old" ? "del" : "ins", {}, clause));
    }
    if (at < 0 || !address) return linked(clause, address);
    const mark = h(name === "old" ? "del" : "ins", {}, words);
    return h("a", { href: address, lang: "zh-CN" }, clause.slice(0, at), mark, clause.slice(at + words.length));
  };
  const words = (row: Row) => {
    const [old, now] = [row["old_words"], row["new_words"]].map((words) => clip(String(words ?? ""), 80));
    return row["change"] === "added" || row["change"] === "removed" || row["change"] === "reworded" ? "" : `${old} → ${now}`;
  };
  const kinds = [...new Set(pair.changes.map((row) => String(row["change"])))];
  const choice = select(say("change"), say("all"), kinds.map((kind) => [kind, named(kind)]), (kind) => table.set(kind ? pair.changes.filter((row) => row["change"] === kind) : pair.changes));
  const table: Table<Row> = new Table<Row>({
    name: say("duties"),
    rows: pair.changes,
    controls: [choice],
    columns: [
      { key: "change", label: say("change"), value: (row) => named(row["change"]) },
      { key: "words", label: say("fromTo"), value: words, show: (row) => quoted(words(row)) },
      { key: "old", label: say("old"), value: (row) => String(row["old_clause"] ?? ""), show: (row) => side(row, "old") },
      { key: "new", label: say("new"), value: (row) => String(row["new_clause"] ?? ""), show: (row) => side(row, "new") },
    ],
  });
  return h("section", {}, h("h3", {}, say("duties")), table.element);
}

interface Carrier {
  item_path: string;
  start: number;
  end: number;
  text: string;
}

export async function coverageView(query: URLSearchParams): Promise<HTMLElement> {
  const all = (await part("coverage")) ?? [];
  const only = query.get("carried");
  const fates = ["whole", "weaker", "split", "missing", "added"] as const;
  const tasks = (pair: Coverage) => pair.rows.filter((row) => row["level"] === "directive");
  const count = (fate: string) => all.reduce((sum, pair) => sum + tasks(pair).filter((row) => row["carried"] === fate).length, 0);
  const choice = (fate: string | undefined, text: string) => h("a", { href: to("coverage", { carried: fate }), "aria-current": (only ?? undefined) === fate ? "true" : null }, text);
  const views = all.map((pair) => {
    const rows = tasks(pair).filter((row) => only === null || row["carried"] === only);
    const carriers = (row: Row) => (row["lower"] as Carrier[]) ?? [];
    const table = new Table<Row>({
      name: `${title(pair.upper)} → ${title(pair.lower)}`,
      rows,
      columns: [
        { key: "carried", label: say("carried"), value: (row) => [named(row["carried"]), ...((row["softer"] as string[]) ?? []).map(named)].join(" · ") },
        { key: "upper", label: say("upper"), value: (row) => String(row["upper_text"] ?? ""), show: (row) => linked(String(row["upper_text"] ?? ""), toSource(pair.upper, row["upper_start"], row["upper_end"])) },
        { key: "lower", label: say("carriedBy"), value: (row) => carriers(row).map((one) => one.text).join("；"), show: (row) => h("span", {}, ...carriers(row).map((one) => h("p", {}, linked(one.text, toSource(pair.lower, one.start, one.end))))) },
        { key: "score", label: say("score"), value: (row) => Math.round(Number(row["score"] ?? 0) * 100) / 100 },
      ],
    });
    return h("section", {}, h("h3", {}, quoted(title(pair.upper)), " → ", quoted(title(pair.lower))), table.element);
  });
  const choices = fates.map((fate) => choice(fate, `${named(fate)} ${count(fate)}`));
  return h("div", { class: "view" }, h("h2", {}, say("coverage")), h("p", { class: "choice" }, choice(undefined, say("all")), ...choices.flatMap((one) => [" ", one])), ...views);
}

