// What the page holds: an index that is read at once, and blocks that are opened when they are asked for.
// The fields are those of src/write/report/*.rs; places are UTF-16 positions in a document's text.

export type Range = [start: number, end: number];
export type Counts = number[];

/** The modalities in the order in which they are counted. */
export const MODALITIES = ["obligation", "prohibition", "permission", "commitment", "decision"] as const;

export interface Head {
  path: string;
  number: number;
  of: number;
  title?: string;
  issuer?: string;
  date?: string;
  group?: string;
  genre: string;
  format: string;
  characters: number;
  items: number;
  modality: Counts;
  strength: Counts;
  clarity: Counts;
  findings: number;
  keywords: string[];
  text: [block: number, at: number];
  detail: [block: number, at: number];
}

export interface Item {
  at: Range;
  parent?: number;
  marker: Range;
  title: Range;
  role: string;
}

export interface Directive {
  at: Range;
  item?: number;
  bare?: boolean;
  modality: number;
  strength: number;
  clarity: string;
  stated: string;
  actors?: [Range, part: string][];
  action?: Range;
  object?: Range;
  deadlines?: [Range, by: string | null][];
  targets?: [Range, measure: Range | null][];
  conditions?: Range[];
  consequences?: Range[];
  citations?: Range[];
  why: [field: string, rule: string][];
  cue?: Range;
  /** Which modalities the other modal words of the clause have. */
  also?: number[];
}

export interface Finding {
  code: string;
  message: string;
  at?: number;
  line: number;
}

export interface Detail {
  items: Item[];
  directives: Directive[];
  findings: Finding[];
  keywords: [term: string, count: number][];
  /** For each stretch without a cut: position here, position in the source in code points, line there. */
  anchors: [number, number, number][];
}

export interface Body {
  name: string;
  documents: number[];
  counts: Counts[];
}

export interface Terms {
  groups: [name: string, words: number][];
  terms: [term: string, counts: Counts][];
}

export interface Passage {
  pair: [source: number, target: number];
  source: Range;
  target: Range;
  similarity: number;
  kind: string;
  names?: [start: number, end: number, inSource: boolean][];
}

export interface Reuse {
  pairs: [source: number, target: number, passages: number, ofTarget: number, ofSource: number][];
  passages: Passage[];
}

export type Row = Record<string, unknown>;

export interface Difference {
  old: number | null;
  new: number | null;
  summary: Row;
  units: Row[];
  changes: Row[];
}

export interface Coverage {
  upper: number | null;
  lower: number | null;
  rows: Row[];
}

interface Parts {
  bodies: Body[];
  terms: Terms;
  reuse: Reuse;
  diff: Difference[];
  coverage: Coverage[];
}

export interface Index {
  version: string;
  rules: string;
  documents: Head[];
  parts: Partial<Record<keyof Parts, number>>;
}

/** A document with its number, its text and what was found in it. */
export interface Opened {
  number: number;
  head: Head;
  text: string;
  detail: Detail;
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const known = Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (known.fromBase64) return known.fromBase64(base64);
  const text = atob(base64);
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}

/** Once the browser has read the whole page. */
const whole = new Promise<void>((done) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => done());
  else done();
});

async function open<T>(id: string): Promise<T> {
  if (!document.getElementById(id)) await whole;
  const element = document.getElementById(id);
  if (!element) throw new Error(`block ${id}`);
  const stream = new Blob([bytes(element.textContent ?? "")]).stream();
  const text = await new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).text();
  return JSON.parse(text) as T;
}

/** Blocks that were opened last: all of them together might be too much. */
const HELD = 48;
const held = new Map<string, Promise<unknown>>();

function block<T>(id: string): Promise<T> {
  let found = held.get(id) as Promise<T> | undefined;
  held.delete(id);
  found ??= open<T>(id);
  held.set(id, found);
  for (const old of held.keys()) {
    if (held.size <= HELD) break;
    held.delete(old);
  }
  return found;
}

export let index: Index;

export async function start(): Promise<void> {
  index = await open<Index>("index");
}

export function has(part: keyof Parts): boolean {
  return index.parts[part] !== undefined;
}

export async function part<P extends keyof Parts>(name: P): Promise<Parts[P] | undefined> {
  const number = index.parts[name];
  return number === undefined ? undefined : (await block<[Parts[P]]>(`d${number}`))[0];
}

export function headOf(number: number): Head {
  const head = index.documents[number];
  if (!head) throw new Error(`document ${number}`);
  return head;
}

export async function textOf(number: number): Promise<string> {
  const [from, at] = headOf(number).text;
  return (await block<string[]>(`t${from}`))[at] ?? "";
}

export async function detailOf(number: number): Promise<Detail> {
  const [from, at] = headOf(number).detail;
  const detail = (await block<Detail[]>(`d${from}`))[at];
  if (!detail) throw new Error(`document ${number}`);
  return detail;
}

export async function opened(number: number): Promise<Opened> {
  const [text, detail] = await Promise.all([textOf(number), detailOf(number)]);
  return { number, head: headOf(number), text, detail };
}

/** What a document is called. */
export function titleOf(head: Head): string {
  return head.title ?? head.path.split("/").pop() ?? head.path;
}

/** How many directives it has. */
export function total(counts: Counts): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The anchor of a position, by one of its columns. */
function anchor(detail: Detail, at: number, column: 0 | 1): [number, number, number] {
  const { anchors } = detail;
  let [low, high] = [0, anchors.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (anchors[middle]![column] <= at) low = middle + 1;
    else high = middle;
  }
  return anchors[Math.max(0, low - 1)] ?? [0, 0, 1];
}

/** Where a position of the text stands in the source: code points and line. */
export function place(document: Opened, at: number): { position: number; line: number } {
  const [here, there, first] = anchor(document.detail, at, 0);
  const between = document.text.slice(here, at);
  let position = there;
  let line = first;
  for (const character of between) {
    position++;
    if (character === "\n") line++;
  }
  return { position, line };
}

/** The position in the text of one in the source, given in code points. */
export function here(document: Opened, position: number): number {
  const [at, there] = anchor(document.detail, position, 1);
  let out = at;
  for (let left = position - there; left > 0 && out < document.text.length; left--) {
    out += (document.text.codePointAt(out) ?? 0) > 0xffff ? 2 : 1;
  }
  return out;
}
