use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use tool_router::catalog::FILE_NAME;

/// Works with a Tool Router from the command line.
#[derive(Debug, Parser)]
#[command(name = "tool-router", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The catalogue: which toolkits and tools a router has, as a file for the compiler.
    Catalog {
        #[command(subcommand)]
        command: CatalogCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogCommand {
    /// Writes what a router has to the catalogue's file.
    Pull(PullArguments),
}

const ENVIRONMENT: &str = "\
Environment:
  COMPOSIO_API_KEY   the project's API key; COMPOSIO_USER_API_KEY for a user's, with COMPOSIO_ORG_ID and COMPOSIO_PROJECT_ID
  COMPOSIO_BASE_URL  where the router is, unless `--base-url` says it; the hosted API by default

Exit codes:
  0  the file is what the router has
  1  it is not (`--check`)
  2  something went wrong; the file is as it was";

#[derive(Debug, Args)]
#[command(after_help = ENVIRONMENT)]
pub(crate) struct PullArguments {
    /// Only these toolkits, by their slugs. The file then has no others
    #[arg(long, value_name = "SLUG,…", value_delimiter = ',', value_parser = slug)]
    pub(crate) toolkits: Vec<String>,

    /// The file to write
    #[arg(long, short, value_name = "FILE", default_value = FILE_NAME)]
    pub(crate) output: PathBuf,

    /// Where the router is, without `/api` and what follows
    #[arg(long, value_name = "URL", conflicts_with = "local")]
    pub(crate) base_url: Option<String>,

    /// Pull from a router inside this program: no account, no key, no network
    #[arg(long)]
    pub(crate) local: bool,

    /// Write nothing; say how the file differs from what the router has, and end with 1 if it does
    #[arg(long)]
    pub(crate) check: bool,

    /// Include toolkits and tools that are deprecated
    #[arg(long)]
    pub(crate) include_deprecated: bool,

    /// Say nothing but errors
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

fn slug(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("a slug is empty: name toolkits like `gmail,slack`, or leave the option out for all of them"),
        slug => Ok(slug.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn toolkits_are_split_at_commas_and_trimmed() {
        let arguments = ["tool-router", "catalog", "pull", "--toolkits", "gmail, slack", "--toolkits=github"];
        let Command::Catalog { command: CatalogCommand::Pull(pull) } = Arguments::parse_from(arguments).command;
        assert_eq!(pull.toolkits, ["gmail", "slack", "github"]);
        assert!(Arguments::try_parse_from(["tool-router", "catalog", "pull", "--toolkits", "gmail,"]).is_err());
    }
}
