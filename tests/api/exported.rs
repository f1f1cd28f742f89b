//! Which types are public, read from the sources: what a public module declares or re-exports without hiding it.
//!
//! rustdoc knows it exactly, but writes it down on nightly only. This is a scan of lines, which the house style allows: an item
//! begins at the start of its line, and rustfmt sorts the rest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What looks like a type and comes from elsewhere: a trait.
const FOREIGN: &[&str] = &["Stream"];

/// The names of all public types of `tool-router` and of what it re-exports.
pub(crate) fn types() -> BTreeSet<String> {
    let runtime = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime"));
    let mut exported = BTreeSet::new();
    module(&runtime.join("src/lib.rs"), &mut exported);
    module(&runtime.join("local/src/lib.rs"), &mut exported);
    // What `tool_router::config` re-exports as a whole.
    let config = read(&runtime.join("core/src/config/mod.rs"));
    let public = config.split_once("pub mod public {\n").expect("the public part of the configuration").1;
    let public = public.split_once("\n}\n").expect("its end").0;
    items(&public.lines().map(str::trim_start).collect::<Vec<_>>().join("\n"), &mut exported);

    let mut others = FOREIGN.iter().map(ToString::to_string).collect();
    for folder in ["src", "core/src", "local/src"] {
        aside(&runtime.join(folder), &mut others);
    }
    let is_type = |name: &String| name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    exported.difference(&others).filter(|name| is_type(name)).cloned().collect()
}

/// The items of a file, and of the public modules that it declares.
fn module(file: &Path, exported: &mut BTreeSet<String>) {
    let source = read(file);
    let folder = match file.file_name().and_then(|name| name.to_str()) {
        Some("lib.rs" | "mod.rs") => file.parent().expect("a folder").to_owned(),
        _ => file.with_extension(""),
    };
    items(&source, exported);
    let mut hidden = false;
    for line in source.lines() {
        if let Some(name) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')).filter(|_| !hidden) {
            let files = [folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs")];
            module(files.iter().find(|file| file.exists()).expect("the file of a module"), exported);
        }
        hidden = is_hidden(line, hidden);
    }
}

/// What a file declares, or re-exports by name.
fn items(source: &str, exported: &mut BTreeSet<String>) {
    let (mut hidden, mut lines) = (false, source.lines());
    while let Some(line) = lines.next() {
        if let Some(path) = line.strip_prefix("pub use ") {
            let mut path = path.to_owned();
            while !path.ends_with(';') {
                path.push_str(lines.next().expect("the end of a re-export").trim());
            }
            if !hidden {
                exported.extend(names(path.trim_end_matches(';')));
            }
        } else if let Some(name) = declared(line, &["struct", "enum"]).filter(|_| !hidden) {
            exported.insert(name);
        }
        hidden = is_hidden(line, hidden);
    }
}

/// The names at the end of a path, as it is re-exported.
fn names(path: &str) -> Vec<String> {
    let list = path.rsplit_once('{').map_or(path, |(_, list)| list.trim_end_matches('}'));
    let last = |name: &str| name.rsplit("::").next().unwrap_or(name).trim().to_owned();
    list.split(',').map(|name| last(name.rsplit(" as ").next().unwrap_or(name))).collect()
}

/// The traits and aliases below a folder: they are public too, but have no traits of their own.
fn aside(folder: &Path, others: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            aside(&path, others);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            others.extend(read(&path).lines().filter_map(|line| declared(line, &["trait", "type"])));
        }
    }
}

/// The name of the public item that begins in this line, if it is of one of these kinds.
fn declared(line: &str, kinds: &[&str]) -> Option<String> {
    let rest = line.strip_prefix("pub ")?;
    let rest = kinds.iter().find_map(|kind| rest.strip_prefix(kind)?.strip_prefix(' '))?;
    Some(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
}

/// Whether the next item is hidden, after a line of its attributes and documentation.
fn is_hidden(line: &str, hidden: bool) -> bool {
    line == "#[doc(hidden)]" || hidden && (line.starts_with("#[") || line.starts_with("///"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn the_scan_finds_types_in_every_way_that_they_are_exported() {
    let types = types();
    // From the root, a public module, a macro, core's configuration, another crate, and declared in place.
    for name in ["ToolRouter", "FileInfo", "UserId", "Tags", "LocalRouter", "OnDemand", "Timestamp", "Catalog"] {
        assert!(types.contains(name), "{name}");
    }
    for name in ["SessionSpec", "Stream", "Text", "BoxFuture", "Collected", "Undecided", "FILE_NAME"] {
        assert!(!types.contains(name), "{name}");
    }
}
