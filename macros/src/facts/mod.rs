//! What is true of slugs, ids, durations and URLs, as plain functions.

pub(crate) mod callback_url;
pub(crate) mod duration;
pub(crate) mod id;
pub(crate) mod slug;
pub(crate) mod timezone;
