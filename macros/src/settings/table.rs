//! The settings of the attribute, a row each.

use super::{Info, Paths, Setting};
use crate::declaration::{
    Declaration, allow, app, auth_configs, catalog, connected_accounts, crate_path, hooks, instant, link_url,
    manage_connections, multi_account, no_elicitation_support, permissions, policy, preload, sandbox, session_config,
    tags, timezone, toolkits, tools,
};

/// Every setting of `#[tool_router_session(…)]`, in the order of the documentation.
pub(crate) static SETTINGS: [Setting<Declaration>; 29] = [
    Setting {
        info: Info {
            name: "app",
            forms: &["app = interactive", "app = workflow", "app = automation", "app = manual_auth"],
            summary: "The kind of program that runs the agent, which determines who can act when a connection is missing.",
            default: "`interactive`",
            foreign: &["application", "kind", "mode"],
            keys: Some(&app::APPS),
        },
        read: app::read,
    },
    Setting {
        info: Info {
            name: "toolkits",
            forms: &[
                "toolkits = [\"gmail\", \"slack\"]",
                "toolkits = any",
                "toolkits = none",
                "toolkits(disable = [\"exa\"])",
                "toolkits(enable = [\"gmail\"], require_approval = [\"gmail\"])",
                "toolkits(from = [\"gmail\", \"slack\"])",
                "toolkits(from = any)",
            ],
            summary: "Which toolkits the session can reach, or can be given at run time.",
            default: "none: it is required, unless `session_config` has its own",
            foreign: &["toolkit", "apps", "integrations"],
            keys: Some(&toolkits::INSIDE),
        },
        read: toolkits::read,
    },
    Setting {
        info: Info {
            name: "tools",
            forms: &[
                "tools(gmail = [\"GMAIL_FETCH_EMAILS\"])",
                "tools(slack(disable = [\"SLACK_DELETE_MESSAGE\"]))",
                "tools(github(tags = [read_only]))",
            ],
            summary: "Which tools of a toolkit the session can use.",
            default: "every tool of the toolkits",
            foreign: &["tool", "actions"],
            keys: Some(&tools::INSIDE),
        },
        read: tools::read,
    },
    Setting {
        info: Info {
            name: "tags",
            forms: &["tags = [read_only]", "tags(disable = [destructive], require_approval = [update])"],
            summary: "Which tools the session can use, by their tags.",
            default: "tools are not chosen by tags",
            foreign: &["tag", "hints"],
            keys: Some(&tags::INSIDE),
        },
        read: tags::read,
    },
    Setting {
        info: Info {
            name: "manage_connections",
            forms: &[
                "manage_connections = true",
                "manage_connections = false",
                "manage_connections(enable, wait, callback_url = \"https://app.example.com/auth/callback\")",
            ],
            summary: "What happens when the user has not connected a toolkit.",
            default: "enabled: the agent gives its user an auth link",
            foreign: &[
                "manageConnections",
                "connections",
                "connection_management",
                "auto_manage_connections",
                "autoManageConnections",
            ],
            keys: Some(&manage_connections::KEYS),
        },
        read: manage_connections::read,
    },
    Setting {
        info: Info {
            name: "auth_configs",
            forms: &["auth_configs(gmail = \"ac_1\")", "auth_configs(gmail)", "auth_configs(gmail?)", "auth_configs"],
            summary: "The auth config that a toolkit is connected with; an entry without a value is supplied at run time, one with \
                      `?` if there is one, and without entries all of them are.",
            default: "the platform's own",
            foreign: &["authConfigs", "auth_config", "auth_config_overrides", "authConfigOverrides"],
            keys: None,
        },
        read: auth_configs::read,
    },
    Setting {
        info: Info {
            name: "connected_accounts",
            forms: &[
                "connected_accounts(gmail = \"ca_1\")",
                "connected_accounts(gmail)",
                "connected_accounts(gmail?)",
                "connected_accounts",
            ],
            summary: "The accounts that a toolkit is pinned to; an entry without a value is supplied at run time, one with `?` if \
                      there is one, and without entries all of them are.",
            default: "the user's own",
            foreign: &[
                "connectedAccounts",
                "connected_account",
                "accounts",
                "connected_account_overrides",
                "connectedAccountOverrides",
            ],
            keys: None,
        },
        read: connected_accounts::read,
    },
    Setting {
        info: Info {
            name: "multi_account",
            forms: &[
                "multi_account",
                "multi_account = false",
                "multi_account(max_per_toolkit = 3, explicit_selection)",
                "multi_account?",
                "multi_account?(max_per_toolkit? = 5)",
            ],
            summary: "Whether a user can have several accounts of one toolkit in the session; with `?` that is decided at run time.",
            default: "the project's setting",
            foreign: &["multiAccount", "multi_accounts"],
            keys: Some(&multi_account::KEYS),
        },
        read: multi_account::read,
    },
    Setting {
        info: Info {
            name: "sandbox",
            forms: &[
                "sandbox = false",
                "sandbox(size = large, proxy_execution = false, auto_offload_threshold = 20_000)",
            ],
            summary: "The environment for the agent's code and files.",
            default: "enabled, with the platform's settings",
            foreign: &["workbench", "code_execution", "execution"],
            keys: Some(&sandbox::KEYS),
        },
        read: sandbox::read,
    },
    Setting {
        info: Info {
            name: "proxy_execute",
            forms: &["proxy_execute = true"],
            summary: "Whether the agent can call a toolkit's own HTTP API through the user's connection.",
            default: "it cannot, outside the sandbox",
            foreign: &["proxyExecute", "proxy"],
            keys: None,
        },
        read: |declaration, entry, info, reader| declaration.proxy_execute = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "preload",
            forms: &["preload = [\"GMAIL_FETCH_EMAILS\"]", "preload = all", "preload = none"],
            summary: "Tools that the session lists from the start, in addition to the meta tools.",
            default: "`none`, unless a `preset` preloads them",
            foreign: &["preload_tools", "preloadTools"],
            keys: Some(&preload::BUNDLES),
        },
        read: preload::read,
    },
    Setting {
        info: Info {
            name: "preset",
            forms: &["preset = direct_tools"],
            summary: "A bundle of settings; explicit settings override it.",
            default: "none",
            foreign: &["session_preset", "sessionPreset"],
            keys: Some(&preload::PRESETS),
        },
        read: preload::read_preset,
    },
    Setting {
        info: Info {
            name: "search",
            forms: &["search = false"],
            summary: "Whether the agent can search for tools.",
            default: "it can",
            foreign: &["search_tools", "tool_search"],
            keys: None,
        },
        read: |declaration, entry, info, reader| declaration.search = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "multi_execute",
            forms: &["multi_execute = false"],
            summary: "Whether the agent can execute several tools in one call.",
            default: "it can",
            foreign: &["multiExecute", "enable_multi_execute", "execute"],
            keys: None,
        },
        read: |declaration, entry, info, reader| declaration.multi_execute = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "hooks",
            forms: &[
                "hooks(before(id = \"mail\", condition = \"Sends mail outside example.org\", toolkits = [\"gmail\"]))",
                "hooks(after(id = \"injection\", prompt_injection))",
                "hooks(before(id = \"audit\", webhook))",
            ],
            summary: "Checks that the platform makes before and after each execution.",
            default: "none",
            foreign: &["hook"],
            keys: Some(&hooks::INSIDE),
        },
        read: hooks::read,
    },
    Setting {
        info: Info {
            name: "permissions",
            forms: &["permissions(default = ask_once_per_session, overrides(\"GMAIL_SEND_EMAIL\" = always_deny))"],
            summary: "When the user is asked before a tool runs.",
            default: "the platform's own",
            foreign: &["permission"],
            keys: Some(&permissions::KEYS),
        },
        read: permissions::read,
    },
    Setting {
        info: Info {
            name: "instant",
            forms: &["instant = false", "instant = true", "instant(toolkits = [\"exa\"], return_instant_charge)"],
            summary: "Tools that run on the platform's own accounts, for a charge.",
            default: "the project's setting",
            foreign: &["premium_usage", "premiumUsage", "premium"],
            keys: Some(&instant::KEYS),
        },
        read: instant::read,
    },
    Setting {
        info: Info {
            name: "timezone",
            forms: &["timezone = \"Europe/London\""],
            summary: "The user's time zone, for the model.",
            default: "none",
            foreign: &["user_timezone", "userTimezone", "time_zone"],
            keys: None,
        },
        read: timezone::read,
    },
    Setting {
        info: Info {
            name: "no_elicitation_support",
            forms: &["no_elicitation_support = deny", "no_elicitation_support = allow"],
            summary: "What happens to a call that needs approval when the client cannot ask the user.",
            default: "the platform's own",
            foreign: &["no_elicitation_support_fallback", "noElicitationSupportFallback"],
            keys: Some(&no_elicitation_support::FALLBACKS),
        },
        read: no_elicitation_support::read,
    },
    Setting {
        info: Info {
            name: "submit_feedback",
            forms: &["submit_feedback"],
            summary: "Whether the agent can send feedback on tools.",
            default: "it cannot",
            foreign: &["submitFeedback", "feedback"],
            keys: None,
        },
        read: |declaration, entry, info, reader| declaration.submit_feedback = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "fast_mode",
            forms: &["fast_mode"],
            summary: "Whether search answers faster.",
            default: "off",
            foreign: &["fastMode", "fast"],
            keys: None,
        },
        read: |declaration, entry, info, reader| declaration.fast_mode = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "link_url",
            forms: &["link_url = \"https://connect.example.com\""],
            summary: "The base URL of auth links: a link is `<link_url>/link/<token>`.",
            default: "the platform's own",
            foreign: &["link_url_overwrite", "linkUrlOverwrite", "linkUrl"],
            keys: None,
        },
        read: link_url::read,
    },
    Setting {
        info: Info {
            name: "session_config",
            forms: &["session_config = \"sc_1\""],
            summary: "A configuration stored on the platform that the session starts from, instead of `toolkits`, `tools` and \
                      `tags`.",
            default: "none",
            foreign: &["session_config_id", "sessionConfigId", "sessionConfig"],
            keys: None,
        },
        read: session_config::read,
    },
    Setting {
        info: Info {
            name: "mcp",
            forms: &["mcp", "mcp = false"],
            summary: "Whether MCP clients can be given the session's endpoint: `session.mcp()`.",
            default: "they cannot",
            foreign: &["mcp_server", "mcpServer", "mcp_endpoint", "enable_mcp", "enableMcp"],
            keys: None,
        },
        read: |declaration, entry, info, reader| declaration.mcp = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "policy",
            forms: &["policy = acme::ACME", "policy = [acme::ACME, acme::no_weekend_mail]"],
            summary: "The policies, and the rules written as functions, that the declaration must meet.",
            default: "those that Cargo.toml names for the package and for the workspace",
            foreign: &["policies", "security_policy"],
            keys: Some(&Paths),
        },
        read: policy::read,
    },
    Setting {
        info: Info {
            name: "catalog",
            forms: &["catalog = \"tool-router.catalog.json\""],
            summary: "The catalogue of toolkits and tools that every slug is checked against, by its path relative to the directory of \
                      Cargo.toml; `tool-router catalog pull` writes one.",
            default: "`tool-router.catalog.json` beside the package's or the workspace's Cargo.toml, if it is there",
            foreign: &["catalogue", "catalog_file", "catalog_path"],
            keys: None,
        },
        read: catalog::read,
    },
    Setting {
        info: Info {
            name: "typed_tools",
            forms: &["typed_tools", "typed_tools = false"],
            summary: "Whether each named tool gets a struct for its arguments, generated from its schema in the catalogue, for \
                      `session.execute_typed(GmailSendEmail { .. })`. Needs the feature `typed-tools`.",
            default: "arguments are JSON",
            foreign: &["typedTools", "typed", "typed_arguments"],
            keys: None,
        },
        read: |declaration, entry, info, reader| declaration.typed_tools = reader.flag(entry, info),
    },
    Setting {
        info: Info {
            name: "crate",
            forms: &["crate = ::tool_router"],
            summary: "The path of this crate in the generated code; for macros that write the attribute.",
            default: "the name that Cargo.toml gives it",
            foreign: &["krate", "crate_path"],
            keys: Some(&Paths),
        },
        read: crate_path::read,
    },
    Setting {
        info: Info {
            name: "allow",
            forms: &["allow(weak_tag)"],
            summary: "Warnings to silence, by the rule's name with underscores.",
            default: "none",
            foreign: &["allows", "ignore"],
            keys: Some(&allow::INSIDE),
        },
        read: allow::read,
    },
];
