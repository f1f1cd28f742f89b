//! Pending consents: requested from a person, and not given yet.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use url::Url;

use super::super::{
    app::Scope,
    bounded::BoundedMap,
    secret::{self, Digest},
};

const MAX_PENDING: usize = 1_000;
const LIFETIME: Duration = Duration::from_secs(600);

/// A checked authorization request.
pub(super) struct AuthorizationRequest {
    /// The slug of the app whose data are asked for.
    pub(super) app: Arc<str>,
    pub(super) redirect_uri: Url,
    pub(super) state: Option<String>,
    pub(super) challenge: String,
    pub(super) scopes: Vec<&'static Scope>,
}

struct Pending {
    request: AuthorizationRequest,
    /// The browser that was asked. The answer must come from it.
    browser: Digest,
    expires: Instant,
}

/// The requests whose page is open.
pub(crate) struct Consents(BoundedMap<Digest, Pending>);

impl Default for Consents {
    fn default() -> Self {
        Self(BoundedMap::new(MAX_PENDING))
    }
}

impl Consents {
    /// Stores a request for the browser with this cookie. Returns the transaction's id for the page's form.
    pub(super) fn ask(&mut self, request: AuthorizationRequest, browser: &str) -> String {
        let transaction = secret::random_token();
        let pending = Pending { request, browser: Digest::of(browser), expires: Instant::now() + LIFETIME };
        self.0.insert(Digest::of(&transaction), pending);
        transaction
    }

    /// Removes a request to `app`, once. `None` if it is unknown, answered, too old, or belongs to another browser.
    pub(super) fn take(&mut self, app: &str, transaction: &str, browser: &str) -> Option<AuthorizationRequest> {
        let key = Digest::of(transaction);
        // Another browser's attempt must not end the consent of the right one.
        let is_own = |pending: &&Pending| *pending.request.app == *app && pending.browser == Digest::of(browser);
        self.0.get(&key).filter(is_own)?;
        let pending = self.0.remove(&key)?;
        (pending.expires > Instant::now()).then_some(pending.request)
    }
}
