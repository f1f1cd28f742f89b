//! The forms of what settings are written with: slugs, ids, URLs, durations, names; and what a misspelt one was meant to be.

pub mod custom_tool;
pub mod duration;
pub mod id;
pub mod slug;
pub mod spelling;
#[cfg(feature = "timezones")]
pub mod timezone;
pub mod url;
