//! What an editor offers inside the attributes: a documented constant for each name that can be written there.
#![allow(missing_docs, non_upper_case_globals)]

::tool_router_macros::__completions!();
