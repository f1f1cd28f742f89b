// Adds the API key to each request, for clients that cannot be given one. Prints its URL.
import http from "node:http";

const { hostname, port, pathname } = new URL(process.env.MCP_URL);
const server = http.createServer((request, response) => {
  const headers = { ...request.headers, "x-api-key": process.env.ROUTER_KEY };
  const options = { hostname, port, path: pathname, method: request.method, headers };
  const forwarded = http.request(options, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    response.flushHeaders();
    answer.pipe(response);
  });
  forwarded.on("error", () => response.destroy());
  response.on("close", () => forwarded.destroy());
  request.pipe(forwarded);
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/mcp`));
process.stdin.resume().on("end", () => process.exit());
