//! The types of arguments under any path of the runtime, in any module and function, beside anything.

#![deny(warnings)]

use tool_router as router;
use tool_router::ToolArguments;

pub mod outer {
    pub use tool_router as reexported;

    pub mod inner {
        #[tool_router::tool_router_session(
            catalog = "ui/catalogs/small.json",
            toolkits = ["gmail"],
            tools(gmail = ["GMAIL_FETCH_EMAILS"]),
            typed_tools,
            crate = super::reexported,
        )]
        pub struct OfParent;

        #[tool_router::tool_router_session(
            catalog = "ui/catalogs/small.json",
            toolkits = ["gmail"],
            tools(gmail = ["GMAIL_FETCH_EMAILS"]),
            typed_tools,
            crate = super::super::router,
        )]
        pub struct OfGrandparent;

        pub fn within_a_function() {
            #[tool_router::tool_router_session(
                catalog = "ui/catalogs/small.json",
                toolkits = ["gmail"],
                tools(gmail = ["GMAIL_FETCH_EMAILS"]),
                typed_tools,
                crate = super::reexported,
            )]
            struct Local;

            let _ = (Local::GMAIL, GmailFetchEmails::default());
        }
    }
}

#[tool_router::tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    typed_tools,
    crate = self::router,
)]
pub struct OfThisModule;

#[tool_router::tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    typed_tools,
    crate = crate::hygiene_of_typed_tools::outer::reexported,
)]
pub struct Absolute;

#[tool_router::tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    typed_tools,
    crate = ::tool_router,
)]
pub struct OfACrate;

/// Has a module of the name that the types' would have, and a type of the name of one of them.
#[tool_router::tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_SEND_EMAIL", "GMAIL_FETCH_EMAILS"]),
    typed_tools,
)]
pub struct InboxAgent;

mod inbox_agent_tools {
    pub const MINE: u8 = 1;
}

pub struct GmailFetchEmails;

macro_rules! declare {
    ($name:ident, $tool:ident) => {
        #[tool_router::tool_router_session(
            catalog = "ui/catalogs/small.json",
            toolkits = ["gmail"],
            tools(gmail = ["GMAIL_FETCH_EMAILS"]),
            typed_tools,
            policy = $crate::hygiene_of_typed_tools::POLICY,
            crate = $crate::hygiene_of_typed_tools::outer::reexported,
        )]
        pub struct $name;

        /// Finds something.
        #[tool_router::custom_tool(crate = $crate::hygiene_of_typed_tools::outer::reexported)]
        pub async fn $tool(what: String) -> Result<String, std::fmt::Error> {
            Ok(what)
        }
    };
}

pub const POLICY: router::policy::Policy = router::policy::Policy::named("hygiene").deny_toolkits(&["stripe"]);

declare!(OfMacro, find);

fn tool<S, A: ToolArguments<S>>(_: &A) -> &'static str {
    A::TOOL.slug()
}

pub fn main() {
    use tool_router as local;

    #[local::tool_router_session(
        catalog = "ui/catalogs/small.json",
        toolkits = ["gmail"],
        tools(gmail = ["GMAIL_SEND_EMAIL"]),
        typed_tools,
        policy = POLICY,
        crate = local,
    )]
    struct Local;

    declare!(MadeHere, find_here);

    let mail = GmailSendEmail { recipient_email: "ada@example.org".to_owned(), body: None, subject: None };
    assert_eq!(tool::<Local, _>(&mail), "GMAIL_SEND_EMAIL");
    assert_eq!(tool::<OfMacro, _>(&of_macro_tools::GmailFetchEmails::default()), "GMAIL_FETCH_EMAILS");
    assert_eq!(tool::<MadeHere, _>(&made_here_tools::GmailFetchEmails::default()), "GMAIL_FETCH_EMAILS");
    assert_eq!(tool::<OfThisModule, _>(&of_this_module_tools::GmailFetchEmails::default()), "GMAIL_FETCH_EMAILS");
    assert_eq!(tool::<Absolute, _>(&absolute_tools::GmailFetchEmails::default()), "GMAIL_FETCH_EMAILS");
    assert_eq!(tool::<OfACrate, _>(&of_a_crate_tools::GmailFetchEmails::default()), "GMAIL_FETCH_EMAILS");
    let _ = (InboxAgent::GMAIL, GmailFetchEmails, inbox_agent_tools::MINE, Find, FindHere);
    let _ = (outer::inner::OfParent::GMAIL, outer::inner::OfGrandparent::GMAIL);
    outer::inner::within_a_function();
}
