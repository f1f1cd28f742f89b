// Drives a router through the official TypeScript SDK, and reports each step as a line of JSON.
import { Composio } from "@composio/core";

const report = (step, facts = {}) => console.log(JSON.stringify({ step, ...facts }));

const composio = new Composio({
  apiKey: process.env.ROUTER_KEY,
  baseURL: process.env.ROUTER_URL,
  allowTracking: false,
});
const session = await composio.create("typescript_user", {
  toolkits: ["gmail"],
  manageConnections: { callbackUrl: process.env.CALLBACK_URL },
});
report("created", { mcp: session.mcp.url });

const { items } = await session.toolkits({ toolkits: ["gmail"] });
report("toolkits", { slug: items[0].slug, active: items[0].connection.isActive });

const found = await session.search({ query: "read my latest emails" });
report("search", { primary: found.results[0].primaryToolSlugs });

const unconnected = await session.execute("GMAIL_FETCH_EMAILS", {}).catch((error) => ({ error: String(error) }));
report("unconnected", { error: unconnected.error });

const request = await session.authorize("gmail");
report("link", { url: request.redirectUrl, account: request.id });
const account = await request.waitForConnection(60_000);
report("connected", { status: account.status });

const answer = await session.execute("GMAIL_FETCH_EMAILS", { max_results: 3 });
report("executed", { error: answer.error, subjects: answer.data.messages.map((mail) => mail.subject) });

const first = session.configVersion;
await session.update({ manageConnections: { enableConnectionRemoval: false }, expectedConfigVersion: first });
const conflict = await session.update({ toolkits: null, expectedConfigVersion: first }).catch((error) => error);
report("updated", { version: session.configVersion, conflict: conflict?.name });

const history = (await session.listConfigHistory({ limit: 10 })).items;
report("history", { versions: history.map((entry) => entry.version), current: history[0].isCurrent });

const files = await session.experimental.files.list({ path: "/data/" });
report("files", { count: files.items.length, next: files.nextCursor });

// Their parser reads every schema, and a limit that is too high is lowered.
const raw = await composio.tools.getRawComposioTools({ toolkits: ["gmail"], limit: 9999 });
const wrapped = await composio.tools.get("typescript_user", { toolkits: ["gmail"], limit: 9999 });
const one = await composio.tools.getRawComposioToolBySlug("GMAIL_GET_PROFILE");
const direct = await composio.create("typescript_user", { toolkits: ["gmail"], sessionPreset: "direct_tools" });
report("schemas", {
  every: raw.map((tool) => tool.slug),
  wrapped: wrapped.length,
  one: one.slug,
  direct: (await direct.tools()).length,
});

await session.delete();
report("deleted");
