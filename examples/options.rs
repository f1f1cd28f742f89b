use std::env;
use std::io::{self, BufRead, Write};
use std::path::Path;

use tool_router::{AuthLink, ToolRouter};
use tool_router_test_support::Browser;

use crate::Failure;

const OPTIONS: &str = "\
Options:
  --yes      Act as the user: follow auth links as a browser would, and approve what is asked
  --hosted   Use the hosted API, with the key in COMPOSIO_API_KEY, instead of the embedded router
  --help     Print this";

/// The command-line options of an example.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// `--yes`: the program acts as the user, e.g. follows auth links.
    pub yes: bool,
    /// `--hosted`: use the hosted API, with the key in `COMPOSIO_API_KEY`, instead of the embedded router.
    pub hosted: bool,
}

impl Options {
    /// Reads the command line. `--help` prints what the program shows, and ends it.
    ///
    /// # Errors
    ///
    /// For an unknown argument, and for `--yes` with `--hosted`: real accounts need a real user.
    pub fn from_args(shows: &str) -> Result<Self, Failure> {
        let mut options = Self::default();
        for argument in env::args().skip(1) {
            match argument.as_str() {
                "--yes" => options.yes = true,
                "--hosted" => options.hosted = true,
                _ => help(shows, OPTIONS, &argument)?,
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
    pub async fn router(self) -> Result<ToolRouter, Failure> {
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
                if let Err(failure) = follow(&url).await {
                    eprintln!("could not follow the link: {failure}");
                }
            });
        }
    }

    /// Waits until the user confirms to be back from the auth link `url`; with `--yes` follows it instead.
    ///
    /// # Errors
    ///
    /// If the link cannot be followed, or standard input cannot be read.
    pub async fn come_back_from(self, url: &str) -> Result<(), Failure> {
        if self.yes {
            return follow(url).await;
        }
        ask("(press Enter when you are back) ").await?;
        Ok(())
    }

    /// Asks the user to approve something; `--yes` does.
    ///
    /// # Errors
    ///
    /// If standard input cannot be read.
    pub async fn approve(self, question: &str) -> Result<bool, Failure> {
        if self.yes {
            println!("User:  {question} Yes.");
            return Ok(true);
        }
        let said = ask(&format!("{question} [y/N] ")).await?;
        Ok(matches!(said.trim(), "y" | "Y" | "yes"))
    }
}

/// Ends the program with its help if `argument` asks for it.
///
/// # Errors
///
/// If it does not, for the argument is unknown.
pub fn help(shows: &str, options: &str, argument: &str) -> Result<(), Failure> {
    if !matches!(argument, "--help" | "-h") {
        return Err(format!("unknown argument `{argument}`; --help lists what there is").into());
    }
    let program = env::args().next().unwrap_or_default();
    let program = Path::new(&program).file_stem().unwrap_or_default().display();
    println!("{shows}\n\nUsage: {program} [options]\n\n{options}");
    std::process::exit(0);
}

async fn ask(question: &str) -> Result<String, Failure> {
    print!("{question}");
    io::stdout().flush()?;
    // Standard input blocks.
    let read = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    Ok(read.await??)
}

async fn follow(url: &str) -> Result<(), Failure> {
    Browser::new()?.connect(url).await?;
    Ok(())
}
