use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use tool_router::catalog::{Catalog, Changes};
use tool_router_core::catalog::LARGEST;

use crate::failure::Failure;

/// The file of a [`Catalog`].
///
/// It is replaced as a whole: whoever reads it sees the old one or the new one, and a run that is interrupted leaves the old.
#[derive(Debug)]
pub(crate) struct CatalogFile {
    /// As it was given, for what is said about it.
    path: PathBuf,
    /// Where it is: a link to the file stays one.
    target: PathBuf,
}

/// What [`CatalogFile::write`] did.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// How many bytes the file has.
    pub(crate) bytes: usize,
    /// Whether the file was replaced. One that is the same already is not touched.
    pub(crate) changed: bool,
}

/// How a file differs from a catalogue.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// It is what would be written.
    Same,
    /// There is no file.
    Missing,
    /// It is not a catalogue; why, as a predicate of the file.
    NotACatalog(String),
    /// It says something else, or the same in another form.
    Different(Changes),
}

impl CatalogFile {
    /// The file at this path. It need not be there yet.
    ///
    /// Fails when no file can be there: it is a directory or a device, or its directory does not exist.
    pub(crate) fn at(path: impl Into<PathBuf>) -> Result<Self, Failure> {
        let path = path.into();
        let place = |problem| Failure::Place { path: path.clone(), problem };
        let target = match fs::metadata(&path) {
            Ok(found) if found.is_dir() => return Err(place("it is a directory")),
            // To replace a device or a pipe by a file would break what uses it.
            Ok(found) if !found.is_file() => return Err(place("it is not a regular file")),
            Ok(_) => fs::canonicalize(&path).map_err(|source| failed(&path, "read", source))?,
            Err(error) if error.kind() == ErrorKind::NotFound => new_target(&path).map_err(place)?,
            Err(source) => return Err(failed(&path, "read", source)),
        };
        Ok(Self { path, target })
    }

    /// The path that was given.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Fails where the file could not be written, before there is a catalogue to write.
    pub(crate) fn check_writable(&self) -> Result<(), Failure> {
        self.old().and_then(|_| self.draft()).map(drop).map_err(|source| self.unwritten(source))
    }

    /// How the file differs from `catalog`. It does not touch the file.
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

    /// Writes `catalog`, unless the file is the same already: what was built from it then need not be built again.
    ///
    /// When that fails, the file is as it was.
    pub(crate) fn write(&self, catalog: &Catalog) -> Result<Written, Failure> {
        let json = catalog.to_json()?;
        let changed = self.read()?.as_ref() != Some(&json);
        if changed {
            self.replace(&json).map_err(|source| self.unwritten(source))?;
        }
        Ok(Written { bytes: json.len(), changed })
    }

    /// The file's bytes, up to one more than it can have.
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
        // The new name has to last as well. The file is whole and in place where a directory cannot be synchronised.
        #[cfg(unix)]
        let _ = File::open(self.directory()).and_then(|directory| directory.sync_all());
        Ok(())
    }

    /// The file that is to be replaced, if there is one and it may be.
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

    /// A new file beside it, which is gone again unless it takes its place.
    fn draft(&self) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".tool-router.catalog.").suffix(".tmp");
        // There is nothing secret in it: a new file is as readable as any other.
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

/// Where a file that does not exist yet is made, or why it cannot be.
fn new_target(path: &Path) -> Result<PathBuf, &'static str> {
    if path.file_name().is_none() {
        return Err("it names no file");
    }
    if fs::symlink_metadata(path).is_ok() {
        return Err("it is a link to nothing");
    }
    let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !directory.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") {
        return Err("its directory does not exist");
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests;
