//! What a configuration lets an agent do, as a list of facts, grouped by the reader's questions. A struct's page and
//! the manifest show the same list, so that neither can say less than the other.
//!
//! Settings that the declaration does not mention are stated as well, because the server's defaults are part of what
//! the agent may do.

use std::time::Duration;

use super::{AtRunTime, Fact, IdsAtRunTime, Left, Piece};
use crate::config::{
    Access, Execute, Experimental, Instant, ProxyExecute, Sandbox, Search, SessionConfig, Text, ToolAccess,
    auth_configs, connected_accounts,
};
use crate::fact::{any_of, code, fact, toolkit, url, yes_or_no};
use crate::{Missing, Mode};

/// The subject of the facts.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// How the toolkits get connected.
    pub connections: Mode,
    /// How long creating a session waits for connections.
    pub wait: Option<Duration>,
    /// The toolkits that have to be connected for a session to be created; empty for all of an allowlist.
    pub required: &'a [Text],
    /// What becomes of the toolkits that are not connected.
    pub missing: Missing,
    /// Whether its sessions can be handed to MCP clients.
    pub mcp: bool,
    /// The names of the policies and rules that the declaration was checked against.
    pub policies: &'a [String],
    /// What the declaration leaves to run time.
    pub at_run_time: &'a AtRunTime,
    /// The configuration that a session is created with, apart from that.
    pub config: &'a SessionConfig,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The question, as a heading.
    pub question: &'static str,
    /// The answer.
    pub facts: Vec<Fact>,
}

impl Section {
    /// A section that states `none` if there are no facts.
    fn new(question: &'static str, facts: Vec<Fact>, none: &str) -> Self {
        Self { question, facts: if facts.is_empty() { vec![fact![none]] } else { facts } }
    }
}

impl Subject<'_> {
    /// Returns every section.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        // Every setting is named, so that a new one cannot be forgotten here.
        let SessionConfig {
            toolkits,
            tools,
            tags,
            auth_configs,
            connected_accounts,
            manage_connections,
            multi_account,
            sandbox,
            proxy_execute,
            preload,
            search,
            execute,
            instant,
            hooks,
            experimental,
        } = self.config;
        let Experimental {
            assistive_prompt_config,
            permissions,
            link_url_overwrite,
            fast_mode,
            submit_feedback,
            no_elicitation_support_fallback,
            session_config_id,
        } = experimental;

        let approvals = toolkits.approvals();
        let approvals = approvals.chain(tools.iter().flat_map(|(slug, tools)| tools.approvals(slug)));
        let approvals = approvals.chain(tags.approvals(&["a tool".into()]));
        let approvals = approvals.chain(permissions.iter().flat_map(|permissions| permissions.words()));
        let approvals = approvals.chain(no_elicitation_support_fallback.map(|fallback| fallback.words()));

        let mut connects = vec![fact![Piece::Mode(self.connections), ": ", self.how()]];
        connects.extend(self.required());
        connects.extend(self.wait.map(|wait| fact!["creating a session waits up to ", in_words(wait)]));
        connects.push(fact![self.user_sees()]);
        connects.extend(manage_connections.words());
        connects.extend(self.at_run_time.callback_url.map(|left| {
            fact!["after authenticating, the browser goes to a URL that is supplied at run time", if_any(left)]
        }));
        connects.extend(link_url_overwrite.as_ref().map(|base| fact!["auth links begin with ", url(base)]));

        let mut accounts: Vec<Fact> = connected_accounts::words(connected_accounts).collect();
        accounts.extend(left_accounts(
            &self.at_run_time.connected_accounts,
            "only the accounts that are supplied at run time",
            Piece::AccountsOf,
        ));
        accounts.extend(auth_configs::words(auth_configs));
        accounts.extend(left_accounts(
            &self.at_run_time.auth_configs,
            "connected with an auth config that is supplied at run time",
            Piece::AuthConfigOf,
        ));
        accounts.extend(multi_account.as_ref().map(|several| several.words()));
        accounts.extend(self.several_at_run_time());
        accounts.extend(self.other_accounts(&accounts));

        let saved = session_config_id.is_some();
        let otherwise = if saved { "unless the saved config says otherwise" } else { "by default" };
        let mut powers =
            vec![Sandbox::words(sandbox.as_ref(), otherwise), ProxyExecute::words(*proxy_execute, otherwise)];
        powers.extend(Instant::words(instant.as_ref()));
        powers.push(Search::words(*search, otherwise));
        powers.extend(fast_mode.map(|fast| fact!["the fast mode of the search: ", yes_or_no(fast)]));
        powers.push(Execute::words(*execute, otherwise));
        powers.push(fact!["custom tools, which run in the program's process: those that it registers"]);
        powers.extend(preload.as_ref().map(|preload| preload.words()));
        powers.extend(self.preload_at_run_time());
        powers.extend(submit_feedback.map(|feedback| feedback.words()));
        powers.extend(assistive_prompt_config.as_ref().and_then(|prompt| prompt.words()));

        let by_config = |otherwise| if saved { "what the saved config says" } else { otherwise };
        vec![
            Section::new("What it may use", self.may_use(), "nothing"),
            Section::new("What it may not use", self.may_not_use(), "the declaration rules nothing out"),
            Section::new("Who may use it", self.users(), ""),
            Section::new("What needs the user's approval", approvals.collect(), by_config("nothing")),
            Section::new("What hooks check", hooks.iter().map(|hook| hook.words()).collect(), by_config("nothing")),
            Section::new("How it connects", connects, ""),
            Section::new(
                "Whose accounts it uses",
                accounts,
                by_config("the user's own, connected with the platform's own apps"),
            ),
            Section::new("What else it can do", powers, ""),
            Section::new("What is supplied at run time", self.supplied(), "nothing"),
            Section::new(
                "Which policies apply",
                self.policies
                    .iter()
                    .map(|name| fact![code(name), ", which also applies to values supplied at run time"])
                    .collect(),
                "no policy",
            ),
        ]
    }

    /// What of several accounts is decided at run time.
    fn several_at_run_time(&self) -> Option<Fact> {
        let AtRunTime { multi_account, max_per_toolkit, .. } = self.at_run_time;
        Some(match (multi_account, max_per_toolkit) {
            (true, true) => {
                fact![
                    "several accounts only if the program turns them on at run time, where it can allow fewer; otherwise one"
                ]
            }
            (true, false) => fact!["several accounts only if the program turns them on at run time; otherwise one"],
            (false, true) => fact!["the program can allow fewer accounts at run time"],
            (false, false) => return None,
        })
    }

    /// What several accounts that are turned on at run time mean for preloaded tools.
    fn preload_at_run_time(&self) -> Option<Fact> {
        let preloads = self.config.preload.as_ref().is_some_and(|preload| !preload.is_none());
        (preloads && self.at_run_time.multi_account).then(|| {
            fact!["with several accounts of a toolkit turned on, nothing but the meta tools is listed from the start"]
        })
    }

    /// When toolkits get connected.
    fn how(&self) -> &'static str {
        match (self.connections, self.required.is_empty(), self.missing) {
            (Mode::Upfront, false, _) => {
                "the required toolkits are connected before a session starts; otherwise creating one fails with what is still \
                 missing; when the agent needs another one, it makes an auth link"
            }
            (Mode::Preconnected, false, Missing::Fail) => {
                "the required toolkits are connected before a session is created; creating one checks that before any tool \
                 runs, and fails with the names of those that are not; a tool of another toolkit that is not connected fails"
            }
            (Mode::Preconnected, false, Missing::Skip) => {
                "every account is connected before a session is created; creating one leaves out the toolkits that are not \
                 connected, and fails with the names of the required ones among them"
            }
            (Mode::Preconnected, true, Missing::Skip) => {
                "every account is connected before a session is created; creating one leaves out the toolkits that are not \
                 connected, and fails if none is"
            }
            (Mode::Manual, _, Missing::Skip) => {
                "the application makes the connections, with its own buttons; creating a session leaves out the toolkits that \
                 are not connected by then, and fails if none is"
            }
            (mode, ..) => mode.how(),
        }
    }

    /// What has to be connected, if not everything.
    fn required(&self) -> Option<Fact> {
        let required = self.required.iter().map(toolkit);
        (!self.required.is_empty()).then(|| fact!["required for a session to be created:"].items(required))
    }

    /// What the user sees.
    fn user_sees(&self) -> &'static str {
        match self.connections {
            Mode::Upfront if !self.required.is_empty() => {
                "the user is shown an auth link for each required toolkit that is not connected yet, and is given those for \
                 others in the conversation; the user opens a link in a browser and authenticates with the provider"
            }
            mode => mode.user_sees(),
        }
    }

    fn may_use(&self) -> Vec<Fact> {
        let SessionConfig { toolkits, tools, tags, experimental, .. } = self.config;
        let usable = |slug: &str| tools.get(slug).map_or(&ToolAccess::Any, |tools| &tools.access).usable(slug);
        let mut facts = Vec::new();
        match (&toolkits.access, &experimental.session_config_id) {
            (Access::Only(slugs), _) => facts.extend(slugs.iter().map(|slug| usable(slug))),
            (Access::Any, Some(id)) => facts.push(fact![
                "what the saved config ",
                code(id),
                " allows, which is stored on the platform and can be changed there"
            ]),
            (Access::Any, None) => facts.push(fact!["every toolkit of the catalogue"]),
            (Access::Except(_), _) => facts.push(fact!["every toolkit of the catalogue except those below"]),
        }
        if !matches!(toolkits.access, Access::Only(_)) {
            facts.extend(tools.iter().map(|(slug, _)| usable(slug)));
        }
        if !tags.enable.is_empty() {
            let said = [Piece::from("of all these, only tools tagged ")].into_iter().chain(any_of(&tags.enable));
            facts.push(Fact::new(said.chain(self.but_tagged_otherwise())));
        }
        facts
    }

    fn may_not_use(&self) -> Vec<Fact> {
        let SessionConfig { toolkits, tools, tags, .. } = self.config;
        let mut facts = Vec::new();
        match &toolkits.access {
            Access::Only(slugs) if slugs.is_empty() => facts.push(fact!["any toolkit"]),
            Access::Only(_) => facts.push(fact!["any other toolkit"]),
            Access::Except(slugs) => facts.extend(slugs.iter().map(|slug| fact![toolkit(slug)])),
            Access::Any => {}
        }
        facts.extend(tools.iter().filter_map(|(slug, tools)| tools.access.unusable(slug)));
        facts.extend(tags.without().map(|said| Fact::new(said.into_iter().chain(self.but_tagged_otherwise()))));
        facts
    }

    /// The toolkits whose own tags replace the session's.
    fn but_tagged_otherwise(&self) -> Vec<Piece> {
        let own = self.config.tools.iter().filter(|(_, tools)| matches!(tools.access, ToolAccess::Tagged(_)));
        own.flat_map(|(slug, _)| ["; ".into(), toolkit(slug), " has its own tags".into()]).collect()
    }

    fn users(&self) -> Vec<Fact> {
        let clients =
            self.mcp.then(|| fact!["MCP clients that are given its endpoint, with the API key in its headers"]);
        [fact!["the program that creates it"]].into_iter().chain(clients).collect()
    }

    /// The statement about accounts of the remaining toolkits.
    fn other_accounts(&self, said: &[Fact]) -> Option<Fact> {
        let SessionConfig { toolkits, connected_accounts, experimental, .. } = self.config;
        let pinned =
            |slug: &str| connected_accounts.get(slug).is_some() || self.at_run_time.connected_accounts.leaves(slug);
        let all = match &toolkits.access {
            Access::Only(slugs) => slugs.iter().all(|slug| pinned(slug)),
            Access::Any | Access::Except(_) => false,
        };
        (!said.is_empty() && !all && experimental.session_config_id.is_none())
            .then(|| fact!["for the other toolkits: the user's own, connected with the platform's own apps"])
    }

    fn supplied(&self) -> Vec<Fact> {
        let AtRunTime { toolkits, callback_url, auth_configs, connected_accounts, multi_account, max_per_toolkit } =
            self.at_run_time;
        let choice = toolkits.then(|| fact!["which of the toolkits the session has; none by default"]);
        let url = callback_url.map(|left| fact!["where the browser goes after authenticating", if_any(left)]);
        let auth_configs =
            ids(auth_configs, "the auth config of ", "the auth configs, by toolkit", Piece::AuthConfigOf);
        let accounts = ids(
            connected_accounts,
            "the connected accounts of ",
            "the connected accounts, by toolkit",
            Piece::AccountsOf,
        );
        let several = multi_account.then(|| fact!["whether a toolkit can have several accounts; off by default"]);
        let most =
            max_per_toolkit.then(|| fact!["how many accounts a toolkit can have; by default as many as are declared"]);
        let ids = auth_configs.into_iter().chain(accounts);
        choice.into_iter().chain(url).chain(ids).chain(several).chain(most).collect()
    }
}

/// The ids that are supplied at run time.
fn ids(left: &IdsAtRunTime, one: &'static str, all: &'static str, piece: fn(String) -> Piece) -> Vec<Fact> {
    let IdsAtRunTime { all: is_all, required, optional } = left;
    let entry = |slug: &Text, left| fact![one, piece(slug.to_string()), if_any(left)];
    let required = required.iter().map(|slug| entry(slug, Left::Required));
    let optional = optional.iter().map(|slug| entry(slug, Left::Optional));
    is_all.then_some(fact![all]).into_iter().chain(required).chain(optional).collect()
}

/// What the ids that are supplied at run time decide.
fn left_accounts(left: &IdsAtRunTime, decides: &'static str, piece: fn(String) -> Piece) -> Vec<Fact> {
    let IdsAtRunTime { all, required, optional } = left;
    let entry = |slug: &Text, left| fact![piece(slug.to_string()), ": ", decides, if_any(left)];
    let required = required.iter().map(|slug| entry(slug, Left::Required));
    let optional = optional.iter().map(|slug| entry(slug, Left::Optional));
    let all = all.then(|| fact!["every toolkit: ", decides, if_any(Left::Optional)]);
    all.into_iter().chain(required).chain(optional).collect()
}

fn if_any(left: Left) -> &'static str {
    match left {
        Left::Required => "",
        Left::Optional => ", if there is one",
    }
}

/// `90 minutes`, `1 hour`, `250 milliseconds`: the largest unit that gives a whole number.
fn in_words(duration: Duration) -> String {
    let millis = duration.as_millis();
    let units = [("hour", 3_600_000), ("minute", 60_000), ("second", 1_000), ("millisecond", 1)];
    let whole = units.into_iter().find(|(_, size)| millis.is_multiple_of(*size));
    let (unit, count) = whole.map_or(("millisecond", millis), |(unit, size)| (unit, millis / size));
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::in_words;

    #[test]
    fn durations_are_said_in_their_largest_whole_unit() {
        let said = [250, 90_000, 600_000, 3_600_000, 5_400_000].map(|millis| in_words(Duration::from_millis(millis)));
        assert_eq!(said, ["250 milliseconds", "90 seconds", "10 minutes", "1 hour", "90 minutes"]);
    }
}
