//! Rules about what runs where: the sandbox, preloaded tools, instant tools.

mod instant;
mod preload;
mod sandbox;

pub(crate) use self::{instant::*, preload::*, sandbox::*};

use super::Chapter;

pub(super) static CHAPTER: Chapter = Chapter {
    title: "Sandbox, preloaded and instant tools",
    rules: &[
        &SANDBOX_SIZE,
        &OFFLOAD_THRESHOLD,
        &SANDBOX_DISABLED_WITH_SETTINGS,
        &PROXY_CONFLICT,
        &PRELOAD_ALL_NEEDS_FILTER,
        &PRELOAD_OUTSIDE_POLICY,
        &PRELOAD_CUSTOM_TOOL,
        &PRELOAD_MANY,
        &PRELOAD_WITH_MULTI_ACCOUNT,
        &PRESET,
        &INSTANT_WIDER,
    ],
};
