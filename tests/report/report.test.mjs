// The report as readers use it, in a real browser: both ways between lists and text, filters, search, languages, paper, hostile
// texts, accessibility. Needs the binary ($YAODIAN), Chromium and `npm ci` here.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { launch, open } from "./browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const yaodian = process.env.YAODIAN ?? join(root, "target/release/yaodian");
const folder = mkdtempSync(join(tmpdir(), "yaodian-report-"));
let browser;

/** Makes a report and gives its file. */
function report(name, ...call) {
  const file = join(folder, `${name}.html`);
  execFileSync(yaodian, ["--lang", "en", "report", ...call, "-q", "-o", file], { cwd: root, stdio: "inherit" });
  return file;
}

function written(name, text) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const SPEECH = "fixtures/flood-control.txt";
let one, many;

before(async () => {
  one = report("one", SPEECH);
  many = report("many", "fixtures/reuse", "fixtures/clauses", "--diff", "fixtures/versions/ponds-old.txt", "fixtures/versions/ponds-new.txt", "--coverage", "fixtures/coverage/superior.txt", "fixtures/coverage/plan-near.txt", "fixtures/coverage/plan-far.txt");
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Runs a test on a report; nothing may go wrong in it beside. */
async function on(file, hash, run, options = {}) {
  const { page, trouble, context } = await open(browser, file, { hash, ...options });
  await run(page);
  assert.deepEqual(trouble, []);
  await context.close();
}

const texts = (page, selector) => page.locator(selector).allTextContents();

test("a click in the list shows the place, a click in the text opens the row", async () => {
  await on(one, "", async (page) => {
    await page.getByRole("button", { name: /任何人不得擅自蓄水/ }).click();
    assert.equal((await texts(page, ".flow .m-shown")).join(""), "任何人不得擅自蓄水。");
    const panel = page.getByRole("region", { name: "Details" }).first();
    assert.match(await panel.textContent(), /must not.*任何人.*line 17, characters \d+ to \d+/s);
    await page.locator(".flow .m-deadline", { hasText: "4月底前" }).click();
    assert.match(await page.locator(".panel").textContent(), /4月底前 \(2026-04-30\)/);
    assert.match(await page.locator(".list [aria-current=true]").textContent(), /县水利局4月底前/);
    await page.locator(".panel summary").click();
    assert.match(await page.locator(".panel .why").textContent(), /deadlines?.*4月底前/s);
  });
});

test("a sentence without marks tells its place too", async () => {
  const file = [...readFileSync(join(root, SPEECH), "utf8")];
  await on(one, "", async (page) => {
    const line = page.locator(".flow p", { hasText: "云岭县人民政府县长" });
    await line.click({ position: { x: 40, y: 15 } });
    const [, start, end] = /characters (\d+) to (\d+)/.exec(await page.locator(".panel").textContent());
    assert.equal(file.slice(Number(start), Number(end)).join(""), await line.textContent());
  });
});

test("places are those of the file", async () => {
  const file = [...readFileSync(join(root, SPEECH), "utf8")];
  await on(one, "", async (page) => {
    await page.getByRole("button", { name: /任何人不得擅自蓄水/ }).click();
    const [, line, start, end] = /line (\d+), characters (\d+) to (\d+)/.exec(await page.locator(".panel").textContent());
    assert.equal(file.slice(Number(start), Number(end)).join("").replaceAll("\n", ""), "任何人不得擅自蓄水。");
    assert.equal(file.slice(0, Number(start)).filter((c) => c === "\n").length + 1, Number(line));
  });
});

test("the outline opens, closes and leads to the text", async () => {
  await on(one, "", async (page) => {
    const points = page.locator(".outline .point:visible");
    const all = await points.count();
    await page.getByRole("button", { name: "Close all" }).click();
    assert.ok((await points.count()) < all);
    await page.getByRole("button", { name: /^Open .*压实责任/ }).click();
    await page.locator(".outline").getByRole("button", { name: /要把人定下来/ }).click();
    assert.match((await texts(page, ".flow .m-shown")).join(""), /^首先.*人定下来/);
  });
});

test("tasks filter, sort, choose their columns and are saved", async () => {
  await on(one, "#/tasks", async (page) => {
    const rows = page.locator("main tbody tr");
    await page.waitForFunction(() => document.querySelectorAll("main tbody tr").length > 10);
    const all = await rows.count();
    await page.getByRole("button", { name: "Due" }).click();
    const due = (await texts(page, "td.c-by")).filter(Boolean);
    assert.ok(due.every((day) => /^\d{4}-\d\d-\d\d$/.test(day)), due.join());
    assert.ok(due.length > 2 && due.every((day, i) => i === 0 || due[i - 1] <= day), due.join());
    await page.getByRole("button", { name: /^Due/ }).click();
    assert.equal((await texts(page, "td.c-by"))[0], due.at(-1));
    await page.getByRole("searchbox", { name: "Filter" }).fill("水利局 4月");
    await page.waitForFunction((all) => document.querySelectorAll("main tbody tr").length < all, all);
    assert.ok((await texts(page, "td.c-task")).every((text) => text.includes("4月")));
    await page.getByText("Columns").click();
    await page.getByRole("checkbox", { name: "Firmness" }).uncheck();
    assert.equal(await page.locator("th.c-strength").count(), 0);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download as CSV" }).click()]);
    const saved = readFileSync(await download.path(), "utf8");
    assert.match(saved, /^\uFEFFTask,Body,.*\r\n.*县水利局/);
    assert.ok(!saved.includes("Firmness"));
    await page.getByText("Columns").press("Escape");
    await page.locator("main tbody a").first().click();
    await page.waitForSelector(".flow .m-shown");
    await page.goBack();
    await page.waitForSelector("td.c-task");
    // It is as it was left.
    assert.equal(await page.getByRole("searchbox", { name: "Filter" }).inputValue(), "水利局 4月");
    assert.ok((await texts(page, "td.c-task")).every((text) => text.includes("4月")));
  });
});

test("tasks are chosen by kind and time, over all documents", async () => {
  await on(many, "#/tasks", async (page) => {
    await page.getByRole("combobox", { name: "Kind" }).selectOption("prohibition");
    await page.waitForFunction(() => document.querySelectorAll("main td.c-modality").length > 1);
    const kinds = await texts(page, "td.c-modality");
    assert.ok(kinds.every((kind) => kind.includes("must not")));
    // An order that forbids too is among them.
    assert.ok(kinds.includes("must + must not"), kinds.join());
    await page.getByRole("combobox", { name: "Kind" }).selectOption("");
    await page.getByRole("combobox", { name: "Time" }).selectOption("withDeadline");
    await page.waitForFunction(() => document.querySelectorAll("main td.c-deadline").length > 1);
    assert.ok((await texts(page, "td.c-deadline")).every(Boolean));
  });
});

test("languages and themes switch", async () => {
  await on(one, "", async (page) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByLabel("Theme").selectOption("dark");
    assert.notEqual(await paper(), light);
    await page.getByRole("button", { name: "中文" }).click();
    await page.waitForSelector("html[lang=zh-CN]");
    assert.match(await page.locator("header nav").textContent(), /正文.*任务.*待核查/);
  });
});

test("numbers of a folder lead to the passages behind them", async () => {
  await on(many, "#/bodies", async (page) => {
    const row = page.locator("main tbody tr").nth(1);
    const told = Number(await row.locator("td.c-total").textContent());
    await row.locator("td.c-total a").click();
    await page.waitForFunction((n) => document.querySelectorAll("main td.c-task").length === n, told);
    await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Terms over time" }).click();
    const term = page.locator("main tbody tr").first();
    const [word, count] = [await term.locator("td.c-term a").textContent(), Number(await term.locator("td.c-total").textContent())];
    await term.locator("td.c-total a").click();
    await page.waitForFunction(() => /^Hits:/.test(document.querySelector("main [role=status]")?.textContent ?? ""));
    assert.ok(Number(/^Hits: ([\d,]+)/.exec(await page.locator("main [role=status]").textContent())[1].replace(",", "")) >= count, word);
    await page.locator(".hits ul a").first().click();
    await page.waitForSelector(".flow .m-shown");
    assert.equal((await texts(page, ".flow .m-shown")).join(""), word);
  });
});

test("a text that is compared and stands in a folder too is there once", async () => {
  const file = report("once", "fixtures/versions", "--diff", "fixtures/versions/ponds-old.txt", "fixtures/versions/ponds-new.txt");
  await on(file, "#/documents", async (page) => assert.equal(await page.locator("main tbody tr").count(), 8));
});

test("search finds what stands in any text", async () => {
  await on(many, "", async (page) => {
    await page.getByRole("searchbox", { name: "Search all texts" }).fill("坑塘长制");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /in documents: 1$/.test(document.querySelector("main [role=status]")?.textContent ?? ""));
    assert.match(await page.locator(".hits").textContent(), /坑塘长制/);
    await page.getByRole("searchbox", { name: "Search all texts" }).fill("无此一说");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("main [role=status]")?.textContent === "nothing found");
  });
});

test("what changed and what is carried lead into both texts", async () => {
  await on(many, "#/changes", async (page) => {
    await page.getByRole("link", { name: /^new \d/ }).click();
    await page.waitForFunction(() => location.hash.includes("state=new"));
    assert.ok((await texts(page, ".sides tbody td:last-child")).every((state) => state === "new"));
    await page.goBack();
    await page.waitForFunction(() => !location.hash.includes("state="));
    // What is marked is what differs: without it both sides say the same.
    const plain = async (side, mark) => page.locator(".sides tbody tr.u-changed").evaluateAll((rows, [side, mark]) => rows.map((row) => {
      const cell = row.children[side].cloneNode(true);
      cell.querySelectorAll(`${mark}, strong`).forEach((words) => words.remove());
      return cell.textContent.replace(/\s/g, "");
    }), [side, mark]);
    const [olds, news] = [await plain(0, "del"), await plain(1, "ins")];
    assert.ok(olds.length > 3);
    assert.deepEqual(olds, news);
    await page.getByRole("link", { name: /^new \d/ }).click();
    await page.waitForFunction(() => location.hash.includes("state=new"));
    await page.locator(".sides td:nth-child(2) a").first().click();
    await page.waitForSelector(".flow .m-shown");
    await page.getByRole("link", { name: "Carried down" }).click();
    await page.getByRole("link", { name: /^missing \d/ }).click();
    await page.waitForFunction(() => location.hash.includes("carried=missing"));
    assert.ok((await texts(page, "td.c-carried")).every((fate) => fate.startsWith("missing")));
    await page.locator("td.c-upper a").first().click();
    await page.waitForSelector(".flow .m-shown");
  });
});

test("shared passages stand beside one another, names of the other side marked", async () => {
  await on(many, "#/reuse", async (page) => {
    await page.locator("main td.c-passages a").first().click();
    await page.waitForSelector(".sides tbody tr");
    const [source, target] = await Promise.all([texts(page, ".sides td:nth-child(1)"), texts(page, ".sides td:nth-child(2)")]);
    assert.ok(source.every((text) => text.length > 15) && target.every((text) => text.length > 15));
    await page.locator(".sides td a").first().click();
    await page.waitForSelector(".flow .m-shown");
    const plain = (text) => text.replace(/\s/g, "");
    assert.equal(plain((await texts(page, ".flow .m-shown")).join("")), plain(source[0]));
    await page.goto(`${page.url().split("#")[0]}#/findings`);
    await page.getByRole("searchbox", { name: "Filter" }).fill("foreign-name");
    await page.waitForFunction(() => document.querySelectorAll("main td.c-code").length > 0 && [...document.querySelectorAll("main td.c-code")].every((cell) => cell.textContent === "foreign-name"));
  });
});

test("it goes on paper whole", async () => {
  await on(one, "", async (page) => {
    const pdf = join(folder, "one.pdf");
    await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
    const text = execFileSync("pdftotext", ["-enc", "UTF-8", pdf, "-"], { encoding: "utf8" }).replace(/\s/g, "");
    for (const words of ["认清形势，把家底摸清楚", "任何人不得擅自蓄水"]) assert.ok(text.includes(words), words);
  });
  // A table of more rows than are ever drawn on the screen.
  const dense = written("dense.txt", Array.from({ length: 400 }, (_, i) => `${i + 1}. 县水利局要抓好第${i + 1}座水库的巡查。\n`).join(""));
  await on(report("dense", dense), "#/tasks", async (page) => {
    await page.waitForFunction(() => document.querySelectorAll("main tbody tr").length > 10);
    const pdf = join(folder, "dense.pdf");
    await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
    const text = execFileSync("pdftotext", ["-enc", "UTF-8", pdf, "-"], { encoding: "utf8" }).replace(/\s/g, "");
    const rows = new Set(text.match(/第\d+座水库/g));
    assert.equal(rows.size, 400);
  });
});

const HOSTILE = {
  "script.txt": "</script><script>window.hurt = 1</script>的讲话\n一、<img src=x onerror=\"window.hurt = 1\">县水利局要抓好巡查。\n二、<!-- ]]> & \" ' ` ${x}，不得脱岗。\n",
  "bidi.txt": "\u202E关于防汛\u2066的通知\n一、县水利局要\u202E抓好巡查\u202C。\n",
  "word.txt": `关于长词的通知\n一、县水利局要抓好${"长".repeat(350_000)}。\n${"a".repeat(300_000)}\n`,
  "title.txt": `关于${"加强".repeat(5000)}的通知\n\n一、县水利局要抓好巡查。\n`,
  "=cmd.txt": "一、=HYPERLINK(\"http://x\")，县水利局要抓好巡查。\n",
};

test("hostile texts show as texts", async () => {
  for (const [name, text] of Object.entries(HOSTILE)) written(name, text);
  const file = report("hostile", ...Object.keys(HOSTILE).map((name) => join(folder, name)));
  for (const hash of ["", "#/tasks", "#/findings", "#/bodies", "#/terms", "#/search?q=%3Cscript%3E"]) {
    await on(file, hash, async (page) => {
      await page.waitForTimeout(300);
      assert.equal(await page.evaluate(() => window.hurt), undefined);
      assert.equal(await page.evaluate(() => document.querySelectorAll("img, iframe, object").length), 0);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${hash}: too wide`);
    });
  }
  for (let number = 0; number < Object.keys(HOSTILE).length; number++) {
    await on(file, `#/text?doc=${number}&at=5&end=9`, async (page) => {
      await page.waitForSelector(".flow .m-shown");
      assert.equal(await page.evaluate(() => window.hurt), undefined);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${number}: too wide`);
    });
  }
});

test("nobody is shut out: axe finds nothing, on wide and narrow screens, light and dark", async () => {
  const looks = [{}, { colorScheme: "dark" }, { viewport: { width: 390, height: 800 } }];
  const pages = [[one, ""], [one, "#/tasks"], [one, "#/text?doc=0&at=300&end=310"], ...["documents", "bodies", "terms", "compare", "reuse", "changes", "coverage", "findings", "search?q=水库"].map((view) => [many, `#/${view}`])];
  for (const look of looks) {
    for (const [file, hash] of pages) {
      const { page, context } = await open(browser, file, { hash, bypassCSP: true, ...look });
      await page.waitForTimeout(250);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`);
      assert.deepEqual(told, [], `${hash} ${JSON.stringify(look)}`);
      await context.close();
    }
  }
});

test("all can be reached by the keyboard alone", async () => {
  await on(one, "", async (page) => {
    const list = page.getByRole("region", { name: "Directives" });
    await list.focus();
    await page.keyboard.press("ArrowDown");
    const first = (await texts(page, ".flow .m-shown")).join("");
    await page.keyboard.press("ArrowDown");
    assert.notEqual((await texts(page, ".flow .m-shown")).join(""), first);
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement !== document.body));
  });
});
