//! What the official SDKs send, and what a declaration sends for it: the same body, or nothing, because a rule of the
//! compiler forbids it.
//!
//! `requests.jsonl` holds the requests as they were recorded from the Python SDK 0.30.0 and the TypeScript SDK 0.21.0.
//! Every one of them stands in exactly one of the tables below.

use std::collections::BTreeMap;

use serde_json::Value;
use tool_router::{SessionSpec, tool_router_session};

/// Declares an agent for each recorded request, and collects the bodies that they send.
macro_rules! declared {
    ($($name:ident: $($setting:tt)*);* $(;)?) => {
        BTreeMap::from([$((stringify!($name), {
            #[tool_router_session($($setting)*)]
            struct Agent;
            serde_json::to_value(Agent::CONFIG).expect("a configuration is JSON")
        })),*])
    };
}
