use std::{
    ffi::OsString,
    fs::{File, TryLockError},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    process,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{error::LocalError, private_file};

/// How long a store is waited for that an earlier router of this process is closing.
const CLOSING: Duration = Duration::from_secs(5);

/// Owns a store file: a second process would not see the first one's changes, and would undo them. The system unlocks it
/// however the process ends.
#[derive(Debug)]
pub(super) struct StoreLock(Mutex<Option<File>>);

impl StoreLock {
    /// Locks the store at `path`, which must exist.
    pub(super) async fn acquire(path: &Path) -> Result<Self, LocalError> {
        // The same file under another name has the same lock. SQLite locks ranges of the file itself, so the lock is beside it.
        let beside = beside(&path.canonicalize().map_err(LocalError::store)?);
        let mut file = private_file::open(&beside).map_err(LocalError::store)?;
        if !private_file::is_itself(&file, &beside).map_err(LocalError::store)? {
            return Err(LocalError::store(std::io::Error::other("its lock file is a link to another file")));
        }
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(LocalError::store(error)),
                Err(TryLockError::WouldBlock) => {}
            }
            let owner = owner(&mut file);
            if owner != Some(process::id()) || started.elapsed() > CLOSING {
                return Err(LocalError::StoreInUse { path: path.to_owned(), process: owner });
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        note_owner(&mut file).map_err(LocalError::store)?;
        Ok(Self(Mutex::new(Some(file))))
    }

    /// Unlocks the store, once nothing of it is open.
    pub(super) fn release(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut beside = OsString::from(path);
    beside.push(".lock");
    beside.into()
}

/// The process that wrote its number into the lock. Some systems do not let a locked file be read.
fn owner(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.seek(SeekFrom::Start(0)).ok()?;
    file.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

fn note_owner(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    writeln!(file, "{}", process::id())
}
