use std::borrow::Cow::Borrowed;

use super::super::names::NameTable;
use super::super::settings::{Switches, TagFilter};
use super::*;
use crate::config::{
    Access, Experimental, Instant, InstantUsage, ManageConnections, NoElicitationSupport, Preload, PreloadTools,
    ProxyExecute, Sandbox, SandboxSize, Tags, Text, ToolAccess, ToolkitTools, Toolkits,
};
use crate::message::Message;

const GMAIL_ONLY: Toolkits = Toolkits { access: Access::Only(Borrowed(&[Borrowed("gmail")])), ..Toolkits::DEFAULT };
const MAIL: SessionConfig = SessionConfig { toolkits: GMAIL_ONLY, ..SessionConfig::DEFAULT };

fn tools(access: ToolAccess) -> SessionConfig {
    let mut config = MAIL;
    config.tools.insert("gmail", ToolkitTools { access, ..ToolkitTools::DEFAULT });
    config
}

#[test]
fn a_policy_without_rules_allows_everything() {
    assert_eq!(Policy::named("open").breaches(&SessionConfig::DEFAULT), []);
}

#[test]
fn mcp_clients_are_no_part_of_a_configuration() {
    let policy = Policy::named("p").deny_mcp();
    assert_eq!(policy.breaches(&MAIL), []);
    assert_eq!(policy.breach(SettingTable::of(&MAIL, true).settings(), Subject::Mcp), Some(Breach::Mcp));
    assert_eq!(Policy::named("open").breach(SettingTable::of(&MAIL, true).settings(), Subject::Mcp), None);
    assert_eq!(policy.breach_by_mcp(false), None);
}

#[test]
fn toolkits_are_held_to_both_lists() {
    let policy = Policy::named("p").deny_toolkits(&["gmail"]);
    assert_eq!(policy.breaches(&MAIL), [Breach::DeniedToolkit("gmail")]);
    let policy = Policy::named("p").allow_toolkits(&["slack"]);
    assert_eq!(policy.breaches(&MAIL), [Breach::ToolkitNotAllowed("gmail")]);
    assert_eq!(policy.breaches(&SessionConfig::DEFAULT), [Breach::UnrestrictedToolkits]);
}

#[test]
fn what_is_not_named_is_reached_as_well() {
    let policy = Policy::named("p").deny_toolkits(&["stripe"]);
    assert_eq!(policy.breaches(&SessionConfig::DEFAULT), [Breach::DeniedToolkit("stripe")]);
    let mut config = SessionConfig::DEFAULT;
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("exa")]));
    assert_eq!(policy.breaches(&config), [Breach::DeniedToolkit("stripe")]);
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("stripe")]));
    assert_eq!(policy.breaches(&config), []);
}

#[test]
fn a_denied_tool_is_found_named_or_not() {
    let policy = Policy::named("p").deny_tools(&["GMAIL_SEND_EMAIL"]);
    let send = Borrowed(&[Borrowed("GMAIL_SEND_EMAIL")] as &[Text]);
    assert_eq!(policy.breaches(&MAIL), [Breach::DeniedTool("GMAIL_SEND_EMAIL")]);
    assert_eq!(policy.breaches(&tools(ToolAccess::Only(send.clone()))), [Breach::DeniedTool("GMAIL_SEND_EMAIL")]);
    assert_eq!(policy.breaches(&tools(ToolAccess::Except(send))), []);
    assert_eq!(policy.breaches(&tools(ToolAccess::Only(Borrowed(&[Borrowed("GMAIL_FETCH_EMAILS")])))), []);
    let mut slack = MAIL;
    slack.toolkits.access = Access::Only(Borrowed(&[Borrowed("slack")]));
    assert_eq!(policy.breaches(&slack), []);
}

/// The compiler's findings: the toolkits, the tools, and whether something is beyond them.
fn found(policy: &Policy, config: &SessionConfig) -> (Vec<String>, Vec<String>, Option<String>) {
    let table = NameTable::of(config, |_| None);
    let names = table.names();
    let mut toolkits = vec![None; names.toolkits.len()];
    let mut tools = vec![None; names.enabled.len()];
    policy.mark(&names, &mut toolkits, &mut tools);
    let words =
        |breaches: Vec<Option<Breach<'_>>>| breaches.into_iter().flatten().map(|breach| breach.to_string()).collect();
    let beyond = policy.breach_beyond(&names, 0).map(|(breach, _)| breach.to_string());
    (words(toolkits), words(tools), beyond)
}

#[test]
fn the_compiler_points_at_the_tool_if_it_is_named_and_at_the_toolkit_otherwise() {
    let policy = Policy::named("p").deny_tools(&["GMAIL_SEND_EMAIL"]);
    let breach = || vec!["tool `GMAIL_SEND_EMAIL` is denied, but the declaration reaches it".to_owned()];
    assert_eq!(found(&policy, &MAIL), (breach(), vec![], None));
    let named = tools(ToolAccess::Only(Borrowed(&[Borrowed("GMAIL_SEND_EMAIL")])));
    assert_eq!(found(&policy, &named), (vec![], breach(), None));
    assert_eq!(found(&policy, &SessionConfig::DEFAULT), (vec![], vec![], Some(breach().remove(0))));
}

#[test]
fn a_pattern_denies_what_it_may_stand_for() {
    let policy = Policy::named("p").deny_tools(&["*_DELETE_*"]);
    assert_eq!(policy.breaches(&MAIL), [Breach::DeniedTool("*_DELETE_*")]);
    assert_eq!(policy.breaches(&SessionConfig::DEFAULT), [Breach::DeniedTool("*_DELETE_*")]);
    let only = |tool: &'static str| tools(ToolAccess::Only(vec![Borrowed(tool)].into()));
    assert_eq!(policy.breaches(&only("GMAIL_FETCH_EMAILS")), []);
    assert_eq!(policy.breaches(&only("GMAIL_DELETE_MESSAGE")), [Breach::DeniedTool("*_DELETE_*")]);
    let (_, named, _) = found(&policy, &only("GMAIL_DELETE_MESSAGE"));
    assert_eq!(named, ["tool `GMAIL_DELETE_MESSAGE` is denied, but the declaration reaches it"]);
    let except = tools(ToolAccess::Except(vec![Borrowed("GMAIL_DELETE_MESSAGE")].into()));
    assert_eq!(policy.breaches(&except), [Breach::DeniedTool("*_DELETE_*")], "there may be another");

    let policy = Policy::named("p").deny_toolkits(&["gm*"]);
    assert_eq!(policy.breaches(&MAIL), [Breach::DeniedToolkit("gmail")]);
    assert_eq!(policy.breaches(&SessionConfig::DEFAULT), [Breach::DeniedToolkit("gm*")]);
    assert_eq!(Policy::named("p").allow_toolkits(&["gm*"]).breaches(&MAIL), []);
}

#[test]
fn a_denylist_never_excludes_all_that_a_pattern_stands_for() {
    let mut config = SessionConfig::DEFAULT;
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("google")]));
    assert_eq!(Policy::named("p").deny_toolkits(&["google*"]).breaches(&config), [Breach::DeniedToolkit("google*")]);
    let search = Policy::named("p").deny_tools(&["GOOGLE_SEARCH_WEB"]);
    assert_eq!(
        search.breaches(&config),
        [Breach::DeniedTool("GOOGLE_SEARCH_WEB")],
        "`google_search` is a toolkit as well"
    );
}

#[test]
fn a_meta_tool_can_be_denied() {
    let policy = Policy::named("p").deny_tools(&["COMPOSIO_REMOTE_WORKBENCH", "COMPOSIO_MANAGE_CONNECTIONS"]);
    assert_eq!(
        policy.breaches(&MAIL),
        [Breach::DeniedTool("COMPOSIO_MANAGE_CONNECTIONS"), Breach::DeniedTool("COMPOSIO_REMOTE_WORKBENCH")]
    );
    let off = SessionConfig {
        sandbox: Some(Sandbox { enable: Some(false), ..Sandbox::DEFAULT }),
        manage_connections: ManageConnections::DISABLED,
        ..MAIL
    };
    assert_eq!(policy.breaches(&off), []);
    assert_eq!(
        policy.breach(SettingTable::of(&MAIL, false).settings(), Subject::Sandbox),
        Some(Breach::DeniedTool("COMPOSIO_REMOTE_WORKBENCH"))
    );
}

#[test]
fn a_denied_toolkit_is_denied_whatever_its_separators() {
    let mut config = MAIL;
    config.toolkits.access = Access::Only(Borrowed(&[Borrowed("onedrive")]));
    assert_eq!(Policy::named("p").deny_toolkits(&["one_drive"]).breaches(&config), [Breach::DeniedToolkit("onedrive")]);
    let pattern = Policy::named("p").deny_toolkits(&["one_dr*"]);
    assert_eq!(pattern.breaches(&config), [Breach::DeniedToolkit("onedrive")]);
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("onedrive")]));
    let denied = Policy::named("p").deny_toolkits(&["one_drive"]);
    assert_eq!(denied.breaches(&config), [Breach::DeniedToolkit("one_drive")], "the router may know it by that name");
    config.toolkits.access = Access::Except(Borrowed(&[Borrowed("one_drive")]));
    assert_eq!(denied.breaches(&config), []);
}

#[test]
fn an_allowed_toolkit_is_the_one_that_is_written_like_it() {
    let mut config = MAIL;
    config.toolkits.access = Access::Only(Borrowed(&[Borrowed("onedrive")]));
    for (allowed, breaches) in [
        (Policy::named("p").allow_toolkits(&["one_drive"]), &[Breach::ToolkitNotAllowed("onedrive")] as &[_]),
        (Policy::named("p").allow_toolkits(&["one_dr*"]), &[Breach::ToolkitNotAllowed("onedrive")]),
        (Policy::named("p").allow_toolkits(&["one*"]), &[]),
        (Policy::named("p").allow_toolkits(&["onedrive"]), &[]),
    ] {
        assert_eq!(allowed.breaches(&config), breaches);
    }
}

#[test]
fn links_begin_on_the_same_hosts() {
    let policy = Policy::named("p").callback_hosts(&["app.acme.com"]);
    let at = |url: &'static str| SessionConfig {
        experimental: Experimental { link_url_overwrite: Some(Borrowed(url)), ..Experimental::DEFAULT },
        ..MAIL
    };
    assert_eq!(policy.breaches(&at("https://evil.com/app.acme.com")), [Breach::LinkHost("evil.com")]);
    assert_eq!(policy.breaches(&at("https://app.acme.com/connect")), []);
}

#[test]
fn a_policy_that_would_not_hold_stops_where_it_is_written() {
    let message = |policy: fn() -> Policy| {
        let stopped = std::panic::catch_unwind(policy).map(|_| ()).unwrap_err();
        *stopped.downcast::<String>().unwrap()
    };
    assert!(message(|| Policy::named("p").deny_toolkits(&["Stripe"])).contains("`Stripe` is not a toolkit slug"));
    assert!(message(|| Policy::named("p").deny_tools(&["gmail_send_email"])).contains("is not a tool slug"));
    assert!(message(|| Policy::named("p").deny_tools(&[])).contains("the list is empty"));
    assert!(message(|| Policy::named("p").callback_hosts(&["https://a.example"])).contains("is not a host"));
    assert!(message(|| Policy::named("")).contains("needs a name"));
}

#[test]
fn tags_need_approval_or_are_disabled() {
    let policy = Policy::named("p").require_approval_for(&[Tag::Destructive]);
    assert_eq!(policy.breaches(&MAIL), [Breach::NoApproval(Tag::Destructive)]);
    let approval = Tags { require_approval: Borrowed(&[Tag::Destructive]), ..Tags::DEFAULT };
    assert_eq!(policy.breaches(&SessionConfig { tags: approval, ..MAIL }), []);
    let disabled = Tags { disable: Borrowed(&[Tag::Destructive]), ..Tags::DEFAULT };
    assert_eq!(policy.breaches(&SessionConfig { tags: disabled, ..MAIL }), []);
}

#[test]
fn a_name_may_win_over_a_disabled_tag() {
    let policy = Policy::named("p").require_approval_for(&[Tag::Destructive]);
    let disabled = Tags { disable: Borrowed(&[Tag::Destructive]), ..Tags::DEFAULT };
    let deletes = || Borrowed(&[Borrowed("GMAIL_DELETE_MESSAGE")][..]);
    let named = Breach::NamedWithoutApproval("GMAIL_DELETE_MESSAGE");
    let enabled = SessionConfig { tags: disabled.clone(), ..tools(ToolAccess::Only(deletes())) };
    assert_eq!(policy.breaches(&enabled), [named]);
    let preload = Some(Preload { tools: PreloadTools::Only(deletes()) });
    let preloaded = SessionConfig { tags: disabled.clone(), preload: preload.clone(), ..MAIL };
    assert_eq!(policy.breaches(&preloaded), [named]);
    // The toolkit's own tags replace the session's.
    let own = SessionConfig { preload, ..tools(ToolAccess::Tagged(disabled.clone())) };
    assert_eq!(policy.breaches(&SessionConfig { tags: disabled.clone(), ..own }), [named]);

    let mut asked = enabled.clone();
    asked.toolkits.require_approval = Borrowed(&[Borrowed("gmail")]);
    assert_eq!(policy.breaches(&asked), []);
    let excluded = SessionConfig { tags: disabled, ..tools(ToolAccess::Except(deletes())) };
    assert_eq!(policy.breaches(&excluded), [], "what a denylist excludes stays excluded");
    let deny = Policy::named("q").deny_tools(&["GMAIL_DELETE_MESSAGE"]);
    assert_eq!(deny.breaches(&enabled), [Breach::DeniedTool("GMAIL_DELETE_MESSAGE")]);
}

#[test]
fn tags_of_a_toolkit_need_approval_of_their_own() {
    let policy = Policy::named("p").require_approval_for(&[Tag::Destructive]);
    let approval = Tags { require_approval: Borrowed(&[Tag::Destructive]), ..Tags::DEFAULT };
    let replaced = Tags { enable: Borrowed(&[Tag::Destructive]), ..Tags::DEFAULT };
    let config = SessionConfig { tags: approval.clone(), ..tools(ToolAccess::Tagged(replaced)) };
    assert_eq!(policy.breaches(&config), [Breach::NoApproval(Tag::Destructive)]);
    let table = SettingTable::of(&config, false);
    assert_eq!(policy.breach(table.settings(), Subject::Tags(0)), None);
    assert_eq!(
        policy.breach(table.settings(), Subject::Tags(table.place_of_filter("gmail").unwrap())),
        Some(Breach::NoApproval(Tag::Destructive))
    );
    let config = SessionConfig { tags: approval.clone(), ..tools(ToolAccess::Tagged(approval)) };
    assert_eq!(policy.breaches(&config), []);
}

#[test]
fn an_approval_that_nobody_is_asked_for_is_none() {
    let allow = |fallback| SessionConfig {
        tags: Tags { require_approval: Borrowed(&[Tag::Destructive]), ..Tags::DEFAULT },
        experimental: Experimental { no_elicitation_support_fallback: Some(fallback), ..Experimental::DEFAULT },
        ..MAIL
    };
    let policy = Policy::named("p").require_approval_for(&[Tag::Destructive]);
    assert_eq!(policy.breaches(&allow(NoElicitationSupport::Allow)), [Breach::ApprovalWithoutUser]);
    assert_eq!(policy.breaches(&allow(NoElicitationSupport::Deny)), []);
    assert_eq!(Policy::named("p").breaches(&allow(NoElicitationSupport::Allow)), []);
}

#[test]
fn callback_hosts_are_compared_without_port_and_case() {
    let policy = Policy::named("p").callback_hosts(&["app.acme.com", "[::1]"]);
    let at = |url: &'static str| SessionConfig {
        manage_connections: ManageConnections { callback_url: Some(Borrowed(url)), ..ManageConnections::DEFAULT },
        ..MAIL
    };
    for url in [
        "https://app.acme.com",
        "https://APP.acme.com:8443/cb?x=https://evil.com",
        "https://evil.com:x@app.acme.com:443/",
        "http://[::1]:80/cb",
    ] {
        assert_eq!(policy.breaches(&at(url)), [], "{url}");
    }
    assert_eq!(policy.breaches(&at("https://evil.com/app.acme.com")), [Breach::CallbackHost("evil.com")]);
    assert_eq!(policy.breaches(&at("https://app.acme.com.evil.com/")), [Breach::CallbackHost("app.acme.com.evil.com")]);
    assert_eq!(policy.breaches(&at("https://app.acme.com:x@evil.com/")), [Breach::CallbackHost("evil.com")]);
    assert_eq!(policy.breaches(&at("https:evil.com")), [Breach::CallbackHost("https:evil.com")]);
    assert_eq!(policy.breaches(&MAIL), []);
}

#[test]
fn what_the_api_has_by_default_is_a_breach_until_it_is_turned_off() {
    let policy = Policy::named("p").deny_sandbox().deny_instant();
    assert_eq!(policy.breaches(&MAIL), [Breach::Sandbox, Breach::Instant]);
    let off = Sandbox { enable: Some(false), ..Sandbox::DEFAULT };
    assert_eq!(policy.breaches(&SessionConfig { sandbox: Some(off), instant: Some(Instant::Off), ..MAIL }), []);
    let usage = Some(Instant::On(InstantUsage::DEFAULT));
    assert_eq!(
        policy.breach(SettingTable::of(&SessionConfig { instant: usage, ..MAIL }, false).settings(), Subject::Instant),
        Some(Breach::Instant)
    );
}

#[test]
fn sandboxes_are_held_to_their_size_and_reach() {
    let policy = Policy::named("p").largest_sandbox(SandboxSize::Medium);
    let sized =
        |size| SessionConfig { sandbox: Some(Sandbox { sandbox_size: Some(size), ..Sandbox::DEFAULT }), ..MAIL };
    assert_eq!(policy.breaches(&sized(SandboxSize::Medium)), []);
    assert_eq!(policy.breaches(&sized(SandboxSize::Large)), [Breach::SandboxTooLarge(SandboxSize::Large)]);

    let policy = Policy::named("p").deny_proxy_execution();
    let proxy = SessionConfig { proxy_execute: Some(ProxyExecute { enable: true }), ..MAIL };
    assert_eq!(policy.breaches(&proxy), [Breach::SandboxProxyExecution, Breach::ProxyExecution]);
    let closed = Sandbox { enable_proxy_execution: Some(false), ..Sandbox::DEFAULT };
    assert_eq!(policy.breaches(&SessionConfig { sandbox: Some(closed), ..MAIL }), []);
}

#[test]
fn connection_management_can_be_required() {
    let policy = Policy::named("p").require_connection_management();
    let disabled = SessionConfig { manage_connections: ManageConnections::DISABLED, ..MAIL };
    assert_eq!(policy.breaches(&disabled), [Breach::ConnectionManagementDisabled]);
    assert_eq!(policy.breaches(&MAIL), []);
}

#[test]
fn the_words_name_the_policy_the_value_and_the_way_out() {
    let breach = Breach::DeniedToolkit("stripe").to_policy_breach("acme");
    assert_eq!(breach.to_string(), "policy `acme`: toolkit `stripe` is denied");
    assert_eq!(breach.help(), "leave it out: name only the toolkits that the agent needs");
    let stopped = std::panic::catch_unwind(|| {
        let policy = Policy::named("acme").deny_toolkits(&["gmail"]);
        let mut toolkits = [None];
        policy.mark(&NameTable::of(&MAIL, |_| None).names(), &mut toolkits, &mut []);
        if let [Some(breach)] = toolkits {
            breach.panic(policy.name());
        }
    });
    let message = *stopped.unwrap_err().downcast::<String>().unwrap();
    assert_eq!(
        message,
        "policy `acme`: toolkit `gmail` is denied\nhelp: leave it out: name only the toolkits that the agent needs"
    );
}

#[test]
fn tools_of_toolkits_with_underscores_are_told_apart() {
    let reach = |toolkits: &[&str], tool: &str| {
        let mut config = SessionConfig::DEFAULT;
        config.toolkits.access = Access::Only(toolkits.iter().map(|slug| Text::Owned((*slug).to_owned())).collect());
        config.reaches_tool(tool)
    };
    assert!(reach(&["google_maps"], "GOOGLE_MAPS_SEARCH"));
    assert!(reach(&["active-campaign"], "ACTIVE_CAMPAIGN_ADD"));
    assert!(reach(&["one_drive"], "ONEDRIVE_DELETE_ITEM"));
    assert!(reach(&["21risk"], "_21RISK_CREATE_TASK"));
    assert!(!reach(&["gmail"], "GMAILX_SEND"));
    assert!(!reach(&["gmail"], "GMAIL"));
}

#[test]
fn a_tool_is_judged_by_the_toolkit_with_the_longest_name() {
    let mut config = SessionConfig::DEFAULT;
    config.toolkits.access = Access::Only(Borrowed(&[Borrowed("google"), Borrowed("google_maps")]));
    let only = ToolAccess::Only(Borrowed(&[Borrowed("GOOGLE_SEARCH")]));
    config.tools.insert("google", ToolkitTools { access: only, ..ToolkitTools::DEFAULT });
    assert!(config.reaches_tool("GOOGLE_MAPS_GEOCODE"), "`tools` does not name `google_maps`");
    assert!(!config.reaches_tool("GOOGLE_TRANSLATE"));
}

/// What is stated of a declaration that reaches all of one toolkit. The sieves hold nothing back.
const fn stated<const TOOLS: usize, const LOOKED: usize>(
    toolkit: (&'static str, usize),
    enabled: [&'static str; TOOLS],
    looked: [usize; LOOKED],
) -> Stated<1, 0, TOOLS, 0, 0, LOOKED> {
    Stated {
        toolkits: [toolkit],
        listed: [],
        enabled,
        excluded: [],
        bounded: true,
        sieves: [u128::MAX; 3],
        filters: [],
        callback_host: "",
        link_host: "",
        sandbox_size: None,
        on: 0,
        looked,
    }
}

#[test]
fn a_policy_objects_to_nothing_that_it_could_not_object_to() {
    const OPEN: Policy = Policy::named("p");
    let policies = [
        OPEN,
        OPEN.require_approval_for(Tag::ALL),
        OPEN.require_connection_management(),
        OPEN.callback_hosts(&["app.example.com"]),
        OPEN.deny_sandbox(),
        OPEN.largest_sandbox(SandboxSize::Standard),
        OPEN.deny_proxy_execution(),
        OPEN.deny_instant(),
        OPEN.deny_mcp(),
        OPEN.deny_tools(&["COMPOSIO_*"]),
        OPEN.deny_tools(&["COMPOSIO_SEARCH_TOOLS", "COMPOSIO_MULTI_EXECUTE_TOOL", "COMPOSIO_MANAGE_CONNECTIONS"]),
    ];
    let everything = Settings {
        tags: &[TagFilter { named: "", ..Default::default() }],
        callback_host: "evil.example",
        link_host: "evil.example",
        sandbox_size: Some(SandboxSize::Xlarge),
        on: Switches(u16::MAX),
    };
    let unmanaged = Settings { on: Switches(0), ..everything };
    let mut objections = 0;
    for (policy, settings) in policies.iter().flat_map(|policy| [(policy, everything), (policy, unmanaged)]) {
        for subject in Subject::all(1).filter(|subject| policy.breach(settings, *subject).is_some()) {
            assert!(policy.objections.0 >> subject.bit() & 1 == 1, "{policy:?} {subject:?}");
            objections += 1;
        }
    }
    assert!(objections > 20, "{objections}");
}

#[test]
fn what_a_declaration_does_not_say_is_one_message() {
    const POLICY: Policy = Policy::named("acme").deny_sandbox().deny_instant().deny_tools(&["COMPOSIO_SEARCH_TOOLS"]);
    let table = SettingTable::of(&MAIL, false);
    let found = |subject| POLICY.breach(table.settings(), subject);
    let message = [Subject::Sandbox, Subject::Mcp, Subject::Search, Subject::Instant]
        .into_iter()
        .filter_map(found)
        .fold(Message::EMPTY, |message, breach| breach.add_to(message, "acme"));
    let stopped = std::panic::catch_unwind(move || message.panic());
    assert_eq!(
        *stopped.unwrap_err().downcast::<String>().unwrap(),
        "policy `acme`: the session has a sandbox\nhelp: declare `sandbox = false`\n\
         policy `acme`: the router's own tool `COMPOSIO_SEARCH_TOOLS` is denied, but the session offers it\n\
         help: declare `search = false`\n\
         policy `acme`: instant tools can be used\nhelp: declare `instant = false`"
    );
}

const _: () = {
    const POLICY: Policy = Policy::named("p").require_toolkit_allowlist();
    const HELD: Held<2> = __hold(&POLICY, stated(("gmail", 2), [], [3, 7]));
    __stop(HELD, 0);
    __stop_from(HELD, 0);
};

/// Hundreds of denied tools against hundreds of declared ones. The compiler rejects a constant that takes two million
/// steps, which searching all of them for each would.
mod many {
    use super::*;

    const COUNT: usize = 300;
    const LENGTH: usize = "GITHUB_GET_000".len();

    /// `GITHUB_GET_000` to `GITHUB_GET_299`, without separators.
    const fn text(what: &[u8]) -> [u8; COUNT * LENGTH] {
        let mut text = [0; COUNT * LENGTH];
        let mut next = 0;
        while next < text.len() {
            let (number, place) = (next / LENGTH, next % LENGTH);
            text[next] = match LENGTH - place {
                1 => b'0' + (number % 10) as u8,
                2 => b'0' + (number / 10 % 10) as u8,
                3 => b'0' + (number / 100) as u8,
                _ => what[place],
            };
            next += 1;
        }
        text
    }

    const fn names(text: &'static [u8]) -> [&'static str; COUNT] {
        let mut names = [""; COUNT];
        let (mut next, mut rest) = (0, text);
        while next < COUNT {
            let (name, others) = rest.split_at(LENGTH);
            names[next] = match core::str::from_utf8(name) {
                Ok(name) => name,
                Err(_) => "",
            };
            (next, rest) = (next + 1, others);
        }
        names
    }

    const DENIED: [&str; COUNT] = names(&const { text(b"GITHUB_DEL_") });
    const DECLARED: [&str; COUNT] = names(&const { text(b"GITHUB_GET_") });
    const POLICY: Policy = Policy::named("p").deny_tools(&DENIED);
    const HELD: Held<3> = __hold(&POLICY, stated(("github", 1), DECLARED, [0, 1, 3]));

    #[test]
    fn each_name_is_searched_for_once() {
        assert_eq!((DENIED[299], DECLARED[7]), ("GITHUB_DEL_299", "GITHUB_GET_007"));
        __stop_from(HELD, 0);
    }
}
