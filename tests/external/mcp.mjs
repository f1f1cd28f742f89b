// Drives a session's endpoint through the official TypeScript client of MCP, and reports each step as a line of JSON.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const report = (step, facts = {}) => console.log(JSON.stringify({ step, ...facts }));

const headers = { "x-api-key": process.env.ROUTER_KEY };
const transport = new StreamableHTTPClientTransport(new URL(process.env.MCP_URL), { requestInit: { headers } });
const client = new Client({ name: "tests", version: "1" }, { capabilities: { elicitation: {} } });
const asked = [];
let decision = "deny";
client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
  asked.push(params.message);
  return { action: "accept", content: { decision } };
});
await client.connect(transport);
report("connected", { server: client.getServerVersion().name });

const { tools } = await client.listTools();
report("tools", { names: tools.map((tool) => tool.name) });

const call = (name, args) => client.callTool({ name, arguments: args });
const fetched = await call("GMAIL_FETCH_EMAILS", { max_results: 3 });
report("fetched", { subjects: fetched.structuredContent.messages.map((mail) => mail.subject) });

const mail = { recipient_email: "charles@example.com", subject: "Hello", body: "Coming on Monday." };
const denied = await call("GMAIL_SEND_EMAIL", mail);
report("denied", { error: denied.isError, text: denied.content[0].text });
decision = "approve";
const sent = await call("GMAIL_SEND_EMAIL", mail);
report("sent", { error: sent.isError, id: sent.structuredContent.id, asked: asked.length });

await transport.terminateSession();
await client.close();
report("closed");
