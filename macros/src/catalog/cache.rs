//! Each file is read once for a crate, not once for a session.

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
    /// Whether nobody has reported before what is wrong with this file.
    pub(super) fn report_first(&self) -> bool {
        !self.reported.swap(true, Ordering::Relaxed)
    }

    /// Whether nobody has had Cargo watch this file before.
    pub(super) fn watch_first(&self) -> bool {
        !self.watched.swap(true, Ordering::Relaxed)
    }
}

/// What tells one state of a file from the next.
type State = Option<(SystemTime, u64)>;

/// What was read, and the state that each file was in.
type Files = HashMap<PathBuf, (State, Arc<Cached>)>;

/// A compiler reads one or two files, once; an editor's macro server lives long and serves many packages.
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
