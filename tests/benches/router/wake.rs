//! How soon a waiter has its answer once an account has turned active.

use std::path::Path;
use std::time::{Duration, Instant};

use bench_support::{Outcome, Sample, Unit};
use tokio::time::sleep;

use crate::connection::Connection;
use crate::server::Server;
use crate::user::{User, connections, enable};

/// Milliseconds after the request that makes an account active was sent.
#[derive(Debug, Default)]
pub(crate) struct Woken {
    /// Until the waiter has its answer.
    pub(crate) waiter: Sample,
    /// Until whoever sent the request has its answer.
    pub(crate) sender: Sample,
}

pub(crate) async fn measure(folder: &Path, times: usize) -> Outcome<Woken> {
    let server = Server::router(&folder.join("wake.db")).await?;
    let user = User::connected(&server, "ada").await?;
    let mut waiter = Connection::open(server.address()).await?;
    let mut sender = Connection::open(server.address()).await?;
    let mut woken = Woken::default();
    for _ in 0..times {
        sender.send(&enable(&user.account, false)).await?;
        let before = waiter.send(&connections(&user.session, None)).await?.json()?;
        let wait = connections(&user.session, Some(&before["revision"]));
        let waits = async {
            let answer = waiter.send(&wait).await?;
            let at = Instant::now();
            let status = answer.json()?["connections"][0]["status"].take();
            if status == "ACTIVE" { Ok(at) } else { Err(format!("woken while {status}").into()) }
        };
        let sends = async {
            // The waiter waits by then.
            sleep(Duration::from_millis(50)).await;
            let sent = Instant::now();
            sender.send(&enable(&user.account, true)).await?;
            Outcome::Ok((sent, Instant::now()))
        };
        let (woken_at, (sent, answered)) = tokio::try_join!(waits, sends)?;
        woken.waiter.push(Unit::Milliseconds.of(woken_at - sent));
        woken.sender.push(Unit::Milliseconds.of(answered - sent));
    }
    drop((waiter, sender));
    server.end().await?;
    Ok(woken)
}
