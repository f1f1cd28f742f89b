//! Reads the file, and reports what is wrong with it.

use std::{
    fmt,
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use tool_router_core::catalog::{self, LARGEST, Malformed};

use super::CatalogIndex;

/// Why there is no catalogue to check against.
#[derive(Debug)]
pub(crate) struct Problem {
    file: PathBuf,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Missing,
    NoFile,
    Unreadable(io::Error),
    TooLarge,
    Malformed(Malformed),
}

impl Problem {
    pub(super) fn missing(file: &Path) -> Self {
        Self { file: file.to_owned(), kind: Kind::Missing }
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> &'static str {
        match &self.kind {
            Kind::Missing => {
                "the path is relative to the directory of Cargo.toml; `tool-router catalog pull` writes a catalogue there"
            }
            Kind::NoFile => "name the file itself, such as `tool-router.catalog.json`",
            Kind::Unreadable(_) => "make the file readable for the compiler",
            Kind::TooLarge => {
                "pull it again with what the package needs: `tool-router catalog pull --toolkits gmail,slack`"
            }
            Kind::Malformed(malformed) => malformed.help(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The whole path would differ between machines.
        let name = self.file.file_name().unwrap_or(self.file.as_os_str());
        write!(formatter, "the catalogue `{}` ", name.display())?;
        match &self.kind {
            Kind::Missing => formatter.write_str("is not there"),
            Kind::NoFile => formatter.write_str("is not a file"),
            Kind::Unreadable(error) => write!(formatter, "cannot be read: {error}"),
            Kind::TooLarge => write!(formatter, "is larger than {} MiB", LARGEST >> 20),
            Kind::Malformed(malformed) => malformed.predicate().fmt(formatter),
        }
    }
}

pub(super) fn read(file: &Path) -> Result<CatalogIndex, Problem> {
    let problem = |kind| Problem { file: file.to_owned(), kind };
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => problem(Kind::Missing),
        _ => problem(Kind::Unreadable(error)),
    };
    // Checked before the file is opened: opening a pipe blocks until something writes to it.
    let metadata = fs::metadata(file).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(problem(Kind::NoFile));
    }
    let largest = LARGEST as u64;
    if metadata.len() > largest {
        return Err(problem(Kind::TooLarge));
    }
    let mut text = Vec::new();
    File::open(file).and_then(|file| file.take(largest).read_to_end(&mut text)).map_err(unreadable)?;
    let read = catalog::read(&text).map_err(|malformed| problem(Kind::Malformed(malformed)))?;
    Ok(read.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, write: impl FnOnce(&Path)) -> String {
        let directory = std::env::temp_dir().join(format!("tool-router-catalog-{}-{name}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let file = directory.join("c.json");
        write(&file);
        let problem = read(&file).unwrap_err();
        fs::remove_dir_all(&directory).unwrap();
        problem.to_string()
    }

    #[test]
    fn what_is_wrong_with_the_file_is_one_sentence() {
        assert_eq!(told("missing", |_| {}), "the catalogue `c.json` is not there");
        assert_eq!(told("directory", |file| fs::create_dir(file).unwrap()), "the catalogue `c.json` is not a file");
        let empty = told("empty", |file| fs::write(file, "").unwrap());
        assert_eq!(empty, "the catalogue `c.json` is cut off: it ends in the middle");
        let foreign = told("foreign", |file| fs::write(file, "{}").unwrap());
        assert_eq!(foreign, "the catalogue `c.json` is not a catalogue of toolkits and tools");
        let huge = told("huge", |file| File::create(file).unwrap().set_len(LARGEST as u64 + 1).unwrap());
        assert_eq!(huge, "the catalogue `c.json` is larger than 64 MiB");
    }

    #[cfg(unix)]
    #[test]
    fn what_has_no_end_is_not_read() {
        assert_eq!(read(Path::new("/dev/zero")).unwrap_err().to_string(), "the catalogue `zero` is not a file");
    }
}
