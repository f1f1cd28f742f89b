//! Calls that wait for the user's approval.

use std::collections::{BTreeMap, BTreeSet};

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tool_router_core::config::{NO_ACCOUNT, SessionConfig, Strictness, Tags, Target};

use crate::{
    api_error::ApiError,
    random,
    registered::{Found, RegisteredToolkits},
    state::App,
    store::{Account, Approval, ApprovalRequest, Session},
};

/// The message for the agent when the user did not approve.
pub(crate) const DECLINED: &str = "The user did not approve this call.";

const DECISIONS: [&str; 3] = ["approve", "always_approve", "deny"];

/// Why a call needs the user, from the least strict to the strictest. An approval of one kind does not answer another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// It does not.
    Free,
    /// `ask_once_per_session`: one approval holds for the session.
    Once,
    /// The tool is listed under `require_approval`: each call is asked for, until the user says always.
    Listed,
    /// `ask_every_call`: each call is asked for, and always is for the same arguments alone.
    EveryCall,
    /// It does not run.
    Denied,
}

impl Need {
    fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Once => "once",
            Self::Listed => "listed",
            Self::EveryCall => "every_call",
            Self::Denied => "denied",
        }
    }
}

impl From<Strictness> for Need {
    fn from(strictness: Strictness) -> Self {
        match strictness {
            Strictness::Free => Self::Free,
            Strictness::AskedOnce => Self::Once,
            Strictness::AskedAlways => Self::EveryCall,
            Strictness::Denied => Self::Denied,
        }
    }
}

/// The strictest approval that the session's settings require for a call.
pub(crate) fn need(config: &SessionConfig, found: Found<'_>, account: Option<&str>) -> Need {
    let listed = if is_listed(config, found) { Need::Listed } else { Need::Free };
    listed.max(permission(config, Some(&found.tool.slug), account.unwrap_or(NO_ACCOUNT)))
}

/// The strictest approval of any tool of the toolkit: a call of the toolkit's own API can do whatever they can.
pub(crate) fn proxy_need(
    registered: &RegisteredToolkits,
    config: &SessionConfig,
    toolkit: &str,
    account: Option<&str>,
) -> Need {
    let asks = |tags: &Tags| !tags.require_approval.is_empty();
    let of_tools = config
        .tools
        .get(toolkit)
        .is_some_and(|tools| !tools.require_approval.is_empty() || tools.access.tags().is_some_and(asks));
    let listed = of_tools || asks(&config.tags) || config.toolkits.require_approval.iter().any(|slug| slug == toolkit);
    let listed = if listed { Need::Listed } else { Need::Free };
    let account = account.unwrap_or(NO_ACCOUNT);
    let overridden = config.experimental.permissions.iter().flat_map(|permissions| permissions.overrides.iter());
    let of_overrides = overridden
        .map(|(key, _)| Target::read(key))
        .filter(|target| target.account == Some(account))
        .filter(|target| target.tool.is_some_and(|tool| registered.toolkit_of(tool) == Some(toolkit)))
        .map(|target| permission(config, target.tool, account));
    of_overrides.fold(listed.max(permission(config, None, account)), Need::max)
}

fn is_listed(config: &SessionConfig, found: Found<'_>) -> bool {
    config.lists_for_approval(found.toolkit.slug(), &found.tool.slug, &found.tool.tags)
}

/// The permission for a tool, or for every tool; an override for the tool itself comes first.
fn permission(config: &SessionConfig, tool: Option<&str>, account: &str) -> Need {
    let Some(permissions) = &config.experimental.permissions else {
        return Need::Free;
    };
    let of = |tool| permissions.overrides.get(&Target { tool, account: Some(account) }.key());
    let strictness = match of(tool).or_else(|| of(None)) {
        Some(rule) => rule.strictness(),
        None => permissions.default.strictness(),
    };
    strictness.into()
}

/// The call to approve: an answer is valid only for this call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    session: &'a Session,
    hash: [u8; 32],
}

impl<'a> Call<'a> {
    /// `accounts` are the accounts that the call uses, whether or not it names them.
    pub(crate) fn new(
        session: &'a Session,
        slug: &str,
        arguments: &Map<String, Value>,
        accounts: &[Option<&str>],
    ) -> Self {
        let call = json!([slug, arguments, accounts]).to_string();
        Self { session, hash: random::hash_bytes(call.as_bytes()) }
    }

    /// The call with what it needs: an answer is not valid for a stricter need, nor for a laxer one.
    fn with(self, questions: &[Question]) -> Self {
        let needs: Vec<_> = questions.iter().map(|question| (&question.id, question.need.as_str())).collect();
        let call = json!([self.hash, needs]).to_string();
        Self { hash: random::hash_bytes(call.as_bytes()), ..self }
    }
}

/// One question for the user.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    id: String,
    message: String,
    need: Need,
    tool: String,
    /// The id of the account; empty if there is none.
    account: String,
    /// Of the arguments, if an approval is for these alone.
    arguments_hash: Vec<u8>,
}

impl Question {
    /// Asks for a call of `tool`, which the user knows as `title`, if it needs the user.
    pub(crate) fn new(
        id: impl Into<String>,
        need: Need,
        tool: &str,
        title: &str,
        account: Option<&Account>,
        arguments: &Value,
    ) -> Option<Self> {
        if matches!(need, Need::Free | Need::Denied) {
            return None;
        }
        let on = match account {
            Some(Account { id, alias: Some(alias), .. }) => format!("on the account {} ({id})", shown(alias)),
            Some(Account { id, .. }) => format!("on the account {id}"),
            None => "without an account".to_owned(),
        };
        let arguments = arguments.to_string();
        let hash = (need == Need::EveryCall).then(|| random::hash_bytes(arguments.as_bytes()).to_vec());
        Some(Self {
            id: id.into(),
            message: format!("Allow the agent to run {title} ({tool}) {on}, with {}?", shown(&arguments)),
            need,
            tool: tool.to_owned(),
            account: account.map(|account| account.id.clone()).unwrap_or_default(),
            arguments_hash: hash.unwrap_or_default(),
        })
    }

    fn approval<'a>(&'a self, session: &'a Session) -> Approval<'a> {
        Approval {
            session_id: &session.id,
            need: self.need.as_str(),
            tool: &self.tool,
            account: &self.account,
            arguments_hash: &self.arguments_hash,
        }
    }
}

/// A text of the agent for a question, shortened, without characters that change how the rest is shown.
fn shown(text: &str) -> String {
    const LONGEST: usize = 2_000;
    let is_odd = |char: char| {
        char.is_control()
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let mut shown = String::new();
    for char in text.chars().take(LONGEST) {
        if is_odd(char) { shown.extend(char.escape_unicode()) } else { shown.push(char) }
    }
    let rest = text.chars().count().saturating_sub(LONGEST);
    if rest > 0 {
        shown.push_str(&format!("… ({rest} more characters)"));
    }
    shown
}

/// The user's answers in a repeated call.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct UserReply {
    input_responses: Option<BTreeMap<String, InputResponse>>,
    request_state: Option<SecretString>,
}

impl UserReply {
    /// The answers to questions, by their ids. An unreadable answer is a refusal.
    pub(crate) fn new(answers: impl IntoIterator<Item = (String, Value)>, state: Option<SecretString>) -> Self {
        let read = |(id, answer)| (id, serde_json::from_value(answer).unwrap_or(InputResponse::NO));
        Self { input_responses: Some(answers.into_iter().map(read).collect()), request_state: state }
    }

    /// The answers if the user cannot be asked.
    pub(crate) fn of_nobody(ask: Ask, allowed: bool) -> Self {
        let content = allowed.then_some(Content { decision: Decision::Waive });
        let response = InputResponse { action: Action::Accept, content };
        let ids = ask.input_requests.as_object().into_iter().flat_map(|requests| requests.keys());
        let responses = ids.map(|id| (id.clone(), response.clone())).collect();
        Self { input_responses: Some(responses), request_state: Some(ask.request_state) }
    }
}

#[derive(Clone, Debug, Deserialize)]
struct InputResponse {
    action: Action,
    #[serde(default)]
    content: Option<Content>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Accept,
    Decline,
    Cancel,
}

#[derive(Clone, Debug, Deserialize)]
struct Content {
    decision: Decision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Decision {
    Approve,
    AlwaysApprove,
    Deny,
    /// Nobody was asked: the call runs, and later calls are not affected.
    #[serde(skip)]
    Waive,
}

impl InputResponse {
    const NO: Self = Self { action: Action::Decline, content: None };

    fn decision(&self) -> Decision {
        match (self.action, &self.content) {
            (Action::Accept, Some(content)) => content.decision,
            _ => Decision::Deny,
        }
    }
}

/// Whether a call can continue.
#[derive(Debug)]
pub(crate) enum Settled {
    /// The user has to be asked.
    Ask(Ask),
    /// There was nothing to ask, or everything is answered; `declined` has the ids of refused questions.
    Answered { declined: BTreeSet<String> },
}

/// The questions in their wire format, and the token that the answers must include.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) input_requests: Value,
    pub(crate) request_state: SecretString,
}

/// Takes the answers to `questions` from `reply`, or determines what to ask.
pub(crate) async fn settle(
    app: &App,
    call: Call<'_>,
    questions: Vec<Question>,
    reply: &UserReply,
) -> Result<Settled, ApiError> {
    let call = call.with(&questions);
    let mut open = Vec::new();
    for question in questions {
        if !app.store.is_approved(question.approval(call.session)).await? {
            open.push(question);
        }
    }
    let mut declined = BTreeSet::new();
    if open.is_empty() {
        return Ok(Settled::Answered { declined });
    }
    let responses = reply.input_responses.as_ref();
    let answers: Option<Vec<_>> =
        (open.iter()).map(|question| Some(responses?.get(&question.id)?.decision())).collect();
    let (Some(answers), Some(state)) = (answers, &reply.request_state) else {
        return Ok(Settled::Ask(ask(app, call, &open).await?));
    };
    let request = ApprovalRequest {
        token_hash: &random::hash(state.expose_secret()),
        session_id: &call.session.id,
        call_hash: &call.hash,
    };
    if !app.store.take_approval_request(request).await? {
        let message = "request_state does not fit: it was used, has expired, or belongs to another call";
        return Err(ApiError::refused(message).suggest("Repeat the call without it and ask the user again."));
    }
    for (question, decision) in open.iter().zip(answers) {
        app.script.answered(&question.tool);
        match decision {
            Decision::Waive => {}
            Decision::Approve if question.need != Need::Once => {}
            Decision::Approve | Decision::AlwaysApprove => {
                app.store.approve_always(question.approval(call.session)).await?;
            }
            Decision::Deny => {
                declined.insert(question.id.clone());
            }
        }
    }
    Ok(Settled::Answered { declined })
}

async fn ask(app: &App, call: Call<'_>, questions: &[Question]) -> Result<Ask, ApiError> {
    let token = random::token()?;
    let request = ApprovalRequest {
        token_hash: &random::hash(token.expose_secret()),
        session_id: &call.session.id,
        call_hash: &call.hash,
    };
    app.store.insert_approval_request(request).await?;
    let requests: Map<String, Value> = questions.iter().map(|question| (question.id.clone(), form(question))).collect();
    Ok(Ask { input_requests: requests.into(), request_state: token })
}

fn form(question: &Question) -> Value {
    json!({
        "type": "elicitation",
        "mode": "form",
        "message": question.message,
        "requested_schema": {
            "type": "object",
            "properties": { "decision": { "type": "string", "title": "Decision", "enum": DECISIONS } },
            "required": ["decision"],
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_does_not_tell_what_an_answer_has_to_come_with() {
        let reply: UserReply = serde_json::from_value(json!({ "request_state": "topsecret" })).unwrap();
        assert!(!format!("{reply:?}").contains("topsecret"));
    }
}
