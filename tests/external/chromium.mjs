// Headless Chromium that reaches this machine alone.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const LOCAL = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/;

// Calls `visit` with a page and the list of what went wrong on it: errors on the console, and requests to other machines.
export async function inChromium(visit) {
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
    // Several suites share the machine.
    page.setDefaultTimeout(60_000);
    const complaints = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.route((url) => !LOCAL.test(url.href), (route) => {
      complaints.push(`request to ${route.request().url()}`);
      return route.abort();
    });
    await visit(page, complaints);
  } finally {
    await context.close();
  }
}

// Takes screenshots on a phone and on a desk, in light and in dark.
export async function photograph(page, folder, name) {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
}
