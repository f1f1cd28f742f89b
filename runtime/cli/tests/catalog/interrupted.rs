//! A run that is interrupted by a signal.

use std::fs;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::{FILE, Folder, KEY};

#[tokio::test]
async fn an_interruption_leaves_the_old_file_and_nothing_beside_it() {
    for signal in ["-INT", "-TERM"] {
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let folder = Folder::new();
        fs::write(folder.path(FILE), "old").unwrap();
        let mut command = folder.command(&["--base-url", &format!("http://{}", silent.local_addr().unwrap())]);
        let child = command.env("COMPOSIO_API_KEY", KEY).spawn().unwrap();
        // It is under way once it sends a request.
        let _connection = timeout(Duration::from_secs(30), silent.accept()).await.unwrap().unwrap();
        let pid = child.id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
        let output =
            timeout(Duration::from_secs(10), child.wait_with_output()).await.expect("it ends at once").unwrap();
        assert_eq!(output.status.code(), Some(2), "{signal}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "error: interrupted: nothing was written\n");
        assert_eq!((folder.read(FILE), folder.names().len()), ("old".to_owned(), 1));
    }
}
