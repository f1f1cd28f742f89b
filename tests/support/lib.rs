//! The user's side of the tests and examples, and what tests of more than one crate need. It knows no crate of this
//! workspace, so that each of them can use it.

pub mod browser;
#[cfg(feature = "clock")]
pub mod clock;
pub mod http;

pub use self::browser::Browser;
