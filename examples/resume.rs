//! Across restarts: the program stores its session's id, and goes on with the same session when it starts again.
//!
//! ```text
//! cargo run --example resume              creates a session, "restarts", and goes on with it
//! cargo run --example resume -- --yes     the same: nobody is asked anything
//! ```

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tool_router::{Session, ToolRouter, tool_router_session};
use tool_router_examples::{Failure, Options};

/// Reads one user's mail, for as long as the user wants it to.
#[tool_router_session(toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]))]
pub struct InboxAgent;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::from_args("A program goes on with the same session when it starts again.")?;
    let router = options.router().await?;
    let file = IdFile::of("user_123");

    let first = file.session(&router).await?;
    println!("Started with session {}.", first.id());

    // What a restart leaves: the file.
    let second = file.session(&router).await?;
    println!("Started again with session {}.", second.id());
    assert_eq!(first.id(), second.id());

    // Somebody deletes the session while the program is not running.
    second.delete().await?;
    let third = file.session(&router).await?;
    println!("That one was gone. Started with session {}.", third.id());
    assert_ne!(third.id(), second.id());

    third.delete().await?;
    Ok(file.remove()?)
}

/// Where the program keeps the id of one user's session between two runs. Each user has a session, and so a file, of their own.
struct IdFile {
    user: &'static str,
    path: PathBuf,
}

impl IdFile {
    /// A real program has a directory for its data.
    fn of(user: &'static str) -> Self {
        let path = std::env::temp_dir().join(format!("tool-router-resume-{user}-{}", std::process::id()));
        Self { user, path }
    }

    /// The stored session, or a new one if there is none any more.
    async fn session(&self, router: &ToolRouter) -> Result<Session<InboxAgent>, Failure> {
        if let Some(id) = self.read()? {
            match router.retrieve::<InboxAgent>(id).await {
                // Only this says that the session is gone. After any other error it is still there: a new one each time the
                // router cannot be reached would leave the old ones behind, and lose what the user approved in them.
                Err(error) if error.is_not_found() => {}
                retrieved => return Ok(retrieved?),
            }
        }
        let session = InboxAgent::session(self.user).create(router).await?;
        self.write(session.id().as_str())?;
        Ok(session)
    }

    fn read(&self) -> io::Result<Option<String>> {
        match fs::read_to_string(&self.path) {
            Ok(id) => Ok(Some(id.trim().to_owned()).filter(|id| !id.is_empty())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes beside the file and renames, so that a crash leaves the old id or the new one.
    fn write(&self, id: &str) -> io::Result<()> {
        let new: &Path = &self.path.with_extension("new");
        fs::write(new, id)?;
        fs::rename(new, &self.path)
    }

    fn remove(&self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }
}
