//! Files that only their owner can access.

use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

/// Creates a file that only its owner can read and write. It must not exist yet.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    private().write(true).create_new(true).open(path)
}

/// Opens a file for reading and writing. If it does not exist, it is created for its owner only.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    private().read(true).write(true).create(true).truncate(false).open(path)
}

/// Whether only its owner can read or write a file. It is not known on systems without Unix permissions.
pub(crate) fn is_private(file: &File) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Ok(file.metadata()?.permissions().mode() & 0o077 == 0)
    }
    #[cfg(not(unix))]
    file.metadata().map(|_| true)
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
