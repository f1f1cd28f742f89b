#!/usr/bin/env python3
"""Asks a real rust-analyzer what it offers inside the attributes, and holds it against the tables of settings.

    cargo install --locked ra_ap_rust-analyzer --version 0.0.329 --root target/rust-analyzer
    python3 tests/editor/complete.py target/rust-analyzer/bin/rust-analyzer

Without an argument the server is the one that RUST_ANALYZER names, or the `rust-analyzer` of PATH. Any server works that
speaks to the `rust-analyzer-proc-macro-srv` of the toolchain in use; 0.0.329 is of the age of Rust 1.95. Of the
toolchain's components only that one is needed: the source of the standard library is not.

In a case below `|` is the cursor, and what is expected is the name of a table in `macros/src`, or a list of names: exactly
these are offered, each with documentation. `-v` prints what was offered.
"""

import argparse
import re
import sys
from pathlib import Path

from language_server import find_server, start

ROOT = Path(__file__).resolve().parents[2]
INSTALL = __doc__.splitlines()[2]
SETTINGS = "settings/table.rs:SETTINGS"
CONNECTIONS = "declaration/manage_connections.rs:KEYS"
TAGS = "declaration/tags.rs:TAGS"
APPS = "declaration/app.rs:APPS"
LINTS = "rules/: Level::Lint"

IMPORTS = "use tool_router::{custom_tool, policy, tool_router_session};\n"
ACME = """pub mod acme {
    pub const ACME: tool_router::policy::Policy = tool_router::policy::Policy::named("acme");
    pub const fn no_mail(_: &tool_router::SessionConfig) -> tool_router::policy::Verdict { loop {} }
}
"""

# What the case is called, the arguments of the attribute or a whole file, what is offered at the cursor.
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
    ("warnings", "toolkits = any, allow(|)", LINTS),
    ("errors elsewhere", 'toolkit = ["Gmail"], wiat, app = banana, tools(gmail = [5]), man|', SETTINGS),
    ("errors elsewhere, in parentheses", 'toolkit = ["Gmail"], = 5, manage_connections(wiat, |), app = banana', CONNECTIONS),
    ("a policy", ACME + "#[tool_router_session(toolkits = any, policy = acme::|)]\nstruct A;", ["ACME", "no_mail"]),
    ("policies", ACME + "#[tool_router_session(policy = [acme::ACME, acme::no|])]\nstruct A;", ["ACME", "no_mail"]),
    ("in a function", "fn f() { #[tool_router_session(man|)] struct A; }", SETTINGS),
    ("in a module", "mod m { #[tool_router::tool_router_session(app = |)] struct A; }", APPS),
    ("generic, with other attributes", "#[derive(Clone)] #[tool_router_session(man|)] /// Doc.\nstruct A<T>(T);", SETTINGS),
    ("in cfg_attr", "#[cfg_attr(all(), tool_router_session(man|))] struct A;", SETTINGS),
    ("on a struct without its end", "#[tool_router_session(man|)]\npub struct A", SETTINGS),
    ("on no struct", "#[tool_router_session(man|)] enum A {}", SETTINGS),
    ("the runtime by a relative path", """mod outer {
        pub use ::tool_router as runtime;
        mod inner { #[::tool_router::tool_router_session(crate = super::runtime, man|)] struct A; }
    }""", SETTINGS),
    ("a field", "#[tool_router_session(toolkits = any)] struct A { #[session(|)] user: u8 }", "item.rs:FIELD_SETTINGS"),
    ("a custom tool", "#[custom_tool(sl|)] async fn f() -> Result<(), ()> { Ok(()) }", "custom_tool/settings.rs:SETTINGS"),
    # Where a parenthesis or a bracket is never closed, rust-analyzer takes the rest of the file for a part of the attribute:
    # there is no struct then, and it expands nothing. Where only the `]` of the attribute is missing, it manages.
    ("an attribute without its end", '#[tool_router_session(toolkits = ["gmail"], man|)\nstruct A;', SETTINGS),
    ("a list that is never closed", "#[tool_router_session(toolkits = any, tags = [read_|)]\nstruct A;", []),
    ("parentheses that are never closed", "#[tool_router_session(manage_connections(ena|)]\nstruct A;", []),
    # What no import can stand for: `true` and `false`, text, and what is a list where there is no list.
    ("a switch", "toolkits = any, search = |", []),
    ("text", 'toolkits = ["gm|"]', []),
    ("tags outside of a list", "toolkits = any, tags = |", []),
]

# What a name means is shown where it is written.
HOVERS = [
    ("a setting", 'too|lkits = ["gmail"], app = workflow', "Which toolkits the session can reach."),
    ("a setting in parentheses", 'toolkits = ["gmail"], manage_connections(wa|it)', "`create` shows each auth link"),
    ("a value", 'toolkits = ["gmail"], app = work|flow', "A user starts it and connects everything first"),
    ("a value in a list", "toolkits = any, tags = [create, destr|uctive]", "Takes something away"),
]


def expected_names(expected):
    """The names in a table, but for `crate`: a keyword is the name of nothing that could be offered."""
    if isinstance(expected, list):
        return expected
    if expected == LINTS:
        return lints()
    file, _, table = expected.partition(":")
    text = (ROOT / "macros" / "src" / file).read_text()
    rows = re.search(rf"static {table}: \[.*?\];\n", text, re.DOTALL)
    return sorted(set(re.findall(r'\bname: "(\w+)"', rows[0])) - {"crate"})


def lints():
    """The rules that are warnings, as `allow` takes them."""
    texts = [path.read_text() for path in sorted((ROOT / "macros/src/rules").glob("*.rs"))]
    names = [name for text in texts for name in re.findall(r'name: "([\w-]+)",\s*level: Level::Lint', text)]
    return sorted(name.replace("-", "_") for name in names)


def source_of(written):
    return IMPORTS + (written if "#[" in written else f"#[tool_router_session({written})]\npub struct Agent;\n")


class Report:
    def __init__(self, verbose):
        self.verbose, self.passed, self.failed = verbose, 0, 0

    def add(self, good, name, written, found, expected):
        self.passed, self.failed = self.passed + good, self.failed + (not good)
        print(f"{'ok    ' if good else 'FAILED'} {name}: {written.removeprefix(ACME)!r}")
        if self.verbose or not good:
            print(f"       found {found}")
        if not good:
            print(f"       expected {expected}")


def completions(document, written):
    found = document.at_cursor(source_of(written), "textDocument/completion") or []
    items = found["items"] if isinstance(found, dict) else found
    return sorted(items, key=lambda item: item.get("sortText", item["label"]))


def check(document, report):
    for name, written, expected in CASES:
        items = completions(document, written)
        offered = [item["label"] for item in items]
        # The policies of the case have no documentation of their own.
        bare = [item["label"] for item in items if not item.get("documentation") and ACME not in written]
        good = sorted(offered) == expected_names(expected) and not bare
        report.add(good, name, written, f"{offered}, undocumented {bare}", expected_names(expected))

    name, written = "what is said already comes last", 'toolkits = ["gmail"], app = workflow, |'
    offered = [item["label"] for item in completions(document, written)]
    report.add(offered[-2:] == ["app", "toolkits"], name, written, offered, "app and toolkits at the end")

    name, written = "what the documentation of a setting says", "man|"
    items = [item for item in completions(document, written) if item["label"] == "manage_connections"]
    text = items[0]["documentation"]["value"] if items else ""
    parts = ["What happens when the user has not connected a toolkit.", "Default: enabled", "manage_connections = false"]
    report.add(all(part in text for part in parts), name, written, text, parts)

    for name, written, expected in HOVERS:
        hover = document.at_cursor(source_of(written), "textDocument/hover")
        text = hover["contents"]["value"] if hover else ""
        report.add(expected in text, f"hovering over {name}", written, text, expected)

    name, written = "nothing is wrong with a good declaration", 'toolkits = ["gmail"], tags = [read_only], fast_mode|'
    found = document.at_cursor(source_of(written), "textDocument/diagnostic")["items"]
    report.add(not found, name, written, found, [])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", nargs="?")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    document = start(find_server(arguments.server, INSTALL))
    report = Report(arguments.verbose)
    check(document, report)
    document.server.stop()
    print(f"{report.passed} passed, {report.failed} failed")
    sys.exit(bool(report.failed))


if __name__ == "__main__":
    main()
