//! A small Gmail.

mod api;
mod mail;
pub(in crate::sandbox) mod scope;
#[cfg(feature = "testing")]
mod testing;

use std::sync::{Arc, Mutex};

use axum::Router;

use self::mail::Mailboxes;
#[cfg(feature = "testing")]
pub use self::testing::{Mail, Mailbox};
use crate::{
    Gmail, LocalToolkit,
    sandbox::app::{Authority, Consent, Paths, Place, SandboxApp, Scope},
};

const PATHS: Paths = Paths {
    authorize: "/o/oauth2/v2/auth",
    decision: "/o/oauth2/v2/decision",
    token: "/oauth2/token",
    revoke: Some("/oauth2/revoke"),
};

/// The app, with a mailbox for each person.
pub(in crate::sandbox) struct GmailApp {
    mailboxes: Arc<Mutex<Mailboxes>>,
}

impl GmailApp {
    pub(in crate::sandbox) const SLUG: &'static str = "gmail";

    pub(in crate::sandbox) fn new() -> Self {
        Self { mailboxes: Arc::new(Mutex::new(Mailboxes::seeded())) }
    }
}

/// The toolkit for the app at `place`.
pub(in crate::sandbox) fn toolkit(place: &Place<'_>) -> Gmail {
    Gmail::builder(place.client_id())
        .client_secret(place.client_secret())
        .base_url(place.url(""))
        .authorize_url(place.url(PATHS.authorize))
        .token_url(place.url(PATHS.token))
        .revoke_url(place.url("/oauth2/revoke"))
        .build()
}

impl SandboxApp for GmailApp {
    fn slug(&self) -> &'static str {
        Self::SLUG
    }

    fn consent(&self) -> Consent {
        Consent { title: "Allow access to a sandbox mailbox?", harmless: "their mail goes nowhere" }
    }

    fn scopes(&self) -> &'static [Scope] {
        &scope::ALL
    }

    fn paths(&self) -> Paths {
        PATHS
    }

    fn api(&self, authority: Authority) -> Router {
        api::routes(authority, Arc::clone(&self.mailboxes))
    }

    fn toolkit(&self, place: &Place<'_>) -> Arc<dyn LocalToolkit> {
        Arc::new(toolkit(place))
    }
}
