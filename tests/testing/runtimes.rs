//! Where a router for tests runs, and when it ends.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::json;
use tokio::runtime::Runtime;
use tool_router::Error;
use tool_router::testing::{FakeToolkit, TestRouter};

use crate::agents::Assistant;

/// How many threads of routers for tests this process has; other tests have theirs.
fn threads(prefix: &str) -> usize {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let names = tasks.filter_map(|task| fs::read_to_string(task.path().join("comm")).ok());
    names.filter(|name| name.starts_with(prefix)).count()
}

fn address(router: &TestRouter) -> SocketAddr {
    router.base_url().socket_addrs(|| None).expect("an address")[0]
}

fn is_gone(address: SocketAddr) -> bool {
    let deadline = Instant::now() + Duration::from_secs(5);
    while Instant::now() < deadline {
        if TcpStream::connect(address).is_err() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

async fn use_it(router: &TestRouter, user: &str) -> Result<(), Error> {
    router.connect(user, Assistant::GMAIL).await?;
    let session = Assistant::session(user).create(router).await?;
    session.execute(Assistant::GMAIL_FETCH_EMAILS, json!({ "max_results": 1 })).await?.into_data()?;
    router.calls().assert_eq([Assistant::GMAIL_FETCH_EMAILS]);
    Ok(())
}

#[tokio::test(flavor = "current_thread")]
async fn it_answers_a_thread_that_blocks() {
    let router = TestRouter::start().await.expect("a router");
    // The runtime of this test can do nothing in the meantime.
    let mut stream = TcpStream::connect(address(&router)).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a deadline");
    stream.write_all(b"GET /api/v3.1/toolkits HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_serves_a_runtime_of_several_threads() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    use_it(&router, "ada").await
}

#[tokio::test]
async fn many_routers_at_once_share_nothing() -> Result<(), Error> {
    let tests = (0..8).map(|number| async move {
        let router = TestRouter::start().await?;
        use_it(&router, &format!("user{number}")).await?;
        Ok::<_, Error>(router.connected_accounts("user0").await?.len())
    });
    let accounts: Vec<usize> = join_all(tests).await.into_iter().collect::<Result<_, _>>()?;
    assert_eq!(accounts.iter().sum::<usize>(), 1, "{accounts:?}");
    Ok(())
}

#[tokio::test]
async fn it_is_gone_when_it_was_dropped_in_async_code() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    use_it(&router, "ada").await?;
    let (address, began) = (address(&router), Instant::now());
    drop(router);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert!(is_gone(address));
    Ok(())
}

#[test]
fn it_is_gone_when_it_was_dropped_without_a_runtime() {
    let runtime = Runtime::new().expect("a runtime");
    let router = runtime.block_on(async {
        let router = TestRouter::start().await?;
        use_it(&router, "ada").await?;
        Ok::<_, Error>(router)
    });
    let router = router.expect("a router");
    drop(runtime);
    let address = address(&router);
    assert!(TcpStream::connect(address).is_ok(), "it needs no runtime of the test");
    drop(router);
    assert!(is_gone(address));
}

#[tokio::test]
async fn a_call_that_hangs_does_not_keep_it() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    router.connect("ada", Assistant::GMAIL).await?;
    router.on_call(Assistant::GMAIL_FETCH_EMAILS).hang();
    let session = Assistant::session("ada").create(&router).await?;
    let hanging = tokio::spawn(async move { session.execute(Assistant::GMAIL_FETCH_EMAILS, ()).await });
    while router.calls().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let began = Instant::now();
    router.stop();
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    hanging.await.expect("no panic").expect_err("nobody answers any more");
    Ok(())
}

#[tokio::test]
async fn it_runs_as_long_as_a_client_or_a_session() -> Result<(), Error> {
    let router = TestRouter::start().await?;
    router.connect("ada", Assistant::GMAIL).await?;
    let address = address(&router);
    let session = Assistant::session("ada").create(&router.client()).await?;
    drop(router);
    session.execute(Assistant::GMAIL_FETCH_EMAILS, ()).await?.into_data()?;
    drop(session);
    assert!(is_gone(address));
    Ok(())
}

#[tokio::test]
async fn a_toolkit_that_owns_the_last_client_ends_with_it() -> Result<(), Error> {
    static KEPT: Mutex<Option<TestRouter>> = Mutex::new(None);
    // Dropped on the router's own thread, while it handles a call.
    let drops = FakeToolkit::new("crm").tool("CRM_DROP", |_| {
        drop(KEPT.lock().expect("a lock").take());
        json!({})
    });
    let router = TestRouter::builder().fake(drops).start().await?;
    let address = address(&router);
    #[tool_router::tool_router_session(toolkits = ["crm"])]
    struct Agent;
    let session = Agent::session("ada").create(&router).await?;
    let call = session.execute_named("CRM_DROP", ()).into_future();
    *KEPT.lock().expect("a lock") = Some(router);
    drop(session);
    let _ = call.await;
    assert!(is_gone(address));
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn no_thread_is_left() {
    // A process of its own: in this one, other tests run routers of theirs.
    const ALONE: &str = "TOOL_ROUTER_TESTS_ALONE";
    if std::env::var_os(ALONE).is_none() {
        let test = std::env::current_exe().expect("this program");
        let run =
            std::process::Command::new(test).args(["--exact", "runtimes::no_thread_is_left"]).env(ALONE, "1").output();
        let run = run.expect("it runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
        return;
    }
    let runtime = Runtime::new().expect("a runtime");
    let before = fs::read_dir("/proc/self/task").expect("threads").count();
    for _ in 0..3 {
        let used = runtime.block_on(async { use_it(&TestRouter::start().await?, "ada").await });
        used.expect("a router");
    }
    assert_eq!(threads("tool-router-tes"), 0);
    // The store's own thread ends on its own.
    let deadline = Instant::now() + Duration::from_secs(5);
    while threads("sqlx-sqlite") > 0 {
        assert!(Instant::now() < deadline, "a thread of the store is left");
        std::thread::sleep(Duration::from_millis(10));
    }
    let after = fs::read_dir("/proc/self/task").expect("threads").count();
    // Tokio keeps threads for blocking work of the test's own runtime for a while.
    assert!(after <= before + 2, "{before} threads before, {after} after");
}
