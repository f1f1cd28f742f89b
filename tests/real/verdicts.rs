//! What each program comes to in a declaration.

use crate::{chosen, fixed, mended, supplied};
use tool_router::{Error, ToolRouter};

/// What a declaration makes of an original program.
pub(crate) enum Verdict {
    /// It means the same, with the same freedom at run time.
    Same,
    /// The compiler refuses it, by this rule; the case in `ui/real` has the program's name. Ours is what it suggests instead.
    Refused { rule: &'static str, case: &'static str },
}

/// An original program, and ours.
pub(crate) struct Row {
    /// The original's name in `originals.jsonl`.
    pub(crate) original: &'static str,
    pub(crate) verdict: Verdict,
    /// How ours differs in what it sends, as a merge patch for each session; none if it sends the same.
    pub(crate) differs: &'static [&'static str],
    /// Why it differs, or how ours says it.
    pub(crate) note: &'static str,
}

const fn same(original: &'static str, note: &'static str) -> Row {
    Row { original, verdict: Verdict::Same, differs: &[], note }
}

const fn other(original: &'static str, differs: &'static [&'static str], note: &'static str) -> Row {
    Row { original, verdict: Verdict::Same, differs, note }
}

const fn refused(
    original: &'static str,
    rule: &'static str,
    case: &'static str,
    differs: &'static [&'static str],
    note: &'static str,
) -> Row {
    Row { original, verdict: Verdict::Refused { rule, case }, differs, note }
}

/// Every original, in the order of `originals.jsonl`.
pub(crate) const ROWS: [Row; 24] = [
    same("ComposioHQ/trustclaw", "`toolkits = any` is said; `wait_tool`"),
    same("milind-soni/OpenMausBot", "the map `auth_configs`"),
    same("elie222/rakazo (sessionForExecute)", "`toolkits(from = any)`; nothing connected makes no session"),
    same("elie222/rakazo (sessionFor)", "`app = manual_auth`"),
    other(
        "hachej/boring-ui",
        &[r#"{"mcp": null}"#],
        "`toolkits(from = any)`, `callback_url?`, `authorize_named`; the API has no field `mcp`, `session.mcp()` has the endpoint",
    ),
    same("AWLSEN/spoq-2.0", "`toolkits(from = [..])`, and what is connected besides is left aside"),
    other(
        "tomlidgett1/bike-dashboard",
        &[r#"{"multi_account": {"enable": false}}"#, r#"{"multi_account": {"enable": false}}"#, "{}"],
        "`multi_account?(max_per_toolkit?)`; with one account ours says that there are not several, whatever the project's setting is",
    ),
    same("sailorworks/shopify-agent", "`app = manual_auth`"),
    same("hanspreinfalk/Jarbas", "`mcp`"),
    same("volkovyy-00/nightborn", "its checks by hand are a policy"),
    same("opencoredev/akeru-bot", "`toolkits(from = any)`, `authorize_named(..).alias(..)`"),
    other(
        "paperclipai/paperclip",
        &[r#"{"mcp": null, "toolkits": {"enable": ["github"]}, "manage_connections": {"enable": true}}"#],
        "`toolkits(from = any)`, `only_tools`; ours writes toolkits as the API documents them and says the default of connection management",
    ),
    same("LiamMagnier/juno", "`app = manual_auth`, `mcp`"),
    same("recoupable/api", "`auth_configs(googlesheets?, tiktok?)`; three sessions as `AnySession`"),
    refused(
        "ComposioHQ/open-gamma",
        "toolkit-slug",
        "open_gamma",
        &[r#"{"toolkits": {"enable": ["googleslides", "composio_search", "gemini"]}}"#],
        "the corrected list is in the message",
    ),
    refused(
        "sankalpgunturi/mantri",
        "disabled-for-interactive",
        "mantri",
        &[r#"{"manage_connections": {"enable": true}}"#],
        "a user is there, and nobody could connect anything",
    ),
    same("mogilventures/gtm-os-pipeline", "`toolkits = any` is said"),
    refused(
        "composio-community/general-purpose-agent-quickstart",
        "enabled-for-automation",
        "quickstart_cron",
        &[r#"{"manage_connections": {"enable": false}}"#],
        "nobody follows an auth link of a cron job",
    ),
    same("maulana-tech/composio-agennt", "`toolkits(from = any)`"),
    refused(
        "blockshiftnetwork/composio-laravel",
        "many-accounts-need-multi-account",
        "composio_laravel",
        &[r#"{
            "multi_account": {"enable": true, "require_explicit_selection": true},
            "manage_connections": {"infer_scopes_from_tools": null},
            "workbench": {"enable": true, "timeout_seconds": null}
        }"#],
        "two accounts need `multi_account`, and two settings are gone from the API",
    ),
    same("a composio.py", "`toolkits(from = any)`, the map `auth_configs`, `authorize_named`"),
    same("a main.py", "nothing is left to run time"),
    same("an app.py", "`wait_tool = false`"),
    same("a worker.ts", "`wait_tool = false`"),
];

/// Runs our program for the original.
pub(crate) async fn run(original: &str, router: &ToolRouter) -> Result<(), Error> {
    match original {
        "ComposioHQ/trustclaw" => fixed::trustclaw(router).await,
        "milind-soni/OpenMausBot" => supplied::open_maus_bot(router).await,
        "elie222/rakazo (sessionForExecute)" => chosen::rakazo_execute(router).await,
        "elie222/rakazo (sessionFor)" => fixed::rakazo_apps(router).await,
        "hachej/boring-ui" => chosen::boring_ui(router).await,
        "AWLSEN/spoq-2.0" => chosen::spoq(router).await,
        "tomlidgett1/bike-dashboard" => supplied::bike_dashboard(router).await,
        "sailorworks/shopify-agent" => fixed::shopify_agent(router).await,
        "hanspreinfalk/Jarbas" => fixed::jarbas(router).await,
        "volkovyy-00/nightborn" => fixed::nightborn(router).await,
        "opencoredev/akeru-bot" => chosen::akeru_bot(router).await,
        "paperclipai/paperclip" => chosen::paperclip(router).await,
        "LiamMagnier/juno" => fixed::juno_directory(router).await,
        "recoupable/api" => supplied::recoupable(router).await,
        "ComposioHQ/open-gamma" => mended::open_gamma(router).await,
        "sankalpgunturi/mantri" => mended::mantri(router).await,
        "mogilventures/gtm-os-pipeline" => fixed::gtm_os_pipeline(router).await,
        "composio-community/general-purpose-agent-quickstart" => mended::quickstart_cron(router).await,
        "maulana-tech/composio-agennt" => chosen::composio_agennt(router).await,
        "blockshiftnetwork/composio-laravel" => mended::composio_laravel(router).await,
        "a composio.py" => chosen::composio_py(router).await,
        "a main.py" => fixed::main_py(router).await,
        "an app.py" => fixed::app_py(router).await,
        "a worker.ts" => fixed::worker_ts(router).await,
        other => panic!("there is no program for {other}"),
    }
}
