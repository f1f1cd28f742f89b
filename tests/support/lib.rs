//! The user's side of the tests and examples. It knows no crate of this workspace, so that each of them can use it.

pub mod browser;

pub use self::browser::Browser;
