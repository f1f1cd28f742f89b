// Measures the drawings of the ways of connecting in Chromium, on a phone and on a desk, in light and in dark, and prints
// every fault.
// Usage: node drawings.mjs <file with the figures> [folder for screenshots]
import { readFileSync } from "node:fs";
import { inChromium, photograph } from "./chromium.mjs";

const [file, screenshots] = process.argv.slice(2);
// As rustdoc's pages have them: the colours of its themes, and its margin on a phone.
const style = `
  :root { --main-background-color: white; color: black }
  @media (prefers-color-scheme: dark) { :root { --main-background-color: #353535; color: #ddd } }
  body { margin: 0 15px; max-width: 960px; background: var(--main-background-color); font-family: "DejaVu Sans" }
`;

// Runs in the page.
function faults() {
  const found = [];
  const box = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  };
  for (const svg of document.querySelectorAll("svg")) {
    const flow = svg.querySelector("title").textContent;
    const wrong = (text, fault) => found.push(`${flow}: “${text.textContent}” ${fault}`);
    const lifelines = [...svg.querySelectorAll("path[stroke-opacity]")].map((line) => box(line).left);
    const inside = (text, left, right) => {
      const { left: from, right: to } = box(text);
      if (from < left || to > right) wrong(text, `is at ${from}–${to}, outside ${left}–${right}`);
    };
    const texts = [...svg.querySelectorAll("text")];
    for (const text of texts) {
      const shape = text.previousElementSibling;
      if (text.hasAttribute("font-weight")) {
        // A name: between the middles of the gaps beside its lifeline, and within the drawing.
        const own = box(text.nextElementSibling).left;
        const near = lifelines.filter((line) => line !== own).map((line) => (line + own) / 2);
        inside(text, Math.max(box(svg).left, ...near.filter((line) => line < own)),
          Math.min(box(svg).right, ...near.filter((line) => line > own)));
      } else if (text.hasAttribute("font-style")) {
        // “waits”, beside the bar.
        const bar = box(shape);
        inside(text, bar.right, Math.min(...lifelines.filter((line) => line > bar.right)));
      } else if (shape.tagName === "rect") {
        inside(text, box(shape).left, box(shape).right);
      } else {
        // A label: between the ends of its arrow, which are lifelines.
        const arrow = [box(shape), box(shape.previousElementSibling)];
        const ends = [Math.min(...arrow.map((part) => part.left)), Math.max(...arrow.map((part) => part.right))];
        if (!ends.every((end) => lifelines.some((line) => Math.abs(line - end) < 0.5))) wrong(text, "has a loose arrow");
        inside(text, ...ends);
      }
      const size = parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      if (size < 10) wrong(text, `is ${size} px high`);
      for (const other of texts) {
        const [one, two] = [box(text), box(other)];
        const apart = one.right <= two.left || two.right <= one.left || one.bottom <= two.top || two.bottom <= one.top;
        if (text !== other && !apart) wrong(text, `overlaps “${other.textContent}”`);
      }
      if (getComputedStyle(text).fill !== getComputedStyle(document.body).color) wrong(text, "has another colour");
    }
    if (svg.parentElement.scrollWidth > svg.parentElement.clientWidth) found.push(`${flow}: scrolls`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  return found;
}

await inChromium(async (page, complaints) => {
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}</style>${readFileSync(file, "utf8")}`);
  const measured = {};
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      measured[`${width} ${colorScheme}`] = await page.evaluate(faults);
    }
  }
  const drawings = await page.locator("svg").count();
  if (screenshots) await photograph(page, screenshots, "drawings");
  console.log(JSON.stringify({ drawings, measured, complaints }));
});
