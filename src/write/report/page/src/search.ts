// Search through all texts, and what was found doubtful in them.

import { type Finding, type Head, detailOf, headOf, index, part, textOf, titleOf } from "./data.js";
import { clip, h, quoted } from "./dom.js";
import { asked, to, toPlace } from "./route.js";
import { Table } from "./table.js";
import { figure, say } from "./words.js";

/** How many hits are shown; all are counted. */
const SHOWN = 500;
/** How much of the text stands around a hit. */
const AROUND = 30;

export function searchView(query: URLSearchParams, alive: () => boolean): HTMLElement {
  const words = (query.get("q") ?? "").trim();
  const group = query.get("group");
  const status = h("p", { role: "status", class: "hint" }, words ? "" : say("searchHint"));
  const list = h("ol", { class: "hits" });
  const about = group === null ? "" : ` · ${group || say("noGroup")}`;
  const element = h("div", { class: "view" }, h("h2", {}, say("search"), words ? ": " : "", quoted(words + about)), status, list);
  if (words) void seek(words, group, { status, list }, alive);
  return element;
}

async function seek(words: string, group: string | null, { status, list }: { status: HTMLElement; list: HTMLElement }, alive: () => boolean): Promise<void> {
  const { documents } = index;
  const [wanted = "", ...others] = words.toLowerCase().split(/\s+/).filter(Boolean);
  let [hits, having] = [0, 0];
  for (let number = 0; number < documents.length; number++) {
    if (!alive()) return;
    if (group !== null && (documents[number]?.group ?? "") !== group) continue;
    const text = await textOf(number);
    const folded = text.toLowerCase();
    // Where folding changed lengths places would be others.
    const within = folded.length === text.length ? folded : text;
    const found: Node[] = [];
    let count = 0;
    for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + wanted.length)) {
      if (others.length > 0 && !others.every((other) => paragraph(within, at).includes(other))) continue;
      if (hits + found.length < SHOWN) found.push(hit(text, number, at, wanted.length));
      count++;
    }
    if (count > 0) {
      having++;
      hits += count;
      if (found.length > 0) list.append(h("li", {}, h("h3", {}, h("a", { href: toPlace(number) }, quoted(clip(titleOf(headOf(number)), 120))), ` ${figure(count)}`), h("ul", {}, ...found)));
    }
    if (number % 200 === 199) status.textContent = say("searching", { n: Math.round((100 * number) / documents.length) });
  }
  const told = hits === 0 ? say("noHits") : say("hits", { n: figure(hits), d: figure(having) });
  status.textContent = hits > SHOWN ? `${told}; ${say("most", { n: SHOWN })}` : told;
}

function paragraph(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at) + 1, end < 0 ? undefined : end);
}

function hit(text: string, document: number, at: number, length: number): HTMLElement {
  const line = (part: string) => part.replace(/\s+/g, " ");
  const before = line(text.slice(Math.max(0, at - AROUND), at));
  const behind = line(text.slice(at + length, at + length + AROUND));
  const link = h("a", { href: toPlace(document, at, at + length) }, quoted(before), h("mark", {}, text.slice(at, at + length)), quoted(behind));
  return h("li", {}, link);
}

interface Doubt {
  code: string;
  message: string;
  head: Head;
  address: string;
  line: number;
}

/** From how many documents the findings are read. */
const MOST = 1000;

export async function findingsView(query: URLSearchParams, alive: () => boolean): Promise<HTMLElement> {
  const only = asked(query, "doc");
  const rows: Doubt[] = [];
  const table = new Table<Doubt>({
    name: say("findings"),
    kept: true,
    rows,
    choose: (doubt) => (location.hash = doubt.address),
    columns: [
      { key: "code", label: say("code"), value: (doubt) => doubt.code, show: (doubt) => h("code", {}, doubt.code) },
      { key: "message", label: say("message"), value: (doubt) => doubt.message, show: (doubt) => h("a", { href: doubt.address }, quoted(doubt.message)) },
      { key: "document", label: say("document"), value: (doubt) => titleOf(doubt.head), show: (doubt) => quoted(clip(titleOf(doubt.head), 100)) },
      { key: "line", label: say("line"), value: (doubt) => doubt.line },
      { key: "path", label: say("path"), value: (doubt) => doubt.head.path, hidden: true },
    ],
  });
  const status = h("p", { class: "hint", role: "status" });
  const read = async () => {
    const reuse = await part("reuse");
    for (const passage of reuse?.passages ?? []) {
      for (const [start, end, inSource] of passage.names ?? []) {
        const [number, other] = inSource ? passage.pair : [passage.pair[1], passage.pair[0]];
        if (only !== undefined && number !== only) continue;
        const message = `${say("foreign")}: ${titleOf(headOf(other))}`;
        rows.push({ code: "foreign-name", message, head: headOf(number), line: 0, address: to("text", { doc: number, source: start, sourceEnd: end }) });
      }
    }
    const having = index.documents.flatMap((head, number) => (head.findings > 0 && (only ?? number) === number ? [number] : []));
    for (const number of having.slice(0, MOST)) {
      if (!alive()) return;
      const { findings } = await detailOf(number);
      rows.push(...findings.map((finding) => doubt(number, finding)));
    }
    status.textContent = having.length > MOST ? say("cut", { n: figure(MOST) }) : "";
    table.set(rows);
  };
  void read();
  const about = only === undefined ? "" : `: ${titleOf(headOf(only))}`;
  return h("div", { class: "view" }, h("h2", {}, say("findings"), quoted(clip(about, 200))), status, table.element);
}

function doubt(number: number, finding: Finding): Doubt {
  const address = finding.at === undefined ? toPlace(number) : toPlace(number, finding.at, finding.at + 1);
  return { code: finding.code, message: finding.message, head: headOf(number), line: finding.line, address };
}
