//! Hooks: checks before and after each call of a tool or of a toolkit's own API, made by the owner's webhook.
//!
//! A hook that cannot be asked blocks: a protection that is silently absent is none.

mod event;
mod webhook;

use serde::Serialize;
use serde_json::{Map, Value};
use tokio::time::{Instant, timeout_at};
use tool_router_core::config::{AppliesTo, Hook, HookHandler, HookStage, SessionConfig};

use self::event::Event;
pub(crate) use self::webhook::{Settings, Webhook};
use super::{api_error::ApiError, limits, state::App, store::Session};

/// What is about to be called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) toolkit: &'a str,
    /// The account's id, if there is one.
    pub(crate) account: Option<&'a str>,
    pub(crate) call: CallKind<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum CallKind<'a> {
    Tool { slug: &'a str, arguments: &'a Map<String, Value> },
    Proxy { request: &'a Map<String, Value> },
}

/// What a hook decided about a call, in its wire format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct HookResult {
    id: String,
    #[serde(flatten)]
    finding: Finding,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
enum Finding {
    Evaluated { outcome: Decision },
    Unavailable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Decision {
    Continue,
    Block,
}

/// When hooks are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Before,
    After,
}

impl Stage {
    /// A stage that this version does not know comes before the call, so that it is not passed over.
    fn of(hook: &Hook) -> Self {
        if hook.stage == HookStage::AfterExecute { Self::After } else { Self::Before }
    }

    /// What a hook does that blocks, in its wire format.
    fn kind(self) -> &'static str {
        match self {
            Self::Before => "request_blocked",
            Self::After => "response_blocked",
        }
    }
}

/// A call that a hook stopped, or whose result it withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Blocked {
    pub(crate) reason: Reason,
    /// What the agent is told.
    pub(crate) message: String,
}

/// Why, in its wire format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Reason {
    #[serde(rename = "type")]
    kind: &'static str,
    hook_id: String,
}

/// The hooks of a session for one call, and what they have found so far.
pub(crate) struct Hooks<'a> {
    app: &'a App,
    session: &'a Session,
    subject: Subject<'a>,
    results: Vec<HookResult>,
}

impl<'a> Hooks<'a> {
    pub(crate) fn new(app: &'a App, session: &'a Session, subject: Subject<'a>) -> Self {
        Self { app, session, subject, results: Vec::new() }
    }

    /// Asks the hooks before the call, until one blocks it.
    pub(crate) async fn before(&mut self) -> Result<(), Blocked> {
        self.ask(Stage::Before, None).await
    }

    /// Asks the hooks after the call, until one withholds its result, which is made if a hook is to see it.
    pub(crate) async fn after(&mut self, result: impl FnOnce() -> Value) -> Result<(), Blocked> {
        if self.applying(Stage::After).next().is_none() {
            return Ok(());
        }
        self.ask(Stage::After, Some(result())).await
    }

    /// What the hooks found, in a session that has any.
    pub(crate) fn into_results(self) -> Option<Vec<HookResult>> {
        (!self.session.config.hooks.is_empty()).then_some(self.results)
    }

    fn applying(&self, stage: Stage) -> impl Iterator<Item = &'a Hook> + use<'a> {
        let toolkit = self.subject.toolkit;
        self.session.config.hooks.iter().filter(move |hook| Stage::of(hook) == stage && applies(hook, toolkit))
    }

    async fn ask(&mut self, stage: Stage, result: Option<Value>) -> Result<(), Blocked> {
        let deadline = Instant::now() + limits::HOOKS;
        for hook in self.applying(stage) {
            let event = Event { hook, session: self.session, subject: self.subject, result: result.as_ref() };
            let asked = timeout_at(deadline, self.evaluate(hook, event)).await;
            let (finding, message) = match asked.unwrap_or(Err("it did not answer in time".to_owned())) {
                Ok(None) => (Finding::Evaluated { outcome: Decision::Continue }, None),
                Ok(Some(message)) => (Finding::Evaluated { outcome: Decision::Block }, Some(message)),
                Err(why) => {
                    tracing::warn!(hook = %hook.id, session = %self.session.id, why, "a hook could not be evaluated: the call is blocked");
                    (Finding::Unavailable, Some(unavailable(hook, stage)))
                }
            };
            self.results.push(HookResult { id: hook.id.to_string(), finding });
            if let Some(message) = message {
                let reason = Reason { kind: stage.kind(), hook_id: hook.id.to_string() };
                return Err(Blocked { reason, message });
            }
        }
        Ok(())
    }

    /// What the agent is told if the hook blocks, and nothing if the call goes on. An error is why it could not be asked.
    async fn evaluate(&self, hook: &Hook, event: Event<'_>) -> Result<Option<String>, String> {
        let (HookHandler::Webhook { .. }, Some(webhook)) = (&hook.handler, &self.app.webhook) else {
            return Err("this router has no session webhook, or does not know the handler".to_owned());
        };
        let answer = webhook.post(event).await?;
        Ok(answer.blocks().map(|message| message.unwrap_or_else(|| blocked(hook))))
    }
}

fn applies(hook: &Hook, toolkit: &str) -> bool {
    match &hook.applies_to {
        AppliesTo::All => true,
        AppliesTo::Toolkits(slugs) => slugs.iter().any(|slug| slug == toolkit),
        // One that this version does not know applies, so that it is not passed over.
        _ => true,
    }
}

fn called(hook: &Hook) -> String {
    format!("'{}'", hook.name.as_ref().unwrap_or(&hook.id))
}

fn blocked(hook: &Hook) -> String {
    match Stage::of(hook) {
        Stage::Before => format!("The hook {} blocked this call.", called(hook)),
        Stage::After => format!("The hook {} withheld the result of this call.", called(hook)),
    }
}

fn unavailable(hook: &Hook, stage: Stage) -> String {
    let what = match stage {
        Stage::Before => "the call was not run",
        Stage::After => "the result is withheld; the call has run",
    };
    format!("The hook {} could not be evaluated: {what}.", called(hook))
}

/// Refuses hooks that would protect nothing: this router asks no model, and can have no webhook.
pub(crate) fn check(app: &App, config: &SessionConfig) -> Result<(), ApiError> {
    let mut problems = Vec::new();
    for (index, hook) in config.hooks.iter().enumerate() {
        let problem = match &hook.handler {
            HookHandler::Webhook { .. } if app.webhook.is_some() => continue,
            HookHandler::Webhook { .. } => {
                "this router has no session webhook: its builder's `session_webhook` sets it"
            }
            _ => "what this hook checks takes a model, which this router does not have: use a `webhook` handler",
        };
        problems.push((format!("payload.hooks[{index}].handler"), problem.to_owned()));
    }
    if problems.is_empty() {
        return Ok(());
    }
    let mut error = ApiError::invalid_places(problems);
    error.message = "The embedded router cannot evaluate these hooks, and does not leave them out".to_owned();
    Err(error)
}
