use std::borrow::Cow::Borrowed;
use std::sync::LazyLock;

use wiremock::MockServer;

use super::*;
use crate::builder::NotYet;
use crate::config::{Access, SessionConfig, Toolkits};
use crate::connections::OnDemand;
use crate::declaration::Declaration;
use crate::test_support::router;
use crate::{Error, SessionBuilder, SessionSpec, Toolkit};

const ACME: Policy = Policy::named("acme").callback_hosts(&["app.acme.com"]).deny_sandbox().deny_mcp();

const fn mail_with_calendar(config: &SessionConfig) -> Verdict {
    let lonely = config.reaches_toolkit("gmail") && !config.reaches_toolkit("googlecalendar");
    Verdict::denied_if(lonely, "mail is reached without the calendar", "keep `googlecalendar` beside `gmail`")
}

const RULES: &[Rule] = &[Rule::new("mail_with_calendar", mail_with_calendar)];

struct Agent;

impl SessionSpec for Agent {
    type Connections = OnDemand;
    type Callback = NotYet;
    type AuthConfigs = ();
    type ConnectedAccounts = ();
    type Mcp = crate::mcp::Served;

    fn __declaration() -> &'static Declaration {
        static DECLARATION: LazyLock<Declaration> = LazyLock::new(|| {
            Declaration::made(SessionConfig {
                toolkits: Toolkits {
                    access: Access::Only(Borrowed(&[Borrowed("gmail"), Borrowed("googlecalendar")])),
                    ..Toolkits::DEFAULT
                },
                ..SessionConfig::DEFAULT
            })
            .held_to(&[&ACME], RULES)
        });
        &DECLARATION
    }
}

#[tokio::test]
async fn what_is_supplied_is_held_to_every_policy_before_any_request() {
    let server = MockServer::start().await;
    let session = SessionBuilder::<Agent>::new("user_1")
        .callback_url("https://evil.example/cb")
        .only([Toolkit::__declared("gmail")]);
    let error = session.create(&router(&server)).await.unwrap_err();
    let Error::Policy { breaches } = &error else { panic!("{error}") };
    let found: Vec<(&str, &str)> = breaches.iter().map(|breach| (breach.policy, breach.what.as_str())).collect();
    assert_eq!(
        found,
        [
            ("acme", "users may not be sent to `evil.example` after authenticating"),
            ("acme", "the session has a sandbox"),
            ("acme", "the session can be handed to MCP clients"),
            ("mail_with_calendar", "mail is reached without the calendar"),
        ]
    );
    assert!(
        error.to_string().contains("evil.example") && error.to_string().contains("`mail_with_calendar`"),
        "{error}"
    );
    assert!(!error.is_retryable());
    assert_eq!(server.received_requests().await.unwrap().len(), 0);
}

#[test]
fn a_rule_can_be_asked_in_a_constant() {
    const VERDICT: Verdict = mail_with_calendar(&SessionConfig::DEFAULT);
    assert_eq!(VERDICT, Verdict::Allowed);
    const { __uphold("mail_with_calendar", VERDICT) };
}

#[test]
fn a_denial_stops_the_compilation_with_the_rules_name() {
    let stopped = std::panic::catch_unwind(|| __uphold("no_mail", Verdict::denied("it reaches mail", "leave it out")));
    let message = *stopped.unwrap_err().downcast::<String>().unwrap();
    assert_eq!(message, "policy `no_mail`: it reaches mail\nhelp: leave it out");
}
