use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use super::{
    approvals::{Need, Question, need},
    outcome::{Failure, Ran},
};
use crate::{
    BoxFuture, access,
    api_error::ApiError,
    connections::{Accounts, how_to_connect},
    credentials::{Caller, needs_account},
    hooks::{CallKind, Hooks, Subject},
    limits,
    registered::Found,
    state::App,
    store::{Account, Session},
    toolkit::{ToolCall, ToolError},
};

/// A tool that the session may run, with the account to use.
pub(crate) struct Prepared<'a> {
    app: &'a App,
    session: &'a Session,
    found: Found<'a>,
    account: Option<Account>,
    need: Need,
}

impl<'a> Prepared<'a> {
    /// Checks everything that can be checked before the call.
    pub(crate) async fn new(
        app: &'a App,
        session: &'a Session,
        slug: &str,
        account: Option<&str>,
    ) -> Result<Self, ApiError> {
        let found = access::tool(&app.registered, &session.config, slug)?;
        let toolkit = found.toolkit.as_ref();
        let account = match needs_account(toolkit) {
            true => {
                let accounts = Accounts::of(app, session, toolkit.slug()).await?;
                let account = accounts.choose(session, toolkit, account)?;
                app.check_auth_config(account, &found.tool.slug)?;
                Some(account.clone())
            }
            false => None,
        };
        let need = need(&session.config, found, account.as_ref().map(|account| account.id.as_str()));
        let need = need.max(app.script.need(&found.tool.slug));
        if need == Need::Denied {
            let message =
                format!("[Session Restriction] Tool '{}' is denied by the session's permissions", found.tool.slug);
            return Err(ApiError::refused(message));
        }
        Ok(Self { app, session, found, account, need })
    }

    /// A tool that the application itself runs, which therefore nobody has to approve.
    pub(super) fn direct(app: &'a App, session: &'a Session, found: Found<'a>, account: Option<Account>) -> Self {
        Self { app, session, found, account, need: Need::Free }
    }

    pub(crate) fn slug(&self) -> &'a str {
        &self.found.tool.slug
    }

    /// The id of the account that the tool runs on, if it needs one.
    pub(crate) fn account(&self) -> Option<&str> {
        self.account.as_ref().map(|account| account.id.as_str())
    }

    /// The question that the user must answer before the tool runs.
    pub(crate) fn question(&self, id: impl Into<String>, arguments: &Map<String, Value>) -> Option<Question> {
        let tool = self.found.tool;
        let arguments = Value::Object(arguments.clone());
        Question::new(id, self.need, &tool.slug, &tool.name, self.account.as_ref(), &arguments)
    }

    /// Runs the tool, if the session's hooks let it, and returns its result, if they do not withhold it.
    ///
    /// Boxed: the compiler would prove of each handler that runs tools that all of this can be sent between threads.
    pub(crate) fn run<'r>(&'r self, arguments: &'r Map<String, Value>) -> BoxFuture<'r, Ran> {
        Box::pin(async move {
            let subject = Subject {
                toolkit: self.found.toolkit.slug(),
                account: self.account(),
                call: CallKind::Tool { slug: self.slug(), arguments },
            };
            let mut hooks = Hooks::new(self.app, self.session, subject);
            let script = &self.app.script;
            let entry = script.begin(self.session, self.slug(), arguments, self.account());
            let result = self.hooked(&mut hooks, arguments).await;
            script.end(entry, &result);
            Ran { result, hook_results: hooks.into_results() }
        })
    }

    async fn hooked(&self, hooks: &mut Hooks<'_>, arguments: &Map<String, Value>) -> Result<Value, Failure> {
        hooks.before().await.map_err(Failure::Blocked)?;
        let result = self.run_unchecked(arguments).await;
        let shown = || match &result {
            Ok(data) => json!({ "successful": true, "data": data, "error": null }),
            Err(error) => json!({ "successful": false, "data": {}, "error": error }),
        };
        hooks.after(shown).await.map_err(Failure::Blocked)?;
        result.map_err(Failure::Tool)
    }

    /// An error is a message for the agent.
    async fn run_unchecked(&self, arguments: &Map<String, Value>) -> Result<Value, String> {
        let running = async {
            match self.app.script.instead(self.slug()).await {
                Some(result) => result,
                None => self.attempt(arguments).await,
            }
        };
        match tokio::time::timeout(limits::TOOL, AssertUnwindSafe(running).catch_unwind()).await {
            Ok(Ok(result)) => result,
            Ok(Err(_panic)) => {
                tracing::error!(tool = self.slug(), "the tool panicked");
                Err(format!("{} broke down; the router's log says where.", self.slug()))
            }
            Err(_elapsed) => Err(unanswered(self.slug())),
        }
    }

    async fn attempt(&self, arguments: &Map<String, Value>) -> Result<Value, String> {
        let Some(account) = &self.account else {
            return self.call(arguments, None).await.map_err(|error| said(&error));
        };
        let token = self.app.access_token(self.found.toolkit, account).await;
        let token = token.map_err(|error| error.told(self.session))?;
        match self.call(arguments, Some(&token.secret)).await {
            // The provider refused the token, so nothing has happened yet.
            Err(ToolError::Unauthorized) => {}
            result => return result.map_err(|error| said(&error)),
        }
        let token = self.app.renewed_token(self.found.toolkit, account, &token).await;
        let token = token.map_err(|error| error.told(self.session))?;
        self.call(arguments, Some(&token.secret)).await.map_err(|error| match error {
            ToolError::Unauthorized => {
                format!("{}. {}", said(&error), how_to_connect(self.session, self.found.toolkit.slug()))
            }
            error => said(&error),
        })
    }

    async fn call(&self, arguments: &Map<String, Value>, secret: Option<&SecretString>) -> Result<Value, ToolError> {
        let toolkit = self.found.toolkit.as_ref();
        let http = self.app.http.api(toolkit);
        let caller = match secret {
            Some(secret) => Caller::of(toolkit, http, secret.expose_secret()),
            None => Caller::anonymous(http),
        };
        toolkit.execute(ToolCall::new(self.slug(), arguments, caller)).await
    }
}

/// What the agent is told of a tool that takes too long.
pub(crate) fn unanswered(tool: &str) -> String {
    format!("{tool} did not answer within {} seconds. It may have taken effect.", limits::TOOL.as_secs())
}

/// An error for the agent. It may quote the provider, which may say anything at any length.
fn said(error: &ToolError) -> String {
    let mut said = error.to_string();
    if let Some((end, _)) = said.char_indices().nth(limits::TOOL_ERROR) {
        said.truncate(end);
        said.push('…');
    }
    said
}
