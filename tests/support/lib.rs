//! The user's side of the tests and examples, and code that tests of several crates share. It depends on no crate of
//! this workspace, so that each of them can use it.

pub mod browser;
#[cfg(feature = "clock")]
pub mod clock;
pub mod http;

pub use self::browser::Browser;
