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

/// Whether `path` is this file, and not a link to it: whoever writes to a link writes to a file that somebody else has chosen. It
/// is not known on systems without Unix's file numbers.
pub(crate) fn is_itself(file: &File, path: &Path) -> io::Result<bool> {
    let found = path.symlink_metadata()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let opened = file.metadata()?;
        Ok((found.dev(), found.ino()) == (opened.dev(), opened.ino()))
    }
    #[cfg(not(unix))]
    file.metadata().map(|_| !found.file_type().is_symlink())
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
