// Goes through an auth link in headless Chromium with the keyboard alone, and reports the page it ends on.
// Usage: node browser.mjs <auth link> <allow|deny> [folder for screenshots]
import { inChromium, photograph } from "./chromium.mjs";

const [link, answer, screenshots] = process.argv.slice(2);
await inChromium(async (page, complaints) => {
  const look = async (name) => {
    if (screenshots) await photograph(page, screenshots, name);
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
});
