use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use tool_router::catalog::{Catalog, Changes};
use tool_router_core::catalog::LARGEST;

use crate::failure::Failure;

/// The file of a [`Catalog`].
///
/// It is replaced atomically: a reader sees the old file or the new one, and an interrupted run leaves the old one.
#[derive(Debug)]
pub(crate) struct CatalogFile {
    /// The path as it was given, for messages.
    path: PathBuf,
    /// The path to write to: a symbolic link to the file stays a link.
    target: PathBuf,
}

/// The result of [`CatalogFile::write`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// The size of the file in bytes.
    pub(crate) bytes: usize,
    /// Whether the file was replaced. An identical file is not touched.
    pub(crate) changed: bool,
}

/// How a file differs from a catalogue.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// The file is what would be written.
    Same,
    /// There is no file.
    Missing,
    /// The file is not a catalogue; the reason is a predicate of the file.
    NotACatalog(String),
    /// The file has other content, or the same content in another form.
    Different(Changes),
}

impl CatalogFile {
    /// The file at this path, which need not exist yet.
    ///
    /// Fails if no file can be there: the path is a directory or a device, or its directory does not exist.
    pub(crate) fn at(path: impl Into<PathBuf>) -> Result<Self, Failure> {
        let path = path.into();
        let place = |problem| Failure::Place { path: path.clone(), problem };
        let target = match fs::metadata(&path) {
            Ok(found) if found.is_dir() => return Err(place("it is a directory")),
            // Replacing a device or a pipe by a file would break whatever uses it.
            Ok(found) if !found.is_file() => return Err(place("it is not a regular file")),
            Ok(_) => fs::canonicalize(&path).map_err(|source| failed(&path, "read", source))?,
            Err(error) if error.kind() == ErrorKind::NotFound => new_target(&path).map_err(place)?,
            Err(source) => return Err(failed(&path, "read", source)),
        };
        Ok(Self { path, target })
    }

    /// The path as it was given.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Fails if the file could not be written, before the catalogue is fetched.
    pub(crate) fn check_writable(&self) -> Result<(), Failure> {
        self.old().and_then(|_| self.draft()).map(drop).map_err(|source| self.unwritten(source))
    }

    /// Compares the file with `catalog`. It does not change the file.
    pub(crate) fn compare(&self, catalog: &Catalog) -> Result<Comparison, Failure> {
        let new = catalog.to_json()?;
        let Some(old) = self.read()? else { return Ok(Comparison::Missing) };
        if old == new {
            return Ok(Comparison::Same);
        }
        if old.len() > LARGEST {
            return Ok(Comparison::NotACatalog(format!("is larger than {} MiB", LARGEST >> 20)));
        }
        Ok(match Catalog::from_json(&old) {
            Ok(old) => Comparison::Different(old.changes_to(catalog)),
            Err(malformed) => Comparison::NotACatalog(malformed.predicate().to_string()),
        })
    }

    /// Writes `catalog`, unless the file is identical: nothing built from it has to be rebuilt then.
    ///
    /// If it fails, the file is unchanged.
    pub(crate) fn write(&self, catalog: &Catalog) -> Result<Written, Failure> {
        let json = catalog.to_json()?;
        let changed = self.read()?.as_ref() != Some(&json);
        if changed {
            self.replace(&json).map_err(|source| self.unwritten(source))?;
        }
        Ok(Written { bytes: json.len(), changed })
    }

    /// The file's bytes, or its first bytes if it is too large.
    fn read(&self) -> Result<Option<Vec<u8>>, Failure> {
        let read = File::open(&self.target).and_then(|file| {
            let mut bytes = Vec::new();
            file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map(|_| bytes)
        });
        match read {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(failed(&self.path, "read", source)),
        }
    }

    fn replace(&self, bytes: &[u8]) -> io::Result<()> {
        let old = self.old()?;
        let mut draft = self.draft()?;
        draft.write_all(bytes)?;
        if let Some(old) = old {
            draft.as_file().set_permissions(old.permissions())?;
        }
        draft.as_file().sync_all()?;
        draft.persist(&self.target).map_err(|error| error.error)?;
        // The new name has to persist as well. Failing to sync the directory does not matter: the file is complete and
        // in place.
        #[cfg(unix)]
        let _ = File::open(self.directory()).and_then(|directory| directory.sync_all());
        Ok(())
    }

    /// The file to be replaced, if it exists and may be replaced.
    fn old(&self) -> io::Result<Option<Metadata>> {
        match fs::metadata(&self.target) {
            Ok(old) if old.permissions().readonly() => {
                Err(io::Error::new(ErrorKind::PermissionDenied, "it is read-only"))
            }
            Ok(old) => Ok(Some(old)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A temporary file beside it, which is deleted unless it replaces the file.
    fn draft(&self) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".tool-router.catalog.").suffix(".tmp");
        // The content is not secret: a new file gets the usual permissions.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        builder.tempfile_in(self.directory())
    }

    fn directory(&self) -> &Path {
        self.target.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    fn unwritten(&self, source: io::Error) -> Failure {
        failed(&self.path, "written", source)
    }
}

fn failed(path: &Path, action: &'static str, source: io::Error) -> Failure {
    Failure::File { path: path.to_owned(), action, source }
}

/// Where to create a file that does not exist yet, or why it cannot be created.
fn new_target(path: &Path) -> Result<PathBuf, &'static str> {
    if path.file_name().is_none() {
        return Err("it does not name a file");
    }
    if fs::symlink_metadata(path).is_ok() {
        return Err("it is a broken link");
    }
    let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !directory.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") {
        return Err("its directory does not exist");
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests;
