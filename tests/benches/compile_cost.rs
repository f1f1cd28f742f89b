//! What a declared session costs the compiler, beside a serde derive and a bon builder, in one run.
//!
//!     cargo test -p tool-router-tests --bench compile_cost
//!
//! For each kind it checks a crate with 0, 100 and 1000 items of six settings, each of them used, and prints the medians
//! of five runs. `cargo check` is run on the leaf crate alone: its dependencies are built before the clock starts.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io};

const RUNS: usize = 5;
const SIZES: [usize; 3] = [0, 100, 1000];

/// A kind of item: what its crate depends on, and the source of one item and of its use.
struct Kind {
    name: &'static str,
    dependencies: &'static str,
    item: fn(usize) -> String,
}

const KINDS: [Kind; 3] = [
    Kind {
        name: "tool-router",
        dependencies: "tool-router = { path = \"ROOT/runtime\" }",
        item: |n| {
            format!(
                "#[tool_router::tool_router_session(\n    toolkits = [\"gmail\", \"slack\"],\n    \
                 tools(gmail = [\"GMAIL_FETCH_EMAILS\"]),\n    tags(disable = [destructive]),\n    \
                 manage_connections(enable, callback_url = \"https://app.example.com/cb\"),\n    \
                 auth_configs(slack = \"ac_{n}\"),\n    multi_account(max_per_toolkit = 3),\n)]\n\
                 pub struct Agent{n};\n\
                 pub fn use{n}() -> bool {{\n    Agent{n}::session(\"user\").only([Agent{n}::GMAIL]).config().hooks.is_empty()\n}}\n"
            )
        },
    },
    Kind {
        name: "serde",
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"",
        item: |n| {
            format!(
                "#[derive(serde::Serialize, serde::Deserialize)]\npub struct Agent{n} {{\n    pub toolkits: Vec<String>,\n    \
                 pub tools: Vec<String>,\n    pub tags: Vec<String>,\n    pub callback_url: Option<String>,\n    \
                 pub auth_config: Option<String>,\n    pub max_accounts: u8,\n}}\n\
                 pub fn use{n}(text: &str) -> Option<String> {{\n    \
                 let agent: Agent{n} = serde_json::from_str(text).ok()?;\n    serde_json::to_string(&agent).ok()\n}}\n"
            )
        },
    },
    Kind {
        name: "bon",
        dependencies: "bon = \"3\"",
        item: |n| {
            format!(
                "#[derive(bon::Builder)]\npub struct Agent{n} {{\n    pub toolkits: Vec<String>,\n    pub tools: Vec<String>,\n    \
                 pub tags: Vec<String>,\n    pub callback_url: Option<String>,\n    pub auth_config: Option<String>,\n    \
                 pub max_accounts: u8,\n}}\n\
                 pub fn use{n}() -> Agent{n} {{\n    Agent{n}::builder().toolkits(vec![]).tools(vec![]).tags(vec![])\n        \
                 .callback_url(String::new()).max_accounts(3).build()\n}}\n"
            )
        },
    },
];

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let folder = root.join("target").join("compile-cost");
    println!("| kind | 0 | 100 | 1000 | per item at 1000 | growth from 100 to 1000 |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let mut per_item = Vec::new();
    for kind in &KINDS {
        let crates = SIZES.map(|size| write_crate(&folder, &root, kind, size));
        let crates = crates.into_iter().collect::<io::Result<Vec<_>>>()?;
        let medians = measure(&folder, &crates)?;
        let [empty, hundred, thousand] =
            [medians[0], medians[1], medians[2]].map(|median| median.as_secs_f64() * 1000.0);
        let (at_100, at_1000) = ((hundred - empty) / 100.0, (thousand - empty) / 1000.0);
        let growth = at_1000 / at_100;
        println!(
            "| {} | {empty:.0} ms | {hundred:.0} ms | {thousand:.0} ms | {at_1000:.2} ms | {growth:.2} × linear |",
            kind.name
        );
        per_item.push(at_1000);
    }
    for (kind, cost) in KINDS.iter().zip(&per_item).skip(1) {
        println!("a session costs {:.2} of a {} item", per_item[0] / cost, kind.name);
    }
    Ok(())
}

fn write_crate(folder: &Path, root: &Path, kind: &Kind, size: usize) -> io::Result<PathBuf> {
    let path = folder.join(format!("{}-{size}", kind.name));
    fs::create_dir_all(path.join("src"))?;
    let dependencies = kind.dependencies.replace("ROOT", &root.display().to_string());
    let name = format!("{}-{size}", kind.name.replace('-', "_"));
    fs::write(
        path.join("Cargo.toml"),
        format!(
            "[package]\nname = \"leaf-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}\n"
        ),
    )?;
    let mut source = String::new();
    for item in 0..size {
        let _ = writeln!(source, "{}", (kind.item)(item));
    }
    fs::write(path.join("src/lib.rs"), source)?;
    fs::copy(root.join("Cargo.lock"), path.join("Cargo.lock"))?;
    Ok(path)
}

/// The median of the runs for each crate. The crates take turns, so that a slow moment of the machine hits all of them.
fn measure(folder: &Path, crates: &[PathBuf]) -> io::Result<Vec<Duration>> {
    for path in crates {
        check(folder, path)?;
    }
    let mut times = vec![Vec::new(); crates.len()];
    for _ in 0..RUNS {
        for (path, times) in crates.iter().zip(&mut times) {
            let source = path.join("src/lib.rs");
            fs::write(&source, fs::read(&source)?)?;
            times.push(check(folder, path)?);
        }
    }
    Ok(times
        .into_iter()
        .map(|mut times| {
            times.sort();
            times[RUNS / 2]
        })
        .collect())
}

fn check(folder: &Path, path: &Path) -> io::Result<Duration> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["check", "--quiet"]).current_dir(path).env("CARGO_TARGET_DIR", folder.join("target"));
    // Incremental compilation would measure what did not change.
    command.env("CARGO_INCREMENTAL", "0").stdout(Stdio::null());
    let started = Instant::now();
    let status = command.status()?;
    let taken = started.elapsed();
    if status.success() { Ok(taken) } else { Err(io::Error::other(format!("{} does not compile", path.display()))) }
}
