//! Being built.

#[cfg(feature = "local")]
pub mod local;
