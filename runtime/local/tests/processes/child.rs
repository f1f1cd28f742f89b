//! A router in a process of its own, and its provider, which outlives it.

use std::{
    env,
    io::{BufRead, BufReader},
    path::Path,
    process::{self, ChildStdout, Command, Stdio},
    time::Duration,
};

use tool_router_local::{LocalRouter, SandboxProvider, SandboxProviderBuilder, SandboxServer};
use url::Url;

const STORE: &str = "TOOL_ROUTER_TESTS_STORE";
const PROVIDER: &str = "TOOL_ROUTER_TESTS_PROVIDER";
const SERVES: &str = "serves_as_a_process_of_its_own_when_another_test_asks_for_it";
const READY: &str = "listening on ";
const FAILED: &str = "not started: ";

pub(crate) const API_KEY: &str = "key-of-the-tests";

/// The sandbox provider, in the process of the tests.
pub(crate) struct Provider(SandboxServer);

impl Provider {
    pub(crate) async fn start() -> Self {
        let callback = Url::parse("http://127.0.0.1/oauth/callback").unwrap();
        let sandbox = sandbox().redirect_uri(callback).build();
        Self(sandbox.spawn().await.unwrap())
    }
}

/// A router that runs until it is killed, or dropped.
#[derive(Debug)]
pub(crate) struct Child {
    process: process::Child,
    /// Kept, so that the process can write to it.
    output: Option<BufReader<ChildStdout>>,
    url: Url,
}

impl Child {
    /// Starts a router on a store. An error is the reason that it gives.
    pub(crate) fn start(store: &Path, provider: &Provider) -> Result<Self, String> {
        let process = Command::new(env::current_exe().unwrap())
            .args(["--exact", SERVES, "--nocapture", "--test-threads=1"])
            .env(STORE, store)
            .env(PROVIDER, provider.0.url().as_str())
            .stdout(Stdio::piped())
            .stdin(Stdio::null())
            .spawn();
        let mut child = Self { process: process.unwrap(), output: None, url: provider.0.url().clone() };
        let output = child.output.insert(BufReader::new(child.process.stdout.take().unwrap()));
        let mut said = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "it ended without saying why: {said}");
            if let Some((_, url)) = line.split_once(READY) {
                child.url = url.trim().parse().unwrap();
                return Ok(child);
            }
            if let Some((_, reason)) = line.split_once(FAILED) {
                return Err(reason.trim().to_owned());
            }
            said.push_str(&line);
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// Ends it at once, wherever it is.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // It fails only if the process has ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.end();
    }
}

/// The sandbox, with the same OAuth client in every process. Its tokens are valid, but so short that each call renews them first.
fn sandbox() -> SandboxProviderBuilder {
    SandboxProvider::builder().client("tests", "of-the-tests").access_token_ttl(Duration::from_secs(25))
}

/// Serves until the process is killed, if it was started for that.
pub(crate) async fn serve_if_asked() {
    let (Some(store), Ok(provider)) = (env::var_os(STORE), env::var(PROVIDER)) else { return };
    let provider = Url::parse(&provider).unwrap();
    // What the sandbox says of itself does not depend on which process serves it.
    let gmail = sandbox().build().gmail(&provider);
    match LocalRouter::builder().toolkit(gmail).store_file(store).api_key(API_KEY).start().await {
        Ok(router) => {
            println!("{READY}{}", router.url());
            std::future::pending::<()>().await;
        }
        Err(error) => println!("{FAILED}{error}"),
    }
}
