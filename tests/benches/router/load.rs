//! Requests for a while, some of them in flight.

use std::time::{Duration, Instant};

use bench_support::{Outcome, Sample, Unit};
use futures_util::future::try_join_all;

use crate::connection::{Call, Connection};
use crate::server::Server;

/// What a request took, at the median by the clock, and on average of the server's processor time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Took {
    /// In milliseconds.
    pub(crate) wall: f64,
    /// In microseconds.
    pub(crate) cpu: f64,
}

/// Sends requests for `time`, as many in flight as there are connections.
pub(crate) async fn load(
    server: &Server,
    connections: &mut [Connection],
    time: Duration,
    calls: &[Call],
) -> Outcome<Took> {
    let (started, before) = (Instant::now(), server.cpu()?);
    let worker = async |number: usize, connection: &mut Connection| {
        let mut times = Vec::new();
        // At least one, however slow it is.
        for call in calls.iter().cycle().skip(number % calls.len()) {
            let sent = Instant::now();
            connection.send(call).await?;
            times.push(Unit::Milliseconds.of(sent.elapsed()));
            if started.elapsed() >= time {
                break;
            }
        }
        Ok::<_, Box<dyn std::error::Error>>(times)
    };
    let workers = connections.iter_mut().enumerate().map(|(number, connection)| worker(number, connection));
    let times: Vec<f64> = try_join_all(workers).await?.into_iter().flatten().collect();
    let cpu = Unit::Microseconds.of(server.cpu()? - before) / f64::from(u32::try_from(times.len())?);
    Ok(Took { wall: times.into_iter().collect::<Sample>().median(), cpu })
}
