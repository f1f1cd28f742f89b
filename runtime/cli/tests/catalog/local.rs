//! Against the embedded router.

use std::fs;

use serde_json::Value;

use crate::{FILE, Folder};

#[tokio::test]
async fn it_writes_the_file_and_running_again_changes_no_byte() {
    let folder = Folder::new();
    let told = folder.run(&["--local"]).await.done();
    let first = folder.read(FILE);
    assert!(
        told.contains("3 toolkits, ") && told.contains(&format!("{} bytes, written to {FILE}", first.len())),
        "{told}"
    );
    assert!(first.starts_with("{\n  \"format\": \"tool-router-catalog/1\",\n  \"toolkits\": {\n    \"github\": {\n"));
    assert!(first.ends_with("\n}\n") && !first.contains("COMPOSIO_"));
    let file: Value = serde_json::from_str(&first).unwrap();
    let gmail = &file["toolkits"]["gmail"];
    let tool = &gmail["tools"]["GMAIL_FETCH_EMAILS"];
    assert_eq!((&gmail["name"], &tool["input_schema"]["type"]), (&"Gmail".into(), &"object".into()));
    assert!(tool["tags"].as_array().unwrap().contains(&"readOnlyHint".into()), "{tool}");

    assert_eq!(file["toolkits"]["slack"]["tools"].as_object().map(serde_json::Map::len), Some(21));
    assert_eq!(file["toolkits"]["github"]["tools"].as_object().map(serde_json::Map::len), Some(36));

    let told = folder.run(&["--local", "--toolkits", "gmail,slack,github"]).await.done();
    assert!(told.contains(&format!("as before in {FILE}")), "{told}");
    assert_eq!((folder.read(FILE), folder.names()), (first, vec![FILE.to_owned()]));
}

#[tokio::test]
async fn check_tells_what_differs_and_writes_nothing() {
    let folder = Folder::new();
    let missing = folder.run(&["--local", "--check"]).await.differs();
    assert!(missing.contains("does not exist") && folder.names().is_empty(), "{missing}");
    folder.run(&["--local"]).await.done();
    assert!(folder.run(&["--local", "--check"]).await.done().contains("is what the embedded router has"));

    let edited = folder
        .read(FILE)
        .replace("GMAIL_SEND_EMAIL\"", "GMAIL_SEND_MAIL\"")
        .replace("\"type\": \"array\"", "\"type\": \"set\"");
    fs::write(folder.path(FILE), &edited).unwrap();
    let told = folder.run(&["--local", "--check"]).await.differs();
    for line in [
        "  added    GMAIL_SEND_EMAIL\n",
        "  removed  GMAIL_SEND_MAIL\n",
        "  changed  GMAIL_FETCH_EMAILS: input_schema\n",
    ] {
        assert!(told.contains(line), "{told}");
    }
    assert_eq!(folder.read(FILE), edited);

    fs::write(folder.path(FILE), "<<<<<<< HEAD").unwrap();
    assert!(folder.run(&["--local", "--check"]).await.differs().contains("cannot be read: it is not JSON"));
    assert_eq!(folder.run(&["--local", "--check", "--quiet"]).await.differs(), "");
    assert_eq!(folder.run(&["--local", "--quiet"]).await.done(), "");
    folder.run(&["--local", "--check"]).await.done();
}

#[tokio::test]
async fn the_file_can_be_elsewhere() {
    let folder = Folder::new();
    fs::create_dir(folder.path("sub")).unwrap();
    folder.run(&["--local", "--output", "sub/c.json"]).await.done();
    folder.run(&["--local", "--check", "-o", folder.path("sub/c.json").to_str().unwrap()]).await.done();
    assert_eq!(folder.names(), ["sub"]);
}
