#!/usr/bin/env python3
"""Asks a real rust-analyzer what it offers inside the attributes, and holds it against the tables of settings.

    cargo install --locked ra_ap_rust-analyzer --version 0.0.329 --root target/rust-analyzer
    python3 tests/editor/complete.py target/rust-analyzer/bin/rust-analyzer

Without an argument the server is the one that RUST_ANALYZER names, or the `rust-analyzer` of PATH. Any server works that
speaks to the `rust-analyzer-proc-macro-srv` of the toolchain in use; 0.0.329 is of the age of Rust 1.95. Of the
toolchain's components only that one is needed: the source of the standard library is not.

In a case below `|` is the cursor, and what is expected is the name of a table in `macros/src`, or a list of names.
`-v` prints what was offered, and with `--show NAME` also the documentation of that name.
"""

import argparse
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / "target" / "editor"
PATIENCE = 600.0

SETTINGS = "settings/table.rs:SETTINGS"
CONNECTIONS = "declaration/manage_connections.rs:KEYS"
TAGS = "declaration/tags.rs:TAGS"
APPS = "declaration/app.rs:APPS"

# What the case is called, the arguments of the attribute, what is offered at the cursor.
CASES = [
    ("nothing yet", "|", SETTINGS),
    ("half a word", "man|", SETTINGS),
    ("half a word before other settings", 'man|, toolkits = ["gmail"]', SETTINGS),
    ("after a comma", 'toolkits = ["gmail"], |', SETTINGS),
    ("half a word after a comma", 'toolkits = ["gmail"], man|', SETTINGS),
    ("without the comma", 'toolkits = ["gmail"] man|', SETTINGS),
    ("on a line between others", 'app = workflow,\n    man|\n    toolkits = ["gmail"],', SETTINGS),
    ("a name that is whole", 'toolkits| = ["gmail"], app = workflow', SETTINGS),
    ("empty parentheses", 'toolkits = ["gmail"], manage_connections(|)', CONNECTIONS),
    ("half a word in parentheses", 'toolkits = ["gmail"], manage_connections(ena|)', CONNECTIONS),
    ("after a comma in parentheses", 'toolkits = ["gmail"], manage_connections(enable, |), app = workflow', CONNECTIONS),
    ("of another language", 'manageConnections(ena|), toolkits = ["gmail"]', CONNECTIONS),
    ("toolkits in parentheses", "toolkits(|)", "declaration/toolkits.rs:KEYS"),
    ("a word for toolkits", "toolkits = |", "declaration/toolkits.rs:REACHES"),
    ("one toolkit of tools", "toolkits = any, tools(gmail(|))", "declaration/tools.rs:KEYS"),
    ("tags of one toolkit", "toolkits = any, tools(gmail(tags = [read_|]))", TAGS),
    ("no value yet", 'toolkits = ["gmail"], app = |', APPS),
    ("no value yet, before others", 'app = |, toolkits = ["gmail"]', APPS),
    ("no value yet, before another line", 'app = |\n    toolkits = ["gmail"],', APPS),
    ("half a value", 'toolkits = ["gmail"], app = man|', APPS),
    ("an empty list", 'toolkits = ["gmail"], tags = [|]', TAGS),
    ("half a word in a list", 'tags = [read_only, des|], toolkits = ["gmail"]', TAGS),
    ("a list in parentheses", "toolkits = any, tags(disable = [|], enable = [read_only])", TAGS),
    ("the size of the sandbox", "toolkits = any, sandbox(size = |)", "declaration/sandbox.rs:SIZES"),
    ("the sandbox", "toolkits = any, sandbox(|)", "declaration/sandbox.rs:KEYS"),
    ("a preset", "toolkits = any, preset = dir|", "declaration/preload.rs:PRESETS"),
    ("what to preload", "toolkits = any, preload = |", "declaration/preload.rs:BUNDLES"),
    ("without elicitation", "toolkits = any, no_elicitation_support = |", "declaration/surroundings.rs:FALLBACKS"),
    ("stages of hooks", "toolkits = any, hooks(|)", "declaration/hooks.rs:STAGES"),
    ("a hook", "toolkits = any, hooks(before(|))", "declaration/hooks.rs:KEYS"),
    ("permissions", "toolkits = any, permissions(default = |)", "declaration/permissions.rs:DEFAULTS"),
    ("an override", 'toolkits = any, permissions(overrides("GMAIL_SEND_EMAIL" = |))', "declaration/permissions.rs:DECISIONS"),
    ("instant tools", "toolkits = any, instant(tools(exa(|)))", "declaration/instant.rs:ACCESS"),
    ("warnings", "toolkits = any, allow(|)", ["callback_without_management", "preload_many", "weak_tag"]),
    ("errors elsewhere", 'toolkit = ["Gmail"], wiat, app = banana, tools(gmail = [5]), man|', SETTINGS),
    ("errors elsewhere, in parentheses", 'toolkit = ["Gmail"], = 5, manage_connections(wiat, |), app = banana', CONNECTIONS),
]


class Server:
    """A language server on standard input and output."""

    def __init__(self, path):
        # Left alone, a server without the source of the standard library has rustup download it into the toolchain.
        environment = os.environ | {"RUSTUP_DIST_SERVER": "http://127.0.0.1:9", "RUSTUP_AUTO_INSTALL": "0"}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen([path], cwd=SCRATCH, env=environment, **pipes)
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
            sys.exit("the server does not answer")
        if message is None:
            sys.exit("the server has ended")
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


def find_server(argument):
    path = argument or os.environ.get("RUST_ANALYZER") or shutil.which("rust-analyzer")
    works = path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0
    if not works:
        sys.exit(f"no rust-analyzer{f' at {path}' if path else ''}. To get one:\n\n{__doc__.splitlines()[2]}")
    return os.path.abspath(path) if os.sep in path else path


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
    document = {"uri": (SCRATCH / "src" / "lib.rs").as_uri(), "languageId": "rust", "version": 0, "text": ""}
    server.notify("textDocument/didOpen", {"textDocument": document})
    return server, document, server.wait_until_quiescent()


def at_cursor(server, document, source, method):
    before, _, after = source.partition("|")
    document["version"] += 1
    identifier = {"uri": document["uri"], "version": document["version"]}
    server.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": [{"text": before + after}]})
    lines = before.split("\n")
    position = {"line": len(lines) - 1, "character": len(lines[-1].encode())}
    return server.ask(method, {"textDocument": {"uri": document["uri"]}, "position": position})


def expected_names(expected):
    """The names in a table, but for `crate`: a keyword is the name of nothing that could be offered."""
    if isinstance(expected, list):
        return expected
    file, _, table = expected.partition(":")
    text = (ROOT / "macros" / "src" / file).read_text()
    rows = re.search(rf"static {table}: \[.*?\n?\];\n", text, re.DOTALL)
    return sorted(set(re.findall(r'\bname: "(\w+)"', rows[0])) - {"crate"})


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("server", nargs="?")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--show")
    arguments = parser.parse_args()
    server, document, status = start(find_server(arguments.server))
    if status.get("message"):
        print(f"the server says: {status['message']}")
    failed = 0
    for name, written, expected in CASES:
        source = f"use tool_router::tool_router_session;\n\n#[tool_router_session({written})]\npub struct Agent;\n"
        found = at_cursor(server, document, source, "textDocument/completion")
        items = found["items"] if isinstance(found, dict) else found or []
        offered = sorted(item["label"] for item in items)
        bare = [item["label"] for item in items if not item.get("documentation")]
        good = offered == expected_names(expected) and not bare
        failed += not good
        print(f"{'ok    ' if good else 'FAILED'} {name}: {written!r}")
        if arguments.verbose or not good:
            print(f"       offered {offered}")
        if not good:
            print(f"       expected {expected_names(expected)}, undocumented {bare}")
        for item in items:
            if item["label"] == arguments.show:
                print(f"       {item.get('detail')}\n{item['documentation']['value']}")
    server.stop()
    print(f"{len(CASES) - failed} passed, {failed} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
