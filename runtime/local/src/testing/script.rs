//! What a test makes calls do, beside the record of them.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    fmt,
    future::pending,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::{Map, Value};

use super::record::{CallOutcome, Entry, PROXY_EXECUTE, Record, RecordedCall};
use crate::{
    api_error::ApiError,
    execute::{Ending, Failure, Need, Outcome, unanswered},
    meta,
    proxy::Called,
    sessions::CustomTools,
    store::Session,
};

/// What happens in the place of a call.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// The tool runs.
    Run,
    Answer(Value),
    Fail(String),
    TimeOut,
    Hang,
}

/// What a test said about the calls of one tool.
#[derive(Debug, Default)]
struct Rules {
    /// Each for a number of calls, in their order.
    next: VecDeque<(u32, Act)>,
    /// For all calls after these.
    then: Option<Act>,
    /// How many calls the user is asked about.
    asked: u32,
    is_always_asked: bool,
}

/// The rules by tool, and the record.
#[derive(Default)]
pub(crate) struct Script(Mutex<State>);

#[derive(Default)]
struct State {
    rules: HashMap<String, Rules>,
    record: Record,
    /// The clients' own tools, by the names that their sessions list them under.
    custom: BTreeSet<String>,
}

impl Script {
    /// Lets calls of `tool` do something else: the next few of those that nothing was said about, or all.
    pub(super) fn act(&self, tool: &str, times: Option<u32>, act: Act) {
        self.rule(tool, |rules| match times {
            Some(times) => rules.next.push_back((times, act)),
            None => rules.then = Some(act),
        });
    }

    /// Lets the user be asked about the next few calls of `tool`, or about all.
    pub(super) fn ask(&self, tool: &str, times: Option<u32>) {
        self.rule(tool, |rules| match times {
            Some(times) => rules.asked += times,
            None => rules.is_always_asked = true,
        });
    }

    /// Forgets what was said about `tool`.
    pub(super) fn forget(&self, tool: &str) {
        self.lock().rules.remove(tool);
    }

    pub(super) fn calls(&self) -> Vec<RecordedCall> {
        self.lock().record.calls().cloned().collect()
    }

    pub(super) fn forget_calls(&self) {
        self.lock().record.clear();
    }

    /// Whether the test has the user asked about a call.
    pub(crate) fn need(&self, tool: &str) -> Need {
        let is_asked = |rules: &Rules| rules.is_always_asked || rules.asked > 0;
        if self.lock().rules.get(tool).is_some_and(is_asked) { Need::Listed } else { Need::Free }
    }

    /// The user has answered a question about a call.
    pub(crate) fn answered(&self, tool: &str) {
        if let Some(rules) = self.lock().rules.get_mut(tool) {
            rules.asked = rules.asked.saturating_sub(1);
        }
    }

    /// What a call does in the place of running the tool, if the test says so.
    pub(crate) async fn instead(&self, tool: &str) -> Option<Result<Value, String>> {
        let act = self.lock().rules.get_mut(tool).and_then(Rules::take)?;
        match act {
            Act::Run => None,
            Act::Answer(data) => Some(Ok(data)),
            Act::Fail(error) => Some(Err(error)),
            Act::TimeOut => Some(Err(unanswered(tool))),
            Act::Hang => pending().await,
        }
    }

    pub(crate) fn refused(&self, session: &Session, tool: &str, arguments: &Map<String, Value>, error: &ApiError) {
        self.write(session, tool, arguments, CallOutcome::Refused(meta::said(error)));
    }

    pub(crate) fn asked(&self, session: &Session, tool: &str, arguments: &Map<String, Value>) {
        self.write(session, tool, arguments, CallOutcome::AwaitsApproval);
    }

    pub(crate) fn declined(&self, session: &Session, tool: &str, arguments: &Map<String, Value>) {
        self.write(session, tool, arguments, CallOutcome::Declined);
    }

    /// Writes down a call that begins.
    pub(crate) fn begin(
        &self,
        session: &Session,
        tool: &str,
        arguments: &Map<String, Value>,
        account: Option<&str>,
    ) -> Entry {
        let mut call = RecordedCall::new(session, tool, arguments, CallOutcome::Unfinished);
        call.connected_account_id = account.map(str::to_owned);
        self.lock().record.write(call)
    }

    /// Writes down how it ended.
    pub(crate) fn end(&self, entry: Entry, result: &Result<Value, Failure>) {
        let outcome = match result {
            Ok(data) => CallOutcome::Completed(data.clone()),
            Err(Failure::Tool(error)) => CallOutcome::Failed(error.clone()),
            Err(blocked @ Failure::Blocked(_)) => CallOutcome::Refused(blocked.message().to_owned()),
        };
        self.lock().record.end(entry, outcome);
    }

    /// Writes down a proxied call that begins.
    pub(crate) fn begin_proxied(&self, session: &Session, call: &Map<String, Value>) -> Entry {
        self.begin(session, PROXY_EXECUTE, call, None)
    }

    /// Writes down how it ended.
    pub(crate) fn end_proxied(&self, entry: Entry, result: &Result<Called, ApiError>) {
        let outcome = match result {
            Ok(Called::Answered(answer, _)) => CallOutcome::Completed(answer.for_hooks()),
            Ok(Called::Ask(_)) => CallOutcome::AwaitsApproval,
            Ok(Called::Declined) => CallOutcome::Declined,
            Ok(Called::Blocked(blocked, _)) => CallOutcome::Refused(blocked.message.clone()),
            Err(error) => CallOutcome::Refused(meta::said(error)),
        };
        self.lock().record.end(entry, outcome);
    }

    /// Writes down a call of a custom tool, which its client begins.
    pub(super) fn begin_custom(&self, call: RecordedCall) -> Entry {
        self.lock().record.write(call)
    }

    /// Writes down how it ended.
    pub(super) fn end_custom(&self, entry: Entry, outcome: CallOutcome) {
        self.lock().record.end(entry, outcome);
    }

    /// Notes the tools that a client has of its own.
    pub(crate) fn offer(&self, custom: &CustomTools) {
        self.lock().custom.extend(custom.listed());
    }

    /// The tools that clients have of their own.
    pub(super) fn offered(&self) -> Vec<String> {
        self.lock().custom.iter().cloned().collect()
    }

    /// Writes down how a call of one of the router's own tools ended.
    pub(crate) fn answered_with(&self, entry: Entry, outcome: &Result<Outcome, ApiError>) {
        let outcome = match outcome {
            Ok(outcome) => match outcome.clone().ending() {
                Ending::Completed(data) => CallOutcome::Completed(data),
                Ending::Failed(error) => CallOutcome::Failed(error),
                Ending::InputRequired(_) => CallOutcome::AwaitsApproval,
            },
            Err(error) => CallOutcome::Refused(meta::said(error)),
        };
        self.lock().record.end(entry, outcome);
    }

    fn write(&self, session: &Session, tool: &str, arguments: &Map<String, Value>, outcome: CallOutcome) {
        self.lock().record.write(RecordedCall::new(session, tool, arguments, outcome));
    }

    fn rule(&self, tool: &str, change: impl FnOnce(&mut Rules)) {
        change(self.lock().rules.entry(tool.to_owned()).or_default());
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rules {
    /// The act of the next call.
    fn take(&mut self) -> Option<Act> {
        while let Some((left, act)) = self.next.front_mut() {
            if let Some(rest) = left.checked_sub(1) {
                *left = rest;
                return Some(act.clone());
            }
            self.next.pop_front();
        }
        self.then.clone()
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn what_holds_for_some_calls_comes_before_what_holds_for_all() {
        let script = Script::default();
        script.act("A", None, Act::Answer(json!(0)));
        script.act("A", Some(2), Act::Fail("first".to_owned()));
        script.act("A", Some(1), Act::Run);
        assert_eq!(script.instead("A").await, Some(Err("first".to_owned())));
        assert_eq!(script.instead("A").await, Some(Err("first".to_owned())));
        assert_eq!(script.instead("A").await, None);
        assert_eq!(script.instead("A").await, Some(Ok(json!(0))));
        assert_eq!(script.instead("A").await, Some(Ok(json!(0))));
        assert_eq!(script.instead("B").await, None);
        script.forget("A");
        assert_eq!(script.instead("A").await, None);
    }

    #[test]
    fn a_question_counts_when_it_is_answered() {
        let script = Script::default();
        script.ask("A", Some(1));
        assert_eq!((script.need("A"), script.need("A"), script.need("B")), (Need::Listed, Need::Listed, Need::Free));
        script.answered("A");
        assert_eq!(script.need("A"), Need::Free);
        script.ask("A", None);
        script.answered("A");
        assert_eq!(script.need("A"), Need::Listed);
    }
}
