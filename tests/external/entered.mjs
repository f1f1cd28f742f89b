// Enters credentials on the page of an auth link in headless Chromium with the keyboard alone: wrong ones, then right ones. Reports
// the form, the form after the refusal, and the page it ends on.
// Usage: node entered.mjs <auth link> <wrong values, JSON> <right values, JSON> <name> [folder for screenshots]
import { inChromium, photograph } from "./chromium.mjs";

const [link, wrong, right, name, screenshots] = process.argv.slice(2);

// What an input looks like, at the width and in the colours of the moment.
const look = (page) => page.evaluate(() => {
  const shown = (element) => getComputedStyle(element);
  const inputs = [...document.querySelectorAll("input")].map((input) => ({
    label: input.labels[0]?.textContent,
    type: input.type,
    height: input.getBoundingClientRect().height,
    border: shown(input).borderTopWidth,
    focused: input === document.activeElement,
    outline: input === document.activeElement ? shown(input).outlineWidth : null,
    invalid: input.getAttribute("aria-invalid"),
    described: (input.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)
      .map((id) => document.getElementById(id)?.textContent ?? null),
    value: input.value,
  }));
  return { inputs, overflows: document.documentElement.scrollWidth > innerWidth };
});

await inChromium(async (page, complaints) => {
  const looked = async (step) => {
    const looks = [];
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      looks.push(await look(page));
    }
    if (screenshots) await photograph(page, screenshots, `${name}-${step}`);
    return looks;
  };
  const enter = async (values) => {
    for (const value of JSON.parse(values)) {
      await page.keyboard.type(value);
      await page.keyboard.press("Tab");
    }
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  };

  await page.goto(link);
  await page.keyboard.press("Tab");
  const form = await looked("1-form");
  await enter(wrong);
  // `autofocus` takes effect when the page is drawn, which may be after it is loaded.
  await page.waitForFunction(() => document.activeElement?.matches("input"));
  const refused = await looked("2-refused");
  await enter(right);
  if (screenshots) await photograph(page, screenshots, `${name}-3-end`);
  const heading = await page.locator("h1").textContent();
  console.log(JSON.stringify({ form, refused, heading, complaints }));
});
