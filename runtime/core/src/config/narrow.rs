//! What is left of a configuration when some of its toolkits are.

use super::{Access, Instant, Preload, PreloadTools, SessionConfig, Text};

impl SessionConfig {
    /// Leaves these toolkits only, and of everything else what is about them.
    pub fn narrow(&mut self, toolkits: Vec<Text>) {
        self.toolkits.access = Access::Only(toolkits.into());
        let access = &self.toolkits.access;
        self.tools.retain(|slug| access.allows(slug));
        self.auth_configs.retain(|slug| access.allows(slug));
        self.connected_accounts.retain(|slug| access.allows(slug));
        self.toolkits.require_approval.to_mut().retain(|slug| access.allows(slug));
        if let Some(Instant::On(usage)) = &mut self.instant {
            if let Access::Only(slugs) = &mut usage.toolkits {
                slugs.to_mut().retain(|slug| access.allows(slug));
            }
            usage.tools.retain(|slug| access.allows(slug));
        }
        // The API refuses to preload what is not reached.
        if let Some(PreloadTools::Only(tools)) = self.preload.as_ref().map(|preload| &preload.tools) {
            let kept: Vec<Text> = tools.iter().filter(|tool| self.reaches_tool(tool)).cloned().collect();
            self.preload = (!kept.is_empty()).then(|| Preload { tools: PreloadTools::Only(kept.into()) });
        }
    }
}
