//! The types of tools' arguments, as they stand in a crate that denies every lint.

mod schemas;
