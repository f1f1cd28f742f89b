//! What is true of slugs, ids, durations and URLs, as plain functions.

pub(crate) mod callback_url;
#[cfg(feature = "custom-tools")]
pub(crate) mod custom_tool;
pub(crate) mod duration;
pub(crate) mod id;
pub(crate) mod slug;
pub(crate) mod timezone;
