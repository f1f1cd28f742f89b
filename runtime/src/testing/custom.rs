//! Calls of custom tools, which run in this process: the router does not see them, so they are written down here.

use std::sync::Arc;

use serde_json::Value;
use tool_router_local::testing::{CallOutcome, Entry, Harness};

use crate::session::Live;

/// A call of a custom tool that runs. Of a client whose router is not a test's, nothing is written down.
pub(crate) struct CustomCall(Option<(Arc<Harness>, Entry)>);

impl CustomCall {
    pub(crate) fn begin(live: &Live, slug: &str, arguments: &Value) -> Self {
        Self(live.router.kept::<Harness>().map(|harness| {
            let tool = live.custom.listed_name(slug).unwrap_or(slug);
            let entry = harness.begin_custom(live.user_id.as_str(), live.id.as_str(), tool, arguments.clone());
            (harness, entry)
        }))
    }

    pub(crate) fn end(self, result: &Result<Value, String>) {
        let Some((harness, entry)) = self.0 else { return };
        harness.end_custom(
            entry,
            match result {
                Ok(data) => CallOutcome::Completed(data.clone()),
                Err(error) => CallOutcome::Failed(error.clone()),
            },
        );
    }
}
