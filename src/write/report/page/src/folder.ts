// Many documents: what there is, who must do what, terms over the groups, key terms of one group against another.

import { type Body, type Head, MODALITIES, type Terms, index, part, titleOf, total } from "./data.js";
import { clip, h, quoted, svg } from "./dom.js";
import { rewrite, to, toPlace } from "./route.js";
import { type Column, Table } from "./table.js";
import { figure, named, say } from "./words.js";

interface Numbered {
  head: Head;
  number: number;
}

export function documentsView(): HTMLElement {
  const rows: Numbered[] = index.documents.map((head, number) => ({ head, number }));
  const table = new Table<Numbered>({
    name: say("documents"),
    kept: true,
    rows,
    choose: ({ number }) => (location.hash = toPlace(number)),
    columns: [
      { key: "document", label: say("document"), value: ({ head }) => titleOf(head), show: ({ head, number }) => h("a", { href: toPlace(number) }, quoted(clip(titleOf(head), 160))) },
      { key: "issuer", label: say("issuer"), value: ({ head }) => head.issuer ?? "", show: ({ head }) => quoted(head.issuer ?? "") },
      { key: "date", label: say("date"), value: ({ head }) => head.date ?? "" },
      { key: "genre", label: say("genre"), value: ({ head }) => named(head.genre) },
      { key: "group", label: say("group"), value: ({ head }) => head.group ?? "", hidden: true },
      { key: "characters", label: say("characters"), value: ({ head }) => head.characters },
      { key: "points", label: say("points"), value: ({ head }) => head.items, show: ({ head, number }) => h("a", { href: toPlace(number) }, figure(head.items)) },
      { key: "tasks", label: say("tasks"), value: ({ head }) => total(head.modality), show: ({ head, number }) => h("a", { href: to("tasks", { doc: number }) }, figure(total(head.modality))) },
      { key: "prohibition", label: named("prohibition"), value: ({ head }) => head.modality[1] ?? 0, show: ({ head, number }) => h("a", { href: to("tasks", { doc: number, modality: "prohibition" }) }, figure(head.modality[1] ?? 0)) },
      { key: "findings", label: say("findings"), value: ({ head }) => head.findings, show: ({ head, number }) => h("a", { href: to("findings", { doc: number }) }, figure(head.findings)) },
      { key: "keywords", label: say("keywords"), value: ({ head }) => head.keywords.join(" "), show: ({ head }) => quoted(head.keywords.join(" ")), hidden: true },
      { key: "path", label: say("path"), value: ({ head }) => head.path, show: ({ head }) => quoted(clip(head.path, 120)) },
    ],
  });
  return h("div", { class: "view" }, h("h2", {}, `${say("documents")} (${figure(rows.length)})`), table.element);
}

/** The groups of the documents, in order; what belongs to none comes last under an empty name. */
function groups(): string[] {
  const names = new Set(index.documents.map((head) => head.group ?? ""));
  const without = names.delete("");
  return [...[...names].sort(), ...(without ? [""] : [])];
}

/** Bodies with the number of their directives by kind, or by group. */
export async function bodiesView(query: URLSearchParams): Promise<HTMLElement> {
  const bodies = (await part("bodies")) ?? [];
  const byGroup = query.get("by") === "group";
  const names = groups();
  const cells = byGroup
    ? names.map((group) => ({ key: `g${names.indexOf(group)}`, label: group || say("noGroup"), group, modality: undefined as string | undefined }))
    : MODALITIES.map((modality) => ({ key: modality as string, label: named(modality), group: undefined as string | undefined, modality: modality as string | undefined }));
  const count = (body: Body, group?: string, modality?: string) => {
    const column = modality === undefined ? -1 : MODALITIES.indexOf(modality as never);
    let sum = 0;
    body.documents.forEach((document, i) => {
      if (group !== undefined && (index.documents[document]?.group ?? "") !== group) return;
      const counts = body.counts[i] ?? [];
      sum += column < 0 ? total(counts) : (counts[column] ?? 0);
    });
    return sum;
  };
  const link = (body: Body, n: number, group?: string, modality?: string) =>
    n === 0 ? "" : h("a", { href: address(body.name, group, modality) }, figure(n));
  const columns: Column<Body>[] = [
    { key: "body", label: say("body"), value: (body) => body.name || say("nobody"), show: (body) => h("a", { href: address(body.name) }, quoted(clip(body.name || say("nobody"), 60))) },
    { key: "total", label: say("total"), value: (body) => count(body), show: (body) => link(body, count(body)) },
    { key: "documents", label: say("documents"), value: (body) => body.documents.length },
    ...cells.map(
      ({ key, label, group, modality }): Column<Body> => ({
        key,
        label,
        value: (body) => count(body, group, modality),
        show: (body) => link(body, count(body, group, modality), group, modality),
      }),
    ),
  ];
  const by = (name: string, word: "byModality" | "byGroup") =>
    h("a", { href: to("bodies", { by: name }), "aria-current": (name === "group") === byGroup ? "true" : null }, say(word));
  const controls = [h("span", { class: "choice" }, by("modality", "byModality"), " ", by("group", "byGroup"))];
  const table = new Table<Body>({ flat: true, kept: true, name: say("bodies"), rows: bodies, columns, controls, sort: "-total" });
  return h("div", { class: "view" }, h("h2", {}, say("bodies")), table.element);
}

function address(body: string, group?: string, modality?: string): string {
  return to("tasks", { body, group, modality });
}

interface Term {
  term: string;
  counts: number[];
  rates: number[];
  total: number;
}

function rated({ groups, terms }: Terms): Term[] {
  return terms.map(([term, counts]) => {
    const rates = counts.map((count, i) => (count * 1e6) / Math.max(1, groups[i]?.[1] ?? 1));
    return { term, counts, rates, total: total(counts) };
  });
}

/** How many groups have a column of their own. */
const GROUPS = 30;

export async function termsView(query: URLSearchParams): Promise<HTMLElement> {
  const terms = (await part("terms")) ?? { groups: [], terms: [] };
  const rows = rated(terms);
  const names = terms.groups.map(([name]) => name);
  const picked = new Set((query.get("terms") ?? "").split(",").filter(Boolean));
  const known = new Map(rows.map((row) => [row.term, row]));
  const drawing = h("div");
  const draw = () => {
    const lines = [...picked].flatMap((term) => known.get(term) ?? []);
    drawing.replaceChildren(...(lines.length > 0 && names.length > 1 ? [chart(lines, names)] : []));
    rewrite(to("terms", { terms: [...picked].join(",") }));
  };
  const pick = (row: Term) => {
    const box = h("input", { type: "checkbox", "aria-label": `${say("show")}: ${row.term}` });
    box.checked = picked.has(row.term);
    box.addEventListener("change", () => {
      if (box.checked) picked.add(row.term);
      else picked.delete(row.term);
      draw();
    });
    return h("label", {}, box, " ", h("a", { href: to("search", { q: row.term }) }, quoted(row.term)));
  };
  const columns: Column<Term>[] = [
    { key: "term", label: say("term"), value: (row) => row.term, show: pick },
    { key: "trend", label: say("trend"), value: (row) => slope(row.rates), show: (row) => spark(row.rates) },
    { key: "total", label: say("total"), value: (row) => row.total, show: (row) => h("a", { href: to("search", { q: row.term }) }, figure(row.total)) },
    ...names.slice(-GROUPS).map((name): Column<Term> => {
      const at = names.indexOf(name);
      return { key: `g${at}`, label: name, value: (row) => row.counts[at] ?? 0, show: (row) => (row.counts[at] ? h("a", { href: searchIn(row.term, name) }, figure(row.counts[at])) : "") };
    }),
  ];
  if (picked.size === 0) rows.slice(0, 3).forEach((row) => picked.add(row.term));
  draw();
  const table = new Table<Term>({ flat: true, name: say("terms"), rows, columns, sort: "-total" });
  return h("div", { class: "view" }, h("h2", {}, say("terms")), drawing, table.element);
}

function searchIn(term: string, group: string): string {
  return to("search", { q: term, group });
}

/** How much the later half of the groups has more than the earlier one, from -1 to 1. */
function slope(rates: number[]): number {
  const half = Math.floor(rates.length / 2);
  const [early, late] = [total(rates.slice(0, half)), total(rates.slice(-half || rates.length))];
  return half === 0 || early + late === 0 ? 0 : Math.round((100 * (late - early)) / (late + early)) / 100;
}

function spark(rates: number[]): Node {
  const most = Math.max(...rates, 1e-9);
  const step = 80 / Math.max(1, rates.length - 1);
  const points = rates.map((rate, i) => `${(i * step).toFixed(1)},${(20 - (18 * rate) / most).toFixed(1)}`).join(" ");
  const drawing = rates.length > 1 ? svg("polyline", { points, class: "line0" }) : svg("circle", { cx: 40, cy: 10, r: 2 });
  return svg("svg", { viewBox: "0 0 80 22", class: "spark", role: "img", "aria-label": rates.map((rate) => figure(rate)).join(", ") }, drawing);
}

/** Lines over the groups. */
function chart(lines: Term[], names: string[]): HTMLElement {
  const [width, height, left, bottom] = [720, 240, 60, 28];
  const most = Math.max(...lines.flatMap((line) => line.rates), 1);
  // Years stand as far apart as they are.
  const years = names.every((name) => /^\d{4}$/.test(name)) ? names.map(Number) : names.map((_, i) => i);
  const span = Math.max(1, years.at(-1)! - years[0]!);
  const x = (i: number) => left + ((years[i]! - years[0]!) * (width - left - 90)) / span;
  const y = (rate: number) => 10 + (1 - rate / most) * (height - bottom - 20);
  // As many names as have room.
  let free = 0;
  const labelled = names.map((_, i) => {
    const room = x(i) >= free;
    if (room) free = x(i) + 48;
    return room;
  });
  const axis = [
    ...[0, 0.5, 1].flatMap((share) => [
      svg("line", { x1: left, x2: width - 90, y1: y(most * share), y2: y(most * share), class: "grid" }),
      svg("text", { x: left - 6, y: y(most * share) + 4, "text-anchor": "end" }, figure(Math.round(most * share))),
    ]),
    ...names.flatMap((name, i) => (labelled[i] ? [svg("text", { x: x(i), y: height - 8, "text-anchor": "middle" }, clip(name, 8))] : [])),
  ];
  const drawn = lines.slice(0, 8).flatMap((line, n) => {
    const points = line.rates.map((rate, i) => `${x(i).toFixed(1)},${y(rate).toFixed(1)}`).join(" ");
    const last = y(line.rates.at(-1) ?? 0);
    return [svg("polyline", { points, class: `line${n}` }), svg("text", { x: width - 84, y: last + 4, class: `name${n}` }, clip(line.term, 8))];
  });
  const label = `${say("chart")}: ${lines.map((line) => line.term).join(", ")}`;
  return h("figure", { class: "chart" }, svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, ...axis, ...drawn), h("figcaption", {}, say("chart")));
}

interface Key {
  term: string;
  a: number;
  b: number;
  g2: number;
  ratio: number;
}

/** Log-likelihood of a term in two corpora (Dunning 1993; Rayson & Garside 2000), and the log of how much more often it is in the
 * first (Hardie 2014); half an occurrence stands for none. */
function key(term: string, a: number, b: number, ofA: number, ofB: number): Key {
  const expected = (of: number) => (of * (a + b)) / (ofA + ofB);
  const share = (count: number, of: number) => (count === 0 ? 0 : count * Math.log(count / expected(of)));
  const g2 = 2 * (share(a, ofA) + share(b, ofB));
  const ratio = Math.log2((a || 0.5) / ofA / ((b || 0.5) / ofB));
  return { term, a, b, g2: Math.round(g2 * 10) / 10, ratio: Math.round(ratio * 100) / 100 };
}

export async function compareView(query: URLSearchParams): Promise<HTMLElement> {
  const terms = (await part("terms")) ?? { groups: [], terms: [] };
  const names = terms.groups.map(([name]) => name);
  const find = (name: string, other: number) => Math.max(0, names.includes(query.get(name) ?? "") ? names.indexOf(query.get(name)!) : other);
  // At first the later and the earlier of the two largest groups.
  const largest = terms.groups.map(([, words], i) => [words, i] as const).sort((one, other) => other[0] - one[0]).slice(0, 2).map(([, i]) => i).sort((one, other) => other - one);
  const [a, b] = [find("a", largest[0] ?? 0), find("b", largest[1] ?? 0)];
  const [ofA, ofB] = [terms.groups[a]?.[1] ?? 1, terms.groups[b]?.[1] ?? 1];
  const rows = terms.terms.map(([term, counts]) => key(term, counts[a] ?? 0, counts[b] ?? 0, ofA, ofB)).filter((row) => row.a + row.b > 0);
  const select = (name: "a" | "b", chosen: number) => {
    const options = names.map((group, i) => h("option", { value: group, selected: i === chosen }, group));
    const element = h("select", {}, ...options);
    element.addEventListener("change", () => {
      const asked = { a: names[a], b: names[b], [name]: element.value };
      location.hash = to("compare", asked);
    });
    return h("label", {}, `${say(name === "a" ? "groupA" : "groupB")} `, element);
  };
  const count = (row: Key, group: number, n: number) => (n ? h("a", { href: searchIn(row.term, names[group] ?? "") }, figure(n)) : "0");
  const table = new Table<Key>({
    name: say("compare"),
    rows,
    flat: true,
    sort: "-g2",
    controls: [select("a", a), select("b", b)],
    columns: [
      { key: "term", label: say("term"), value: (row) => row.term, show: (row) => quoted(row.term) },
      { key: "a", label: names[a] ?? "A", value: (row) => row.a, show: (row) => count(row, a, row.a) },
      { key: "b", label: names[b] ?? "B", value: (row) => row.b, show: (row) => count(row, b, row.b) },
      { key: "g2", label: say("g2"), value: (row) => row.g2 },
      { key: "ratio", label: say("logRatio"), value: (row) => row.ratio },
    ],
  });
  return h("div", { class: "view" }, h("h2", {}, say("compare")), h("p", { class: "hint" }, say("keyHelp")), table.element);
}
