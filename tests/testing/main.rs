//! Tests of agents, as a user of `tool_router::testing` writes them, and tests of what they are written with.

mod accounts;
mod agents;
mod beside;
mod calls;
mod failures;
mod fakes;
mod runtimes;
mod seeds;
mod ways;
