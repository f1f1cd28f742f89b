//! The rules that a declaration is held to, by the name that ends each message.
//!
//! The compiler reports what breaks a rule at the token that breaks it, all of a declaration's mistakes at once. Each rule is
//! shown here with a declaration that it rejects and the same as it should be; both are compiled when this crate is tested.
//! What a company adds to them is a [`policy`](crate::policy).
//!
//! A rule that only warns can be silenced with `allow(..)` in the attribute.
#![doc = ::tool_router_macros::__rules_index!()]
#![cfg_attr(feature = "custom-tools", doc = ::tool_router_macros::__custom_tool_rules!())]
