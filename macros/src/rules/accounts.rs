//! Rules about accounts and auth configs.

use tool_router_core::grammar::id::Kind;

use super::{Chapter, Level, Rule, Subject};
use crate::{
    declaration::{Declaration, MultiAccount, Said, Slug, Spanned, Supplied},
    diagnostic::{Diagnostic, Diagnostics},
};

pub(super) static CHAPTER: Chapter = Chapter {
    title: "Accounts",
    rules: &[
        &ACCOUNT_ID,
        &AUTH_CONFIG_ID,
        &ONE_OWNER,
        &MANY_ACCOUNTS_NEED_MULTI_ACCOUNT,
        &MAX_PER_TOOLKIT,
        &MULTI_ACCOUNT_DISABLED_WITH_SETTINGS,
    ],
};

pub(crate) static ACCOUNT_ID: Rule = Rule {
    name: "account-id",
    level: Level::Error,
    summary: "A connected account that is not `ca_…`.",
    why: "An e-mail address, a user id or an auth config's id does not identify an account; the API rejects it at run time.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = "me@example.com"))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = "ca_1"))]
struct Agent;"#,
    check: None,
};

pub(crate) static AUTH_CONFIG_ID: Rule = Rule {
    name: "auth-config-id",
    level: Level::Error,
    summary: "An auth config that is not `ac_…`.",
    why: "A connected account's id or a client id is refused by the API when the first user connects.",
    rejected: r#"#[tool_router_session(toolkits = ["github"], auth_configs(github = "ca_1"))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["github"], auth_configs(github = "ac_1"))]
struct Agent;"#,
    check: None,
};

pub(crate) static ONE_OWNER: Rule = Rule {
    name: "one-owner",
    level: Level::Error,
    summary: "One connected account, or one auth config, under two toolkits.",
    why: "An account and an auth config each belong to one toolkit; the API refuses them under another.",
    rejected: r#"#[tool_router_session(
    toolkits = ["gmail", "slack"],
    connected_accounts(gmail = "ca_1", slack = "ca_1"),
)]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail", "slack"],
    connected_accounts(gmail = "ca_1", slack = "ca_2"),
)]
struct Agent;"#,
    check: Some(one_owner),
};

pub(crate) static MANY_ACCOUNTS_NEED_MULTI_ACCOUNT: Rule = Rule {
    name: "many-accounts-need-multi-account",
    level: Level::Error,
    summary: "More than one account pinned for a toolkit without `multi_account`.",
    why: "Without it, a session uses one account per toolkit, and the API refuses the list.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], connected_accounts(gmail = ["ca_1", "ca_2"]))]
struct Agent;"#,
    mended: r#"#[tool_router_session(
    toolkits = ["gmail"],
    connected_accounts(gmail = ["ca_1", "ca_2"]),
    multi_account,
)]
struct Agent;"#,
    check: Some(many_accounts_need_multi_account),
};

pub(crate) static MAX_PER_TOOLKIT: Rule = Rule {
    name: "max-per-toolkit",
    level: Level::Error,
    summary: "A maximum number of accounts that is not 2 to 10, or is lower than the number of pinned accounts.",
    why: "These are the API's limits.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit = 11))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit = 10))]
struct Agent;"#,
    check: Some(fewer_than_pinned),
};

pub(crate) static MULTI_ACCOUNT_DISABLED_WITH_SETTINGS: Rule = Rule {
    name: "multi-account-disabled-with-settings",
    level: Level::Error,
    summary: "`multi_account` disabled together with a maximum or explicit selection.",
    why: "With one account per toolkit, there is no maximum and nothing to select.",
    rejected: r#"#[tool_router_session(toolkits = ["gmail"], multi_account(disable, max_per_toolkit = 3))]
struct Agent;"#,
    mended: r#"#[tool_router_session(toolkits = ["gmail"], multi_account(max_per_toolkit = 3))]
struct Agent;"#,
    check: Some(multi_account_disabled_with_settings),
};

fn one_owner(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Declaration { connected_accounts, auth_configs, .. } = subject.declaration;
    let accounts = connected_accounts.iter().filter_map(|accounts| match &accounts.ids {
        Some(Supplied::Here(ids)) => Some(ids.iter().map(|id| (&accounts.toolkit, id))),
        _ => None,
    });
    let configs = auth_configs.iter().filter_map(|config| match &config.id {
        Some(Supplied::Here(id)) => Some((&config.toolkit, id)),
        _ => None,
    });
    let mut owners: Vec<(&Slug, &Spanned<String>)> = Vec::new();
    for (toolkit, id) in accounts.flatten().chain(configs).filter(|(toolkit, _)| toolkit.certain) {
        let Some((owner, _)) = owners.iter().find(|(_, known)| known.value == id.value) else {
            owners.push((toolkit, id));
            continue;
        };
        let kind = if Kind::ConnectedAccount.names(&id.value) { "account" } else { "auth config" };
        let what = format!("`{}` is already used for `{}`; an {kind} belongs to one toolkit", id.value, owner.name);
        let help = format!("remove it here, or write the {kind} of `{}`", toolkit.name);
        diagnostics.push(Diagnostic::new(&ONE_OWNER, &id.tokens, what).help(help));
    }
}

fn many_accounts_need_multi_account(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let multi_account = subject.declaration.multi_account.as_ref();
    let is_unread = multi_account.is_none() && subject.declaration.incomplete;
    let is_left = multi_account.is_some_and(|multi_account| multi_account.at_run_time);
    let may_be_on = |multi_account: &MultiAccount| multi_account.is_on() != Some(false);
    if is_unread || (!is_left && multi_account.is_some_and(may_be_on)) {
        return;
    }
    for accounts in &subject.declaration.connected_accounts {
        let Some(Supplied::Here(ids)) = &accounts.ids else { continue };
        if ids.len() > 1 {
            let (count, toolkit) = (ids.len(), &accounts.toolkit.name);
            let what = if is_left {
                format!(
                    "{count} accounts of `{toolkit}`, but whether a session can have several is decided at run time"
                )
            } else {
                format!("{count} accounts of `{toolkit}`, but the session allows one per toolkit")
            };
            let help = match multi_account {
                None => "add `multi_account`, or pin one account",
                Some(_) if is_left => "remove the `?` of `multi_account`, or pin one account",
                Some(_) => "write `multi_account = true`, or pin one account",
            };
            diagnostics.push(Diagnostic::new(&MANY_ACCOUNTS_NEED_MULTI_ACCOUNT, &accounts.tokens, what).help(help));
        }
    }
}

fn fewer_than_pinned(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(multi_account) = &subject.declaration.multi_account else { return };
    let Said::Yes(maximum) = &multi_account.max_per_toolkit else { return };
    let pinned = subject.declaration.connected_accounts.iter().filter_map(|accounts| match &accounts.ids {
        Some(Supplied::Here(ids)) => Some((ids.len(), accounts.toolkit.name.as_str())),
        _ => None,
    });
    let most = pinned.max_by_key(|(count, _)| *count);
    if let Some((count, toolkit)) = most
        && let Some(most_accounts) = maximum.value.most
        && count > usize::from(most_accounts)
        && multi_account.switch.is_on() != Some(false)
    {
        let what = format!("at most {most_accounts} accounts of a toolkit, but {count} of `{toolkit}` are pinned");
        let help = format!("write `{count}`, or pin fewer accounts");
        diagnostics.push(Diagnostic::new(&MAX_PER_TOOLKIT, &maximum.tokens, what).help(help));
    }
}

fn multi_account_disabled_with_settings(subject: &Subject<'_>, diagnostics: &mut Diagnostics) {
    let Some(multi_account) = &subject.declaration.multi_account else { return };
    if multi_account.switch.is_on() != Some(false) {
        return;
    }
    let maximum = multi_account.max_per_toolkit.yes().map(|maximum| ("max_per_toolkit", &maximum.tokens));
    let selection = multi_account.explicit_selection.yes().map(|selection| ("explicit_selection", &selection.tokens));
    for (name, tokens) in maximum.into_iter().chain(selection) {
        let what = format!("`{name}` has no effect: `multi_account` is disabled");
        let help = multi_account.switch.help_to_enable();
        diagnostics.push(Diagnostic::new(&MULTI_ACCOUNT_DISABLED_WITH_SETTINGS, tokens, what).help(help));
    }
}
