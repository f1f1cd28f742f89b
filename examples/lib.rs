//! Shared code of the example programs: which router and which model they use, who acts as the user, and how they fail.

mod failure;
mod model;
mod options;
pub mod scripted;

pub use self::failure::Failure;
pub use self::model::{Api, Model};
pub use self::options::{Options, help};

/// The examples of the README, which compile as they are printed.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
