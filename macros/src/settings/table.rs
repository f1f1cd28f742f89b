//! The settings of the attribute, a row each.

use super::{Facts, Setting};
use crate::declaration::{
    Declaration, allow, app, auth_configs, connected_accounts, crate_path, manage_connections, multi_account,
    session_config, tags, toolkits, tools,
};

/// Every setting of `#[tool_router_session(…)]`, in the order of the documentation.
pub(crate) static SETTINGS: [Setting<Declaration>; 11] = [
    Setting {
        facts: Facts {
            name: "app",
            forms: &["app = interactive", "app = workflow", "app = automation", "app = manual_auth"],
            summary: "What kind of program runs the agent, and so who is there when a connection is missing.",
            default: "`interactive`",
            foreign: &["application", "kind", "mode"],
            keys: None,
        },
        read: app::read,
    },
    Setting {
        facts: Facts {
            name: "toolkits",
            forms: &[
                "toolkits = [\"gmail\", \"slack\"]",
                "toolkits = any",
                "toolkits = none",
                "toolkits(disable = [\"exa\"])",
                "toolkits(enable = [\"gmail\"], require_approval = [\"gmail\"])",
            ],
            summary: "Which toolkits the session can reach.",
            default: "none: it has to be said, unless `session_config` brings its own",
            foreign: &["toolkit", "apps", "integrations"],
            keys: Some(&toolkits::KEYS),
        },
        read: toolkits::read,
    },
    Setting {
        facts: Facts {
            name: "tools",
            forms: &[
                "tools(gmail = [\"GMAIL_FETCH_EMAILS\"])",
                "tools(slack(disable = [\"SLACK_DELETE_MESSAGE\"]))",
                "tools(github(tags = [read_only]))",
            ],
            summary: "Which tools of a toolkit the session can use.",
            default: "every tool of the toolkits",
            foreign: &["tool", "actions"],
            keys: Some(&tools::KEYS),
        },
        read: tools::read,
    },
    Setting {
        facts: Facts {
            name: "tags",
            forms: &["tags = [read_only]", "tags(disable = [destructive], require_approval = [update])"],
            summary: "Which tools the session can use, by what they do.",
            default: "tools are not chosen by tags",
            foreign: &["tag", "hints"],
            keys: Some(&tags::KEYS),
        },
        read: tags::read,
    },
    Setting {
        facts: Facts {
            name: "manage_connections",
            forms: &[
                "manage_connections = true",
                "manage_connections = false",
                "manage_connections(enable, wait, callback_url = \"https://app.example.com/auth/callback\")",
            ],
            summary: "What happens when the user has not connected a toolkit.",
            default: "enabled: the agent hands its user an auth link",
            foreign: &["manageConnections", "connections", "connection_management"],
            keys: Some(&manage_connections::KEYS),
        },
        read: manage_connections::read,
    },
    Setting {
        facts: Facts {
            name: "auth_configs",
            forms: &["auth_configs(github = \"ac_1\", slack)"],
            summary: "The auth config to connect a toolkit with; an entry without a value is supplied at run time.",
            default: "the platform's own",
            foreign: &["authConfigs", "auth_config"],
            keys: None,
        },
        read: auth_configs::read,
    },
    Setting {
        facts: Facts {
            name: "connected_accounts",
            forms: &["connected_accounts(gmail = \"ca_1\", github)"],
            summary: "The accounts that a toolkit is pinned to; an entry without a value is supplied at run time.",
            default: "the user's own",
            foreign: &["connectedAccounts", "connected_account", "accounts"],
            keys: None,
        },
        read: connected_accounts::read,
    },
    Setting {
        facts: Facts {
            name: "multi_account",
            forms: &[
                "multi_account",
                "multi_account = false",
                "multi_account(max_per_toolkit = 3, explicit_selection)",
            ],
            summary: "Whether a user can have several accounts of one toolkit in the session.",
            default: "the project's setting",
            foreign: &["multiAccount", "multi_accounts"],
            keys: Some(&multi_account::KEYS),
        },
        read: multi_account::read,
    },
    Setting {
        facts: Facts {
            name: "session_config",
            forms: &["session_config = \"sc_1\""],
            summary: "A configuration kept on the platform that the session starts from, in place of `toolkits`, `tools` and \
                      `tags`.",
            default: "none",
            foreign: &["session_config_id", "sessionConfigId", "sessionConfig"],
            keys: None,
        },
        read: session_config::read,
    },
    Setting {
        facts: Facts {
            name: "crate",
            forms: &["crate = ::tool_router"],
            summary: "Where the generated code finds this crate; for macros that write the attribute.",
            default: "the name that Cargo.toml gives it",
            foreign: &["krate", "crate_path"],
            keys: None,
        },
        read: crate_path::read,
    },
    Setting {
        facts: Facts {
            name: "allow",
            forms: &["allow(weak_tag)"],
            summary: "Warnings that are meant to be as they are, by the rule's name with underscores.",
            default: "none",
            foreign: &["allows", "ignore"],
            keys: None,
        },
        read: allow::read,
    },
];
