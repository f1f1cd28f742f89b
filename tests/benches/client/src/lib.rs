//! Clients of the Tool Router API, each behind the same three calls, and the program that runs them when it is told to.

pub mod client;
pub mod program;
pub mod subjects;
pub mod wire;

pub use self::client::{Client, Failure};
