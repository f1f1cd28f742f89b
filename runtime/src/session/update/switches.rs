use super::SessionUpdate;
use super::plan::Plan;
use crate::config::{Execute, Instant, ProxyExecute, Sandbox, SandboxSize, Search};
use crate::error::InvalidInput;
use crate::spec::SessionSpec;
use tool_router_core::config::Change;

impl<S: SessionSpec> SessionUpdate<S> {
    /// Enables or disables the sandbox.
    pub fn sandbox(mut self, enable: bool) -> Self {
        self.plan.sandbox(enable);
        self
    }

    /// Changes the sandbox's size. The sandbox is recreated: its memory is lost, its files are kept.
    pub fn sandbox_size(mut self, size: SandboxSize) -> Self {
        self.plan.sandbox_size(size);
        self
    }

    /// Sets whether code in the sandbox can execute tools.
    pub fn sandbox_tool_execution(mut self, enable: bool) -> Self {
        self.plan.sandbox_tool_execution(enable);
        self
    }

    /// Sets whether code in the sandbox can call toolkits' own HTTP APIs.
    pub fn sandbox_proxy_execution(mut self, enable: bool) -> Self {
        self.plan.sandbox_proxy_execution(enable);
        self
    }

    /// Sets the number of characters from which an answer is saved as a file.
    pub fn auto_offload_threshold(mut self, characters: u64) -> Self {
        self.plan.auto_offload_threshold(characters);
        self
    }

    /// Enables or disables calls of toolkits' own HTTP APIs; see
    /// [`Session::proxy_execute`](crate::Session::proxy_execute).
    pub fn proxy_execute(mut self, enable: bool) -> Self {
        self.plan.proxy_execute(enable);
        self
    }

    /// Enables or disables the search for tools.
    pub fn search(mut self, enable: bool) -> Self {
        self.plan.search(enable);
        self
    }

    /// Enables or disables executing several tools in one call.
    pub fn multi_execute(mut self, enable: bool) -> Self {
        self.plan.multi_execute(enable);
        self
    }

    /// Changes which tools may run on the platform's own accounts. Parts that are not set are kept.
    pub fn instant(mut self, instant: Instant) -> Self {
        self.plan.instant(instant);
        self
    }
}

impl Plan {
    fn sandbox(&mut self, enable: bool) {
        self.of_sandbox(|sandbox| sandbox.enable = Some(enable));
    }

    fn sandbox_size(&mut self, size: SandboxSize) {
        self.of_sandbox(|sandbox| sandbox.sandbox_size = Some(size));
    }

    fn sandbox_tool_execution(&mut self, enable: bool) {
        self.of_sandbox(|sandbox| sandbox.enable_tool_execution = Some(enable));
    }

    fn sandbox_proxy_execution(&mut self, enable: bool) {
        self.of_sandbox(|sandbox| sandbox.enable_proxy_execution = Some(enable));
    }

    fn auto_offload_threshold(&mut self, characters: u64) {
        if characters == 0 {
            let what = "the threshold in characters";
            self.note(Err(InvalidInput::OutOfBounds { what, given: 0, least: 1, most: u64::MAX }));
        }
        self.of_sandbox(|sandbox| sandbox.auto_offload_threshold = Some(characters));
    }

    fn of_sandbox(&mut self, change: impl FnOnce(&mut Sandbox)) {
        self.patch.sandbox.amend(change);
    }

    fn proxy_execute(&mut self, enable: bool) {
        self.patch.proxy_execute = Change::Set(ProxyExecute::new(enable));
    }

    fn search(&mut self, enable: bool) {
        self.patch.search = Change::Set(Search::DEFAULT.with_enable(enable));
    }

    fn multi_execute(&mut self, enable: bool) {
        self.patch.execute = Change::Set(Execute::DEFAULT.with_enable_multi_execute(enable));
    }

    fn instant(&mut self, instant: Instant) {
        self.patch.instant = Change::Set(instant.into());
    }
}
