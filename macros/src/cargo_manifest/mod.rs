//! The settings in Cargo.toml for every session of a crate: `[package.metadata.tool-router]`, and the workspace's.

mod find;
mod read;

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::SystemTime,
};

use self::find::Source;
use crate::rules::Rule;

/// The settings in the manifests of a package and of its workspace.
#[derive(Debug, Default)]
pub(crate) struct CargoManifest {
    /// The paths of policies, each once.
    pub(crate) policies: Vec<NamedPolicy>,
    /// The mistakes in them.
    pub(crate) problems: Vec<Problem>,
    /// The files that it was read from.
    files: Vec<PathBuf>,
}

/// A path in a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedPolicy {
    pub(crate) path: String,
}

/// A mistake in a manifest, and what to write instead.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) rule: &'static Rule,
    pub(crate) what: String,
    pub(crate) help: String,
}

/// A compiler reads the manifests of one package once; an editor's macro server is long-lived and serves many packages.
type Cache = BTreeMap<PathBuf, (Vec<Option<SystemTime>>, Arc<CargoManifest>)>;

static CACHE: Mutex<Cache> = Mutex::new(BTreeMap::new());

impl CargoManifest {
    /// The manifest of the package that is being compiled. It is empty without Cargo.
    pub(crate) fn of_this_package() -> Arc<Self> {
        let Some(directory) = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else { return Arc::default() };
        let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((changed, manifest)) = cache.get(&directory)
            && *changed == manifest.changed()
        {
            return Arc::clone(manifest);
        }
        let manifest = Arc::new(Self::read(&find::sources(&directory)));
        cache.insert(directory, (manifest.changed(), Arc::clone(&manifest)));
        manifest
    }

    fn read(sources: &[Source]) -> Self {
        let mut files: Vec<PathBuf> = sources.iter().map(|source| source.file.clone()).collect();
        // The root package of a workspace has one file for both.
        files.dedup();
        let mut manifest = Self { files, ..Self::default() };
        let dependencies = sources.first().map(|source| read::dependencies(&source.document)).unwrap_or_default();
        for source in sources {
            read::policies(source, &dependencies, &mut manifest);
        }
        manifest
    }

    /// A manifest that names these policies.
    #[cfg(test)]
    pub(crate) fn with_policies(paths: &[&str]) -> Self {
        let policies = paths.iter().map(|path| NamedPolicy { path: (*path).to_owned() }).collect();
        Self { policies, ..Self::default() }
    }

    fn changed(&self) -> Vec<Option<SystemTime>> {
        self.files.iter().map(|file| file.metadata().and_then(|metadata| metadata.modified()).ok()).collect()
    }

    /// The directories of the manifests: the package's, and its workspace's.
    pub(crate) fn directories(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|file| file.parent())
    }

    /// The files for Cargo to watch: for the first session of a crate.
    pub(crate) fn take_watched(&self) -> &[PathBuf] {
        static WATCHED: AtomicBool = AtomicBool::new(false);
        if WATCHED.swap(true, Ordering::Relaxed) { &[] } else { &self.files }
    }
}
