// What is marked in a text, and how marks that overlap are drawn: as stretches, each with all marks that it is in.

import type { Detail, Range } from "./data.js";

export const KINDS = ["directive", "actor", "deadline", "target", "condition", "citation", "finding"] as const;
export type Kind = (typeof KINDS)[number] | "marker" | "shown" | "foreign";

export interface Mark {
  start: number;
  end: number;
  kind: Kind;
  /** The directive or finding that it is of. */
  of: number;
  /** What else its look hangs on: clarity, role. */
  look?: string;
}

/** All marks of a document, by where they begin. */
export function marks(detail: Detail): Mark[] {
  const out: Mark[] = [];
  const add = (range: Range, kind: Kind, of: number, look?: string) => {
    out.push({ start: range[0], end: range[1], kind, of, look });
  };
  detail.items.forEach((item, i) => add(item.marker, "marker", i, item.role));
  detail.directives.forEach((directive, i) => {
    add(directive.at, "directive", i, directive.clarity);
    // What is named elsewhere is marked by what names it.
    directive.actors?.forEach(([range]) => {
      if (range[0] >= directive.at[0] && range[1] <= directive.at[1]) add(range, "actor", i);
    });
    directive.deadlines?.forEach(([range]) => add(range, "deadline", i));
    directive.targets?.forEach(([range]) => add(range, "target", i));
    directive.conditions?.forEach((range) => add(range, "condition", i));
    directive.consequences?.forEach((range) => add(range, "condition", i));
    directive.citations?.forEach((range) => add(range, "citation", i));
  });
  detail.findings.forEach((finding, i) => {
    if (finding.at !== undefined) add([finding.at, finding.at + 1], "finding", i);
  });
  return out.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** A stretch of a text with the marks that it is in, the innermost last. */
export interface Stretch {
  start: number;
  end: number;
  in: Mark[];
}

/** Cuts a part of a text at the ends of the marks that reach into it. */
export function stretches(marks: Mark[], start: number, end: number): Stretch[] {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  const out: Stretch[] = [];
  let next = 0;
  let open: Mark[] = [];
  for (let i = 0; i + 1 < ordered.length; i++) {
    const [from, to] = [ordered[i]!, ordered[i + 1]!];
    while (next < inside.length && inside[next]!.start <= from) open.push(inside[next++]!);
    open = open.filter((mark) => mark.end > from);
    // What is shorter is drawn over what is longer.
    const within = [...open].sort((a, b) => b.end - b.start - (a.end - a.start));
    out.push({ start: from, end: to, in: within });
  }
  return out;
}
