//! Impossible requests are reported before anything is written.

use std::fs;

use crate::{FILE, Folder, KEY};

#[tokio::test]
async fn without_a_key_it_says_what_to_do() {
    let folder = Folder::new();
    let told = folder.run(&[]).await.failed();
    let lines: Vec<&str> = told.lines().collect();
    let [error, help] = lines[..] else { panic!("{told}") };
    assert_eq!(error, "error: there is no API key");
    assert!(help.starts_with("help: set COMPOSIO_API_KEY") && help.contains("`--local`"), "{told}");
    assert!(folder.names().is_empty());
}

#[tokio::test]
async fn unknown_toolkits_are_named_with_the_nearest() {
    let folder = Folder::new();
    let told = folder.run(&["--local", "--toolkits", "gmail,gmial,frobnicate"]).await.failed();
    assert!(told.contains("no such toolkit: `frobnicate`, `gmial` (did you mean `gmail`?)"), "{told}");
    assert!(folder.names().is_empty());
}

#[tokio::test]
async fn a_place_where_no_file_can_be_is_refused() {
    let folder = Folder::new();
    fs::create_dir(folder.path("directory")).unwrap();
    fs::write(folder.path("file"), "").unwrap();
    for (output, problem) in
        [("directory", "it is a directory"), ("missing/c.json", "its directory does not exist"), ("", "")]
    {
        let told = folder.run(&["--local", "--output", output]).await;
        assert!(told.code == Some(2) && told.stderr.contains(problem), "{output}: {}", told.stderr);
    }
    let told = folder.run(&["--local", "--output", "file/c.json"]).await.failed();
    assert!(told.contains("file/c.json"), "{told}");
}

#[tokio::test]
async fn a_file_that_must_not_be_written_is_left_alone() {
    let folder = Folder::new();
    fs::write(folder.path(FILE), "mine").unwrap();
    let mut permissions = fs::metadata(folder.path(FILE)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path(FILE), permissions).unwrap();
    let told = folder.run(&["--local"]).await.failed();
    assert!(told.contains(FILE) && told.contains("it is read-only"), "{told}");
    assert_eq!((folder.read(FILE), folder.names().len()), ("mine".to_owned(), 1));
}

#[tokio::test]
async fn a_command_line_that_makes_no_sense_is_refused() {
    let folder = Folder::new();
    for (arguments, problem) in [
        (&["--local", "--base-url", "http://127.0.0.1:9"][..], "cannot be used with"),
        (&["--local", "--toolkits", "gmail,"], "a slug is empty"),
        (&["--api-key", KEY], "unexpected argument '--api-key'"),
    ] {
        let run = folder.command(arguments).output().await.unwrap();
        let told = String::from_utf8(run.stderr).unwrap();
        assert!(run.status.code() == Some(2) && told.contains(problem), "{told}");
    }
    let told = folder.pull("http://router.example.com", &[]).await.failed();
    assert!(told.contains("plain http would show the API key") && told.contains("\nhelp: use https"), "{told}");
}
