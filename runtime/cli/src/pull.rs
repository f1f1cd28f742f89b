use std::fmt;

use tool_router::catalog::Catalog;
use tool_router::{ToolRouter, ToolRouterBuilder};

use crate::arguments::PullArguments;
use crate::failure::Failure;
use crate::file::{CatalogFile, Comparison};
use crate::progress::Bar;
use crate::{Outcome, say};

/// `tool-router catalog pull`
pub(crate) async fn run(arguments: PullArguments) -> Result<Outcome, Failure> {
    // Problems on this machine are reported before minutes are spent on the router.
    let file = CatalogFile::at(&arguments.output)?;
    if !arguments.check {
        file.check_writable()?;
    }
    let router = router(&arguments).await?;
    let catalog = fetch(&router, &arguments).await?;
    let (outcome, told) = match arguments.check {
        true => check(&file, &catalog, &place(&router, arguments.local))?,
        false => (Outcome::Done, write(&file, &catalog)?),
    };
    if !arguments.quiet {
        say::line(told);
    }
    Ok(outcome)
}

async fn router(arguments: &PullArguments) -> Result<ToolRouter, Failure> {
    if arguments.local {
        return Ok(ToolRouter::local().await?);
    }
    let builder = ToolRouterBuilder::from_env();
    Ok(match &arguments.base_url {
        Some(url) => builder.base_url(url),
        None => builder,
    }
    .build()?)
}

async fn fetch(router: &ToolRouter, arguments: &PullArguments) -> Result<Catalog, Failure> {
    let bar = Bar::new(arguments.quiet);
    let request = router.catalog().include_deprecated(arguments.include_deprecated);
    let mut request = request.on_progress(move |progress| bar.show(progress));
    if !arguments.toolkits.is_empty() {
        request = request.only(&arguments.toolkits);
    }
    Ok(request.await?)
}

fn write(file: &CatalogFile, catalog: &Catalog) -> Result<String, Failure> {
    let written = file.write(catalog)?;
    let done = if written.changed { "written to" } else { "as before in" };
    Ok(format!("{}, {} bytes, {done} {}", Summary(catalog), written.bytes, file.path().display()))
}

/// The router in words.
fn place(router: &ToolRouter, local: bool) -> String {
    if local { "the embedded router".to_owned() } else { format!("the router at {}", router.base_url()) }
}

fn check(file: &CatalogFile, catalog: &Catalog, router: &str) -> Result<(Outcome, String), Failure> {
    let path = file.path().display();
    let told = match file.compare(catalog)? {
        Comparison::Same => {
            return Ok((Outcome::Done, format!("{path} is what {router} has: {}", Summary(catalog))));
        }
        Comparison::Missing => format!("{path} does not exist; {router} has {}", Summary(catalog)),
        Comparison::NotACatalog(problem) => format!("{path} {problem}"),
        Comparison::Different(changes) if changes.is_empty() => {
            format!("{path} says what {router} has, but is not written as `pull` writes it")
        }
        Comparison::Different(changes) => format!("{path} is not what {router} has:\n{changes}"),
    };
    Ok((Outcome::Differs, told))
}

/// The size of a catalogue, in words.
struct Summary<'a>(&'a Catalog);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (toolkits, tools) = (self.0.toolkits.len(), self.0.tool_count());
        write!(formatter, "{toolkits} toolkit{}, {tools} tool{}", plural(toolkits), plural(tools))
    }
}
