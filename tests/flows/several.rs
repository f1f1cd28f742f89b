use tool_router::config::StoredConfig;
use tool_router::session::ToolInfo;
use tool_router::testing::TestRouter;
use tool_router::{Error, InvalidInput, tool_router_session};

use crate::agents::subjects;

#[tool_router_session(
    toolkits = ["gmail"],
    connected_accounts(gmail?),
    multi_account?(max_per_toolkit? = 3, explicit_selection = false),
    preload = ["GMAIL_FETCH_EMAILS"],
)]
struct Mailboxes;

fn lists_mail(tools: &[ToolInfo]) -> bool {
    tools.iter().any(|tool| tool.slug == "GMAIL_FETCH_EMAILS")
}

#[tokio::test]
async fn the_number_of_accounts_decides_between_preloaded_tools_and_several_accounts() {
    let router = TestRouter::start().await.expect("a router");
    let connect = async |alias| router.connect("ada", Mailboxes::GMAIL).alias(alias).await.expect("an account");
    let mailboxes = vec![connect("home").await, connect("work").await];
    assert_ne!(mailboxes[0], mailboxes[1]);

    let one = Mailboxes::session("ada")
        .multi_account(false)
        .connected_account(Mailboxes::GMAIL_ACCOUNT, mailboxes[0].clone());
    let one = one.create(&router).await.expect("a session with one mailbox");
    assert!(lists_mail(&one.tools().await.expect("the tools")));
    assert_eq!(subjects(&one, Mailboxes::GMAIL_FETCH_EMAILS).await.expect("mail").len(), 3);

    let both = Mailboxes::session("ada")
        .multi_account(mailboxes.len() > 1)
        .max_per_toolkit(mailboxes.len())
        .connected_account(Mailboxes::GMAIL_ACCOUNT, mailboxes.clone());
    let both = both.create(&router).await.expect("a session with both mailboxes");
    assert!(!lists_mail(&both.tools().await.expect("the tools")), "nothing is preloaded");
    let allowed =
        |config: &StoredConfig| config.multi_account.as_ref().and_then(|several| several.max_accounts_per_toolkit);
    assert_eq!(allowed(both.config()), Some(2));
    let found = router.retrieve::<Mailboxes>(both.id()).await.expect("the same session is within the declaration");
    assert_eq!(allowed(found.config()), Some(2));

    let forgotten =
        Mailboxes::session("ada").connected_account(Mailboxes::GMAIL_ACCOUNT, mailboxes.clone()).create(&router);
    let error = forgotten.await.expect_err("several accounts are off");
    assert!(matches!(error, Error::Invalid(InvalidInput::TooManyAccounts { given: 2, allowed: 1, .. })), "{error:?}");
}
