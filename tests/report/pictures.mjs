// The pictures of docs/: `YAODIAN=target/release/yaodian node tests/report/pictures.mjs`, after `npm ci` here.
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, open } from "./browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const yaodian = resolve(process.env.YAODIAN ?? join(root, "target/release/yaodian"));
const folder = mkdtempSync(join(tmpdir(), "yaodian-pictures-"));
const docs = join(root, "docs");
mkdirSync(docs, { recursive: true });

function report(name, ...call) {
  const file = join(folder, `${name}.html`);
  execFileSync(yaodian, ["--lang", "en", "report", ...call, "-q", "-o", file], { cwd: root, stdio: "inherit" });
  return file;
}

const one = report("one", "fixtures/flood-control.txt");
const many = report("many", "fixtures/reuse", "fixtures/coverage", "fixtures/versions", "fixtures/clauses", "--title", "Reservoirs and ponds");
const SIZES = { wide: { width: 1360, height: 960 }, phone: { width: 390, height: 800 } };
const browser = await launch();
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [name, file, hash] of [["text", one, ""], ["folder", many, "#/bodies"]]) {
      const { page, context } = await open(browser, file, { hash, viewport, colorScheme });
      if (name === "text") {
        await page.locator(".flow .m-deadline", { hasText: "4月底前" }).click();
        if (size === "wide") await page.evaluate(() => scrollTo(0, 0));
      }
      await page.waitForTimeout(500);
      await page.screenshot({ path: join(docs, `report-${name}-${size}-${colorScheme}.png`) });
      await context.close();
    }
  }
}
await browser.close();
rmSync(folder, { recursive: true });
