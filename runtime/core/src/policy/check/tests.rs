//! What a policy objects to.

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

mod by_name;
mod by_setting;
mod compiled;

#[test]
fn a_policy_without_rules_allows_everything() {
    assert_eq!(Policy::named("open").breaches(&SessionConfig::DEFAULT), []);
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
