use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::json;
use tempfile::{TempDir, tempdir};
use tool_router::catalog::Catalog;

use super::{CatalogFile, Comparison, Written};
use crate::failure::Failure;

/// A catalogue with one tool for each of these descriptions.
fn catalog(descriptions: &[&str]) -> Catalog {
    let tool = |(index, description): (usize, &&str)| {
        let entry = json!({ "name": "Tool", "description": description, "tags": [], "input_schema": {} });
        (format!("GMAIL_{index}"), entry)
    };
    let tools: serde_json::Map<_, _> = descriptions.iter().enumerate().map(tool).collect();
    let gmail = json!({ "name": "Gmail", "description": "", "tools": tools });
    let file = json!({ "format": "tool-router-catalog/1", "toolkits": { "gmail": gmail } });
    Catalog::from_json(file.to_string().as_bytes()).unwrap()
}

fn names(folder: &TempDir) -> Vec<String> {
    fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn problem(path: impl AsRef<Path>) -> String {
    match CatalogFile::at(path.as_ref()) {
        Err(error) => error.to_string(),
        Ok(file) => panic!("{file:?} should not be one"),
    }
}

#[test]
fn it_is_replaced_as_a_whole_and_only_when_it_differs() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("catalog.json");
    let (one, other) = (catalog(&["one"]), catalog(&["one", "two"]));
    let file = CatalogFile::at(&path).unwrap();
    assert_eq!(file.compare(&one).unwrap(), Comparison::Missing);
    let bytes = one.to_json().unwrap().len();
    assert_eq!(file.write(&one).unwrap(), Written { bytes, changed: true });
    assert_eq!(Catalog::from_json(&fs::read(&path).unwrap()).unwrap(), one);

    let before = SystemTime::now() - Duration::from_secs(60);
    fs::File::options().write(true).open(&path).unwrap().set_modified(before).unwrap();
    assert_eq!(file.write(&one).unwrap(), Written { bytes, changed: false });
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before, "what is the same is not touched");
    assert!(file.write(&other).unwrap().changed);
    assert_eq!(names(&folder), ["catalog.json"], "no draft stays");
}

#[test]
fn a_comparison_tells_another_catalogue_from_another_form() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("catalog.json");
    let file = CatalogFile::at(&path).unwrap();
    let (one, two) = (catalog(&["one"]), catalog(&["one", "two"]));
    file.write(&two).unwrap();
    assert_eq!(file.compare(&two).unwrap(), Comparison::Same);
    let Comparison::Different(changes) = file.compare(&one).unwrap() else { panic!("it differs") };
    assert_eq!(changes.to_string(), "  removed  GMAIL_1\n");

    fs::write(&path, [&b" "[..], &one.to_json().unwrap()].concat()).unwrap();
    let Comparison::Different(changes) = file.compare(&one).unwrap() else { panic!("it differs") };
    assert!(changes.is_empty(), "{changes}");
}

#[test]
fn what_is_not_a_catalogue_is_said_to_be_none() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("catalog.json");
    let file = CatalogFile::at(&path).unwrap();
    let problem = || match file.compare(&catalog(&[])).unwrap() {
        Comparison::NotACatalog(problem) => problem,
        other => panic!("{other:?}"),
    };
    for (text, said) in [
        ("<<<<<<< HEAD", "cannot be read: it is not JSON: expected value at line 1 column 1"),
        ("{", "is cut off: it ends in the middle"),
        ("{}", "is not a catalogue of toolkits and tools"),
    ] {
        fs::write(&path, text).unwrap();
        assert_eq!(problem(), said, "{text}");
    }
    fs::File::create(&path).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    assert_eq!(problem(), "is larger than 64 MiB");
}

#[test]
fn what_is_too_large_is_not_written() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("catalog.json");
    let file = CatalogFile::at(&path).unwrap();
    file.write(&catalog(&["one"])).unwrap();
    let long = "x".repeat(64 * 1024 * 1024);
    let error = file.write(&catalog(&[&long])).unwrap_err();
    assert!(error.to_string().contains("larger than 64 MiB"), "{error}");
    assert!(error.help().unwrap().contains("--toolkits"), "{error:?}");
    assert_eq!(file.compare(&catalog(&["one"])).unwrap(), Comparison::Same);
}

#[test]
fn where_no_file_can_be_is_told_at_once() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("file"), "").unwrap();
    assert!(problem(folder.path()).contains("it is a directory"));
    assert!(problem(at("missing/catalog.json")).contains("its directory does not exist"));
    assert!(problem(at("missing/")).contains("its directory does not exist"));
    assert!(problem("").contains("it does not name a file"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(at("nothing"), at("link")).unwrap();
        assert!(problem(at("link")).contains("it is a broken link"));
        assert!(problem("/dev/null").contains("it is not a regular file"));
        assert!(problem(at("file/catalog.json")).contains("cannot be read"));
    }
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempdir().unwrap();
    let (path, link) = (folder.path().join("catalog.json"), folder.path().join("link.json"));
    CatalogFile::at(&path).unwrap().write(&catalog(&["one"])).unwrap();
    let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode() & 0o600, 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
    symlink(&path, &link).unwrap();
    assert!(CatalogFile::at(&link).unwrap().write(&catalog(&["two"])).unwrap().changed);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!((Catalog::from_json(&fs::read(&path).unwrap()).unwrap(), mode()), (catalog(&["two"]), 0o664));
}

#[test]
fn a_read_only_file_is_left_alone() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("catalog.json");
    let file = CatalogFile::at(&path).unwrap();
    file.write(&catalog(&["one"])).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    for error in [file.check_writable().unwrap_err(), file.write(&catalog(&["two"])).unwrap_err()] {
        let Failure::File { action: "written", source, .. } = &error else { panic!("{error:?}") };
        assert_eq!(source.to_string(), "it is read-only");
    }
    assert_eq!(file.compare(&catalog(&["one"])).unwrap(), Comparison::Same);
}
