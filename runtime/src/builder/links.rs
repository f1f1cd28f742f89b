//! What happens to auth links while the session is created.

use std::marker::PhantomData;

use super::{
    AuthLinksAsEvents, AuthLinksNotYetShown, Left, OnAuthLink, OnAuthLinkAsync, SessionBuilder, TryOnAuthLink,
};
use crate::connections::{ConnectionMode, ShowsAuthLinks, WaitsForConnections};
use crate::session::{AuthLink, ConnectionEvents};
use crate::spec::SessionSpec;

impl<S: SessionSpec, Links, Callback, AuthConfigs, Accounts, Choice>
    SessionBuilder<S, Links, Callback, AuthConfigs, Accounts, Choice>
{
    /// Sets what to do with each auth link: show it to the user.
    ///
    /// Required for sessions that wait for their connections ([`Upfront`](crate::connections::Upfront)), and available
    /// only there. `show` is called once for each missing connection, and again when a link has expired and was
    /// replaced.
    pub fn on_auth_link<F>(self, show: F) -> SessionBuilder<S, OnAuthLink<F>, Callback, AuthConfigs, Accounts, Choice>
    where
        F: FnMut(AuthLink) + Send,
        Links: Left<S>,
        S: WaitsForConnections<<S::Connections as ConnectionMode>::Waiting>
            + ShowsAuthLinks
            + AuthLinksNotYetShown<Links::Now>,
    {
        let Self { plan, links: _, agent, state } = self;
        SessionBuilder { plan, links: OnAuthLink(show), agent, state }
    }

    /// Sets what to do with each auth link, by a function that can fail. Its first error ends [`create`](Self::create).
    ///
    /// It is [`on_auth_link`](Self::on_auth_link) for what cannot go on when the user does not get the link. The error is
    /// the source of [`Error::AuthLinkHandler`](crate::Error::AuthLinkHandler), which names the session that is left on the
    /// router.
    ///
    /// ```no_run
    /// # use std::io::Write;
    /// # use tool_router::{ToolRouter, tool_router_session};
    /// # #[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
    /// # struct InboxAgent;
    /// # async fn example(router: &ToolRouter, mut terminal: impl Write + Send) -> Result<(), tool_router::Error> {
    /// let session = InboxAgent::session("user_123")
    ///     .try_on_auth_link(|link| writeln!(terminal, "Connect {}: {}", link.toolkit(), link.url()))
    ///     .create(router)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_on_auth_link<F, E>(
        self,
        show: F,
    ) -> SessionBuilder<S, TryOnAuthLink<F>, Callback, AuthConfigs, Accounts, Choice>
    where
        F: FnMut(AuthLink) -> Result<(), E> + Send,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
        Links: Left<S>,
        S: WaitsForConnections<<S::Connections as ConnectionMode>::Waiting>
            + ShowsAuthLinks
            + AuthLinksNotYetShown<Links::Now>,
    {
        let Self { plan, links: _, agent, state } = self;
        SessionBuilder { plan, links: TryOnAuthLink(show), agent, state }
    }

    /// Sets what to do with each auth link, by an async function. It has ended before the next link is handed on.
    ///
    /// It is [`on_auth_link`](Self::on_auth_link) for handing the link on by a request of your own.
    ///
    /// ```no_run
    /// # use tool_router::{ToolRouter, tool_router_session};
    /// # #[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
    /// # struct InboxAgent;
    /// # async fn send_message(text: String) {}
    /// # async fn example(router: &ToolRouter) -> Result<(), tool_router::Error> {
    /// let session = InboxAgent::session("user_123")
    ///     .on_auth_link_async(|link| async move {
    ///         send_message(format!("Connect {}: {}", link.toolkit(), link.url())).await;
    ///     })
    ///     .create(router)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn on_auth_link_async<F, Fut>(
        self,
        show: F,
    ) -> SessionBuilder<S, OnAuthLinkAsync<F, Fut>, Callback, AuthConfigs, Accounts, Choice>
    where
        F: FnMut(AuthLink) -> Fut + Send,
        Fut: Future<Output = ()> + Send,
        Links: Left<S>,
        S: WaitsForConnections<<S::Connections as ConnectionMode>::Waiting>
            + ShowsAuthLinks
            + AuthLinksNotYetShown<Links::Now>,
    {
        let Self { plan, links: _, agent, state } = self;
        SessionBuilder { plan, links: OnAuthLinkAsync(show, PhantomData), agent, state }
    }

    /// Hands on what happens while the user connects as a stream: each auth link, each toolkit that was connected, and each
    /// link that expired and was replaced.
    ///
    /// It takes the place of [`on_auth_link`](Self::on_auth_link) in a web application, which pushes the events to the
    /// user's browser while [`create`](Self::create) runs in a task of its own. Here with axum's server-sent events:
    ///
    /// ```
    /// # use std::convert::Infallible;
    /// use axum::extract::State;
    /// use axum::response::sse::{Event, Sse};
    /// use futures_util::{Stream, StreamExt};
    /// use serde_json::json;
    /// use tool_router::session::ConnectionEvent;
    /// # use tool_router::{ToolRouter, tool_router_session};
    /// # #[tool_router_session(toolkits = ["gmail"], manage_connections(enable, wait))]
    /// # struct InboxAgent;
    ///
    /// async fn connect(State(router): State<ToolRouter>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    ///     let (builder, events) = InboxAgent::session("user_123").connection_events();
    ///     tokio::spawn(async move {
    ///         match builder.create(&router).await {
    ///             Ok(session) => println!("session {} has everything", session.id()),
    ///             Err(error) => eprintln!("error: {error}"),
    ///         }
    ///     });
    ///     Sse::new(events.map(|event| {
    ///         let (name, data) = match event {
    ///             ConnectionEvent::LinkMade { link, .. } | ConnectionEvent::LinkReplaced { link, .. } => {
    ///                 ("link", json!({ "toolkit": link.toolkit(), "url": link.url() }))
    ///             }
    ///             ConnectionEvent::Connected { connection, .. } => ("connected", json!({ "toolkit": connection.toolkit })),
    ///             ConnectionEvent::AllConnected => ("done", json!({})),
    ///             _ => ("other", json!({})),
    ///         };
    ///         Ok(Event::default().event(name).data(data.to_string()))
    ///     }))
    /// }
    /// # let _ = connect;
    /// ```
    ///
    /// Dropping the stream does not end [`create`](Self::create).
    pub fn connection_events(
        self,
    ) -> (SessionBuilder<S, AuthLinksAsEvents, Callback, AuthConfigs, Accounts, Choice>, ConnectionEvents)
    where
        Links: Left<S>,
        S: WaitsForConnections<<S::Connections as ConnectionMode>::Waiting>
            + ShowsAuthLinks
            + AuthLinksNotYetShown<Links::Now>,
    {
        let Self { plan, links: _, agent, state } = self;
        let (send, events) = ConnectionEvents::new();
        (SessionBuilder { plan, links: AuthLinksAsEvents(send), agent, state }, events)
    }
}
