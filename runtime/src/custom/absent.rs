//! What sessions ask of custom tools in a build without the feature `custom-tools`: there are none.

use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::config::SessionConfig;
use crate::error::{Error, InvalidInput};
use crate::session::{Call, Execution, Live, ToolInfo};

/// What the program registers.
#[derive(Default)]
pub(crate) struct CustomTools {}

/// What a session knows of them.
#[derive(Clone, Default)]
pub(crate) struct Registry {}

/// What the router says of them.
#[derive(Default, Deserialize)]
pub(crate) struct Named {}

/// What a request tells the router of them: there is never one.
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

    pub(crate) fn preloaded(&self, _: bool) -> Vec<ToolInfo> {
        Vec::new()
    }
}

pub(crate) async fn execute(live: &Arc<Live>, call: Call) -> Result<Execution, Error> {
    live.send(call).await
}
