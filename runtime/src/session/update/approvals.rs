use super::SessionUpdate;
use crate::config::{Experimental, Hook, NoElicitationSupport, Permissions, SubmitFeedback};
use crate::spec::SessionSpec;

impl<S: SessionSpec> SessionUpdate<'_, S> {
    /// Adds a hook to those that were declared. Hooks that earlier updates added are replaced.
    pub fn hook(mut self, hook: Hook) -> Self {
        self.patch.hooks.amend_from(|| S::config().hooks.clone(), |hooks| hooks.to_mut().push(hook));
        self
    }

    /// Sets when the user is asked before a tool runs.
    pub fn permissions(self, permissions: Permissions) -> Self {
        self.experimental(|experimental| experimental.permissions = Some(permissions))
    }

    /// Sets what an approval becomes when the client cannot ask the user.
    pub fn no_elicitation_support(self, fallback: NoElicitationSupport) -> Self {
        self.experimental(|experimental| experimental.no_elicitation_support_fallback = Some(fallback))
    }

    /// Switches the agent's feedback on tools.
    pub fn submit_feedback(self, enable: bool) -> Self {
        self.experimental(|experimental| {
            experimental.submit_feedback = Some(SubmitFeedback::DEFAULT.with_enable(enable))
        })
    }

    /// Switches the faster answers of the search.
    pub fn fast_mode(self, enable: bool) -> Self {
        self.experimental(|experimental| experimental.fast_mode = Some(enable))
    }

    /// Whether the API replaces the block or merges it is not documented, so all that was declared goes along.
    fn experimental(mut self, change: impl FnOnce(&mut Experimental)) -> Self {
        self.patch.experimental.amend_from(|| S::config().experimental.updatable(), change);
        self
    }
}
