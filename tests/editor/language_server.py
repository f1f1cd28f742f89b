"""A language server on a scratch crate that depends on this repository's runtime."""

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / "target" / "editor"
LOG = SCRATCH / "server.log"
# Seconds. The first time, the server builds the macro and all that the crate depends on.
PATIENCE = 600.0

# Left alone, a server that finds no source of the standard library has rustup download it into the toolchain.
ENVIRONMENT = os.environ | {"RUSTUP_DIST_SERVER": "http://127.0.0.1:9", "RUSTUP_AUTO_INSTALL": "0"}


class Server:
    """A language server on standard input and output."""

    def __init__(self, path):
        with LOG.open("wb") as log:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": log}
            self.process = subprocess.Popen([path], cwd=SCRATCH, env=ENVIRONMENT, **pipes)
        self.messages = queue.Queue()
        self.last_id = 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        out = self.process.stdout
        while header := out.readline():
            length = 0
            while header.strip():
                name, _, value = header.decode().partition(":")
                length = int(value) if name.lower() == "content-length" else length
                header = out.readline()
            self.messages.put(json.loads(out.read(length)))
        self.messages.put(None)

    def send(self, message):
        text = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
        self.process.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def next_message(self, until):
        try:
            message = self.messages.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            sys.exit(f"the server does not answer; it logs to {LOG}")
        if message is None:
            sys.exit(f"the server has ended; it logged to {LOG}")
        if "method" in message and "id" in message:
            # It asks for its configuration or to register something: nothing to say.
            items = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
            self.send({"id": message["id"], "result": [None] * len(items) if items else None})
        return message

    def ask(self, method, params):
        until = time.monotonic() + PATIENCE
        while True:
            self.last_id += 1
            self.send({"id": self.last_id, "method": method, "params": params})
            while (message := self.next_message(until)).get("id") != self.last_id or "method" in message:
                pass
            error = message.get("error")
            if error is None:
                return message["result"]
            # The content was modified, or the request cancelled for it: the answer is to ask again.
            if error["code"] not in (-32801, -32802):
                sys.exit(f"{method}: {error['message']}")

    def wait_until_quiescent(self):
        until = time.monotonic() + PATIENCE
        while True:
            message = self.next_message(until)
            if message.get("method") != "experimental/serverStatus":
                continue
            status = message["params"]
            if status["health"] == "error":
                sys.exit(f"the server cannot work: {status.get('message')}")
            if status["quiescent"]:
                return status

    def stop(self):
        self.ask("shutdown", None)
        self.notify("exit", None)
        self.process.wait(timeout=30)


class Document:
    """The one file of the scratch crate, as the editor has it."""

    def __init__(self, server, uri):
        self.server, self.uri, self.version = server, uri, 0
        document = {"uri": uri, "languageId": "rust", "version": 0, "text": ""}
        server.notify("textDocument/didOpen", {"textDocument": document})

    def at_cursor(self, source, method):
        """What the server answers for a source in which `|` is the cursor."""
        before, _, after = source.partition("|")
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        changes = [{"text": before + after}]
        self.server.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1].encode())}
        return self.server.ask(method, {"textDocument": {"uri": self.uri}, "position": position})


def find_server(argument, install):
    named = argument or os.environ.get("RUST_ANALYZER") or "rust-analyzer"
    path = shutil.which(named)
    # rustup has a `rust-analyzer` on PATH that only says that there is none.
    if path and subprocess.run([path, "--version"], capture_output=True, env=ENVIRONMENT, check=False).returncode == 0:
        return os.path.abspath(path)
    sys.exit(f"`{named}` is no rust-analyzer that runs. To get one:\n\n{install}")


def write_scratch_crate():
    """A crate with nothing but the dependency, locked to the versions of this repository."""
    (SCRATCH / "src").mkdir(parents=True, exist_ok=True)
    manifest = f"""[package]
name = "scratch"
version = "0.0.0"
edition = "2024"

[dependencies]
tool-router = {{ path = {json.dumps(str(ROOT / "runtime"))}, features = ["custom-tools"] }}

[workspace]
"""
    (SCRATCH / "Cargo.toml").write_text(manifest)
    shutil.copy(ROOT / "Cargo.lock", SCRATCH / "Cargo.lock")
    (SCRATCH / "src" / "lib.rs").write_text("")


def start(path):
    """Starts a server on the scratch crate, and waits until it knows the crate."""
    write_scratch_crate()
    server = Server(path)
    sysroot = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, check=True, cwd=SCRATCH, text=True)
    # No name of the standard library has to be found to complete a setting: an empty one is enough.
    library = SCRATCH / "library"
    (library / "core" / "src").mkdir(parents=True, exist_ok=True)
    (library / "core" / "src" / "lib.rs").write_text("")
    cargo = {"sysroot": sysroot.stdout.strip(), "sysrootSrc": str(library), "targetDir": str(SCRATCH / "target")}
    options = {"cachePriming": {"enable": False}, "checkOnSave": False, "cargo": cargo}
    server.ask("initialize", {
        "processId": os.getpid(),
        "rootUri": SCRATCH.as_uri(),
        "workspaceFolders": [{"uri": SCRATCH.as_uri(), "name": "scratch"}],
        "capabilities": {
            "experimental": {"serverStatusNotification": True},
            "general": {"positionEncodings": ["utf-8"]},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
            "workspace": {"configuration": False},
        },
        "initializationOptions": options,
    })
    server.notify("initialized", {})
    document = Document(server, (SCRATCH / "src" / "lib.rs").as_uri())
    server.wait_until_quiescent()
    return document
