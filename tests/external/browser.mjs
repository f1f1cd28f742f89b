// Goes through an auth link in headless Chromium with the keyboard alone, and reports the page it ends on.
// Usage: node browser.mjs <auth link> <allow|deny> [folder for screenshots]
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [link, answer, screenshots] = process.argv.slice(2);
const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "browser-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
try {
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const local = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/;
  await page.route((url) => !local.test(url.href), (route) => {
    complaints.push(`request to ${route.request().url()}`);
    return route.abort();
  });

  const look = async (name) => {
    if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
    return {
      url: page.url(),
      title: await page.title(),
      heading: await page.locator("h1").first().textContent().catch(() => null),
      language: await page.locator("html").getAttribute("lang"),
      unlabelled: await page.locator("input:not([type=hidden])").evaluateAll((inputs) =>
        inputs.filter((input) => !input.labels?.length && !input.getAttribute("aria-label")).length),
      scripts: await page.locator("script").count(),
    };
  };
  // Tab until the button is reached: a page that needs a mouse fails here.
  const press = async (label) => {
    for (let tabs = 0; tabs < 30; tabs++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
      if (focused.includes(label)) {
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        return;
      }
    }
    throw new Error(`no way to “${label}” by keyboard on ${page.url()}`);
  };

  await page.goto(link);
  const pages = [await look(`${answer}-1-connect`)];
  await press("Continue");
  pages.push(await look(`${answer}-2-consent`));
  await press(answer === "allow" ? "Allow" : "Deny");
  pages.push(await look(`${answer}-3-end`));
  console.log(JSON.stringify({ pages, complaints }));
} finally {
  await context.close();
}
