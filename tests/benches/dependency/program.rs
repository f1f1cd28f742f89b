//! Minimal programs, and what Cargo makes of them.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bench_support::{Cost, Outcome, repository};
use serde_json::Value;

/// A program, and what it depends on.
pub(crate) struct Program {
    pub(crate) name: String,
    /// Whether it is somebody else's.
    pub(crate) is_peer: bool,
    dependencies: String,
    source: &'static str,
}

const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"rt\"] }";

const OURS: &str = r#"
#[tool_router::tool_router_session(toolkits = ["gmail"])]
struct Agent;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), tool_router::Error> {
    let router = tool_router::ToolRouter::from_env()?;
    let session = Agent::session("user_123").create(&router).await?;
    println!("{:?}", session.id());
    Ok(())
}
"#;

/// With the feature `local`, the router that is in the program.
const LOCAL: &str = r#"
#[tool_router::tool_router_session(toolkits = ["gmail"])]
struct Agent;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), tool_router::Error> {
    let router = tool_router::ToolRouter::local().await?;
    let session = Agent::session("user_123").create(&router).await?;
    println!("{:?}", session.id());
    Ok(())
}
"#;

const REQWEST: &str = r#"
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), reqwest::Error> {
    let body = std::collections::HashMap::from([("user_id", "user_123")]);
    let session = reqwest::Client::new()
        .post("https://backend.composio.dev/api/v3.1/tool_router/session")
        .header("x-api-key", std::env::var("COMPOSIO_API_KEY").unwrap_or_default())
        .json(&body)
        .send()
        .await?
        .error_for_status()?;
    println!("{}", session.text().await?);
    Ok(())
}
"#;

const COMPOSIO_SDK: &str = r#"
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), composio_sdk::error::ComposioError> {
    let client = composio_sdk::client::ComposioClient::builder().build()?;
    let session = client.create_session("user_123").toolkits(vec!["gmail"]).send().await?;
    println!("{}", session.session_id());
    Ok(())
}
"#;

/// What is chosen in the place of the default.
const TLS: [&str; 2] = ["native-tls", "ring"];

/// tool-router as it is by default, without its default features if it has any, with each further feature, and the peers.
pub(crate) fn all() -> Outcome<Vec<Program>> {
    let (default, features) = features()?;
    let ours = |name: String, settings: &str, source| {
        let root = repository();
        let tool_router = format!("tool-router = {{ path = {:?}{settings} }}", root.join("runtime"));
        Program { name, is_peer: false, dependencies: format!("{tool_router}\n{TOKIO}"), source }
    };
    let alone = ", default-features = false";
    let mut programs = vec![ours("tool-router".to_owned(), "", OURS)];
    if !default.is_empty() {
        programs.push(ours("tool-router without TLS".to_owned(), alone, OURS));
    }
    for feature in features.iter().filter(|feature| !default.contains(feature)) {
        let source = if feature == "local" { LOCAL } else { OURS };
        let others = if TLS.contains(&feature.as_str()) { alone } else { "" };
        let settings = format!("{others}, features = [{feature:?}]");
        programs.push(ours(format!("tool-router {feature}"), &settings, source));
    }
    let peer = |name: &str, dependency: &str, source| Program {
        name: name.to_owned(),
        is_peer: true,
        dependencies: format!("{dependency}\n{TOKIO}"),
        source,
    };
    programs.push(peer("reqwest", "reqwest = { version = \"0.13.5\", features = [\"json\"] }", REQWEST));
    programs.push(peer("composio-sdk 0.3.0", "composio-sdk = \"=0.3.0\"", COMPOSIO_SDK));
    Ok(programs)
}

/// The features of tool-router: those that are on by default, and all.
fn features() -> Outcome<(Vec<String>, Vec<String>)> {
    let metadata = said(cargo(&repository()).args(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    let package = packages.iter().find(|package| package["name"] == "tool-router").ok_or("tool-router is not there")?;
    let features = package["features"].as_object().ok_or("no features")?;
    let names = |list: &Value| {
        list.as_array().into_iter().flatten().filter_map(|name| Some(name.as_str()?.to_owned())).collect()
    };
    let all = features.keys().filter(|name| *name != "default" && !name.starts_with('_')).cloned().collect();
    Ok((names(&features["default"]), all))
}

/// Where a program was written.
pub(crate) struct Folder(PathBuf);

impl Program {
    pub(crate) fn write(&self) -> Outcome<Folder> {
        let folder = self.name.replace([' ', '.'], "-");
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dependency").join(folder);
        fs::create_dir_all(path.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"minimal\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{}\n\n\
             [profile.release]\nstrip = true\n",
            self.dependencies
        );
        fs::write(path.join("Cargo.toml"), manifest)?;
        fs::write(path.join("src/main.rs"), self.source)?;
        if !self.is_peer {
            fs::copy(repository().join("Cargo.lock"), path.join("Cargo.lock"))?;
        }
        let folder = Folder(path);
        folder.clean()?;
        said(folder.cargo().arg("fetch"))?;
        Ok(folder)
    }
}

impl Folder {
    /// How many crates are compiled, this one aside: those of the build among them.
    pub(crate) fn crates(&self) -> Outcome<usize> {
        let tree = said(self.cargo().args(["tree", "--edges=normal,build", "--prefix=none", "--format={p}"]))?;
        let crates: HashSet<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
        Ok(crates.len().saturating_sub(1))
    }

    pub(crate) fn build_from_nothing(&self) -> Outcome<Cost> {
        self.clean()?;
        Cost::of(self.cargo().arg("build").stdout(Stdio::null()))
    }

    pub(crate) fn release_size(&self) -> Outcome<f64> {
        Cost::of(self.cargo().args(["build", "--release"]).stdout(Stdio::null()))?;
        #[expect(clippy::cast_precision_loss, reason = "a file of some megabytes")]
        let bytes = fs::metadata(self.target().join("release/minimal"))?.len() as f64;
        self.clean()?;
        Ok(bytes / 1e6)
    }

    fn clean(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.target()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn target(&self) -> PathBuf {
        self.0.join("target")
    }

    fn cargo(&self) -> Command {
        let mut cargo = cargo(&self.0);
        cargo.env("CARGO_TARGET_DIR", self.target());
        cargo
    }
}

fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder).env("CARGO_TERM_QUIET", "true");
    cargo
}

/// What a command prints.
fn said(command: &mut Command) -> Outcome<String> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{command:?} failed: {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
