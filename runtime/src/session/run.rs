use std::collections::{HashMap, HashSet};
use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream;

use super::execute::ExecuteRequest;
use super::live::Live;
use super::resolve::Resolved;
use super::{InputResponse, Session, ToolInfo, Toolbox, told};
use crate::Reply;
use crate::config::Tag;
use crate::error::{Error, InvalidInput};
use crate::model::schema::fit;
use crate::model::text::DEFAULT_LIMIT;
use crate::model::{CallableTool, PendingCall, ToolAnswer, ToolAnswers, ToolCall, ToolDefinition};

/// How many calls of one message run at the same time.
const AT_ONCE: usize = 16;

/// A request to run a call of a model; await it.
#[must_use = "nothing is run until this is awaited"]
pub struct RunRequest {
    place: Place,
    work: Work,
    limit: usize,
}

/// A request to run the calls of one message of a model; await it.
#[must_use = "nothing is run until this is awaited"]
pub struct RunAllRequest {
    place: Place,
    calls: Vec<ToolCall>,
    limit: usize,
}

/// The session of a call, or the sessions that it may be for.
enum Place {
    Session(Runner),
    Toolbox(Toolbox),
}

enum Work {
    Call(ToolCall),
    Again(Box<PendingCall>, Vec<(String, InputResponse)>),
}

/// The session that a call runs in, and how the call is told.
#[derive(Clone)]
pub(crate) struct Runner {
    pub(crate) live: Arc<Live>,
    /// The slug of the tool that is called, where its name says something else.
    meant: Option<String>,
    /// What the session's tools are called, where they are not called by their slugs: in a toolbox.
    names: Option<Arc<HashMap<String, String>>>,
}

impl<S> Session<S> {
    /// Runs a call as a model made it, and gives what to tell the model.
    ///
    /// The name is one that [`tools`](Self::tools) gave the model, or the slug of any other tool that the session reaches;
    /// custom tools and the router's own are among them. Whatever the model can act on is an answer, see
    /// [the module](crate::model).
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>, block: serde_json::Value,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// use tool_router::model::ToolCall;
    ///
    /// let answer = session.run(ToolCall::anthropic(&block)?).await?;
    /// println!("{}: {}", if answer.is_error() { "failed" } else { "ran" }, answer.text());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails with what the program has to handle: an API key that is not accepted, a session that is gone, a router that fails, is
    /// too busy or cannot be reached.
    pub fn run(&self, call: ToolCall) -> RunRequest {
        RunRequest::call(Runner::of(&self.live), call)
    }

    /// Runs the calls of one message, up to 16 at the same time, and gives the answers in the order of the calls.
    ///
    /// A call with an id that one before it has does not run: it would run twice.
    ///
    /// # Errors
    ///
    /// As for [`run`](Self::run), if no call has an answer. As soon as one has, the others' errors are told to the model instead,
    /// because the answer of a tool that ran must not be lost; [`ToolAnswers::causes`] has them for the program.
    #[doc(alias = "handle_tool_calls")]
    pub fn run_all(&self, calls: impl IntoIterator<Item = ToolCall>) -> RunAllRequest {
        RunAllRequest::new(Place::Session(Runner::of(&self.live)), calls)
    }

    /// Lists the tools as a framework takes them: each with its name, its description, its schema and a way to call it.
    ///
    /// # Errors
    ///
    /// Fails with any error of fetching a page.
    pub fn callable_tools(&self) -> Reply<Vec<CallableTool>> {
        let live = Arc::clone(&self.live);
        Reply::new(async move {
            let list = live.tools().await?;
            let tools = list.definitions().iter().zip(list.iter());
            let callable = |(definition, info): (&ToolDefinition, &ToolInfo)| {
                CallableTool::new(definition.clone(), info.clone(), Runner::of(&live))
            };
            Ok(tools.map(callable).collect())
        })
    }

    /// Makes a call again that waited for the user, with the user's responses, and gives the answer to the model's call.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>, call: tool_router::model::ToolCall,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// use tool_router::model::PendingCall;
    /// use tool_router::session::InputResponse;
    ///
    /// let mut answer = session.run(call).await?;
    /// if let Some(pending) = answer.pending() {
    ///     // Store it, and show the user what is asked. Later, maybe after a restart:
    ///     let stored = serde_json::to_string(&pending)?;
    ///     let pending: PendingCall = serde_json::from_str(&stored)?;
    ///     answer = session.resume(&pending, pending.responses(InputResponse::approve())).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`run`](Self::run), and [`InvalidInput::OtherSession`] for what another session asked.
    pub fn resume(
        &self,
        pending: &PendingCall,
        responses: impl IntoIterator<Item = (String, InputResponse)>,
    ) -> RunRequest {
        RunRequest::again(Place::Session(Runner::of(&self.live)), pending, responses)
    }
}

impl RunRequest {
    pub(crate) fn call(runner: Runner, call: ToolCall) -> Self {
        Self::new(Place::Session(runner), Work::Call(call))
    }

    /// The same for a call of any session of a toolbox.
    pub(super) fn call_in(toolbox: &Toolbox, call: ToolCall) -> Self {
        Self::new(Place::Toolbox(toolbox.clone()), Work::Call(call))
    }

    /// The same for a call that one of a toolbox's sessions asked about.
    pub(super) fn again_in(
        toolbox: &Toolbox,
        pending: &PendingCall,
        responses: impl IntoIterator<Item = (String, InputResponse)>,
    ) -> Self {
        Self::again(Place::Toolbox(toolbox.clone()), pending, responses)
    }

    fn again(
        place: Place,
        pending: &PendingCall,
        responses: impl IntoIterator<Item = (String, InputResponse)>,
    ) -> Self {
        Self::new(place, Work::Again(Box::new(pending.clone()), responses.into_iter().collect()))
    }

    fn new(place: Place, work: Work) -> Self {
        Self { place, work, limit: DEFAULT_LIMIT }
    }

    /// Sets how many characters the text for the model may have. The default is 100,000, which is some 25,000 tokens; the text
    /// of a longer result is cut, and says so.
    pub fn text_limit(mut self, characters: usize) -> Self {
        self.limit = characters;
        self
    }
}

impl IntoFuture for RunRequest {
    type Output = Result<ToolAnswer, Error>;
    type IntoFuture = Reply<ToolAnswer>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { place, work, limit } = self;
        Reply::new(async move {
            let answer = match work {
                Work::Call(call) => {
                    let found = match place {
                        Place::Session(runner) => Ok(runner),
                        Place::Toolbox(toolbox) => toolbox.runner_of(&call).await?,
                    };
                    match found {
                        Ok(runner) => runner.run(&call).await?,
                        Err(answer) => answer,
                    }
                }
                Work::Again(pending, responses) => {
                    let runner = match place {
                        Place::Session(runner) => runner,
                        Place::Toolbox(toolbox) => toolbox.runner_that_asked(&pending).await?,
                    };
                    runner.resume(*pending, responses).await?
                }
            };
            Ok(answer.limited(limit))
        })
    }
}

impl RunAllRequest {
    /// The calls of one message, each for a session of a toolbox.
    pub(super) fn of(toolbox: &Toolbox, calls: impl IntoIterator<Item = ToolCall>) -> Self {
        Self::new(Place::Toolbox(toolbox.clone()), calls)
    }

    fn new(place: Place, calls: impl IntoIterator<Item = ToolCall>) -> Self {
        Self { place, calls: calls.into_iter().collect(), limit: DEFAULT_LIMIT }
    }

    /// Sets how many characters the text of each answer may have; see [`RunRequest::text_limit`].
    pub fn text_limit(mut self, characters: usize) -> Self {
        self.limit = characters;
        self
    }

    async fn run(self) -> Result<ToolAnswers, Error> {
        let Self { place, calls, limit } = self;
        let runners = match place {
            Place::Session(runner) => calls.iter().map(|_| Ok(runner.clone())).collect(),
            Place::Toolbox(toolbox) => toolbox.runners_of(&calls).await?,
        };
        let mut known = HashSet::new();
        let calls = calls.into_iter().zip(runners).map(|(call, runner)| {
            let is_new = call.id().is_none_or(|id| known.insert(id.to_owned()));
            let runner = if is_new { runner } else { Err(told::repeated(&call)) };
            async move {
                let outcome = match runner {
                    Ok(runner) => runner.run(&call).await,
                    Err(answer) => Ok(answer),
                };
                (call, outcome)
            }
        });
        let calls: Vec<_> = calls.collect();
        let outcomes: Vec<_> = stream::iter(calls).buffered(AT_ONCE).collect().await;
        let is_answered = outcomes.is_empty() || outcomes.iter().any(|(_, outcome)| outcome.is_ok());
        let answers = outcomes.into_iter().enumerate().map(|(place, (call, outcome))| {
            let answer = match outcome {
                Err(error) if is_answered => told::interrupted(&call, error),
                outcome => outcome?,
            };
            Ok(answer.limited(limit).at(Some(place)))
        });
        answers.collect::<Result<Vec<_>, Error>>().map(ToolAnswers)
    }
}

impl IntoFuture for RunAllRequest {
    type Output = Result<ToolAnswers, Error>;
    type IntoFuture = Reply<ToolAnswers>;

    fn into_future(self) -> Self::IntoFuture {
        Reply::new(self.run())
    }
}

impl Runner {
    pub(crate) fn of(live: &Arc<Live>) -> Self {
        Self { live: Arc::clone(live), meant: None, names: None }
    }

    /// The same for calls of the tool of this slug.
    pub(crate) fn meaning(self, slug: Option<String>) -> Self {
        Self { meant: slug, ..self }
    }

    /// The same, telling the model of other tools by these names.
    pub(super) fn showing(self, names: Arc<HashMap<String, String>>) -> Self {
        Self { names: Some(names), ..self }
    }

    /// Whether the user may be asked before the tool runs. A custom one runs here, and asks nobody.
    pub(crate) fn may_ask(&self, tool: &ToolInfo) -> bool {
        if self.live.custom.listed_name(&tool.slug).is_some() {
            return false;
        }
        let tags: Vec<Tag> =
            Tag::ALL.iter().copied().filter(|tag| tool.tags.iter().any(|given| given == tag.as_str())).collect();
        let (config, _) = self.live.config.said(self.live.fence.config());
        config.may_ask(&tool.toolkit.slug, &tool.slug, &tags)
    }

    pub(super) fn meant(&self) -> Option<&str> {
        self.meant.as_deref()
    }

    /// The name that a model calls the tool of this slug by.
    pub(super) fn shown(&self, slug: &str) -> String {
        self.names.as_ref().and_then(|names| names.get(slug)).map_or(slug, String::as_str).to_owned()
    }

    async fn run(&self, call: &ToolCall) -> Result<ToolAnswer, Error> {
        Ok(match self.live.resolve(self.meant.as_deref().unwrap_or(call.name())).await? {
            Resolved::Unknown(candidates) => told::unknown(self, call, &candidates),
            Resolved::Tool { called, schema } => match call.checked_arguments() {
                Err(problem) => told::malformed(call, problem),
                Ok(arguments) => {
                    let mut arguments = arguments.clone();
                    if let Some(schema) = &schema {
                        arguments = fit(arguments, schema);
                    }
                    let slug = called.slug().to_owned();
                    let request = ExecuteRequest::called(Arc::clone(&self.live), called, arguments).for_call(call);
                    told::outcome(self, call, &slug, request.await)?
                }
            },
        })
    }

    async fn resume(&self, pending: PendingCall, responses: Vec<(String, InputResponse)>) -> Result<ToolAnswer, Error> {
        let PendingCall { call_id, name, place, input } = pending;
        let mut call = ToolCall::new(name, ());
        if let Some(id) = call_id {
            call = call.with_id(id);
        }
        let slug = input.slug().to_owned();
        let request = ExecuteRequest::again(Arc::clone(&self.live), &input, responses);
        match request.await {
            Err(error @ Error::Invalid(InvalidInput::OtherSession { .. })) => Err(error),
            outcome => Ok(told::outcome(self, &call, &slug, outcome)?.at(place)),
        }
    }
}

impl fmt::Debug for RunRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("RunRequest");
        match &self.place {
            Place::Session(runner) => shown.field("session", &runner.live.id),
            Place::Toolbox(toolbox) => shown.field("toolbox", toolbox),
        };
        match &self.work {
            Work::Call(call) => shown.field("call", call),
            Work::Again(pending, _) => shown.field("pending", pending),
        };
        shown.finish_non_exhaustive()
    }
}

impl fmt::Debug for RunAllRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RunAllRequest").field("calls", &self.calls).finish_non_exhaustive()
    }
}
