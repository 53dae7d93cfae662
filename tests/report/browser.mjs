// A browser as readers have it: Debian's Chromium, driven through playwright-core.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** Opens a report; `trouble` gathers what the console complains of and every request but that of the file. */
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const trouble = [];
  const address = pathToFileURL(file).href;
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith("blob:")) trouble.push(`request: ${url}`);
  });
  await page.goto(address + (options.hash ?? ""));
  await page.waitForSelector("main > .view");
  return { page, trouble, context };
}
