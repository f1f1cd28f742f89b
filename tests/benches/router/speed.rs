//! How long requests take, with few and many in flight, and with little and much stored.

use std::path::Path;
use std::time::Duration;

use bench_support::{Outcome, Sample};

use crate::connection::{Call, Connection};
use crate::fill::Template;
use crate::load::load;
use crate::server::Server;
use crate::user::{self, User};

/// How thoroughly it is measured.
#[derive(Clone, Debug)]
pub(crate) struct Effort {
    /// How many rows the stores have already.
    pub(crate) rows: Vec<usize>,
    /// How many requests are in flight.
    pub(crate) in_flight: Vec<usize>,
    pub(crate) rounds: usize,
    /// How long each request is repeated in a round.
    pub(crate) slice: Duration,
}

/// The kinds of requests, in the order in which they are measured: first those that store nothing.
pub(crate) const CALLS: [&str; 6] = ["execute", "search", "list of accounts", "list of toolkits", "connect", "create"];

/// The users of the links and sessions that are made. More than a hundred unused links of one user would expire.
const USERS: usize = 128;

/// What a kind of request took, so many in flight: with as many rows as [`Effort`] says, and the same of the bare insert. The
/// numbers of a round stand at the same place of each sample.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) call: &'static str,
    pub(crate) in_flight: usize,
    pub(crate) routers: Vec<Samples>,
    pub(crate) bare: Samples,
}

/// What was found round by round, by the clock in milliseconds, and of the server's processor time in microseconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples {
    pub(crate) wall: Vec<f64>,
    pub(crate) cpu: Vec<f64>,
}

/// A router, and what is asked of it.
struct Subject {
    server: Server,
    connections: Vec<Connection>,
    calls: Vec<Vec<Call>>,
}

impl Subject {
    async fn router(store: &Path, most: usize) -> Outcome<Self> {
        let server = Server::router(store).await?;
        let User { session, .. } = User::connected(&server, "ada").await?;
        for number in 1..user::PAGE {
            User::connected(&server, &format!("connected{number}")).await?;
        }
        let mut connections = Connection::many(server.address(), most).await?;
        let mut connect = Vec::new();
        for number in 0..USERS {
            connect.push(user::connect(&user::session(&mut connections[0], &format!("user{number}")).await?));
        }
        let calls = vec![
            vec![user::execute(&session)],
            vec![user::search(&session)],
            vec![user::accounts()],
            vec![user::toolkits(&session)],
            connect,
            (0..USERS).map(|number| user::create(&format!("user{number}"))).collect(),
        ];
        Ok(Self { server, connections, calls })
    }

    async fn bare(database: &Path, most: usize) -> Outcome<Self> {
        let server = Server::bare(database).await?;
        let connections = Connection::many(server.address(), most).await?;
        let insert = (0..USERS).map(|number| user::insert(&format!("user{number}"))).collect();
        Ok(Self { server, connections, calls: vec![insert] })
    }

    /// Measures requests, and adds what was found.
    async fn measure(&mut self, calls: usize, in_flight: usize, slice: Duration, samples: &mut Samples) -> Outcome {
        let took = load(&self.server, &mut self.connections[..in_flight], slice, &self.calls[calls]).await?;
        samples.wall.push(took.wall);
        samples.cpu.push(took.cpu);
        Ok(())
    }
}

impl Samples {
    /// The median of the ratios to others, round by round: what slows a whole round does not count.
    pub(crate) fn ratio(own: &[f64], others: &[f64]) -> f64 {
        own.iter().zip(others).map(|(own, other)| own / other).collect::<Sample>().median()
    }
}

/// Measures everything. The servers take turns.
pub(crate) async fn measure(folder: &Path, effort: &Effort, only: Option<&str>) -> Outcome<Vec<Found>> {
    let most = effort.in_flight.iter().copied().max().unwrap_or(1);
    let template = Template::make(folder).await?;
    let mut routers = Vec::new();
    for (place, rows) in effort.rows.iter().enumerate() {
        eprintln!("filling a store with {rows} rows");
        let store = template.filled(&format!("router{place}"), *rows).await?;
        routers.push(Subject::router(&store, most).await?);
    }
    let mut bare = Subject::bare(&folder.join("bare.db"), most).await?;
    let mut all = Vec::new();
    for (place, call) in CALLS.into_iter().enumerate().filter(|(_, call)| only.is_none_or(|only| only == *call)) {
        for in_flight in effort.in_flight.iter().copied() {
            eprintln!("{call}, {in_flight} in flight");
            let mut found =
                Found { call, in_flight, routers: vec![Samples::default(); routers.len()], bare: Samples::default() };
            for round in 0..=effort.rounds {
                // The first round warms up.
                let mut dropped = Samples::default();
                let mut turns: Vec<_> = routers.iter_mut().zip(&mut found.routers).collect();
                // Whoever comes first finds the machine in another state.
                if round % 2 == 0 {
                    turns.reverse();
                }
                for (router, samples) in turns {
                    let samples = if round == 0 { &mut dropped } else { samples };
                    router.measure(place, in_flight, effort.slice, samples).await?;
                }
                if call == "create" {
                    let samples = if round == 0 { &mut dropped } else { &mut found.bare };
                    bare.measure(0, in_flight, effort.slice, samples).await?;
                }
            }
            all.push(found);
        }
    }
    for Subject { server, connections, .. } in routers.into_iter().chain([bare]) {
        drop(connections);
        server.end().await?;
    }
    Ok(all)
}
