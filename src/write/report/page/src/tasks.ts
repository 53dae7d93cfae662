// Directives as tasks, over one document or many.

import { type Directive, type Head, MODALITIES, type Opened, type Range, opened, part, place, titleOf } from "./data.js";
import { clip, h, quoted, select } from "./dom.js";
import { asked, to, toPlace } from "./route.js";
import { Table } from "./table.js";
import { figure, named, say } from "./words.js";

export interface Task {
  document: number;
  head: Head;
  directive: number;
  at: Range;
  text: string;
  bodies: string;
  participants: string;
  deadline: string;
  by: string;
  figures: string;
  modality: string;
  /** What it is as a whole, then what else its modal words say: an order may forbid too. */
  kinds: string[];
  strength: number;
  section: string;
  line: number;
  position: number;
}

/** The day by which something is due, so that days sort; nothing where it has none or comes again and again. */
export function due(by: string | null, date: string | undefined): string {
  if (!by || by.startsWith("R/") || by.endsWith("/..")) return "";
  const last = by.split("/").pop() ?? "";
  const within = /^P(\d+)([DWMY])$/.exec(last);
  if (within) return date?.length === 10 ? later(date, Number(within[1]), within[2]!) : "";
  const yearless = /^--(\d\d)(?:-(\d\d))?$/.exec(last);
  if (yearless) {
    const day = `${yearless[1]}-${yearless[2] ?? "99"}`;
    const year = date?.slice(0, 4);
    if (!year) return "";
    const behind = date!.length >= 10 && day < date!.slice(5);
    return ended(`${behind ? Number(year) + 1 : year}-${day.replace("-99", "")}`);
  }
  return /^\d{4}/.test(last) ? ended(last) : "";
}

/** The last day of a year or a month; a day itself. */
function ended(date: string): string {
  const [year, month, day] = date.split("-");
  if (month === undefined) return `${year}-12-31`;
  if (day !== undefined) return date;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** A day so many days, weeks, months or years later. */
function later(date: string, count: number, unit: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (unit === "Y") day.setUTCFullYear(day.getUTCFullYear() + count);
  else if (unit === "M") day.setUTCMonth(day.getUTCMonth() + count);
  else day.setUTCDate(day.getUTCDate() + count * (unit === "W" ? 7 : 1));
  return day.toISOString().slice(0, 10);
}

const of = (document: Opened, range: Range) => document.text.slice(...range);

/** The markers that lead to a point. */
export function section(document: Opened, directive: Directive): string {
  const markers: string[] = [];
  const { items } = document.detail;
  for (let i = directive.item; i !== undefined; i = items[i]?.parent) {
    const item = items[i];
    if (!item || markers.length > 20) break;
    markers.unshift(of(document, item.marker));
  }
  return markers.join("/");
}

export function task(document: Opened, index: number): Task {
  const directive = document.detail.directives[index]!;
  const names = (wanted: (part: string) => boolean) => {
    const found = (directive.actors ?? []).filter(([, part]) => wanted(part)).map(([range]) => of(document, range));
    return [...new Set(found)].join("、");
  };
  const deadlines = directive.deadlines ?? [];
  const days = deadlines.map(([, by]) => due(by, document.head.date)).filter(Boolean).sort();
  const { line, position } = place(document, directive.at[0]);
  return {
    document: document.number,
    head: document.head,
    directive: index,
    at: directive.at,
    text: of(document, directive.at).replace(/\s*\n\s*/g, ""),
    bodies: names((part) => part !== "participant"),
    participants: names((part) => part === "participant"),
    deadline: deadlines.map(([range]) => of(document, range)).join("；"),
    by: days[0] ?? "",
    figures: (directive.targets ?? []).map(([range]) => of(document, range)).join("；"),
    modality: MODALITIES[directive.modality] ?? "",
    kinds: [directive.modality, ...(directive.also ?? [])].flatMap((kind) => MODALITIES[kind] ?? []),
    strength: directive.strength,
    section: section(document, directive),
    line,
    position,
  };
}

/** The tasks of a document; bare headings and notes are none. */
export function tasks(document: Opened): Task[] {
  const { directives } = document.detail;
  return directives.flatMap((directive, i) => (directive.bare ? [] : [task(document, i)]));
}

/** How many documents are read for one table. */
const MOST = 2000;

/** The documents whose tasks are asked for. */
async function chosen(query: URLSearchParams, all: Head[]): Promise<number[]> {
  const only = asked(query, "doc");
  if (only !== undefined) return [only];
  const body = query.get("body");
  let found = all.map((_, i) => i);
  if (body !== null) {
    const bodies = (await part("bodies")) ?? [];
    found = bodies.find((one) => one.name === body)?.documents ?? [];
  }
  const group = query.get("group");
  return group === null ? found : found.filter((i) => (all[i]?.group ?? "") === group);
}

/** The view of tasks: all of them, or those of a body, a kind, a group, a document. */
export async function tasksView(query: URLSearchParams, all: Head[], alive: () => boolean): Promise<HTMLElement> {
  const [body, modality, when] = [query.get("body"), query.get("modality"), query.get("when")];
  const group = query.get("group");
  const documents = await chosen(query, all);
  const wanted = (task: Task, bodies: string[]) =>
    (body === null || (body === "" ? bodies.length === 0 : bodies.includes(body))) &&
    (modality === null || task.kinds.includes(modality)) &&
    isDue(task, when);
  const many = all.length > 1 && query.get("doc") === null;
  const table = new Table<Task>({
    name: say("tasks"),
    kept: true,
    sort: body !== null || when !== null ? "deadline" : undefined,
    controls: [
      select(say("modality"), say("all"), MODALITIES.map((name) => [name, named(name)]), (name) => (location.hash = also(query, "modality", name)), modality ?? ""),
      select(say("when"), say("all"), WHEN.map((name) => [name, say(name)]), (name) => (location.hash = also(query, "when", name)), when ?? ""),
    ],
    columns: [
      { key: "task", label: say("task"), value: (task) => task.text, show: link },
      { key: "body", label: say("body"), value: (task) => task.bodies, show: (task) => quoted(task.bodies) },
      { key: "participants", label: say("participants"), value: (task) => task.participants, show: (task) => quoted(task.participants), hidden: true },
      { key: "deadline", label: say("by"), value: (task) => task.deadline, show: (task) => quoted(task.deadline), order: (task) => task.by || (task.deadline ? "9999" : "") },
      { key: "by", label: say("due"), value: (task) => task.by },
      { key: "figure", label: say("figure"), value: (task) => task.figures, show: (task) => quoted(task.figures) },
      { key: "modality", label: say("modality"), value: (task) => task.kinds.map(named).join(" + ") },
      { key: "strength", label: say("strength"), value: (task) => task.strength, show: (task) => firmness(task.strength) },
      { key: "section", label: say("section"), value: (task) => task.section, show: (task) => quoted(task.section), hidden: many },
      { key: "document", label: say("document"), value: (task) => titleOf(task.head), show: (task) => quoted(clip(titleOf(task.head), 80)), hidden: !many },
      { key: "line", label: say("line"), value: (task) => task.line, hidden: many },
      { key: "path", label: say("path"), value: (task) => task.head.path, hidden: true },
    ],
    rows: [],
    choose: (task) => {
      location.hash = toPlace(task.document, task.at[0], task.at[1]);
    },
  });
  const about = [
    body !== null ? body || say("nobody") : "",
    modality ? named(modality) : "",
    when && WHEN.includes(when as never) ? say(when as (typeof WHEN)[number]) : "",
    group !== null ? group || say("noGroup") : "",
  ].filter(Boolean);
  const status = h("p", { class: "hint", role: "status" });
  const rows: Task[] = [];
  const read = async () => {
    let seen = 0;
    for (const document of documents.slice(0, MOST)) {
      if (!alive()) return;
      const found = await opened(document);
      for (const one of tasks(found)) {
        const bodies = responsible(found, one.directive);
        if (wanted(one, bodies)) rows.push(one);
      }
      if (++seen % 50 === 0) {
        status.textContent = say("searching", { n: Math.round((100 * seen) / documents.length) });
        table.set(rows);
      }
    }
    status.textContent = documents.length > MOST ? say("cut", { n: figure(MOST) }) : "";
    table.set(rows);
  };
  void read();
  const title = about.length > 0 ? h("h2", {}, quoted(about.join(" · "))) : h("h2", {}, say("tasks"));
  return h("div", { class: "view" }, title, status, table.element, h("p", { class: "hint" }, say("dueHelp")));
}

/** Which tasks are wanted by their time. */
const WHEN = ["withDeadline", "from", "overdue"] as const;

function isDue(task: Task, when: string | null): boolean {
  const today = new Date().toISOString().slice(0, 10);
  if (when === "withDeadline") return task.deadline !== "";
  if (when === "from") return task.by !== "" && task.by >= today;
  if (when === "overdue") return task.by !== "" && task.by < today;
  return true;
}

/** The address of the same view that asks for something else too. */
function also(query: URLSearchParams, name: string, value: string): string {
  return to("tasks", { ...Object.fromEntries(query), [name]: value });
}

function responsible(document: Opened, directive: number): string[] {
  const actors = document.detail.directives[directive]?.actors ?? [];
  return actors.filter(([, part]) => part !== "participant").map(([range]) => of(document, range));
}

function link(task: Task): HTMLElement {
  return h("a", { href: toPlace(task.document, task.at[0], task.at[1]) }, quoted(clip(task.text, 300)));
}

/** Firmness as a figure and as a bar. */
export function firmness(strength: number): HTMLElement {
  const bar = h("span", { class: `firm f${strength}`, "aria-hidden": "true" }, "▮".repeat(strength) + "▯".repeat(5 - strength));
  return h("span", {}, bar, ` ${strength}`);
}

