//! A manifest as Markdown: a heading for each question that a reader has, and one fact on a line.

use std::fmt;

use super::Manifest;
use crate::config::Tag;
use crate::connections::Mode;

/// One line, with the list that it ends in.
pub(super) struct Fact {
    said: String,
    items: Vec<String>,
}

impl Fact {
    pub(super) fn list(said: impl Into<String>, items: impl IntoIterator<Item = impl fmt::Display>) -> Self {
        Self { said: said.into(), items: items.into_iter().map(|item| format!("`{item}`")).collect() }
    }
}

impl<T: Into<String>> From<T> for Fact {
    fn from(said: T) -> Self {
        Self { said: said.into(), items: Vec::new() }
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "## {}\n\nDeclared in `{}`.\n", self.agent, self.module)?;
        let (approvals, accounts) = match self.config.experimental.session_config_id {
            Some(_) => ("what the saved config says", "what the saved config says"),
            None => ("nothing", "the user's own"),
        };
        let sections = [
            ("May use", self.may_use(), "nothing"),
            ("May not use", self.may_not_use(), "nothing is ruled out"),
            ("Used by", self.used_by(), ""),
            ("Needs the user's approval", self.approvals(), approvals),
            ("Connections", self.connections(), ""),
            ("Accounts", self.accounts(), accounts),
            ("Powers beside its tools", self.powers(), ""),
            ("Supplied at run time", self.left_to_run_time(), "nothing"),
            ("Held to policies", self.policies.iter().map(|name| format!("`{name}`").into()).collect(), "none"),
        ];
        for (heading, facts, none) in sections {
            write!(formatter, "\n### {heading}\n\n")?;
            let facts = if facts.is_empty() { vec![none.into()] } else { facts };
            for Fact { said, items } in facts {
                writeln!(formatter, "- {said}")?;
                items.iter().try_for_each(|item| writeln!(formatter, "  - {item}"))?;
            }
        }
        Ok(())
    }
}

impl Manifest {
    fn connections(&self) -> Vec<Fact> {
        let connections = &self.config.manage_connections;
        let how = match self.connections {
            Mode::OnDemand => "on demand: the agent hands its user an auth link when it needs a toolkit",
            Mode::Upfront => "upfront: the user connects every toolkit before the session starts",
            Mode::Preconnected => "preconnected: a session is not created while a toolkit is not connected",
            Mode::Manual => "manual: the application makes the connections, with buttons of its own",
        };
        let mut facts = vec![how.into()];
        facts.extend(self.wait.map(|wait| format!("creating a session waits {wait:?} at most").into()));
        facts.push(match (connections.enable, connections.enable_connection_removal) {
            (false, _) => "the agent can neither make an auth link nor remove a connection".into(),
            (true, Some(false)) => "the agent can make auth links, and remove no connection".into(),
            (true, _) => "the agent can make auth links, and remove connections".into(),
        });
        facts.extend(
            connections
                .callback_url
                .as_ref()
                .map(|url| Fact::from(format!("after authenticating, the browser goes to <{url}>"))),
        );
        facts
    }

    fn used_by(&self) -> Vec<Fact> {
        let clients = self.mcp.then(|| "MCP clients that are given the endpoint of one".into());
        [Fact::from("the program that creates its sessions")].into_iter().chain(clients).collect()
    }

    fn accounts(&self) -> Vec<Fact> {
        let accounts = self.config.connected_accounts.iter();
        let accounts = accounts.map(|(toolkit, ids)| Fact::list(format!("`{toolkit}`: only"), ids.iter()));
        let auth_configs = self.config.auth_configs.iter();
        let auth_configs =
            auth_configs.map(|(toolkit, id)| format!("`{toolkit}`: connected with the auth config `{id}`").into());
        let several = self.config.multi_account.as_ref().map(|several| {
            let maximum = several.max_accounts_per_toolkit.map(|maximum| format!(", {maximum} at most"));
            let selection = match several.require_explicit_selection {
                Some(true) => "; each call says which one",
                _ => "",
            };
            match several.enable {
                Some(false) => "one account of each toolkit".into(),
                _ => format!("several accounts of a toolkit{}{selection}", maximum.unwrap_or_default()).into(),
            }
        });
        accounts.chain(auth_configs).chain(several).collect()
    }

    fn left_to_run_time(&self) -> Vec<Fact> {
        let left = &self.at_run_time;
        let url = left.callback_url.then(|| "where the browser goes after authenticating".into());
        let auth_configs = left.auth_configs.iter().map(|slug| format!("the auth config of `{slug}`").into());
        let accounts = left.connected_accounts.iter().map(|slug| format!("the connected accounts of `{slug}`").into());
        url.into_iter().chain(auth_configs).chain(accounts).collect()
    }
}

/// What somebody wrote for people, as it is: a span of code, in which nothing is markup, and on one line.
pub(super) fn verbatim(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// `create` or `update`, by their names in a declaration.
pub(super) fn any_tag(tags: &[Tag]) -> String {
    let names: Vec<String> = tags.iter().map(|tag| format!("`{}`", word(*tag))).collect();
    names.join(" or ")
}

fn word(tag: Tag) -> &'static str {
    match tag {
        Tag::ReadOnly => "read_only",
        Tag::Create => "create",
        Tag::Update => "update",
        Tag::Destructive => "destructive",
        Tag::Idempotent => "idempotent",
        Tag::OpenWorld => "open_world",
    }
}
