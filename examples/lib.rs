//! Shared code of the example programs: which router they use, and who acts as the user.

use std::io::{self, BufRead, Write};

use tool_router::{AuthLink, ToolRouter};
use tool_router_test_support::Browser;

/// Any error that ends an example.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The command-line options of an example.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// `--yes`: the program follows auth links itself, as a user would in a browser.
    pub yes: bool,
    /// `--hosted`: use the hosted API, with the key in `COMPOSIO_API_KEY`, instead of the embedded router.
    pub hosted: bool,
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    ///
    /// For an unknown argument, and for `--yes` with `--hosted`: real accounts need a real user.
    pub fn from_args() -> Result<Self, Error> {
        let mut options = Self::default();
        for argument in std::env::args().skip(1) {
            match argument.as_str() {
                "--yes" => options.yes = true,
                "--hosted" => options.hosted = true,
                _ => return Err(format!("unknown argument `{argument}`; there are --yes and --hosted").into()),
            }
        }
        if options.yes && options.hosted {
            return Err("--yes cannot authenticate real accounts: leave it out with --hosted".into());
        }
        Ok(options)
    }

    /// Makes a client of the selected router.
    ///
    /// # Errors
    ///
    /// If the embedded router does not start, or `COMPOSIO_API_KEY` is not set.
    pub async fn router(self) -> Result<ToolRouter, Error> {
        if self.hosted { Ok(ToolRouter::from_env()?) } else { Ok(ToolRouter::local().await?) }
    }

    /// Opens an auth link: prints it for the user, and follows it with `--yes`.
    ///
    /// It returns at once; the user, or the task that acts as the user, takes some time.
    pub fn show(self, link: &AuthLink) {
        println!("Connect {}: {}", link.toolkit(), link.url());
        if self.yes {
            let url = link.url().to_owned();
            tokio::spawn(async move {
                if let Err(error) = authenticate(&url).await {
                    eprintln!("could not follow the link: {error}");
                }
            });
        }
    }

    /// Waits until the user confirms to be back from the link `url`; with `--yes` follows it instead.
    ///
    /// # Errors
    ///
    /// If the link cannot be followed, or standard input cannot be read.
    pub async fn come_back_from(self, url: &str) -> Result<(), Error> {
        if self.yes {
            return authenticate(url).await;
        }
        tokio::task::spawn_blocking(|| {
            print!("(press Enter when you are back) ");
            io::stdout().flush()?;
            io::stdin().lock().read_line(&mut String::new())
        })
        .await??;
        Ok(())
    }
}

async fn authenticate(url: &str) -> Result<(), Error> {
    Browser::new()?.connect(url).await?;
    Ok(())
}
