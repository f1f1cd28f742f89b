//! Settings.

use super::*;

#[test]
fn mcp_clients_are_not_part_of_a_configuration() {
    let policy = Policy::named("p").deny_mcp();
    assert_eq!(policy.breaches(&MAIL), []);
    assert_eq!(policy.breach(SettingTable::of(&MAIL, true).settings(), Subject::Mcp), Some(Breach::Mcp));
    assert_eq!(Policy::named("open").breach(SettingTable::of(&MAIL, true).settings(), Subject::Mcp), None);
    assert_eq!(policy.breach_by_mcp(false), None);
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
