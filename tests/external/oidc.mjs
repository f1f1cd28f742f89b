// Serves a strict OAuth provider, oidc-provider, and an API that it protects, and prints where. Each line on standard input
// ends the access tokens issued so far, as if they had expired; the answer is a line that says how many there were.
// Usage: node oidc.mjs
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

const server = createServer();
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: "tool-router-tests",
    client_secret: "a-secret-of-the-tests",
    // Of a native application, the port is any: the router's is not known yet. The rest is compared exactly.
    application_type: "native",
    redirect_uris: ["http://127.0.0.1/oauth/callback"],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "client_secret_post",
  }],
  cookies: { keys: ["a-key-of-the-tests"] },
  features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  issueRefreshToken: () => true,
  pkce: { required: () => true },
  rotateRefreshToken: true,
  scopes: ["notes.read", "notes.write"],
  ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 3600, Interaction: 600, RefreshToken: 3600, Session: 3600 },
});

const issued = [];
let rotated = 0;
provider.on("access_token.saved", (token) => issued.push(token));
provider.on("refresh_token.consumed", () => rotated++);

// The API: notes to read, and to write.
const notes = ["Note G is the one."];
async function api(request, response) {
  const answer = (status, body) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const token = bearer && await provider.AccessToken.find(bearer);
  if (!token?.isValid) return answer(401, { error: "invalid_token" });
  const scope = request.method === "GET" ? "notes.read" : "notes.write";
  if (!token.scopes.has(scope)) return answer(403, { error: "insufficient_scope", scope });
  return answer(200, { owner: token.accountId, notes });
}

const rest = provider.callback();
server.on("request", (request, response) => (request.url === "/notes" ? api : rest)(request, response));
console.log(issuer);
for await (const _ of createInterface({ input: process.stdin })) {
  const ended = issued.splice(0);
  await Promise.all(ended.map((token) => token.destroy()));
  console.log(JSON.stringify({ ended: ended.length, rotated }));
}
process.exit();
