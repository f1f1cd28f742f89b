//! Finds the manifests that apply to a package: its own, and its workspace's.

use std::{
    fs,
    path::{Path, PathBuf},
};

use toml_edit::{Document, Item, Table};

/// Which of its two tables a manifest is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Package,
    Workspace,
}

impl Scope {
    /// The name of the table.
    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Package => "package",
            Self::Workspace => "workspace",
        }
    }
}

/// A manifest, and the table to read in it.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) file: PathBuf,
    pub(super) document: Table,
    pub(super) scope: Scope,
}

/// The package's manifest, followed by its workspace's. An unreadable manifest is skipped: Cargo has read it before,
/// and would have refused it.
pub(super) fn sources(directory: &Path) -> Vec<Source> {
    let file = directory.join("Cargo.toml");
    let Some(document) = open(&file) else { return Vec::new() };
    let workspace = workspace(directory, &document);
    let workspace = workspace.map(|(file, document)| Source { file, document, scope: Scope::Workspace });
    let package = Source { file, document, scope: Scope::Package };
    [package].into_iter().chain(workspace).collect()
}

fn workspace(directory: &Path, package: &Table) -> Option<(PathBuf, Table)> {
    if package.contains_key("workspace") {
        return Some((directory.join("Cargo.toml"), package.clone()));
    }
    if let Some(root) = package.get("package").and_then(|package| package.get("workspace")?.as_str()) {
        let file = directory.join(root).join("Cargo.toml");
        return open(&file).map(|document| (file, document));
    }
    // A package that Cargo fetched does not belong to a workspace around the directory that it was put in.
    let own = directory.ancestors().take_while(|ancestor| !is_fetched(ancestor));
    own.skip(1).find_map(|ancestor| {
        let file = ancestor.join("Cargo.toml");
        let document = open(&file)?;
        let workspace = document.get("workspace")?;
        (!is_excluded(directory, ancestor, workspace)).then_some((file, document))
    })
}

/// Whether this is the root of what Cargo fetched from a registry, from a repository, or into a directory of vendored
/// packages.
fn is_fetched(directory: &Path) -> bool {
    [".cargo-ok", ".cargo-checksum.json"].iter().any(|mark| directory.join(mark).exists())
}

fn is_excluded(directory: &Path, root: &Path, workspace: &Item) -> bool {
    let named = |key: &str| {
        let paths = workspace.get(key).and_then(Item::as_array);
        let mut paths = paths.into_iter().flatten().filter_map(|path| path.as_str());
        paths.any(|path| directory.starts_with(root.join(path)))
    };
    named("exclude") && !named("members")
}

fn open(file: &Path) -> Option<Table> {
    let text = fs::read_to_string(file).ok()?;
    Document::parse(text).ok().map(Document::into_table)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the files into a new directory, and returns the sources of the policies of `package`, relative to it.
    fn found(name: &str, files: &[(&str, &str)], package: &str) -> Vec<String> {
        let root = std::env::temp_dir().join(format!("tool-router-manifest-{}-{name}", std::process::id()));
        for (file, text) in files {
            let file = root.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let sources = sources(&root.join(package));
        fs::remove_dir_all(&root).unwrap();
        let below = |file: &Path| file.strip_prefix(&root).unwrap().display().to_string();
        sources.iter().map(|source| below(&source.file)).collect()
    }

    #[test]
    fn a_member_has_its_workspace() {
        let files = [("Cargo.toml", "[workspace]\nmembers = ['a/*']"), ("a/b/Cargo.toml", "[package]")];
        assert_eq!(found("member", &files, "a/b"), ["a/b/Cargo.toml", "Cargo.toml"]);
        let files = [("ws/Cargo.toml", "[workspace]"), ("b/Cargo.toml", "[package]\nworkspace = '../ws'")];
        assert_eq!(found("pointer", &files, "b"), ["b/Cargo.toml", "b/../ws/Cargo.toml"]);
    }

    #[test]
    fn a_root_package_is_both() {
        let files = [("Cargo.toml", "[workspace]\n[package]")];
        assert_eq!(found("root", &files, ""), ["Cargo.toml", "Cargo.toml"]);
    }

    #[test]
    fn what_is_not_of_the_workspace_is_not_held_to_it() {
        let files = [("Cargo.toml", "[workspace]\nexclude = ['b']"), ("b/Cargo.toml", "[package]")];
        assert_eq!(found("excluded", &files, "b"), ["b/Cargo.toml"]);
        let files =
            [("Cargo.toml", "[workspace]"), ("v/b/Cargo.toml", "[package]"), ("v/b/.cargo-checksum.json", "{}")];
        assert_eq!(found("vendored", &files, "v/b"), ["v/b/Cargo.toml"]);
    }

    #[test]
    fn without_a_manifest_nothing_is_found() {
        assert!(sources(Path::new("/nowhere/at/all")).is_empty());
    }
}
