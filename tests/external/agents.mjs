// Lets an agent of the official TypeScript SDK work with several accounts and tools of its own, and reports each step as a line of
// JSON.
import { Composio, experimental_createTool as tool, experimental_createToolkit as toolkit } from "@composio/core";
import { z } from "zod";

const USER = "typescript agent/1";
const PROFILE = "https://gmail.googleapis.com/gmail/v1/users/me/profile";

const report = (step, facts = {}) => console.log(JSON.stringify({ step, ...facts }));
const refusal = (promise) => promise.then(() => null, (error) => error.message);

const composio = new Composio({
  apiKey: process.env.ROUTER_KEY,
  baseURL: process.env.ROUTER_URL,
  allowTracking: false,
});
const inputParams = z.object({ pattern: z.string() });
const grep = tool("GREP", {
  name: "Grep",
  description: "Searches local files for a pattern.",
  inputParams,
  execute: async ({ pattern }, context) => ({ found: pattern, user: context.userId }),
});
const mailbox = tool("MAILBOX", {
  name: "Mailbox",
  description: "Tells whose mailbox it is.",
  extendsToolkit: "gmail",
  preload: true,
  inputParams,
  execute: async (_, context) => {
    const proxied = await context.proxyExecute({ toolkit: "gmail", endpoint: PROFILE, method: "GET" });
    const executed = await context.execute("GMAIL_GET_PROFILE", {});
    return { proxied: proxied.data.emailAddress, executed: executed.data.emailAddress };
  },
});
const review = tool("REVIEW", {
  name: "Review",
  description: "Reviews a change of code.",
  inputParams,
  execute: async () => {
    throw new Error("the linter is away");
  },
});
const tools = toolkit("DEV", { name: "Dev", description: "Tools of developers", tools: [review] });

const session = await composio.create(USER, {
  toolkits: ["gmail"],
  multiAccount: { enable: true, maxAccountsPerToolkit: 2 },
  // Sent as it is; the Python SDK would send 300.
  sandbox: { enable: true, autoOffloadThreshold: 300.9 },
  experimental: { customTools: [grep, mailbox], customToolkits: [tools] },
});
for (const alias of ["work", "home"]) {
  const request = await session.authorize("gmail", { alias });
  report("link", { url: request.redirectUrl });
  await request.waitForConnection(60_000);
}
// The SDK does not send the direction; the client beneath does.
const accounts = composio.client.connectedAccounts;
const listed = { user_ids: [USER], order_by: "created_at", order_direction: "asc", limit: 1 };
const first = await accounts.list(listed);
const second = await accounts.list({ ...listed, cursor: first.next_cursor });
const profile = (more) => session.execute("GMAIL_GET_PROFILE", {}, more);
report("accounts", {
  pages: [first, second].map((page) => page.items.map((item) => item.alias)),
  total: [second.total_items, second.current_page, second.next_cursor],
  ambiguous: await refusal(profile()),
  named: (await profile({ account: "work" })).error,
  unknown: await refusal(profile({ account: "school" })),
  another: await refusal(session.authorize("gmail")),
});
await composio.connectedAccounts.delete(second.items[0].id);

const failed = await session.execute("LOCAL_DEV_REVIEW", { pattern: "x" });
report("own", {
  slugs: session.customTools().map((tool) => tool.slug),
  offered: (await session.tools()).map((tool) => tool.function.name),
  grep: (await session.execute("GREP", { pattern: "ü" })).data,
  mailbox: (await session.execute("LOCAL_GMAIL_MAILBOX", { pattern: "x" })).data,
  failed: ["failed", failed.error],
  found: (await session.search({ query: "search local files for a pattern" })).results[0].primaryToolSlugs[0],
});
