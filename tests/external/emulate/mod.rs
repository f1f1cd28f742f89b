//! The toolkits against a third party's emulation of their providers.
//!
//! The emulator treats unknown tokens as its first user's. No data of that user may ever be seen.

mod github;
mod gmail;
mod slack;

use std::net::TcpListener;

use url::Url;

use crate::program::{Program, node};

/// Starts the emulation of a provider for a router that listens on `port`. Returns where it is.
async fn emulate(provider: &str, port: u16) -> (Program, Url) {
    let mut command = node("emulate.mjs");
    command.arg(provider).arg(format!("http://127.0.0.1:{port}/oauth/callback"));
    let mut emulator = Program::start(command);
    let url = emulator.line().await.parse().expect("the emulator's URL");
    (emulator, url)
}

/// A port that was free a moment ago: the emulator needs the redirect URI before the router starts.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}
