//! A cache, so that each file is read once per crate instead of once per session.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::SystemTime,
};

use super::{
    CatalogIndex,
    file::{self, Problem},
};

/// A file as it was read.
#[derive(Debug)]
pub(crate) struct Cached {
    pub(super) file: PathBuf,
    pub(super) read: Result<CatalogIndex, Problem>,
    reported: AtomicBool,
    watched: AtomicBool,
}

impl Cached {
    /// Whether the problem of this file has not been reported yet.
    pub(super) fn report_first(&self) -> bool {
        !self.reported.swap(true, Ordering::Relaxed)
    }

    /// Whether Cargo has not been told to watch this file yet.
    pub(super) fn watch_first(&self) -> bool {
        !self.watched.swap(true, Ordering::Relaxed)
    }
}

/// Identifies the state of a file.
type State = Option<(SystemTime, u64)>;

/// The content of each file, and its state when it was read.
type Files = HashMap<PathBuf, (State, Arc<Cached>)>;

/// A compiler reads one or two files once; an editor's macro server is long-lived and serves many packages.
static CACHE: Mutex<Option<Files>> = Mutex::new(None);

pub(super) fn read(path: &Path) -> Arc<Cached> {
    let metadata = fs::metadata(path).ok();
    let state = metadata.and_then(|metadata| Some((metadata.modified().ok()?, metadata.len())));
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    let cache = cache.get_or_insert_default();
    if let Some((known, cached)) = cache.get(path)
        && *known == state
    {
        return Arc::clone(cached);
    }
    let cached = Arc::new(Cached {
        file: path.to_owned(),
        read: file::read(path),
        reported: AtomicBool::default(),
        watched: AtomicBool::default(),
    });
    cache.insert(path.to_owned(), (state, Arc::clone(&cached)));
    cached
}
