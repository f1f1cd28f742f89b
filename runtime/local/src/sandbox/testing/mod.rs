//! The provider as tests use it: people consent without a page, and the apps' data can be set and read.

mod person;

use std::{any::Any, sync::Arc};

use url::Url;

use super::{
    SandboxProvider,
    app::SandboxApp,
    apps::{fake::FakeApp, github::GitHubApp, gmail::GmailApp, slack::SlackApp},
    lock, oauth,
};
use crate::{connect::Tokens, toolkit::OAuth2Endpoints};

pub use self::person::Person;
pub use super::apps::{
    fake::{FakeAnswer, FakeToolkit},
    github::{GitHubComment, GitHubIssue, Repositories},
    gmail::{Mail, Mailbox},
    slack::{SlackMessage, TestWorkspace as Workspace},
};

impl SandboxProvider {
    /// Serves a fake toolkit that needs an account, in the place of an app for the same toolkit.
    pub(crate) fn serve(&mut self, toolkit: FakeToolkit) {
        let app = FakeApp::new(toolkit);
        self.apps.retain(|other| other.slug() != app.slug());
        self.apps.push(Arc::new(app));
    }

    /// The tokens that a person's consent gives; `None` if the provider has no app for the toolkit.
    pub(crate) fn grant(&self, toolkit: &str, endpoints: &OAuth2Endpoints, person: Person) -> Option<Tokens> {
        let app = self.app(toolkit)?;
        let is_asked = |name: &str| endpoints.scopes.iter().any(|scope| scope == name);
        let scopes = app.scopes().iter().filter(|scope| is_asked(scope.name)).collect();
        let issued = lock(&self.state.grants).grant(app.slug(), person.index(), scopes);
        Some(Tokens {
            access: issued.access_token.into(),
            refresh: Some(issued.refresh_token.into()),
            expires_in: Some(issued.expires_in),
        })
    }

    /// Takes the consent back that a token comes from. Returns whether the provider has an app for the toolkit.
    pub(crate) fn withdraw(&self, toolkit: &str, token: &str) -> bool {
        lock(&self.state.grants).revoke(toolkit, token);
        self.app(toolkit).is_some()
    }

    /// What the consent page of `request` answers, once the person has allowed it; denied it, if it is nobody. `None` if
    /// the provider has no app for the toolkit.
    pub(crate) fn decide(&self, toolkit: &str, request: &Url, person: Option<Person>) -> Option<Result<Url, String>> {
        let app = self.app(toolkit)?;
        Some(oauth::decide(&self.state, app, request, person.map(Person::index)))
    }

    /// A person's mailbox; `None` if another toolkit took the place of Gmail.
    pub(crate) fn mailbox(&self, person: Person) -> Option<Mailbox> {
        Some(self.named::<GmailApp>()?.mailbox(person))
    }

    /// The workspace; `None` if another toolkit took the place of Slack.
    pub(crate) fn workspace(&self) -> Option<Workspace> {
        Some(self.named::<SlackApp>()?.workspace())
    }

    /// The repositories; `None` if another toolkit took the place of GitHub.
    pub(crate) fn repositories(&self) -> Option<Repositories> {
        Some(self.named::<GitHubApp>()?.repositories())
    }

    fn app(&self, toolkit: &str) -> Option<&dyn SandboxApp> {
        self.apps.iter().find(|app| app.slug() == toolkit).map(|app| &**app)
    }

    fn named<A: SandboxApp>(&self) -> Option<&A> {
        self.apps.iter().find_map(|app| {
            let app: &dyn Any = &**app;
            app.downcast_ref()
        })
    }
}
