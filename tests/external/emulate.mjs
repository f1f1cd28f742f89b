// Serves the emulated Google on a port the system gives, says where, and stops when standard input ends.
// Usage: node emulate.mjs <redirect URI of the router under test>
import { createEmulator } from "emulate";

const [redirectUri] = process.argv.slice(2);
const message = (id, to, subject, body) => ({
  id, user_email: to, from: "charles@example.com", to, subject, body_text: body,
});
const emulator = await createEmulator({
  service: "google",
  port: 0,
  seed: {
    google: {
      // The first user is always testuser@gmail.com, and an unknown token acts as the first user: nothing of hers, and
      // nothing of the decoy below, may ever be seen.
      users: [
        { email: "nobody@example.com", name: "Nobody" },
        { email: "ada@example.com", name: "Ada Lovelace" },
      ],
      oauth_clients: [
        { client_id: "tool-router-tests", client_secret: "a-secret-of-the-tests", redirect_uris: [redirectUri] },
      ],
      messages: [
        message("msg_decoy", "nobody@example.com", "A decoy that nobody may read", "Not for Ada."),
        message("msg_engine", "ada@example.com", "The engine is ready", "Come and see it."),
        message("msg_notes", "ada@example.com", "Notes on the notes", "Note G is the one."),
      ],
    },
  },
});
console.log(emulator.url);
process.stdin.resume();
process.stdin.on("end", async () => {
  await emulator.close();
  process.exit(0);
});
