// Calls a tool that a hook blocks through the official TypeScript SDK, and reports what an agent is told.
import { Composio } from "@composio/core";

const composio = new Composio({
  apiKey: process.env.ROUTER_KEY,
  baseURL: process.env.ROUTER_URL,
  allowTracking: false,
});
const session = await composio.use(process.env.SESSION);
const report = (step, facts = {}) => console.log(JSON.stringify({ step, ...facts }));
report("used", { warnings: session.warnings.map((warning) => warning.code) });
const plain = await session.execute("GMAIL_FETCH_EMAILS", { max_results: 1 });
report("plain", { error: plain.error });
const blocked = await session.execute("GMAIL_FETCH_EMAILS", { query: "Titan" });
report("blocked", { error: blocked.error, data: blocked.data });
