//! The tables and plots of what was measured.

use bench_support::table::number;
use bench_support::{Outcome, Plot, Report, Sample, Table};

use crate::memory::Memory;
use crate::speed::{CALLS, Effort, Found, Samples};
use crate::wake::Woken;

pub(crate) fn write(
    effort: &Effort,
    found: &[Found],
    statements: &[f64; CALLS.len()],
    memory: Memory,
    woken: &Woken,
) -> Outcome {
    let how = format!(
        "Each server is a process of its own with its store in a file; requests come over loopback, and the servers take turns: \
         medians of {} rounds, {} ms each. Of a round, it is the median by the clock and the average of the server's processor \
         time; ratios are taken round by round. Rows are sessions, accounts and links, as many of each.",
        effort.rounds,
        effort.slice.as_millis()
    );
    let mut report = Report::new("router", "What a request costs the embedded router", &how)?;
    report.table("Creates", &creates(found));
    report.remark(
        "The bare insert is axum and one row of the same content, inserted by sqlx, with the router's journal and its durability: \
         each has one connection that writes. A create is a POST that stores a session.",
    );
    for create in found.iter().filter(|found| found.call == "create") {
        let mut plot = Plot::new(format!("create, {} in flight: milliseconds", create.in_flight), 2);
        plot.bar("axum and SQLite, bare", median(&create.bare.wall));
        for (rows, router) in effort.rows.iter().zip(&create.routers) {
            plot.bar(format!("tool-router, {rows} rows"), median(&router.wall));
        }
        report.plot(&format!("create-{}", create.in_flight), plot);
    }
    report.table("Requests", &requests(effort, found));
    report.remark("An execute runs a tool of the sandbox provider, which is a second request to the same process.");

    let mut table = Table::new(["request", "SQL statements"]);
    for (call, statements) in CALLS.iter().zip(statements) {
        table.row([(*call).to_owned(), number(*statements, 1)]);
    }
    report.table("Statements", &table);
    report.remark("What a request has the router do afterwards is counted as well: a link, for one, has it look what expires next.");

    let mut table = Table::new(["one more", "KB"]);
    for (what, memory) in [
        ("session", memory.session),
        ("waiter, with its connection", memory.waiter),
        ("waiter at axum, bare", memory.bare_waiter),
        ("MCP session", memory.mcp_session),
    ] {
        table.row([what.to_owned(), number(memory, 1)]);
    }
    report.table("Memory", &table);

    let mut table = Table::new(["from the request that makes an account active", "median, ms", "at the latest, ms"]);
    for (until, times) in [("the answer to a waiter", &woken.waiter), ("the answer to that request", &woken.sender)] {
        table.row([format!("until {until}"), number(times.median(), 2), number(times.greatest(), 2)]);
    }
    report.table("Waking", &table);
    report.write()
}

/// Creates beside the bare insert, nothing stored before.
pub(crate) fn creates(found: &[Found]) -> Table {
    let columns =
        ["in flight", "bare, ms", "tool-router, ms", "ratio", "bare, CPU µs", "tool-router, CPU µs", "ratio of CPU"];
    let mut table = Table::new(columns);
    for Found { in_flight, routers, bare, .. } in found.iter().filter(|found| found.call == "create") {
        let router = &routers[0];
        table.row([
            in_flight.to_string(),
            number(median(&bare.wall), 2),
            number(median(&router.wall), 2),
            number(Samples::ratio(&router.wall, &bare.wall), 2),
            number(median(&bare.cpu), 0),
            number(median(&router.cpu), 0),
            number(Samples::ratio(&router.cpu, &bare.cpu), 2),
        ]);
    }
    table
}

/// All requests, for each number of rows, and how much longer they take than with the first number.
pub(crate) fn requests(effort: &Effort, found: &[Found]) -> Table {
    let first = effort.rows.first().copied().unwrap_or_default();
    let numbers = effort.rows.iter().map(|rows| format!("{rows} rows, ms"));
    let ratios = effort
        .rows
        .iter()
        .skip(1)
        .flat_map(|rows| [format!("{rows} to {first}, ratio"), format!("{rows} to {first}, ratio of CPU")]);
    let mut table = Table::new(["request", "in flight"].map(str::to_owned).into_iter().chain(numbers).chain(ratios));
    for Found { call, in_flight, routers, .. } in found {
        let numbers = routers.iter().map(|router| number(median(&router.wall), 2));
        let ratios = routers.iter().skip(1).flat_map(|router| {
            let of_first = [(&router.wall, &routers[0].wall), (&router.cpu, &routers[0].cpu)];
            of_first.map(|(own, first)| number(Samples::ratio(own, first), 2))
        });
        table.row([(*call).to_owned(), in_flight.to_string()].into_iter().chain(numbers).chain(ratios));
    }
    table
}

fn median(numbers: &[f64]) -> f64 {
    numbers.iter().copied().collect::<Sample>().median()
}
