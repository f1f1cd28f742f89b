//! In a function, in a block, in a module, and made by a macro.

use tool_router::tool_router_session;

macro_rules! agents {
    ($($(#[$meta:meta])* $vis:vis $name:ident: $toolkit:literal $key:ident = [$($tool:literal),*], $app:ident, $wait:expr;)*) => {$(
        #[tool_router_session(app = $app, toolkits = [$toolkit], tools($key = [$($tool),*]), manage_connections(wait = $wait))]
        $(#[$meta])*
        $vis struct $name;
    )*};
}

agents! {
    /// Reads mail.
    pub(crate) Inbox: "gmail" gmail = ["GMAIL_FETCH_EMAILS"], workflow, "5m";
    Chat: "slack" slack = ["SLACK_SEND_MESSAGE", "SLACK_LIST_CHANNELS"], interactive, "90s";
}

mod agents {
    pub mod nested {
        #[tool_router::tool_router_session(toolkits = ["gmail"])]
        pub struct Agent;
    }
}

pub fn main() {
    #[tool_router_session(toolkits = ["gmail"])]
    struct Local;

    let _ = {
        #[tool_router_session(toolkits = ["slack"])]
        struct Local(());
        Local::SLACK
    };
    let _ = (Local::GMAIL, agents::nested::Agent::GMAIL, Inbox::GMAIL_FETCH_EMAILS, Chat::SLACK_LIST_CHANNELS);
}
