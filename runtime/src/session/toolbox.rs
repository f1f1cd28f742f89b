mod labels;

use std::collections::HashMap;
use std::fmt;
use std::future::IntoFuture;
use std::sync::{Arc, PoisonError, RwLock};

use futures_util::future::try_join_all;

use super::live::Live;
use super::resolve::only;
use super::run::{RunAllRequest, RunRequest, Runner};
use super::{AnySession, InputResponse, told};
use crate::Reply;
use crate::error::{Error, InvalidInput};
use crate::model::{CallableTool, PendingCall, ToolAnswer, ToolCall, ToolList, labelled};

/// The sessions of several agents and owners, as one list of tools with one dispatcher.
///
/// A tool that only one session has keeps its name. Where several have it, as all have the router's own, each gets a label at its
/// end: `COMPOSIO_SEARCH_TOOLS__TeamAgent`. The label is the name of the agent if the agents differ, or else the user's id, or
/// what [`with_label`](Self::with_label) says. It depends on nothing but the sessions, so that a conversation can go on after a
/// restart.
///
/// ```no_run
/// use serde_json::{Value, json};
/// use tool_router::model::ToolCalls;
/// use tool_router::session::Toolbox;
/// # use tool_router::{ToolRouter, tool_router_session};
///
/// # #[tool_router_session(toolkits = ["slack"])]
/// # struct TeamAgent;
/// # #[tool_router_session(toolkits = ["gmail"])]
/// # struct InboxAgent;
/// # async fn ask(tools: Value) -> Value { tools }
/// # async fn example(router: ToolRouter) -> Result<(), Box<dyn std::error::Error>> {
/// let team = TeamAgent::session("team_1").create(&router).await?;
/// let inbox = InboxAgent::session("user_123").create(&router).await?;
/// let toolbox = Toolbox::new().with(team).with(inbox);
///
/// let message = ask(toolbox.tools().await?.anthropic()).await;
/// let answers = toolbox.run_all(ToolCalls::anthropic(&message)?).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
#[must_use = "a toolbox does nothing by itself"]
pub struct Toolbox {
    members: Vec<Member>,
    /// What the tools are called, once they were listed.
    listed: Arc<RwLock<Option<Arc<Names>>>>,
}

#[derive(Clone)]
struct Member {
    session: AnySession,
    label: Option<Arc<str>>,
}

/// What the tools of all sessions are called.
#[derive(Default)]
struct Names {
    /// The position of a session and the slug of its tool, by the tool's name.
    tools: HashMap<String, (usize, String)>,
    /// The name of each tool by its slug, for each session.
    shown: Vec<Arc<HashMap<String, String>>>,
}

/// A request to list the tools of a [`Toolbox`]; await it.
#[must_use = "nothing is fetched until this is awaited"]
pub struct ToolboxToolsRequest {
    toolbox: Toolbox,
}

impl Toolbox {
    /// Makes a toolbox without sessions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a session.
    pub fn with(self, session: impl Into<AnySession>) -> Self {
        self.add(session.into(), None)
    }

    /// Adds a session whose tools are told from those of others by this label, e.g. the name of its owner.
    pub fn with_label(self, label: impl Into<String>, session: impl Into<AnySession>) -> Self {
        let label = Arc::from(label.into());
        self.add(session.into(), Some(label))
    }

    fn add(mut self, session: AnySession, label: Option<Arc<str>>) -> Self {
        self.members.push(Member { session, label });
        // A clone of the toolbox without this session keeps its own list.
        self.listed = Arc::default();
        self
    }

    /// The sessions.
    pub fn sessions(&self) -> impl Iterator<Item = &AnySession> {
        self.members.iter().map(|member| &member.session)
    }

    /// Lists the tools of all sessions to give to the model from the start.
    ///
    /// # Errors
    ///
    /// Fails with any error of fetching a page.
    pub fn tools(&self) -> ToolboxToolsRequest {
        ToolboxToolsRequest { toolbox: self.clone() }
    }

    /// Lists the tools of all sessions as a framework takes them.
    ///
    /// # Errors
    ///
    /// Fails with any error of fetching a page.
    pub fn callable_tools(&self) -> Reply<Vec<CallableTool>> {
        let toolbox = self.clone();
        Reply::new(async move {
            let (list, names) = toolbox.list().await?;
            let tools = list.definitions().iter().zip(list.iter()).filter_map(|(definition, info)| {
                let (index, _) = names.tools.get(&definition.name)?;
                let runner = toolbox.runner(*index, &names)?;
                Some(CallableTool::new(definition.clone(), info.clone(), runner))
            });
            Ok(tools.collect())
        })
    }

    /// Runs a call of a model in the session whose tool it is; see [`Session::run`](crate::Session::run).
    ///
    /// # Errors
    ///
    /// As for [`Session::run`](crate::Session::run).
    pub fn run(&self, call: ToolCall) -> RunRequest {
        RunRequest::call_in(self, call)
    }

    /// Runs the calls of one message, each in the session whose tool it is; see [`Session::run_all`](crate::Session::run_all).
    ///
    /// # Errors
    ///
    /// As for [`Session::run_all`](crate::Session::run_all).
    #[doc(alias = "handle_tool_calls")]
    pub fn run_all(&self, calls: impl IntoIterator<Item = ToolCall>) -> RunAllRequest {
        RunAllRequest::of(self, calls)
    }

    /// Makes a call again that waited for the user, in the session that asked; see [`Session::resume`](crate::Session::resume).
    ///
    /// # Errors
    ///
    /// As for [`Session::resume`](crate::Session::resume); [`InvalidInput::OtherSession`] if the session that asked is not in
    /// the toolbox.
    pub fn resume(
        &self,
        pending: &PendingCall,
        responses: impl IntoIterator<Item = (String, InputResponse)>,
    ) -> RunRequest {
        RunRequest::again_in(self, pending, responses)
    }

    /// Where a call runs, or what the model is told instead.
    pub(super) async fn runner_of(&self, call: &ToolCall) -> Result<Result<Runner, ToolAnswer>, Error> {
        Ok(self.find(&*self.names().await?, call))
    }

    /// The same for each of these calls.
    pub(super) async fn runners_of(&self, calls: &[ToolCall]) -> Result<Vec<Result<Runner, ToolAnswer>>, Error> {
        let names = self.names().await?;
        Ok(calls.iter().map(|call| self.find(&names, call)).collect())
    }

    /// The session that a call's question is from.
    pub(super) async fn runner_that_asked(&self, pending: &PendingCall) -> Result<Runner, Error> {
        let asked = pending.input.session();
        let Some(index) = self.members.iter().position(|member| member.session.id() == asked) else {
            let session = self.members.first().map_or(asked, |member| member.session.id());
            return Err(InvalidInput::OtherSession { session: session.clone(), asked: asked.clone() }.into());
        };
        // The answer names other tools as the list does.
        let names = self.names().await?;
        Ok(self.runner(index, &names).unwrap_or_else(|| Runner::of(self.members[index].live())))
    }

    async fn names(&self) -> Result<Arc<Names>, Error> {
        let listed = self.listed.read().unwrap_or_else(PoisonError::into_inner).clone();
        match listed {
            Some(names) => Ok(names),
            None => Ok(self.list().await?.1),
        }
    }

    async fn list(&self) -> Result<(ToolList, Arc<Names>), Error> {
        let lists = try_join_all(self.members.iter().map(|member| member.live().tools())).await?;
        let (list, names) = named(lists, &self.labels());
        let names = Arc::new(names);
        *self.listed.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&names));
        Ok((list, names))
    }

    fn runner(&self, index: usize, names: &Names) -> Option<Runner> {
        let runner = Runner::of(self.members.get(index)?.live());
        Some(match names.shown.get(index) {
            Some(shown) => runner.showing(Arc::clone(shown)),
            None => runner,
        })
    }

    fn find(&self, names: &Names, call: &ToolCall) -> Result<Runner, ToolAnswer> {
        let name = call.name();
        let exact = names.tools.get_key_value(name);
        let alike = || only(names.tools.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name)));
        if let Some((_, (index, slug))) = exact.or_else(alike)
            && let Some(runner) = self.runner(*index, names)
        {
            return Ok(runner.meaning(Some(slug.clone())));
        }
        // One that no session lists, e.g. of those that a search finds.
        if let Some((index, slug)) = self.labelled(name)
            && let Some(runner) = self.runner(index, names)
        {
            return Ok(runner.meaning(Some(slug)));
        }
        let shared: Vec<&str> = names.shown.iter().filter_map(|shown| Some(shown.get(name)?.as_str())).collect();
        if !shared.is_empty() {
            return Err(told::ambiguous(call, &shared));
        }
        let owners: Vec<usize> = (0..self.members.len())
            .filter(|index| self.members.len() == 1 || self.members[*index].live().toolkit_of(name).is_some())
            .collect();
        match &*owners {
            [only] => self.runner(*only, names).ok_or_else(|| self.unknown(names, call)),
            [] => Err(self.unknown(names, call)),
            several => {
                let labels = self.labels();
                let names: Vec<String> = several.iter().map(|index| labelled(name, &labels[*index])).collect();
                Err(told::ambiguous(call, &names.iter().map(String::as_str).collect::<Vec<_>>()))
            }
        }
    }

    fn unknown(&self, names: &Names, call: &ToolCall) -> ToolAnswer {
        let nearest = told::nearest(call.name(), names.tools.keys().map(String::as_str));
        let mut known: Vec<&str> = names.tools.keys().map(String::as_str).collect();
        known.sort_unstable();
        told::unknown_among(call, nearest, &known)
    }
}

/// One list of several, in which tools that several sessions have are told apart.
fn named(lists: Vec<ToolList>, labels: &[Arc<str>]) -> (ToolList, Names) {
    let mut owners: HashMap<String, usize> = HashMap::new();
    for tool in lists.iter().flat_map(|list| list.iter()) {
        *owners.entry(tool.slug.to_ascii_uppercase()).or_default() += 1;
    }
    let mut tools = Vec::new();
    let mut origins = Vec::new();
    for (index, list) in lists.into_iter().enumerate() {
        for info in list {
            let is_shared = owners.get(&info.slug.to_ascii_uppercase()).is_some_and(|owners| *owners > 1);
            let label = labels.get(index).filter(|_| is_shared);
            let wanted = label.map_or_else(|| info.slug.clone(), |label| labelled(&info.slug, label));
            origins.push((index, info.slug.clone(), label));
            tools.push((wanted, info));
        }
    }
    let list = ToolList::of(tools).told(|index, mut definition| {
        if let Some((_, _, Some(label))) = origins.get(index) {
            definition.description = format!("[{label}] {}", definition.description);
        }
        definition
    });
    let mut names = Names::default();
    let mut shown: Vec<HashMap<String, String>> = labels.iter().map(|_| HashMap::new()).collect();
    for (name, (index, slug, _)) in list.names().iter().zip(origins) {
        if let Some(shown) = shown.get_mut(index) {
            shown.insert(slug.clone(), name.clone());
        }
        names.tools.insert(name.clone(), (index, slug));
    }
    names.shown = shown.into_iter().map(Arc::new).collect();
    (list, names)
}

impl Member {
    fn live(&self) -> &Arc<Live> {
        self.session.live()
    }
}

impl<A: Into<AnySession>> FromIterator<A> for Toolbox {
    fn from_iter<I: IntoIterator<Item = A>>(sessions: I) -> Self {
        sessions.into_iter().fold(Self::new(), Self::with)
    }
}

impl IntoFuture for ToolboxToolsRequest {
    type Output = Result<ToolList, Error>;
    type IntoFuture = Reply<ToolList>;

    fn into_future(self) -> Self::IntoFuture {
        Reply::new(async move { Ok(self.toolbox.list().await?.0) })
    }
}

impl fmt::Debug for Toolbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.sessions()).finish()
    }
}

impl fmt::Debug for ToolboxToolsRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ToolboxToolsRequest").field("toolbox", &self.toolbox).finish()
    }
}
