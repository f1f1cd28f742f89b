use tool_router_core::config::{Map, Setting, Supplied};

use super::SessionUpdate;
use super::plan::Plan;
use crate::error::InvalidInput;
use crate::spec::SessionSpec;

impl<S: SessionSpec> SessionUpdate<S> {
    /// Restores a setting to its declaration, whatever earlier updates did. If the declaration does not mention it, the
    /// API's default applies, as it did then.
    pub fn restore(mut self, setting: Setting) -> Self {
        self.plan.restore(setting);
        self
    }
}

impl Plan {
    fn restore(&mut self, setting: Setting) {
        let at_run_time = self.live.fence.declaration.at_run_time();
        let is_decided = match setting {
            Setting::Toolkits => at_run_time.toolkits,
            Setting::MultiAccount => at_run_time.multi_account,
            _ => false,
        };
        if is_decided {
            return self.note(Err(InvalidInput::NothingToRestore { setting }));
        }
        // What was supplied at run time is known only from the session.
        let auth_configs = if self.leaves_auth_configs() { self.current_auth_configs() } else { Map::EMPTY };
        let connected_accounts = if self.leaves_accounts() { self.current_pins() } else { Map::EMPTY };
        self.patch.restore(setting, self.live.fence.config(), Supplied { auth_configs, connected_accounts });
    }
}
