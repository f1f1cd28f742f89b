//! Finds a declaration's catalogue.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use proc_macro2::TokenStream;
use quote::quote;
use tool_router_core::catalog::FILE_NAME;

use super::{
    CatalogIndex,
    cache::{self, Cached},
    file::Problem,
};

/// What a declaration is checked against.
#[derive(Debug, Default)]
pub(crate) enum Found {
    /// There is no catalogue; slugs are only checked for their form.
    #[default]
    Nothing,
    File(Arc<Cached>),
    /// The file that the declaration names does not exist.
    Missing(Problem),
}

impl Found {
    /// Finds the file that the declaration names, or else the one beside one of the manifests.
    ///
    /// `directories` are the directories of the package's manifest and of its workspace's, in this order.
    pub(crate) fn find<'a>(named: Option<&str>, mut directories: impl Iterator<Item = &'a Path>) -> Self {
        let Some(named) = named else {
            // A dangling link is a missing catalogue, not an absent one.
            let beside =
                directories.map(|directory| directory.join(FILE_NAME)).find(|file| file.symlink_metadata().is_ok());
            return beside.map_or(Self::Nothing, |file| Self::File(cache::read(&file)));
        };
        let package = directories.next().unwrap_or(Path::new(""));
        let file = package.join(named);
        if file.exists() {
            return Self::File(cache::read(&file));
        }
        // A compile-fail test has a manifest of its own, far from its source and the files around it.
        let around_source = around_source().map(|directory| directory.join(named)).filter(|file| file.exists());
        around_source.map_or_else(|| Self::Missing(Problem::missing(&file)), |file| Self::File(cache::read(&file)))
    }

    pub(crate) fn catalog(&self) -> Option<&CatalogIndex> {
        match self {
            Self::File(cached) => cached.read.as_ref().ok(),
            Self::Nothing | Self::Missing(_) => None,
        }
    }

    /// What is wrong with the file that the declaration names.
    pub(crate) fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Nothing => None,
            Self::Missing(problem) => Some(problem),
            Self::File(cached) => cached.read.as_ref().err(),
        }
    }

    /// The problem of a file that no declaration names; reported once per crate.
    pub(crate) fn take_problem(&self) -> Option<&Problem> {
        match self {
            Self::File(cached) if cached.read.is_err() && cached.report_first() => self.problem(),
            _ => None,
        }
    }

    /// The file that Cargo should watch, unless it already does. If the file has a problem, nothing compiles anyway.
    pub(crate) fn take_watched(&self) -> Option<&Path> {
        match self {
            Self::File(cached) if cached.read.is_ok() && cached.watch_first() => Some(&cached.file),
            _ => None,
        }
    }
}

/// Items that make Cargo recompile the crate when one of the files changes.
///
/// An unused function, because the content of a constant would end up in the crate's metadata.
pub(crate) fn watch<'a>(files: impl Iterator<Item = &'a Path>) -> Option<TokenStream> {
    let files: Vec<&str> = files.filter_map(Path::to_str).collect();
    (!files.is_empty()).then(|| {
        quote! {
            const _: () = {
                #[allow(dead_code)]
                fn watched() {
                    #(let _ = ::core::include_bytes!(#files);)*
                }
            };
        }
    })
}

/// The directory of the package that the attribute's source belongs to.
fn around_source() -> Option<PathBuf> {
    // Tests expand without a compiler.
    let source = proc_macro::is_available().then(proc_macro::Span::call_site)?.local_file()?;
    let source = source.canonicalize().ok()?;
    source.ancestors().skip(1).find(|directory| directory.join("Cargo.toml").exists()).map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const EMPTY: &str = r#"{"format": "tool-router-catalog/1", "toolkits": {}}"#;

    struct Workspace(PathBuf);

    impl Workspace {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("tool-router-place-{}-{name}", std::process::id()));
            fs::create_dir_all(root.join("package")).unwrap();
            Self(root)
        }

        fn write(&self, file: &str, text: &str) {
            fs::write(self.0.join(file), text).unwrap();
        }

        fn find(&self, named: Option<&str>) -> Found {
            Found::find(named, [&*self.0.join("package"), &*self.0].into_iter())
        }
    }

    impl Drop for Workspace {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn the_packages_own_catalogue_comes_before_the_workspaces() {
        let workspace = Workspace::new("own");
        assert!(matches!(workspace.find(None), Found::Nothing));
        workspace.write(FILE_NAME, EMPTY);
        assert_eq!(workspace.find(None).take_watched(), Some(&*workspace.0.join(FILE_NAME)));
        workspace.write(&format!("package/{FILE_NAME}"), EMPTY);
        assert_eq!(workspace.find(None).take_watched(), Some(&*workspace.0.join("package").join(FILE_NAME)));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_a_catalogue_that_is_missing() {
        let workspace = Workspace::new("link");
        std::os::unix::fs::symlink("nowhere.json", workspace.0.join(FILE_NAME)).unwrap();
        let found = workspace.find(None);
        assert_eq!(found.take_problem().unwrap().to_string(), "the catalogue `tool-router.catalog.json` is not there");
    }

    #[test]
    fn a_named_catalogue_is_looked_for_in_the_package() {
        let workspace = Workspace::new("named");
        workspace.write("other.json", EMPTY);
        assert!(matches!(workspace.find(Some("other.json")), Found::Missing(_)));
        assert!(workspace.find(Some("../other.json")).catalog().is_some());
    }

    #[test]
    fn a_file_is_reported_once_and_read_again_when_it_changes() {
        let workspace = Workspace::new("changed");
        workspace.write(FILE_NAME, "{");
        assert!(workspace.find(None).take_problem().is_some());
        assert!(workspace.find(None).take_problem().is_none());
        assert!(workspace.find(None).problem().is_some());
        assert!(workspace.find(None).take_watched().is_none());
        workspace.write(FILE_NAME, EMPTY);
        let found = workspace.find(None);
        assert!(found.catalog().is_some());
        assert!(found.take_watched().is_some() && workspace.find(None).take_watched().is_none());
    }
}
