//! A router that is killed again and again while clients use it.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::time::timeout;

use super::{
    PATIENCE,
    child::{Child, Provider},
    client::{Answer, Client},
    store,
};

/// How often the router is killed; this variable says otherwise.
const KILLS: u32 = 15;
const KILLS_VARIABLE: &str = "TOOL_ROUTER_TESTS_KILLS";

/// Clients at the same time.
const CLIENTS: usize = 4;

/// What the router has answered, and must not forget.
#[derive(Default)]
struct Known {
    /// Each with the version of its configuration.
    sessions: BTreeMap<String, u64>,
    active: BTreeSet<String>,
    /// The accounts with a call that was not answered. A provider that rotates tokens may have taken the old one back before
    /// the new one was written.
    in_doubt: BTreeSet<String>,
    /// The sessions with an account whose user has said always.
    approved: BTreeMap<String, String>,
    /// The questions that were asked and not answered.
    open: BTreeMap<String, (Value, String)>,
    connects: u32,
    calls: u32,
}

type Shared = Arc<Mutex<Known>>;

fn lock(known: &Shared) -> MutexGuard<'_, Known> {
    known.lock().unwrap()
}

/// Uses the router until it is killed, and returns the last error.
async fn use_until_killed(client: Client, known: Shared, user: String) -> String {
    loop {
        if let Err(error) = use_once(&client, &known, &user).await {
            return error;
        }
    }
}

async fn use_once(client: &Client, known: &Shared, user: &str) -> Answer<()> {
    let config = json!({ "toolkits": ["gmail"], "tools": { "gmail": { "require_approval": ["GMAIL_GET_PROFILE"] } } });
    let session = client.session(user, config).await?;
    lock(known).sessions.insert(session.clone(), 1);
    let account = client.connect(&session).await?;
    lock(known).active.insert(account.clone());
    lock(known).connects += 1;

    let pinned = json!({ "connected_accounts": { "gmail": [&account] } });
    let updated = client.patch(&session, pinned).await?;
    lock(known).sessions.insert(session.clone(), updated["config_version"].as_u64().unwrap());

    let asked = client.execute(&session, json!({})).await?;
    assert_eq!(asked["result_type"], "input_required", "{asked}");
    lock(known).open.insert(session.clone(), (asked.clone(), account.clone()));
    run(client, known, &session, &account, Some(&asked)).await?;
    lock(known).approved.insert(session.clone(), account.clone());
    for _ in 0..2 {
        run(client, known, &session, &account, None).await?;
    }
    Ok(())
}

/// Runs the tool, which renews the account's token first. With `asked`, the user answers it.
async fn run(client: &Client, known: &Shared, session: &str, account: &str, asked: Option<&Value>) -> Answer<()> {
    let reply = match asked {
        Some(asked) => json!({
            "request_state": asked["request_state"],
            "input_responses": {
                "approval": { "action": "accept", "content": { "decision": "always_approve" } },
            },
        }),
        None => json!({}),
    };
    lock(known).in_doubt.insert(account.to_owned());
    lock(known).open.remove(session);
    let begun = Instant::now();
    let done = client.execute(session, reply).await?;
    assert_eq!(done["result_type"], "completed", "{done}");
    let mut known = lock(known);
    known.calls += 1;
    // Whoever waits longer for the disk is answered before the token is written.
    if begun.elapsed() < Duration::from_millis(900) {
        known.in_doubt.remove(account);
    }
    Ok(())
}

/// A router that was started again still has what it has answered, and works.
async fn check(client: &Client, known: &Shared, is_last: bool) {
    let active: BTreeSet<_> = client.accounts("ACTIVE").await.unwrap().into_iter().collect();
    let expired: BTreeSet<_> = client.accounts("EXPIRED").await.unwrap().into_iter().collect();
    {
        let mut known = lock(known);
        for account in &known.active {
            assert!(
                active.contains(account) || (known.in_doubt.contains(account) && expired.contains(account)),
                "{account} is lost"
            );
        }
        // It may be found out only when it is used.
        let in_doubt = std::mem::take(&mut known.in_doubt);
        known.active.retain(|account| !in_doubt.contains(account));
        known.approved.retain(|_, account| !in_doubt.contains(account));
        known.open.retain(|_, (_, account)| !in_doubt.contains(account));
    }
    // All of them at the end, and some each time.
    let most = if is_last { usize::MAX } else { CLIENTS };
    let sessions: Vec<_> = lock(known).sessions.iter().map(|(id, version)| (id.clone(), *version)).take(most).collect();
    for (session, version) in sessions {
        let found = client.get(&session).await.unwrap();
        assert!(found["config_version"].as_u64() >= Some(version), "{session} has lost a change");
    }
    let approved: Vec<_> = lock(known).approved.clone().into_iter().take(most).collect();
    for (session, account) in approved {
        run(client, known, &session, &account, None).await.expect("neither token nor approval is lost");
    }
    let open = std::mem::take(&mut lock(known).open);
    for (session, (asked, account)) in open {
        run(client, known, &session, &account, Some(&asked)).await.expect("a question can still be answered");
    }
    let session = client.session("waiter", json!({ "toolkits": ["gmail"] })).await.unwrap();
    let path = format!("{session}/connections?toolkits=gmail");
    let before = client.get(&path).await.unwrap();
    let wait = format!("{path}&after={}&wait_ms=20000", before["revision"]);
    let waiting = async {
        let mut seen = client.get(&wait).await?;
        // The new link is a change as well.
        while seen["connections"][0]["status"] != "ACTIVE" {
            seen = client.get(&format!("{path}&after={}&wait_ms=20000", seen["revision"])).await?;
        }
        Ok::<_, String>(seen)
    };
    let (seen, connected) = timeout(PATIENCE, async { tokio::join!(waiting, client.connect(&session)) }).await.unwrap();
    assert_eq!(seen.unwrap()["connections"][0]["connected_account_id"], connected.unwrap());
}

/// Between 20 and 420 milliseconds.
fn moment() -> Duration {
    Duration::from_millis(20 + getrandom::u32().unwrap() as u64 % 400)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_router_that_is_killed_at_any_moment_loses_nothing_that_it_has_answered() {
    let kills = env::var(KILLS_VARIABLE).ok().map_or(KILLS, |kills| kills.parse().expect("a number"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("router.db");
    let provider = Provider::start().await;
    let known = Shared::default();
    for round in 0..=kills {
        let child = Child::start(&path, &provider).expect("the store opens");
        store::check(&path).await;
        let client = Client::of(&child);
        check(&client, &known, round == kills).await;
        let users = (0..CLIENTS).map(|number| format!("user{round}-{number}"));
        let clients = users.map(|user| tokio::spawn(use_until_killed(client.clone(), known.clone(), user)));
        let clients: Vec<_> = clients.collect();
        tokio::time::sleep(moment()).await;
        child.kill();
        for client in clients {
            let error = timeout(PATIENCE, client).await.expect("its connection ends").unwrap();
            assert!(!error.starts_with(['4', '5']), "the router answered {error}");
        }
    }
    let known = lock(&known);
    eprintln!("{kills} kills: {} connections and {} calls were answered", known.connects, known.calls);
    assert!(known.connects > 0 && known.calls > 0, "nothing was going on");
}
