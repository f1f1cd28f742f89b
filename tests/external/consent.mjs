// Goes through an auth link to the pages of `oidc-provider`, signs in, and agrees or cancels. Prints the page it ends on.
// Usage: node consent.mjs <auth link> <allow|cancel> [folder for screenshots]
import { inChromium, photograph } from "./chromium.mjs";

const [link, answer, screenshots] = process.argv.slice(2);
await inChromium(async (page, complaints) => {
  const look = async (name) => screenshots && photograph(page, screenshots, `oidc-${answer}-${name}`);
  await page.goto(link);
  await look("1-ask");
  await page.getByRole("button", { name: "Continue to Notes" }).click();
  await page.fill("input[name=login]", "ada");
  await page.fill("input[name=password]", "any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  const scopes = await page.locator("ul ul li").allTextContents();
  // What the provider's pages import from elsewhere is not fetched, and is not the router's fault.
  complaints.length = 0;
  await (answer === "allow" ? page.getByRole("button", { name: "Continue" }) : page.getByText("Cancel")).click();
  await page.waitForURL("**/oauth/callback?*");
  await look("2-end");
  const parameters = Object.fromEntries(new URL(page.url()).searchParams);
  const heading = await page.locator("h1").textContent();
  console.log(JSON.stringify({ scopes, heading, error: parameters.error, issuer: parameters.iss, complaints }));
});
