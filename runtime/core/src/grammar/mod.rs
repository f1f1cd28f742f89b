//! The syntax of values in settings (slugs, ids, URLs, durations, names), and suggestions for misspelt ones.

pub(crate) mod ascii;
pub mod custom_tool;
pub mod duration;
pub mod id;
pub mod slug;
pub mod spelling;
#[cfg(feature = "timezones")]
pub mod timezone;
pub mod url;
