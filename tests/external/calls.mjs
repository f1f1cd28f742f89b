// Makes calls through the official TypeScript SDK when it is told to, for the benchmark of the client.
//
// It is told on standard input, `<call> <count> <in flight>`, a line each, and answers with a line of JSON. The router's URL is
// the last argument.
import { createInterface } from "node:readline";
import { Composio } from "@composio/core";

const TOOL = "GMAIL_FETCH_EMAILS";
const composio = new Composio({ apiKey: "ak_of_the_benchmark", baseURL: process.argv.at(-1), allowTracking: false });

const create = () =>
  composio.create("user_123", {
    toolkits: ["gmail", "slack"],
    tools: { gmail: [TOOL, "GMAIL_SEND_EMAIL"] },
    tags: { disable: ["destructiveHint"] },
    manageConnections: { callbackUrl: "https://app.example.com/cb" },
    multiAccount: { enable: true, maxAccountsPerToolkit: 3 },
  });

const calls = {
  create,
  execute: (session) => session.execute(TOOL, { query: "is:unread", max_results: 5 }),
  tools: (session) => session.tools(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, count, inFlight] = line.split(" ");
  const session = name === "create" ? undefined : await create();
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const worker = async () => {
    for (let done = 0; done < Number(count) / Number(inFlight); done += 1) {
      if (!(await calls[name](session))) throw new Error("an answer is empty");
    }
  };
  await Promise.all(Array.from({ length: Number(inFlight) }, worker));
  const { user, system } = process.cpuUsage(cpu);
  const took = { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6, allocations: 0 };
  console.log(JSON.stringify(took));
}
