use super::SessionUpdate;
use super::plan::Plan;
use crate::config::{Experimental, Hook, NoElicitationSupport, Permissions, SubmitFeedback};
use crate::spec::SessionSpec;

impl<S: SessionSpec> SessionUpdate<S> {
    /// Adds a hook to the declared ones. Hooks of earlier updates are replaced.
    pub fn hook(mut self, hook: Hook) -> Self {
        self.plan.hook(hook);
        self
    }

    /// Sets when the user is asked before a tool runs.
    pub fn permissions(mut self, permissions: Permissions) -> Self {
        self.plan.permissions(permissions);
        self
    }

    /// Sets what happens to an approval when the client cannot ask the user.
    pub fn no_elicitation_support(mut self, fallback: NoElicitationSupport) -> Self {
        self.plan.no_elicitation_support(fallback);
        self
    }

    /// Enables or disables the agent's feedback on tools.
    pub fn submit_feedback(mut self, enable: bool) -> Self {
        self.plan.submit_feedback(enable);
        self
    }

    /// Enables or disables faster search answers.
    pub fn fast_mode(mut self, enable: bool) -> Self {
        self.plan.fast_mode(enable);
        self
    }
}

impl Plan {
    fn hook(&mut self, hook: Hook) {
        let declared = self.live.fence.config();
        self.patch.hooks.amend_from(|| declared.hooks.clone(), |hooks| hooks.to_mut().push(hook));
    }

    fn permissions(&mut self, permissions: Permissions) {
        self.experimental(|experimental| experimental.permissions = Some(permissions));
    }

    fn no_elicitation_support(&mut self, fallback: NoElicitationSupport) {
        self.experimental(|experimental| experimental.no_elicitation_support_fallback = Some(fallback));
    }

    fn submit_feedback(&mut self, enable: bool) {
        let feedback = SubmitFeedback::DEFAULT.with_enable(enable);
        self.experimental(|experimental| experimental.submit_feedback = Some(feedback));
    }

    fn fast_mode(&mut self, enable: bool) {
        self.experimental(|experimental| experimental.fast_mode = Some(enable));
    }

    /// The API does not document whether it replaces the block or merges it, so everything declared is sent along.
    fn experimental(&mut self, change: impl FnOnce(&mut Experimental)) {
        let declared = self.live.fence.config();
        self.patch.experimental.amend_from(|| declared.experimental.updatable(), change);
    }
}
