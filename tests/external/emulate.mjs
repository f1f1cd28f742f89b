// Serves an emulated provider on a port the system gives, says where, and stops when standard input ends.
// Usage: node emulate.mjs google|slack|github <redirect URI of the router under test>
import { createEmulator } from "emulate";

const [service, redirectUri] = process.argv.slice(2);
const client = { client_id: "tool-router-tests", client_secret: "a-secret-of-the-tests", redirect_uris: [redirectUri] };
const message = (id, to, subject, body) => ({
  id, user_email: to, from: "charles@example.com", to, subject, body_text: body,
});
// An unknown token acts as the first user, which is always one of the emulator's own: nothing of hers, and nothing of the
// decoys below, may ever be seen.
const seeds = {
  google: {
    users: [
      { email: "nobody@example.com", name: "Nobody" },
      { email: "ada@example.com", name: "Ada Lovelace" },
    ],
    oauth_clients: [client],
    messages: [
      message("msg_decoy", "nobody@example.com", "A decoy that nobody may read", "Not for Ada."),
      message("msg_engine", "ada@example.com", "The engine is ready", "Come and see it."),
      message("msg_notes", "ada@example.com", "Notes on the notes", "Note G is the one."),
    ],
  },
  slack: {
    strict_scopes: true,
    users: [
      { name: "nobody", real_name: "Nobody", email: "nobody@example.com" },
      { name: "ada", real_name: "Ada Lovelace", email: "ada@example.com" },
    ],
    channels: [{ name: "engines", topic: "Analytical and otherwise" }],
    oauth_apps: [{ ...client, name: "Tests" }],
  },
  github: {
    users: [
      { login: "nobody", name: "Nobody", email: "nobody@example.com" },
      { login: "ada", name: "Ada Lovelace", email: "ada@example.com" },
    ],
    repos: [
      { owner: "nobody", name: "decoy", description: "A decoy that nobody may read", private: true },
      { owner: "ada", name: "engine", description: "Analytical and otherwise", language: "Rust" },
    ],
    oauth_apps: [{ ...client, name: "Tests" }],
  },
};
const emulator = await createEmulator({ service, port: 0, seed: { [service]: seeds[service] } });
console.log(emulator.url);
process.stdin.resume();
process.stdin.on("end", async () => {
  await emulator.close();
  process.exit(0);
});
