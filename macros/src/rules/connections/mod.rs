//! Rules about connecting.

mod callback;
mod management;
mod missing;
mod waiting;

pub(crate) use self::{callback::*, management::*, missing::*, waiting::*};

use super::Chapter;

pub(super) static CHAPTER: Chapter = Chapter {
    title: "Connections",
    rules: &[
        &DISABLED_FOR_INTERACTIVE,
        &ENABLED_FOR_AUTOMATION,
        &WORKFLOW_WITHOUT_WAIT,
        &WAIT_WITHOUT_MANAGEMENT,
        &WAIT_NEEDS_ALLOWLIST,
        &WAIT_AND_WAIT_TOOL,
        &REQUIRED_WITHOUT_WAIT,
        &MISSING_WITH_MANAGEMENT,
        &FAIL_WITH_MANUAL_AUTH,
        &SKIP_NEEDS_ALLOWLIST,
        &CALLBACK_WITHOUT_MANAGEMENT,
        &CALLBACK_URL,
        &DURATION,
        &REMOVAL_WITHOUT_MANAGEMENT,
    ],
};
