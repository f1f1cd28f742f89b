//! Files that are nobody's business but their owner's.

use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

/// Makes a file that only its owner can read and write. It must not be there yet.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
