// Where the reader is: the view and what it is asked for, in the address, so that going back works.

export interface Route {
  view: string;
  asked: URLSearchParams;
}

export function route(): Route {
  const [view = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  return { view, asked: new URLSearchParams(query) };
}

/** The address of a view. */
export function to(view: string, asked: Record<string, string | number | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    // An empty body and an empty group are asked for as such.
    if (value !== undefined && (value !== "" || name === "body" || name === "group")) query.set(name, String(value));
  }
  const text = query.toString();
  return `#/${view}${text ? `?${text}` : ""}`;
}

/** The address of a place in a document. */
export function toPlace(document: number, at?: number, end?: number): string {
  return to("text", { doc: document, at, end });
}

/** Changes what is asked for without a step to go back over. */
export function rewrite(address: string): void {
  history.replaceState(null, "", address);
}

/** A number that is asked for. */
export function asked(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  const parsed = value === null ? NaN : Number(value);
  return Number.isInteger(parsed) && parsed >= 0 ? parsed : undefined;
}
