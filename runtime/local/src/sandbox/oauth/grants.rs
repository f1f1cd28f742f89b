//! Codes, access tokens and refresh tokens, and their lifecycle.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::super::{
    app::Scope,
    bounded::BoundedMap,
    secret::{self, Digest},
};

const MAX_CODES: usize = 1_000;
const MAX_FAMILIES: usize = 1_000;
const MAX_TOKENS: usize = 5_000;

/// How long codes and access tokens are valid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lifetimes {
    pub(crate) code: Duration,
    pub(crate) access_token: Duration,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self { code: Duration::from_secs(60), access_token: Duration::from_secs(3_600) }
    }
}

/// The time at which something expires; `None` if its lifetime exceeds the range of the clock.
#[derive(Clone, Copy)]
struct Expiry(Option<Instant>);

impl Expiry {
    fn after(lifetime: Duration) -> Self {
        Self(Instant::now().checked_add(lifetime))
    }

    fn has_passed(self) -> bool {
        self.0.is_some_and(|at| at <= Instant::now())
    }
}

/// A person's grant: an account of an app, and scopes.
#[derive(Clone)]
pub(crate) struct Access {
    /// The app's slug.
    pub(super) app: Arc<str>,
    /// Index of the account among the provider's people.
    pub(crate) person: usize,
    pub(crate) scopes: Vec<&'static Scope>,
}

/// An authorization that waits for its exchange.
pub(super) struct CodeRequest {
    pub(super) redirect_uri: String,
    pub(super) challenge: String,
    pub(super) access: Access,
}

struct Code {
    request: CodeRequest,
    expiry: Expiry,
    /// The family that an exchange created, which a second exchange revokes.
    family: Option<u64>,
}

struct AccessToken {
    family: u64,
    expiry: Expiry,
}

struct RefreshToken {
    app: Arc<str>,
    family: u64,
    used: bool,
}

/// What is exchanged for tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grant {
    Code,
    Refresh,
}

/// The tokens of one answer.
pub(crate) struct Issued {
    pub(crate) grant: Grant,
    pub(crate) access_token: String,
    pub(crate) refresh_token: String,
    pub(crate) expires_in: Duration,
    pub(crate) access: Access,
}

impl Issued {
    /// The names of the scopes, with `separator` between them.
    pub(crate) fn scopes(&self, separator: char) -> String {
        let names: Vec<_> = self.access.scopes.iter().map(|scope| scope.name).collect();
        names.join(&separator.to_string())
    }
}

/// The code or refresh token is invalid: unknown, used, expired, or not for this request.
#[derive(Debug)]
pub(super) struct InvalidGrant(pub(super) &'static str);

/// Everything that was issued. The tokens that descend from one code are a family, and are revoked together.
pub(crate) struct Grants {
    lifetimes: Lifetimes,
    next_family: u64,
    codes: BoundedMap<Digest, Code>,
    families: BoundedMap<u64, Access>,
    access_tokens: BoundedMap<Digest, AccessToken>,
    refresh_tokens: BoundedMap<Digest, RefreshToken>,
}

impl Grants {
    pub(crate) fn new(lifetimes: Lifetimes) -> Self {
        Self {
            lifetimes,
            next_family: 0,
            codes: BoundedMap::new(MAX_CODES),
            families: BoundedMap::new(MAX_FAMILIES),
            access_tokens: BoundedMap::new(MAX_TOKENS),
            refresh_tokens: BoundedMap::new(MAX_TOKENS),
        }
    }

    /// Issues a code.
    pub(super) fn issue_code(&mut self, request: CodeRequest) -> String {
        let code = secret::random_token();
        let expiry = Expiry::after(self.lifetimes.code);
        self.codes.insert(Digest::of(&code), Code { request, expiry, family: None });
        code
    }

    /// Exchanges a code, which works once. A second attempt revokes the tokens of the first one (RFC 6749, section
    /// 4.1.2); a failed attempt consumes the code.
    pub(super) fn exchange(
        &mut self,
        app: &str,
        code: &str,
        redirect_uri: &str,
        verifier: &str,
    ) -> Result<Issued, InvalidGrant> {
        let key = Digest::of(code);
        let Some(found) = self.codes.get(&key).filter(|code| *code.request.access.app == *app) else {
            return Err(InvalidGrant("the code is not known"));
        };
        if let Some(family) = found.family {
            self.families.remove(&family);
            return Err(InvalidGrant("the code was used before; its tokens are revoked"));
        }
        let problem = if found.expiry.has_passed() {
            Some("the code has expired")
        } else if found.request.redirect_uri != redirect_uri {
            Some("redirect_uri is not that of the authorization request")
        } else if !secret::equal(&secret::pkce_challenge(verifier), &found.request.challenge) {
            Some("code_verifier does not match code_challenge")
        } else {
            None
        };
        if let Some(problem) = problem {
            self.codes.remove(&key);
            return Err(InvalidGrant(problem));
        }

        let access = found.request.access.clone();
        let family = self.new_family(&access);
        if let Some(code) = self.codes.get_mut(&key) {
            code.family = Some(family);
        }
        Ok(self.issue_tokens(Grant::Code, family, access))
    }

    /// Exchanges a refresh token for new tokens. Each works once: reuse indicates a stolen token, and revokes the
    /// family.
    pub(super) fn refresh(&mut self, app: &str, refresh_token: &str) -> Result<Issued, InvalidGrant> {
        let token = self.refresh_tokens.get_mut(&Digest::of(refresh_token));
        let Some(token) = token.filter(|token| *token.app == *app) else {
            return Err(InvalidGrant("the refresh token is not known"));
        };
        let family = token.family;
        if token.used {
            self.families.remove(&family);
            return Err(InvalidGrant("the refresh token was used before; its family is revoked"));
        }
        token.used = true;
        match self.families.get(&family).cloned() {
            Some(access) => Ok(self.issue_tokens(Grant::Refresh, family, access)),
            None => Err(InvalidGrant("the refresh token is revoked")),
        }
    }

    /// Revokes the family of an access or refresh token of `app`. Unknown tokens are ignored.
    pub(crate) fn revoke(&mut self, app: &str, token: &str) {
        let key = Digest::of(token);
        let family = self.access_tokens.get(&key).map(|token| token.family);
        if let Some(family) = family.or_else(|| Some(self.refresh_tokens.get(&key)?.family))
            && self.families.get(&family).is_some_and(|access| *access.app == *app)
        {
            self.families.remove(&family);
        }
    }

    /// What an access token allows; `None` if it is unknown, expired, revoked, or another app's.
    pub(crate) fn access(&self, app: &str, access_token: &str) -> Option<Access> {
        let token = self.access_tokens.get(&Digest::of(access_token)).filter(|token| !token.expiry.has_passed())?;
        self.families.get(&token.family).filter(|access| *access.app == *app).cloned()
    }

    pub(super) fn new_family(&mut self, access: &Access) -> u64 {
        let family = self.next_family;
        self.next_family += 1;
        self.families.insert(family, access.clone());
        family
    }

    pub(super) fn issue_tokens(&mut self, grant: Grant, family: u64, access: Access) -> Issued {
        let (access_token, refresh_token) = (secret::random_token(), secret::random_token());
        let expiry = Expiry::after(self.lifetimes.access_token);
        self.access_tokens.insert(Digest::of(&access_token), AccessToken { family, expiry });
        self.refresh_tokens
            .insert(Digest::of(&refresh_token), RefreshToken { app: access.app.clone(), family, used: false });
        Issued { grant, access_token, refresh_token, expires_in: self.lifetimes.access_token, access }
    }
}
