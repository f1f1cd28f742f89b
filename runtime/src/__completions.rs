//! What an editor offers inside the attributes: a constant for each name that can be written in them, with its documentation.
#![allow(missing_docs, non_upper_case_globals)]

::tool_router_macros::__completions!();
