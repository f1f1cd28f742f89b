//! How soon a waiting program goes on once its user has connected, and how many requests it sent in the meantime: pushed and
//! polled, and the official SDKs beside.
//!
//!     cargo bench -p wait
//!     cargo bench -p wait -- --runs 3
//!
//! All of them wait at the same embedded router, behind a proxy that counts their requests. The router says when the account turned
//! active, to the millisecond.

mod proxy;
mod router;
mod script;

use std::time::Duration;

use bench_support::table::number;
use bench_support::{Outcome, Plot, Report, Sample, Table};
use clap::Parser;
use tokio::sync::mpsc;
use tool_router::{ToolRouter, tool_router_session};

use crate::proxy::Proxy;
use crate::router::{KEY, Router};
use crate::script::Script;

/// Measures how soon a waiting program goes on.
#[derive(Parser)]
struct Arguments {
    /// How often each waits.
    #[arg(long, default_value_t = 15)]
    runs: u32,
    /// What Cargo says to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

/// Waits until Gmail is connected.
#[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
struct Agent;

/// Who waits.
enum Waiter {
    /// A program with this crate.
    ThisCrate(ToolRouter),
    /// A program with an official SDK.
    Sdk(Script),
}

/// What was found of a waiter.
struct Found {
    name: &'static str,
    late: Sample,
    requests: Sample,
}

#[tokio::main]
async fn main() -> Outcome {
    let Arguments { runs, bench: _ } = Arguments::parse();
    let router = Router::start().await?;
    let pushing = Proxy::start(router.url(), true).await?;
    let silent = Proxy::start(router.url(), false).await?;
    let client = |proxy: &Proxy| ToolRouter::builder().api_key(KEY).base_url(proxy.url()).build();
    let mut waiters = vec![
        ("tool-router, pushed", &pushing, Waiter::ThisCrate(client(&pushing)?)),
        ("tool-router, polled", &silent, Waiter::ThisCrate(client(&silent)?)),
    ];
    let mut missing = Vec::new();
    for script in Script::all() {
        if script.is_installed() {
            waiters.push((script.name, &pushing, Waiter::Sdk(script)));
        } else {
            missing.push(script.name);
        }
    }
    let mut found = Vec::new();
    for (name, proxy, waiter) in waiters {
        eprintln!("{name}");
        let (mut late, mut requests) = (Sample::default(), Sample::default());
        for run in 0..runs {
            let user = format!("{name} {run}").replace([' ', ','], "_");
            let returned = waiter.wait(&router, proxy, &user, takes(run, runs)).await?;
            late.push(returned - router.active_since(&user).await?);
            requests.push(f64::from(proxy.requests()));
        }
        found.push(Found { name, late, requests });
    }
    write(&found, &missing, runs)
}

/// How long a user takes: each time another part of a second longer, so that nobody's interval fits.
fn takes(run: u32, runs: u32) -> Duration {
    Duration::from_millis(2000) + Duration::from_secs(1) * run / runs.max(1)
}

impl Waiter {
    /// Waits for the user, who takes that long, and returns when it went on. Requests are counted from the link on.
    async fn wait(&self, router: &Router, proxy: &Proxy, user: &str, takes: Duration) -> Outcome<f64> {
        match self {
            Self::ThisCrate(client) => {
                let (show, mut links) = mpsc::unbounded_channel();
                let agent = async {
                    let shown = Agent::session(user).on_auth_link(move |link| drop(show.send(link)));
                    let session = shown.create(client).await?;
                    let returned = router::now();
                    drop(session);
                    Ok(returned)
                };
                let connects = async {
                    let link = links.recv().await.ok_or("no link")?;
                    proxy.requests();
                    router.connect(link.url(), takes).await
                };
                let (returned, ()) = tokio::try_join!(agent, connects)?;
                Ok(returned)
            }
            Self::Sdk(script) => {
                let mut running = script.start(proxy.url(), user)?;
                let link = running.line().await?;
                proxy.requests();
                router.connect(&link, takes).await?;
                Ok(running.line().await?.parse()?)
            }
        }
    }
}

fn write(found: &[Found], missing: &[&str], runs: u32) -> Outcome {
    let how = format!(
        "Users take two to three seconds to connect; medians of {runs} runs. All wait at the same embedded router, which says when \
         the account turned active, to the millisecond. Polled is what this crate does with a router that does not push."
    );
    let mut report = Report::new("wait", "How soon a waiting program goes on", &how)?;
    let mut table = Table::new(["waits", "goes on after ACTIVE, ms", "at the latest, ms", "requests while it waits"]);
    let mut plot = Plot::new("milliseconds from ACTIVE until the program goes on", 1);
    for Found { name, late, requests } in found {
        table.row([
            (*name).to_owned(),
            number(late.median(), 1),
            number(late.greatest(), 1),
            number(requests.median(), 1),
        ]);
        plot.bar(*name, late.median());
    }
    report.table("Waiting", &table);
    for name in missing {
        report.remark(&format!("Not measured: {name}, which is not installed; see `.ci/run`."));
    }
    report.remark(
        "Not measured: composio-sdk 0.3.0, whose `wait_for_connection` never asks the API, and so never returns for a user who \
         connects while it waits.",
    );
    report.plot("late", plot);
    report.write()
}
