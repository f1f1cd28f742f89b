//! `COMPOSIO_MANAGE_CONNECTIONS`

mod request;

use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};
use tool_router_core::config::{SessionConfig, Tag};

use self::request::{Action, Arguments, Asked, Entry};
use super::{Context, MetaTool, check_toolkits, read, said, schema};
use crate::{
    access,
    accounts::check_alias,
    api_error::ApiError,
    connect::{LinkRequest, MadeLink, make_link},
    connections::{self, Accounts},
    credentials::needs_account,
    store::{Account, Session, Status, now},
    time::iso,
    toolkit::{LocalToolkit, ToolDefinition},
};

pub(super) fn definition() -> ToolDefinition {
    ToolDefinition::new(
        MetaTool::ManageConnections.slug(),
        "Manage connections",
        "Says whether the user has connected toolkits, and makes a link for each that is missing. Show the links to the user, \
         who opens them to sign in. With an action for a toolkit, it lists the accounts that are connected, adds, renames or \
         removes one.",
        schema::<Arguments>(),
    )
    .tags([Tag::Destructive, Tag::OpenWorld])
}

pub(super) async fn run(context: Context<'_>, arguments: Map<String, Value>) -> Result<Value, ApiError> {
    let Arguments { toolkits, reinitiate_all } = read(arguments)?;
    check_toolkits(toolkits.len())?;
    let mut distinct: Vec<Entry> = Vec::new();
    for entry in toolkits {
        if distinct.contains(&entry) {
            continue;
        }
        // A result stands under its toolkit's slug, so that there is room for one.
        if distinct.iter().any(|other| other.slug() == entry.slug() && !is_plain(other, &entry)) {
            let problem = format_args!("`{}` is there twice: call again for the second action", entry.slug());
            return Err(ApiError::invalid("arguments.toolkits", problem));
        }
        distinct.push(entry);
    }
    let mut results = Map::new();
    let mut summary = Summary::default();
    for entry in distinct {
        let slug = entry.slug();
        if results.contains_key(&slug) {
            continue;
        }
        let result = match perform(context, &slug, &entry, reinitiate_all).await {
            Ok(done) => summary.count(done, &slug),
            Err(error) if error.status.is_server_error() => return Err(error),
            Err(error) => summary.failed(&slug, &said(&error)),
        };
        results.insert(slug, result);
    }
    Ok(json!({ "message": summary.message(), "results": results, "summary": summary.wire() }))
}

/// Whether both entries are slugs alone, in whatever case.
fn is_plain(one: &Entry, other: &Entry) -> bool {
    matches!((one, other), (Entry::Slug(_), Entry::Slug(_)))
}

/// What became of an entry.
enum Done {
    /// Active, with this account if the toolkit needs one.
    Active(Option<Account>),
    /// Waiting for the user.
    Initiated {
        link: MadeLink,
        again: bool,
    },
    Listed {
        accounts: Vec<Account>,
        needs_none: bool,
    },
    Renamed(Account),
    Removed {
        id: String,
        rest: bool,
    },
}

async fn perform(context: Context<'_>, slug: &str, entry: &Entry, reinitiate: bool) -> Result<Done, ApiError> {
    let Context { app, session, .. } = context;
    let toolkit = access::toolkit(&app.registered, &session.config, slug)?;
    let asked = match entry {
        Entry::Slug(_) => None,
        Entry::Asked(asked) => Some(asked),
    };
    let action = asked.map(|asked| asked.action);
    if !needs_account(toolkit) {
        return match action {
            None | Some(Action::Add) => Ok(Done::Active(None)),
            Some(Action::List) => Ok(Done::Listed { accounts: Vec::new(), needs_none: true }),
            Some(Action::Rename | Action::Remove) => {
                Err(ApiError::refused(format!("Toolkit '{slug}' needs no account")))
            }
        };
    }
    let accounts = Accounts::of(app, session, slug).await?;
    match (action, asked) {
        (Some(Action::List), _) => Ok(Done::Listed { accounts: accounts.all().cloned().collect(), needs_none: false }),
        (Some(Action::Rename), Some(asked)) => rename(context, toolkit, &accounts, asked).await,
        (Some(Action::Remove), Some(asked)) => remove(context, toolkit, &accounts, asked).await,
        _ => {
            // In a session with several accounts, to add one is to add another one.
            let another = action == Some(Action::Add) && has_several(&session.config);
            let alias = asked.and_then(|asked| asked.alias.clone());
            connect(context, slug, &accounts, alias, reinitiate || another).await
        }
    }
}

fn has_several(config: &SessionConfig) -> bool {
    config.multi_account.as_ref().is_some_and(|several| several.enable == Some(true))
}

async fn connect(
    context: Context<'_>,
    slug: &str,
    accounts: &Accounts,
    alias: Option<String>,
    anew: bool,
) -> Result<Done, ApiError> {
    let Context { app, session, origin, .. } = context;
    let account = accounts.active().next();
    if let Some(account) = account
        && !anew
    {
        return Ok(Done::Active(Some(account.clone())));
    }
    let request = LinkRequest::to(slug, alias);
    Ok(Done::Initiated { link: make_link(app, session, origin, request).await?, again: account.is_some() })
}

async fn rename(
    Context { app, session, .. }: Context<'_>,
    toolkit: &dyn LocalToolkit,
    accounts: &Accounts,
    asked: &Asked,
) -> Result<Done, ApiError> {
    let mut account = the_one(session, toolkit, accounts, asked)?.clone();
    let Some(alias) = &asked.alias else {
        return Err(ApiError::invalid("arguments.toolkits.alias", "it is missing: the account's new alias"));
    };
    check_alias(alias)?;
    let alias = Some(alias.clone()).filter(|alias| !alias.is_empty());
    if !app.store.rename_account(&account.id, alias.as_deref()).await? {
        return Err(connections::taken_alias(toolkit.slug(), alias.as_deref().unwrap_or_default()));
    }
    account.alias = alias;
    Ok(Done::Renamed(account))
}

async fn remove(
    Context { app, session, .. }: Context<'_>,
    toolkit: &dyn LocalToolkit,
    accounts: &Accounts,
    asked: &Asked,
) -> Result<Done, ApiError> {
    if session.config.manage_connections.enable_connection_removal == Some(false) {
        let message = "[Session Restriction] Removing connections is disabled for this session";
        return Err(ApiError::refused(message).suggest("Tell the user to remove the connection themselves."));
    }
    let account = the_one(session, toolkit, accounts, asked)?;
    if !app.store.delete_account(&account.id).await? {
        return Err(ApiError::not_found(format!("Connected account {} not found", account.id)));
    }
    app.changes.announce(&session.user_id);
    app.revoke(account).await;
    let rest = accounts.active().any(|other| other.id != account.id);
    Ok(Done::Removed { id: account.id.clone(), rest })
}

/// The account that is renamed or removed: never one of several that was not named, nor one of another user.
fn the_one<'a>(
    session: &Session,
    toolkit: &dyn LocalToolkit,
    accounts: &'a Accounts,
    asked: &Asked,
) -> Result<&'a Account, ApiError> {
    let account = accounts.named_or_only(toolkit, asked.account.as_deref())?;
    if account.user_id != session.user_id {
        return Err(ApiError::refused(format!("Connected account {} belongs to another user", account.id)));
    }
    Ok(account)
}

#[derive(Default)]
struct Summary {
    active: usize,
    initiated: usize,
    failed: usize,
    /// Whether an action was performed, so that there is more to say than what is connected.
    changed: bool,
}

impl Summary {
    fn count(&mut self, done: Done, slug: &str) -> Value {
        match done {
            Done::Active(account) => {
                self.active += 1;
                connected(slug, account.as_ref())
            }
            Done::Initiated { link, again } => {
                self.initiated += 1;
                waiting(slug, &link, again)
            }
            Done::Listed { accounts, needs_none } => self.listed(slug, &accounts, needs_none),
            Done::Renamed(account) => {
                self.changed = true;
                self.active += usize::from(account.status == Status::Active);
                let mut result = connected(slug, Some(&account));
                result["status"] = account.status.lower().into();
                result["has_active_connection"] = (account.status == Status::Active).into();
                result["accounts"] = vec![shown(&account, false)].into();
                result
            }
            Done::Removed { id, rest } => {
                self.changed = true;
                json!({
                    "toolkit": slug,
                    "status": "removed",
                    "has_active_connection": rest,
                    "connected_account_id": id,
                })
            }
        }
    }

    fn listed(&mut self, slug: &str, accounts: &[Account], needs_none: bool) -> Value {
        let current = accounts.iter().find(|account| account.status == Status::Active).or(accounts.first());
        let is_active = needs_none || current.is_some_and(|account| account.status == Status::Active);
        let mut result = match current {
            Some(account) => connected(slug, Some(account)),
            None => connected(slug, None),
        };
        let status = match current.map(|account| account.status) {
            _ if is_active => "active",
            Some(Status::Initiated) => "initiated",
            _ => "failed",
        };
        match status {
            "active" => self.active += 1,
            "initiated" => self.initiated += 1,
            _ => {
                self.failed += 1;
                result["error_message"] = format!("{slug} is not connected. Call with the action add.").into();
            }
        }
        result["status"] = status.into();
        result["has_active_connection"] = is_active.into();
        let mut default = accounts.iter().position(|account| account.status == Status::Active);
        let list = accounts.iter().enumerate().map(|(index, account)| {
            let is_default = default.take_if(|default| *default == index).is_some();
            shown(account, is_default)
        });
        result["accounts"] = list.collect::<Vec<_>>().into();
        result
    }

    fn failed(&mut self, slug: &str, why: &str) -> Value {
        self.failed += 1;
        json!({ "toolkit": slug, "status": "failed", "has_active_connection": false, "error_message": why })
    }

    fn message(&self) -> &'static str {
        match self {
            Self { initiated: 0, failed: 0, changed: true, .. } => "Done.",
            Self { initiated: 0, failed: 0, .. } => "All toolkits are connected.",
            Self { initiated: 0, .. } => "Not everything is connected or was done; error_message says why.",
            _ => "Show the user each redirect_url and go on when they have connected.",
        }
    }

    fn wire(&self) -> Value {
        let Self { active, initiated, failed, .. } = self;
        json!({
            "total_toolkits": active + initiated + failed,
            "active_connections": active,
            "initiated_connections": initiated,
            "failed_connections": failed,
        })
    }
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

/// An account in the list of its toolkit.
fn shown(account: &Account, is_default: bool) -> Value {
    let mut shown = connections::shown(account, is_default);
    // This tool has its own words for the state of a connection.
    shown["status"] = account.status.lower().into();
    shown
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
