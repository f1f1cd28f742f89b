//! The rules for declarations, by the name that ends each message.
//!
//! The compiler reports each breach at the token that causes it, and all mistakes of a declaration at once. Each rule
//! is shown here with a declaration that it rejects and with the corrected declaration; the tests of this crate compile
//! both. A company can add rules with a [`policy`](crate::policy).
//!
//! A rule that only warns can be silenced with `allow(..)` in the attribute.
#![doc = ::tool_router_macros::__rules_index!()]
#![cfg_attr(feature = "custom-tools", doc = ::tool_router_macros::__custom_tool_rules!())]
