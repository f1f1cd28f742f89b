use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::format::LARGEST;
use super::{Catalog, CatalogError, Comparison};

/// The file of a [`Catalog`].
///
/// It is replaced as a whole: whoever reads it sees the old one or the new one, and a run that is interrupted leaves the old.
#[derive(Clone, Debug)]
pub struct CatalogFile {
    /// As it was given, for what is said about it.
    path: PathBuf,
    /// Where it is: a link to the file stays one.
    target: PathBuf,
}

/// What [`CatalogFile::write`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// How many bytes the file has.
    pub bytes: usize,
    /// Whether it is another file now. One that said the same was not touched.
    pub changed: bool,
}

impl CatalogFile {
    /// The file at this path. It need not be there yet.
    ///
    /// # Errors
    ///
    /// [`CatalogError::Place`] when no file can be there: it is a directory or a device, or its directory does not exist.
    pub fn at(path: impl Into<PathBuf>) -> Result<Self, CatalogError> {
        let path = path.into();
        let place = |problem| CatalogError::Place { path: path.clone(), problem };
        let target = match fs::metadata(&path) {
            Ok(found) if found.is_dir() => return Err(place("it is a directory")),
            // To replace a device or a pipe by a file would break what uses it.
            Ok(found) if !found.is_file() => return Err(place("it is no regular file")),
            Ok(_) => fs::canonicalize(&path).map_err(|source| failed(&path, "read", source))?,
            Err(error) if error.kind() == ErrorKind::NotFound => new_target(&path).map_err(place)?,
            Err(source) => return Err(failed(&path, "read", source)),
        };
        Ok(Self { path, target })
    }

    /// The path that was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What a file can be told of before there is a catalogue: that it cannot be written.
    ///
    /// # Errors
    ///
    /// As for [`write`](Self::write).
    pub fn check_writable(&self) -> Result<(), CatalogError> {
        self.old().and_then(|_| self.draft()).map(drop).map_err(|source| self.unwritten(source))
    }

    /// How the file differs from `catalog`. It does not touch the file.
    ///
    /// # Errors
    ///
    /// [`CatalogError::File`] when the file cannot be read, [`CatalogError::TooLarge`] when the catalogue cannot be written.
    pub fn compare(&self, catalog: &Catalog) -> Result<Comparison, CatalogError> {
        let new = catalog.to_json()?;
        let Some(old) = self.read()? else { return Ok(Comparison::Missing) };
        if old == new {
            return Ok(Comparison::Same);
        }
        if old.len() > LARGEST {
            return Ok(Comparison::NoCatalog("it is larger than a catalogue can be".to_owned()));
        }
        match Catalog::from_json(&old) {
            Ok(old) => Ok(Comparison::Different(old.changes_to(catalog))),
            Err(CatalogError::Format(problem)) => Ok(Comparison::NoCatalog(problem)),
            Err(error) => Err(error),
        }
    }

    /// Writes `catalog`, unless the file is the same already: what was built from it then need not be built again.
    ///
    /// # Errors
    ///
    /// [`CatalogError::File`] when that fails, [`CatalogError::TooLarge`] when there is too much to write. The file is then
    /// as it was.
    pub fn write(&self, catalog: &Catalog) -> Result<Written, CatalogError> {
        let json = catalog.to_json()?;
        let changed = self.read()?.as_ref() != Some(&json);
        if changed {
            self.replace(&json).map_err(|source| self.unwritten(source))?;
        }
        Ok(Written { bytes: json.len(), changed })
    }

    /// The file's bytes, up to one more than it can have.
    fn read(&self) -> Result<Option<Vec<u8>>, CatalogError> {
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
        // It is no secret: a new file is as readable as any other.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        builder.tempfile_in(self.directory())
    }

    fn directory(&self) -> &Path {
        self.target.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    fn unwritten(&self, source: io::Error) -> CatalogError {
        failed(&self.path, "written", source)
    }
}

fn failed(path: &Path, action: &'static str, source: io::Error) -> CatalogError {
    CatalogError::File { path: path.to_owned(), action, source }
}

/// Where a file is made that is not there yet, or why there can be none.
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
