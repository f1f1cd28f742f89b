// Waits until a user has connected Gmail, through the official TypeScript SDK, for the benchmark of waiting.
//
// It prints the link, and then the time when it went on, in milliseconds. Arguments: the router's URL, the user.
import { Composio } from "@composio/core";

const [url, user] = process.argv.slice(2);
const composio = new Composio({ apiKey: "ak_of_the_benchmark", baseURL: url, allowTracking: false });
const session = await composio.create(user, { toolkits: ["gmail"], manageConnections: { waitForConnections: true } });
const request = await session.authorize("gmail");
console.log(request.redirectUrl);
await request.waitForConnection(60_000);
console.log(performance.timeOrigin + performance.now());
