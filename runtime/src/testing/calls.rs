use std::fmt;
use std::ops::Deref;

use serde_json::Value;
use tool_router_local::testing::{CallOutcome, PROXY_EXECUTE, RecordedCall};

use super::diff::{diff, list};
use super::expected::{ExpectedCall, call};
use super::matching::matching;

/// What agents called, in the order in which it began, with assertions that print what differs.
///
/// It is a slice of [`RecordedCall`]s, as things were when it was [taken](super::TestRouter::calls). The router's own tools
/// (`COMPOSIO_SEARCH_TOOLS` and the like) are left out, unless they are [asked for](Self::with_meta_tools).
#[derive(Clone)]
pub struct Calls {
    calls: Vec<RecordedCall>,
    /// With the router's own tools.
    all: Vec<RecordedCall>,
    /// The slugs of the tools that the router serves, and of its clients' custom tools.
    served: Vec<String>,
}

impl Calls {
    pub(super) fn new(all: Vec<RecordedCall>, served: Vec<String>) -> Self {
        let calls = all.iter().filter(|call| !call.is_meta()).cloned().collect();
        Self { calls, all, served }
    }

    /// The same calls, those of the router's own tools among them.
    #[must_use]
    pub fn with_meta_tools(self) -> Self {
        Self { calls: self.all.clone(), ..self }
    }

    /// The calls of one user's agents.
    #[must_use]
    pub fn by(self, user: impl AsRef<str>) -> Self {
        self.only(|call| call.user_id == user.as_ref())
    }

    /// The calls in one session.
    #[must_use]
    pub fn in_session(self, session: impl AsRef<str>) -> Self {
        self.only(|call| call.session_id == session.as_ref())
    }

    fn only(mut self, is_kept: impl Fn(&RecordedCall) -> bool) -> Self {
        self.calls.retain(&is_kept);
        self.all.retain(&is_kept);
        self
    }

    /// Asserts that these calls were made, in this order, and no others; see
    /// [`assert_eq_in_any_order`](Self::assert_eq_in_any_order) for calls that run at the same time.
    ///
    /// A call is named by its tool alone, or made with [`call`](super::call) where its arguments matter.
    ///
    /// # Panics
    ///
    /// If they differ, with the difference.
    #[track_caller]
    pub fn assert_eq<C: Into<ExpectedCall>>(&self, expected: impl IntoIterator<Item = C>) {
        let expected: Vec<ExpectedCall> = expected.into_iter().map(Into::into).collect();
        let is_as_expected = expected.len() == self.calls.len()
            && expected.iter().zip(&self.calls).all(|(expected, call)| expected.matches(call));
        assert!(is_as_expected, "the calls are not as expected:\n{}", diff(&expected, &self.calls));
    }

    /// Asserts that these calls were made, in any order, and no others.
    ///
    /// The calls of one message of a model run at the same time, so that their order may be another each time.
    ///
    /// # Panics
    ///
    /// If they differ, with the difference.
    #[track_caller]
    pub fn assert_eq_in_any_order<C: Into<ExpectedCall>>(&self, expected: impl IntoIterator<Item = C>) {
        let expected: Vec<ExpectedCall> = expected.into_iter().map(Into::into).collect();
        let places = matching(&expected, &self.calls);
        let is_as_expected = expected.len() == self.calls.len() && places.iter().all(Option::is_some);
        // The difference is that of the others.
        let rest = (0..self.calls.len()).filter(|place| !places.contains(&Some(*place)));
        let arranged = places.iter().copied().flatten().chain(rest).map(|place| self.calls[place].clone());
        let arranged: Vec<RecordedCall> = arranged.collect();
        assert!(is_as_expected, "the calls are not as expected, in any order:\n{}", diff(&expected, &arranged));
    }

    /// Asserts that nothing was called.
    ///
    /// # Panics
    ///
    /// If something was, with the calls.
    #[track_caller]
    pub fn assert_none(&self) {
        assert!(self.calls.is_empty(), "no call was expected; the calls were:{}", list(&self.calls));
    }

    /// Asserts that a tool was called, and gives its calls, for assertions about them.
    ///
    /// # Panics
    ///
    /// If it was not, with the calls.
    #[track_caller]
    pub fn assert_called(&self, tool: impl AsRef<str>) -> Called<'_> {
        let tool = tool.as_ref();
        let calls: Vec<&RecordedCall> = self.calls.iter().filter(|call| call.tool == tool).collect();
        assert!(
            !calls.is_empty(),
            "{tool} was not called{}; the calls were:{}",
            self.unserved(tool),
            list(&self.calls)
        );
        Called { tool: tool.to_owned(), calls }
    }

    /// Asserts that a tool was not called.
    ///
    /// # Panics
    ///
    /// If it was, with the calls, and if the router serves no such tool, which nobody could have called.
    #[track_caller]
    pub fn assert_not_called(&self, tool: impl AsRef<str>) {
        let tool = tool.as_ref();
        let unserved = self.unserved(tool);
        assert!(unserved.is_empty(), "{tool} cannot be called{unserved}");
        assert!(!self.calls.iter().any(|call| call.tool == tool), "{tool} was called:{}", list(&self.calls));
    }

    /// What is said of a tool that the router does not serve.
    fn unserved(&self, tool: &str) -> &'static str {
        let is_served =
            tool == PROXY_EXECUTE || tool.starts_with("COMPOSIO_") || self.served.iter().any(|served| served == tool);
        if is_served { "" } else { ": this router serves no such tool" }
    }
}

impl Deref for Calls {
    type Target = [RecordedCall];

    fn deref(&self) -> &[RecordedCall] {
        &self.calls
    }
}

impl fmt::Debug for Calls {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(&self.calls).finish()
    }
}

/// The calls of one tool, at least one, for more assertions.
#[derive(Clone, Debug)]
pub struct Called<'a> {
    tool: String,
    calls: Vec<&'a RecordedCall>,
}

impl<'a> Called<'a> {
    /// Asserts how often.
    ///
    /// # Panics
    ///
    /// If it was another number of times, with the calls.
    #[track_caller]
    pub fn times(self, times: usize) -> Self {
        let count = self.calls.len();
        assert!(count == times, "{} was called {count} times, and not {times}:{}", self.tool, self.list());
        self
    }

    /// Asserts that one of the calls had exactly these arguments, and goes on with those that had.
    ///
    /// # Panics
    ///
    /// If none had, with the difference to the last one.
    #[track_caller]
    pub fn with(self, arguments: impl Into<Value>) -> Self {
        let expected = call(&self.tool).with(arguments);
        self.matching(&expected)
    }

    /// Asserts that one of the calls had these arguments, whatever others it had, and goes on with those that had.
    ///
    /// # Panics
    ///
    /// If none had, with the difference to the last one.
    #[track_caller]
    pub fn containing(self, arguments: impl Into<Value>) -> Self {
        let expected = call(&self.tool).containing(arguments);
        self.matching(&expected)
    }

    /// Asserts that one of the calls was made by this user's agent, and goes on with those that were.
    ///
    /// # Panics
    ///
    /// If none was, with the calls.
    #[track_caller]
    pub fn by(self, user: impl AsRef<str>) -> Self {
        let expected = call(&self.tool).by(user);
        self.matching(&expected)
    }

    /// Asserts that one of the calls completed, and goes on with those that did.
    ///
    /// # Panics
    ///
    /// If none did, with the calls.
    #[track_caller]
    pub fn completed(self) -> Self {
        self.ended("completed", |outcome| matches!(outcome, CallOutcome::Completed(_)))
    }

    /// Asserts that one of the calls failed, and goes on with those that did.
    ///
    /// # Panics
    ///
    /// If none did, with the calls.
    #[track_caller]
    pub fn failed(self) -> Self {
        self.ended("failed", |outcome| matches!(outcome, CallOutcome::Failed(_)))
    }

    /// Asserts that the router refused one of the calls, and goes on with those that it refused.
    ///
    /// # Panics
    ///
    /// If it refused none, with the calls.
    #[track_caller]
    pub fn refused(self) -> Self {
        self.ended("was refused", |outcome| matches!(outcome, CallOutcome::Refused(_)))
    }

    /// Asserts that the user did not approve one of the calls, and goes on with those that were not approved.
    ///
    /// # Panics
    ///
    /// If there was none, with the calls.
    #[track_caller]
    pub fn declined(self) -> Self {
        self.ended("was declined", |outcome| *outcome == CallOutcome::Declined)
    }

    /// The first of the calls.
    #[must_use]
    pub fn first(&self) -> &'a RecordedCall {
        self.calls[0]
    }

    /// All of the calls.
    #[must_use]
    pub fn all(&self) -> &[&'a RecordedCall] {
        &self.calls
    }

    #[track_caller]
    fn matching(self, expected: &ExpectedCall) -> Self {
        let calls: Vec<_> = self.calls.iter().copied().filter(|call| expected.matches(call)).collect();
        if calls.is_empty() {
            let last = self.calls.last().copied().cloned();
            let differs = diff(std::slice::from_ref(expected), last.as_slice());
            panic!("no call of {} is as expected; the last of them:\n{differs}", self.tool);
        }
        Self { calls, ..self }
    }

    #[track_caller]
    fn ended(self, how: &str, is_it: impl Fn(&CallOutcome) -> bool) -> Self {
        let calls: Vec<_> = self.calls.iter().copied().filter(|call| is_it(&call.outcome)).collect();
        assert!(!calls.is_empty(), "no call of {} {how}:{}", self.tool, self.list());
        Self { calls, ..self }
    }

    fn list(&self) -> String {
        list(&self.calls.iter().copied().cloned().collect::<Vec<_>>())
    }
}
