// How fast a large report opens, and how a text with many marks scrolls:
//   YAODIAN=target/release/yaodian node tests/report/speed.mjs FOLDER
// FOLDER has many texts (`benches/reuse.py grow FOLDER --documents 10000`). Frames are those of 400 steps of 150 pixels, one a frame,
// as the browser itself counts them, beside the same steps over an empty page of the same height.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { launch, open } from "./browser.mjs";

const yaodian = resolve(process.env.YAODIAN ?? "target/release/yaodian");
const [texts] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "yaodian-speed-"));
const browser = await launch();

function report(name, input) {
  const file = join(folder, `${name}.html`);
  execFileSync(yaodian, ["--lang", "en", "report", input, "-q", "-o", file]);
  return file;
}

/** Points with a dozen marks each. */
function dense() {
  const line = (i) => `${i + 1}. 县水利局要在${(i % 12) + 1}月底前完成${(i % 97) + 3}座水库除险加固，县财政局负责按《水库条例》第${(i % 40) + 1}条安排${i + 5}万元，逾期的一律通报。各镇必须每周巡查不少于${(i % 5) + 2}次，严禁脱岗。\n`;
  const file = join(folder, "dense.txt");
  writeFileSync(file, `在全县工作会议上的讲话\n${Array.from({ length: 10_000 }, (_, i) => line(i)).join("")}`);
  return file;
}

/** How many marks a text has: directives, and what is marked in them. */
function marks(file) {
  const rows = execFileSync(yaodian, ["directives", file, "--format", "jsonl"], { encoding: "utf8", maxBuffer: 1 << 30 });
  const parts = ["actors", "deadlines", "targets", "conditions", "consequences", "citations"];
  return rows.split("\n").filter(Boolean).map((row) => JSON.parse(row)).reduce((sum, row) => sum + 1 + parts.reduce((n, part) => n + row[part].length, 0), 0);
}

async function scrolled(page) {
  return page.evaluate(async () => {
    const times = [];
    let last = performance.now();
    for (let i = 0; i < 400; i++) {
      scrollBy(0, 150);
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - last);
      last = performance.now();
    }
    times.sort((a, b) => a - b);
    return { frames: 1000 / (times.reduce((sum, time) => sum + time, 0) / times.length), slow: times[Math.floor(times.length * 0.95)], height: document.documentElement.scrollHeight };
  });
}

if (texts) {
  const file = report("many", texts);
  for (let i = 0; i < 3; i++) {
    const since = Date.now();
    const { page, context } = await open(browser, file);
    await page.waitForSelector("main tbody tr:nth-child(10)");
    const seen = Date.now() - since;
    await page.waitForLoadState("load");
    const loaded = Date.now() - since;
    const asked = Date.now();
    await page.evaluate(() => (location.hash = "#/search?q=水库"));
    await page.waitForFunction(() => /Hits|nothing/.test(document.querySelector("main [role=status]")?.textContent ?? ""), null, { timeout: 60_000 });
    console.log(`${(statSync(file).size / 1e6).toFixed(1)} MB: the table after ${seen} ms, all of it after ${loaded} ms; searched in ${Date.now() - asked} ms`);
    await context.close();
  }
}

const text = dense();
const { page } = await open(browser, report("dense", text));
await page.waitForSelector(".flow .m-directive");
const told = await scrolled(page);
await page.evaluate((height) => {
  const empty = document.createElement("div");
  empty.style.height = `${height}px`;
  document.body.replaceChildren(empty);
  scrollTo(0, 0);
}, told.height);
const empty = await scrolled(page);
console.log(`${marks(text)} marks: ${told.frames.toFixed(1)} frames a second (95% within ${told.slow.toFixed(0)} ms), an empty page ${empty.frames.toFixed(1)} (${empty.slow.toFixed(0)} ms); ratio ${(told.frames / empty.frames).toFixed(2)}`);
await browser.close();
rmSync(folder, { recursive: true });
