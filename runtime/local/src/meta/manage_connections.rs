//! `COMPOSIO_MANAGE_CONNECTIONS`

use schemars::JsonSchema;
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tool_router_core::config::Tag;

use super::{Context, MetaTool, check_toolkits, read, said, schema};
use crate::{
    access,
    api_error::ApiError,
    connect::{LinkRequest, MadeLink, make_link},
    connections::Accounts,
    limits,
    store::{Account, now},
    time::iso,
    toolkit::ToolDefinition,
};

#[derive(Debug, Deserialize, JsonSchema)]
struct Arguments {
    /// The slugs of the toolkits to connect.
    #[schemars(length(min = 1, max = limits::TOOLKITS_AT_ONCE))]
    toolkits: Vec<String>,
    /// Makes a new link even for what is connected already.
    #[serde(default)]
    reinitiate_all: bool,
}

pub(super) fn definition() -> ToolDefinition {
    ToolDefinition::new(
        MetaTool::ManageConnections.slug(),
        "Manage connections",
        "Says whether the user has connected toolkits, and makes a link for each that is missing. Show the links to the user, \
         who opens them to sign in.",
        schema::<Arguments>(),
    )
    .tags([Tag::Destructive, Tag::OpenWorld])
}

pub(super) async fn run(context: Context<'_>, arguments: Map<String, Value>) -> Result<Value, ApiError> {
    let Arguments { toolkits, reinitiate_all } = read(arguments)?;
    check_toolkits(&toolkits)?;
    let mut results = Map::new();
    let (mut active, mut initiated, mut failed) = (0, 0, 0);
    for slug in toolkits.iter().map(|slug| slug.to_ascii_lowercase()) {
        if results.contains_key(&slug) {
            continue;
        }
        let result = match state(context, &slug, reinitiate_all).await {
            Ok(State::Active(account)) => {
                active += 1;
                connected(&slug, account.as_ref())
            }
            Ok(State::Initiated { link, again }) => {
                initiated += 1;
                waiting(&slug, &link, again)
            }
            Err(error) if error.status.is_server_error() => return Err(error),
            Err(error) => {
                failed += 1;
                json!({
                    "toolkit": slug,
                    "status": "failed",
                    "has_active_connection": false,
                    "error_message": said(&error),
                })
            }
        };
        results.insert(slug, result);
    }
    let message = match (initiated, failed) {
        (0, 0) => "All toolkits are connected.",
        (0, _) => "Some toolkits cannot be connected; error_message says why.",
        _ => "Show the user each redirect_url and go on when they have connected.",
    };
    Ok(json!({
        "message": message,
        "results": results,
        "summary": {
            "total_toolkits": active + initiated + failed,
            "active_connections": active,
            "initiated_connections": initiated,
            "failed_connections": failed,
        },
    }))
}

enum State {
    /// Active, with this account if it needs one.
    Active(Option<Account>),
    /// Waiting for the user.
    Initiated { link: MadeLink, again: bool },
}

async fn state(context: Context<'_>, slug: &str, reinitiate: bool) -> Result<State, ApiError> {
    let Context { app, session, origin, .. } = context;
    let toolkit = access::toolkit(&app.registered, &session.config, slug)?;
    if toolkit.auth().is_none() {
        return Ok(State::Active(None));
    }
    let accounts = Accounts::of(app, session, slug).await?;
    let account = accounts.active().next();
    if let Some(account) = account
        && !reinitiate
    {
        return Ok(State::Active(Some(account.clone())));
    }
    let request = LinkRequest::to(slug);
    Ok(State::Initiated { link: make_link(app, session, origin, request).await?, again: account.is_some() })
}

fn connected(slug: &str, account: Option<&Account>) -> Value {
    let mut result = json!({ "toolkit": slug, "status": "active", "has_active_connection": true });
    if let Some(account) = account {
        result["connected_account_id"] = account.id.clone().into();
        result["auth_config_id"] = account.auth_config_id.clone().into();
        result["created_at"] = iso(account.created_at).into();
    }
    result
}

fn waiting(slug: &str, link: &MadeLink, again: bool) -> Value {
    json!({
        "toolkit": slug,
        "status": "initiated",
        "has_active_connection": false,
        "connected_account_id": link.account_id,
        "redirect_url": link.url.expose_secret(),
        "instruction": format!("Show the user this link to connect {slug}. It works once and for a short time."),
        "created_at": iso(now()),
        "was_reinitiated": again,
    })
}
