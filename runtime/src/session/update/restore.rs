use tool_router_core::config::{Map, Setting, Supplied};

use super::SessionUpdate;
use crate::builder::LeftToRunTime;
use crate::spec::SessionSpec;

impl<S: SessionSpec> SessionUpdate<S> {
    /// Puts a setting back as it was declared, whatever earlier updates made of it. Where the declaration says nothing
    /// about it, the API's default holds again, which is what was declared then.
    pub fn restore(mut self, setting: Setting) -> Self {
        // What was supplied at run time is known from the session alone.
        let auth_configs = if S::AuthConfigs::ANY { self.current_auth_configs() } else { Map::EMPTY };
        let connected_accounts = if S::ConnectedAccounts::ANY { self.current_pins() } else { Map::EMPTY };
        self.patch.restore(setting, self.live.fence.config(), Supplied { auth_configs, connected_accounts });
        self
    }
}
