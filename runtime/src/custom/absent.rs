//! Stand-ins for custom tools in a build without the feature `custom-tools`: there are none.

use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::config::SessionConfig;
use crate::error::{Error, InvalidInput};
use crate::session::{Call, Execution, Live, ToolInfo};

/// The tools that the program registers.
#[derive(Default)]
pub(crate) struct CustomTools {}

/// The tools that a session has.
#[derive(Clone, Default)]
pub(crate) struct Registry {}

/// The names that the router gives them.
#[derive(Default, Deserialize)]
pub(crate) struct Named {}

/// What a request tells the router about them: there is never one.
#[derive(Serialize)]
pub(crate) struct Announcement<'a>(PhantomData<&'a ()>);

impl CustomTools {
    pub(crate) fn register(self, _: &SessionConfig) -> Result<Registry, InvalidInput> {
        Ok(Registry {})
    }
}

impl Registry {
    pub(crate) fn announcement(&self, _: bool) -> Option<Announcement<'_>> {
        None
    }

    pub(crate) fn learn(&mut self, _: Named) {}

    pub(crate) fn listed(&self) -> Vec<ToolInfo> {
        Vec::new()
    }

    pub(crate) fn listed_name(&self, _: &str) -> Option<&str> {
        None
    }

    pub(crate) fn schema(&self, _: &str) -> Option<Value> {
        None
    }
}

pub(crate) async fn execute(live: &Arc<Live>, call: Call) -> Result<Execution, Error> {
    live.send(call).await
}
