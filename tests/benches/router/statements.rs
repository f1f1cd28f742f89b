//! How many SQL statements a request takes.

use std::path::Path;

use bench_support::Outcome;

use crate::connection::{Call, Connection};
use crate::server::Server;
use crate::speed::CALLS;
use crate::user::{self, User};

/// How many requests are counted.
const REQUESTS: u16 = 50;

/// The statements of each kind of request, in the order of [`CALLS`]. What a request has the router do afterwards is counted
/// as well.
pub(crate) async fn measure(folder: &Path) -> Outcome<[f64; CALLS.len()]> {
    let mut server = Server::counted_router(&folder.join("statements.db")).await?;
    let User { session, .. } = User::connected(&server, "ada").await?;
    let calls: [Call; CALLS.len()] = [
        user::execute(&session),
        user::search(&session),
        user::accounts(),
        user::toolkits(&session),
        user::connect(&session),
        user::create("ada"),
    ];
    let mut connection = Connection::open(server.address()).await?;
    let mut statements = [f64::NAN; CALLS.len()];
    for (call, statements) in calls.iter().zip(&mut statements) {
        connection.send(call).await?;
        let before = server.statements().await?;
        for _ in 0..REQUESTS {
            connection.send(call).await?;
        }
        *statements = (server.statements().await? - before) / f64::from(REQUESTS);
    }
    drop(connection);
    server.end().await?;
    Ok(statements)
}
