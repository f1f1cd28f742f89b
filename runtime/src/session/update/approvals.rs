use super::SessionUpdate;
use crate::config::{Experimental, Hook, NoElicitationSupport, Permissions, SubmitFeedback};
use crate::spec::SessionSpec;

impl<S: SessionSpec> SessionUpdate<S> {
    /// Adds a hook to the declared ones. Hooks of earlier updates are replaced.
    pub fn hook(mut self, hook: Hook) -> Self {
        self.patch.hooks.amend_from(|| self.live.fence.config().hooks.clone(), |hooks| hooks.to_mut().push(hook));
        self
    }

    /// Sets when the user is asked before a tool runs.
    pub fn permissions(self, permissions: Permissions) -> Self {
        self.experimental(|experimental| experimental.permissions = Some(permissions))
    }

    /// Sets what happens to an approval when the client cannot ask the user.
    pub fn no_elicitation_support(self, fallback: NoElicitationSupport) -> Self {
        self.experimental(|experimental| experimental.no_elicitation_support_fallback = Some(fallback))
    }

    /// Enables or disables the agent's feedback on tools.
    pub fn submit_feedback(self, enable: bool) -> Self {
        self.experimental(|experimental| {
            experimental.submit_feedback = Some(SubmitFeedback::DEFAULT.with_enable(enable))
        })
    }

    /// Enables or disables faster search answers.
    pub fn fast_mode(self, enable: bool) -> Self {
        self.experimental(|experimental| experimental.fast_mode = Some(enable))
    }

    /// The API does not document whether it replaces the block or merges it, so everything declared is sent along.
    fn experimental(mut self, change: impl FnOnce(&mut Experimental)) -> Self {
        self.patch.experimental.amend_from(|| self.live.fence.config().experimental.updatable(), change);
        self
    }
}
