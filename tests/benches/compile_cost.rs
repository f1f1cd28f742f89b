//! The compile time of a declared session, compared with a serde derive and a bon builder in one run.
//!
//!     cargo test -p tool-router-tests --bench compile_cost
//!
//! For each kind, it checks a crate with 0, 100 and 1000 items of six settings, each of them used, and builds those
//! with 0 and 100. It prints medians of CPU time, which a busy machine affects less than wall time, and of wall time as
//! well. All crates take turns, so that a slow moment affects all of them. Only the leaf crate is measured: its
//! dependencies are built before. Two further crates show the cost of the parts of a session.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io};

const CHECKS: usize = 5;
const BUILDS: usize = 3;

/// A kind of item: the dependencies of its crate, and the source of one item and of its use.
struct Kind {
    name: &'static str,
    dependencies: &'static str,
    item: fn(usize) -> String,
}

const TOOL_ROUTER: &str = "tool-router = { path = \"ROOT/runtime\" }";

const KINDS: [Kind; 5] = [
    Kind { name: "tool-router", dependencies: TOOL_ROUTER, item: |n| declared(n) + &used(n) },
    Kind { name: "tool-router-created", dependencies: TOOL_ROUTER, item: |n| declared(n) + &created(n) },
    Kind { name: "tool-router-policy", dependencies: TOOL_ROUTER, item: |n| under_policy(n) + &used(n) },
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

/// Parts of a session.
const PARTS: [Kind; 2] = [
    Kind { name: "tool-router-not-used", dependencies: TOOL_ROUTER, item: declared },
    Kind { name: "tool-router-not-declared", dependencies: TOOL_ROUTER, item: |n| format!("pub struct Agent{n};\n") },
];

fn declared(n: usize) -> String {
    format!(
        "#[tool_router::tool_router_session(\n    toolkits = [\"gmail\", \"slack\"],\n    \
         tools(gmail = [\"GMAIL_FETCH_EMAILS\"]),\n    tags(disable = [destructive]),\n    \
         manage_connections(enable, callback_url = \"https://app.example.com/cb\"),\n    \
         auth_configs(slack = \"ac_{n}\"),\n    multi_account(max_per_toolkit = 3),\n)]\n\
         pub struct Agent{n};\n"
    )
}

fn created(n: usize) -> String {
    format!(
        "pub async fn create{n}(router: &tool_router::ToolRouter) -> Result<tool_router::Session<Agent{n}>, tool_router::Error> {{\n    \
         Agent{n}::session(\"user\").only([Agent{n}::GMAIL]).create(router).await\n}}\n"
    )
}

fn under_policy(n: usize) -> String {
    let policy = "pub const ACME: tool_router::policy::Policy = tool_router::policy::Policy::named(\"acme\")\n    \
                  .deny_toolkits(&[\"stripe\"]).deny_tools(&[\"GMAIL_SEND_EMAIL\"]).require_toolkit_allowlist()\n    \
                  .callback_hosts(&[\"app.example.com\"]);\n";
    let declared = declared(n).replace("    toolkits =", "    policy = crate::ACME,\n    toolkits =");
    if n == 0 { policy.to_owned() + &declared } else { declared }
}

fn used(n: usize) -> String {
    format!(
        "pub fn use{n}() -> bool {{\n    \
         Agent{n}::session(\"user\").only([Agent{n}::GMAIL]).config().hooks.is_empty()\n}}\n"
    )
}

/// A crate with a number of items of a kind, and its measurements.
struct Leaf {
    path: PathBuf,
    checks: Vec<Cost>,
    builds: Vec<Cost>,
}

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let folder = root.join("target").join("compile-cost");
    let leaf = |kind, size| write_crate(&folder, &root, kind, size);
    let leaves = |kind| -> io::Result<[Leaf; 3]> { Ok([leaf(kind, 0)?, leaf(kind, 100)?, leaf(kind, 1000)?]) };
    let mut kinds = KINDS.iter().map(leaves).collect::<io::Result<Vec<_>>>()?;
    let mut parts = PARTS.iter().map(|kind| leaf(kind, 1000)).collect::<io::Result<Vec<_>>>()?;

    let all = kinds.iter_mut().flatten().chain(&mut parts);
    measure("check", CHECKS, &folder, all, |leaf| &mut leaf.checks)?;
    let small = kinds.iter_mut().flat_map(|[empty, hundred, _]| [empty, hundred]);
    measure("build", BUILDS, &folder, small, |leaf| &mut leaf.builds)?;

    println!(
        "| kind | check of 0 | of 100 | of 1000 | an item | growth from 100 to 1000 | by the clock | build of an item |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut per_item = Vec::new();
    for (kind, leaves) in KINDS.iter().zip(&kinds) {
        let [empty, hundred, thousand] = leaves.each_ref().map(|leaf| median(&leaf.checks));
        let (at_100, at_1000) = ((hundred.cpu - empty.cpu) / 100.0, (thousand.cpu - empty.cpu) / 1000.0);
        let [empty_build, build, _] = leaves.each_ref().map(|leaf| leaf.builds.as_slice());
        println!(
            "| {} | {:.0} ms | {:.0} ms | {:.0} ms | {at_1000:.2} ms | {:.2} × linear | {:.2} ms | {:.2} ms |",
            kind.name,
            empty.cpu,
            hundred.cpu,
            thousand.cpu,
            at_1000 / at_100,
            (thousand.wall - empty.wall) / 1000.0,
            (median(build).cpu - median(empty_build).cpu) / 100.0,
        );
        per_item.push(at_1000);
    }
    for (kind, cost) in KINDS.iter().zip(&per_item).skip(1) {
        println!("a session costs {:.2} of a {} item", per_item[0] / cost, kind.name);
    }
    let [empty, _, used] = &kinds[0];
    let [used, not_used, not_declared] =
        [used, &parts[0], &parts[1]].map(|leaf| (median(&leaf.checks).cpu - median(&empty.checks).cpu) / 1000.0);
    println!(
        "of a session's {used:.2} ms, its use is {:.2}, its declaration {:.2}, and its struct {not_declared:.2}",
        used - not_used,
        not_used - not_declared,
    );
    Ok(())
}

fn write_crate(folder: &Path, root: &Path, kind: &Kind, size: usize) -> io::Result<Leaf> {
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
    Ok(Leaf { path, checks: Vec::new(), builds: Vec::new() })
}

/// The cost of a run, in milliseconds.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
}

/// Runs a Cargo command on each leaf a number of times.
fn measure<'a>(
    command: &str,
    runs: usize,
    folder: &Path,
    leaves: impl Iterator<Item = &'a mut Leaf>,
    costs: fn(&mut Leaf) -> &mut Vec<Cost>,
) -> io::Result<()> {
    let mut leaves: Vec<&mut Leaf> = leaves.collect();
    for leaf in &leaves {
        run(command, folder, &leaf.path)?;
    }
    for _ in 0..runs {
        for leaf in &mut leaves {
            let source = leaf.path.join("src/lib.rs");
            fs::write(&source, fs::read(&source)?)?;
            let cost = run(command, folder, &leaf.path)?;
            costs(leaf).push(cost);
        }
    }
    Ok(())
}

fn run(command: &str, folder: &Path, path: &Path) -> io::Result<Cost> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(cargo);
    cargo.args([command, "--quiet"]).current_dir(path).env("CARGO_TARGET_DIR", folder.join("target"));
    // Incremental compilation would measure unchanged code.
    cargo.env("CARGO_INCREMENTAL", "0").stdout(Stdio::null());
    let (started, before) = (Instant::now(), cpu_of_children()?);
    let status = cargo.status()?;
    let (wall, cpu) = (started.elapsed(), cpu_of_children()?);
    if !status.success() {
        return Err(io::Error::other(format!("{} does not compile", path.display())));
    }
    let wall = wall.as_secs_f64() * 1000.0;
    Ok(Cost { wall, cpu: cpu.zip(before).map_or(wall, |(cpu, before)| (cpu - before).as_secs_f64() * 1000.0) })
}

/// The user and system CPU time of finished child processes and their descendants.
#[cfg(unix)]
fn cpu_of_children() -> io::Result<Option<Duration>> {
    use nix::sys::resource::{UsageWho, getrusage};

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let spent = usage.user_time() + usage.system_time();
    let (seconds, micros) = (spent.tv_sec().unsigned_abs(), spent.tv_usec().unsigned_abs());
    Ok(Some(Duration::from_secs(seconds) + Duration::from_micros(micros)))
}

/// On other platforms there is only wall time.
#[cfg(not(unix))]
fn cpu_of_children() -> io::Result<Option<Duration>> {
    Ok(None)
}

fn median(costs: &[Cost]) -> Cost {
    let of = |part: fn(&Cost) -> f64| {
        let mut parts: Vec<f64> = costs.iter().map(part).collect();
        parts.sort_by(f64::total_cmp);
        parts[parts.len() / 2]
    };
    Cost { wall: of(|cost| cost.wall), cpu: of(|cost| cost.cpu) }
}
