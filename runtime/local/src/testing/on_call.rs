use serde_json::Value;
use tool_router_core::grammar::{custom_tool, spelling};

use super::script::Act;
use crate::{meta::MetaTool, state::App};

/// What calls of one tool do; finish it with what is to happen.
///
/// It holds for all calls from now on, or for the next few: [`once`](Self::once), [`times`](Self::times). What was said for
/// a number of calls comes first, in the order in which it was said, and then what was said for all of them. Calls that
/// nothing was said about run the tool.
///
/// What happens here happens after everything that the router checks by itself: a call that the session does not reach, or whose
/// toolkit is not connected, is refused all the same.
#[must_use = "nothing changes until it is said what happens"]
#[derive(Debug)]
pub struct OnCall {
    app: App,
    tool: String,
    times: Option<u32>,
}

impl OnCall {
    #[track_caller]
    pub(super) fn new(app: App, tool: &str) -> Self {
        let tool = tool.to_ascii_uppercase();
        let is_served = app.registered.tool(&tool).is_some() || MetaTool::from_slug(&tool).is_some();
        assert!(is_served, "{}", not_served(&app, &tool));
        Self { app, tool, times: None }
    }

    /// Limits it to the next call.
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Limits it to the next so many calls.
    pub fn times(mut self, calls: u32) -> Self {
        self.times = Some(calls);
        self
    }

    /// The tool returns this, and does not run.
    pub fn answer(self, data: impl Into<Value>) {
        self.act(Act::Answer(data.into()));
    }

    /// The tool fails with this message, and does not run.
    pub fn fail(self, message: impl Into<String>) {
        self.act(Act::Fail(message.into()));
    }

    /// The tool fails as if it had taken too long. It does not take that time.
    pub fn time_out(self) {
        self.act(Act::TimeOut);
    }

    /// The tool does not answer. After 40 seconds the router gives it up.
    pub fn hang(self) {
        self.act(Act::Hang);
    }

    /// The tool runs as usual: what was said for all calls does not hold for these.
    pub fn run(self) {
        self.act(Act::Run);
    }

    /// The user is asked first, as for a tool that the agent declares under `require_approval`.
    ///
    /// A call counts when the user has answered. It adds to what is said with the other methods: the call can fail once it
    /// is approved.
    pub fn ask_for_approval(self) {
        self.app.script.ask(&self.tool, self.times);
    }

    /// Forgets all that was said about the tool.
    pub fn forget(self) {
        self.app.script.forget(&self.tool);
    }

    fn act(self, act: Act) {
        self.app.script.act(&self.tool, self.times, act);
    }
}

/// Why nothing would ever happen on a call of a tool.
fn not_served(app: &App, tool: &str) -> String {
    if tool.starts_with(custom_tool::PREFIX) {
        return format!(
            "{tool} is a custom tool, which runs in the program and not at this router, so nothing would happen on a call of it; \
             give it state that fails, or a hook of the session"
        );
    }
    let slugs = || app.registered.tools().map(|found| found.tool.slug.as_str());
    let nearest = spelling::nearest(tool, slugs()).map(|slug| format!("; did you mean {slug}?")).unwrap_or_default();
    format!("this router serves no tool {tool}, so nothing would happen on a call of it{nearest}")
}
