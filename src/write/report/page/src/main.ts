// The page: its head, and the view that the address names.

import { changesView, coverageView, reuseView } from "./compared.js";
import { has, index, start } from "./data.js";
import { documentView } from "./document.js";
import { h } from "./dom.js";
import { bodiesView, compareView, documentsView, termsView } from "./folder.js";
import { asked, route, to } from "./route.js";
import { findingsView, searchView } from "./search.js";
import { printed } from "./table.js";
import { tasksView } from "./tasks.js";
import { type Word, language, say, speak } from "./words.js";

type View = (query: URLSearchParams, alive: () => boolean) => HTMLElement | Promise<HTMLElement>;

const VIEWS: Record<string, View> = {
  documents: () => documentsView(),
  text: (query) => documentView(query),
  tasks: (query, alive) => tasksView(query, index.documents, alive),
  bodies: (query) => bodiesView(query),
  terms: (query) => termsView(query),
  compare: (query) => compareView(query),
  reuse: (query) => reuseView(query),
  changes: (query) => changesView(query),
  coverage: (query) => coverageView(query),
  findings: (query, alive) => findingsView(query, alive),
  search: (query, alive) => searchView(query, alive),
};

/** The views that this report has something for. */
function offered(): Word[] {
  const many = index.documents.length > 1;
  const grouped = new Set(index.documents.map((head) => head.group ?? "")).size > 1;
  const offers: [Word, boolean][] = [
    ["documents", many],
    ["text", !many],
    ["changes", has("diff")],
    ["coverage", has("coverage")],
    ["tasks", true],
    ["bodies", many],
    ["terms", many],
    ["compare", many && grouped],
    ["reuse", has("reuse")],
    ["findings", true],
  ];
  return offers.filter(([, there]) => there).map(([view]) => view);
}

function first(): string {
  if (has("diff")) return "changes";
  if (has("coverage")) return "coverage";
  return index.documents.length > 1 ? "documents" : "text";
}

function kept(name: string): string | null {
  try {
    return localStorage.getItem(`yaodian-${name}`);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`yaodian-${name}`, value);
  } catch {
    // A page from a disk may have nowhere to keep it.
  }
}

function themed(theme: string): void {
  document.documentElement.dataset["theme"] = theme;
}

function themes(): HTMLElement {
  const names = ["auto", "light", "dark"] as const;
  const now = document.documentElement.dataset["theme"] ?? "auto";
  const select = h("select", { id: "theme" }, ...names.map((name) => h("option", { value: name, selected: name === now }, say(name))));
  select.addEventListener("change", () => {
    themed(select.value);
    keep("theme", select.value);
  });
  return h("label", {}, `${say("theme")} `, select);
}

function head(view: string): HTMLElement {
  const links = offered().map((name) => h("a", { href: to(name), "aria-current": name === view ? "page" : null }, say(name)));
  const search = h("input", { type: "search", name: "q", "aria-label": say("searchAll"), placeholder: say("searchAll"), value: route().asked.get("q") ?? "" });
  const form = h("form", { role: "search" }, search, h("button", { type: "submit" }, say("search")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = to("search", { q: search.value });
  });
  const other = language() === "zh" ? "en" : "zh";
  const turn = h("button", { type: "button", class: "language", lang: other === "zh" ? "zh-CN" : "en", title: say("languageLabel"), onclick: () => turned(other) }, say("language"));
  return h(
    "header",
    { class: "top" },
    h("h1", {}, document.title),
    h("nav", { "aria-label": say("views") }, ...links),
    h("div", { class: "tools" }, form, turn, themes()),
  );
}

function turned(other: "en" | "zh"): void {
  speak(other);
  keep("language", other);
  void show();
}

const app = document.getElementById("app")!;
let turn = 0;

/** Shows the view that the address names. */
async function show(): Promise<void> {
  const mine = ++turn;
  const alive = () => mine === turn;
  const { view, asked: query } = route();
  const name = VIEWS[view] ? view : first();
  const known = asked(query, "doc");
  const here = known !== undefined && known >= index.documents.length ? new URLSearchParams() : query;
  printed.clear();
  const main = h("main", { id: "main", tabindex: -1 }, h("p", { class: "hint", role: "status" }, say("loading")));
  const made = h("footer", {}, say("madeBy", { version: index.version }));
  app.replaceChildren(head(name === "text" && index.documents.length > 1 ? "documents" : name), main, made);
  try {
    const shown = await VIEWS[name]!(here, alive);
    if (!alive()) return;
    main.replaceChildren(shown);
    if (name !== "text" || !query.has("at")) scrollTo(0, 0);
  } catch (error) {
    if (alive()) main.replaceChildren(h("p", { class: "warn", role: "alert" }, String(error)));
    throw error;
  }
}

async function begin(): Promise<void> {
  const told = kept("language");
  speak(told === "en" || told === "zh" ? told : document.documentElement.lang.startsWith("zh") ? "zh" : "en");
  themed(kept("theme") ?? "auto");
  if (typeof DecompressionStream === "undefined") {
    app.replaceChildren(h("p", { class: "warn", role: "alert" }, say("old_browser")));
    return;
  }
  await start();
  addEventListener("hashchange", () => void show());
  await show();
}

void begin();
