//! One builder and one client for all agents, written by hand and without generics: the least that creating a session costs its
//! caller. It sends nothing: what happens behind the `await` is not compiled by the caller.

use std::fmt;

/// Where sessions are created.
#[derive(Debug, Default)]
pub struct Router {
    sent: String,
}

/// A session.
#[derive(Debug)]
pub struct Session {
    id: String,
}

/// What can go wrong.
#[derive(Debug)]
pub struct Error {
    problem: String,
}

/// A link that a user is shown.
#[derive(Debug)]
pub struct AuthLink {
    /// The toolkit to connect.
    pub toolkit: String,
    /// Where.
    pub url: String,
}

/// What shows a link.
pub type ShowLink = Box<dyn FnMut(AuthLink) + Send>;

/// A session to be created.
#[derive(Default)]
pub struct SessionBuilder {
    user_id: String,
    toolkits: Vec<&'static str>,
    show: Option<ShowLink>,
}

/// A session for a user.
#[must_use]
pub fn session(user_id: &str) -> SessionBuilder {
    SessionBuilder { user_id: user_id.to_owned(), ..SessionBuilder::default() }
}

impl SessionBuilder {
    /// Narrows it to some toolkits.
    #[must_use]
    pub fn only(mut self, toolkits: &[&'static str]) -> Self {
        self.toolkits = toolkits.to_vec();
        self
    }

    /// Says how links are shown.
    #[must_use]
    pub fn on_auth_link(mut self, show: ShowLink) -> Self {
        self.show = Some(show);
        self
    }

    /// Creates it.
    ///
    /// # Errors
    ///
    /// When there is no user.
    pub async fn create(mut self, router: &Router) -> Result<Session, Error> {
        let id = router.send(&self.user_id).await?;
        for toolkit in self.toolkits {
            let link = AuthLink { toolkit: toolkit.to_owned(), url: router.send(toolkit).await? };
            if let Some(show) = &mut self.show {
                show(link);
            }
        }
        Ok(Session { id })
    }
}

impl fmt::Debug for SessionBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SessionBuilder").field("user_id", &self.user_id).finish_non_exhaustive()
    }
}

/// A change of a session.
#[derive(Debug)]
pub struct Update {
    id: String,
    toolkits: Vec<&'static str>,
    search: bool,
}

impl Update {
    /// Narrows it to some toolkits.
    #[must_use]
    pub fn only(mut self, toolkits: &[&'static str]) -> Self {
        self.toolkits = toolkits.to_vec();
        self
    }

    /// Enables or disables the search.
    #[must_use]
    pub fn search(mut self, enable: bool) -> Self {
        self.search = enable;
        self
    }

    /// Sends it.
    ///
    /// # Errors
    ///
    /// When nothing is changed.
    pub async fn send(self) -> Result<Session, Error> {
        let router = Router { sent: self.id };
        let id = router.send(&self.toolkits.concat()).await?;
        Ok(Session { id: if self.search { id } else { router.sent } })
    }
}

impl Session {
    /// Changes it.
    #[must_use]
    pub fn update(&self) -> Update {
        Update { id: self.id.clone(), toolkits: Vec::new(), search: true }
    }

    /// Executes a tool.
    ///
    /// # Errors
    ///
    /// When the tool has no name.
    pub async fn execute(&self, tool: &str, arguments: Vec<u8>) -> Result<Vec<u8>, Error> {
        let router = Router { sent: self.id.clone() };
        let answer = router.send(tool).await?;
        Ok([answer.into_bytes(), arguments].concat())
    }
}

impl Router {
    async fn send(&self, request: &str) -> Result<String, Error> {
        let answered = std::future::ready(!request.is_empty()).await;
        if answered { Ok(self.sent.clone() + request) } else { Err(Error { problem: "nothing was sent".to_owned() }) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.problem)
    }
}

impl std::error::Error for Error {}
