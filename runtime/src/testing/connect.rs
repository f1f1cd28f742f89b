use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use secrecy::SecretString;
use tool_router_local::testing::{AccountOptions, Harness, Person};

use crate::{AuthConfigId, AuthLink, ConnectedAccountId, Reply, SessionSpec, Toolkit, UserId};

/// A toolkit that a user has an account of: the constant of an agent, or its slug. The trait is sealed.
///
/// With a constant, the account belongs to the auth config that the agent declares for the toolkit.
pub trait NamesConnection: sealed::Sealed {
    /// The slug, as the API knows it.
    #[doc(hidden)]
    fn slug(&self) -> String;

    /// The auth config that an agent declares.
    #[doc(hidden)]
    fn auth_config(&self) -> Option<String> {
        None
    }
}

impl<S: SessionSpec> NamesConnection for Toolkit<S> {
    fn slug(&self) -> String {
        Self::slug(*self).to_owned()
    }

    fn auth_config(&self) -> Option<String> {
        S::config().auth_configs.get(Self::slug(*self)).map(ToString::to_string)
    }
}

macro_rules! named_by_text {
    ($($text:ty),*) => {$(
        impl sealed::Sealed for $text {}
        impl NamesConnection for $text {
            fn slug(&self) -> String {
                (*self).to_string()
            }
        }
    )*};
}

named_by_text!(&str, String, &String);

mod sealed {
    pub trait Sealed {}
    impl<S> Sealed for crate::Toolkit<S> {}
}

/// What an account of a toolkit has.
pub(super) fn options(toolkit: &impl NamesConnection) -> AccountOptions {
    AccountOptions { auth_config_id: toolkit.auth_config(), ..AccountOptions::default() }
}

/// The connecting of an account; await it for the account's id.
#[must_use = "nothing is connected until this is awaited"]
pub struct ConnectRequest {
    harness: Arc<Harness>,
    user: UserId,
    toolkit: String,
    person: Person,
    options: AccountOptions,
}

impl ConnectRequest {
    pub(super) fn new(harness: Arc<Harness>, user: UserId, toolkit: impl NamesConnection) -> Self {
        let options = options(&toolkit);
        Self { harness, user, toolkit: toolkit.slug(), person: Person::default(), options }
    }

    /// Connects the account of this person, whose data the agent then sees. The default is [`Person::Maya`].
    pub fn person(mut self, person: Person) -> Self {
        self.person = person;
        self
    }

    /// Names the account, to tell it from the user's others of this toolkit.
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        self.options.alias = Some(alias.into());
        self
    }

    /// Connects it with this auth config. The default is what the agent declares, or else the router's own.
    pub fn auth_config(mut self, id: impl Into<AuthConfigId>) -> Self {
        self.options.auth_config_id = Some(id.into().into());
        self
    }
}

impl IntoFuture for ConnectRequest {
    type Output = Result<ConnectedAccountId, crate::Error>;
    type IntoFuture = Reply<ConnectedAccountId>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { harness, user, toolkit, person, options } = self;
        Reply::new(async move {
            user.check()?;
            Ok(harness.connect(user.into(), toolkit, person, options).await?.into())
        })
    }
}

impl fmt::Debug for ConnectRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("ConnectRequest");
        shown.field("user", &self.user).field("toolkit", &self.toolkit).field("person", &self.person);
        shown.finish_non_exhaustive()
    }
}

/// The URL of an auth link, from an [`AuthLink`] or from text. Its `Debug` output hides it.
#[derive(Clone, Debug)]
pub struct LinkUrl(pub(super) SecretString);

impl From<AuthLink> for LinkUrl {
    fn from(link: AuthLink) -> Self {
        (&link).into()
    }
}

impl From<&AuthLink> for LinkUrl {
    fn from(link: &AuthLink) -> Self {
        link.url().into()
    }
}

impl From<&str> for LinkUrl {
    fn from(url: &str) -> Self {
        Self(url.into())
    }
}

impl From<String> for LinkUrl {
    fn from(url: String) -> Self {
        Self(url.into())
    }
}

impl From<&String> for LinkUrl {
    fn from(url: &String) -> Self {
        url.as_str().into()
    }
}
