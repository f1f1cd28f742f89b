//! Generic parameters with attributes: which there are is for the compiler to decide, and what is allowed stays allowed.

#![deny(warnings)]

use std::marker::PhantomData;

use tool_router::{SessionSpec, tool_router_session};

/// Reads mail.
#[derive(Clone)]
#[tool_router_session(
    catalog = "ui/catalogs/small.json",
    toolkits = ["gmail"],
    tools(gmail = ["GMAIL_FETCH_EMAILS"]),
    typed_tools,
    mcp,
)]
#[derive(Debug)]
pub struct Agent<
    #[cfg(false)] 'a,
    #[cfg(true)] 'b,
    #[cfg(false)] T,
    #[cfg_attr(true, cfg(false))] U,
    V,
    const N: usize,
>(
    #[session(user_id)] String,
    PhantomData<&'b V>,
    [u8; N],
    #[cfg(false)] &'a T,
    #[cfg(false)] U,
)
where
    V: Clone;

#[tool_router_session(toolkits = ["gmail"])]
pub struct Allowed<#[allow(non_camel_case_types)] t>(#[session(user_id)] String, t);

pub fn main() {
    #[tool_router_session(toolkits = ["gmail"])]
    struct Local<#[cfg(false)] T>(#[cfg(false)] T);

    let agent = Agent::<'_, u8, 1>("user_1".to_owned(), PhantomData, [1]);
    assert_eq!(agent.clone().2, agent.2);
    let _ = (agent.session(), GmailFetchEmails::default(), Local::session("user_1"), Local());
    let allowed = Allowed("user_1".to_owned(), 1);
    let _ = (allowed.session(), allowed.1, Allowed::<u8>::GMAIL);
    assert_eq!(<Agent<'_, u8, 1> as SessionSpec>::manifest().agent, "Agent");
}
