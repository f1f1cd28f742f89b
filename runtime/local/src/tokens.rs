//! Access tokens for calls: decrypted, and renewed when they have expired.

use std::{borrow::Cow, sync::Arc, time::Duration};

use secrecy::{ExposeSecret, SecretString};

use super::{
    connect::{self, TokenError, Tokens},
    limits,
    random::RandomError,
    refreshes::{NoToken, Refresh},
    state::App,
    store::{Account, SealedTokens, Status, now},
    toolkit::{LocalToolkit, OAuth2Endpoints, Revocation},
};

/// A token that expires within this time, in milliseconds, is renewed before use.
const LEEWAY: i64 = 30_000;

/// The pauses before each attempt to revoke a token.
const REVOCATION_PAUSES: [Duration; 4] =
    [Duration::ZERO, Duration::from_secs(1), Duration::from_secs(5), Duration::from_secs(30)];

/// An access token, and its key in the store.
pub(crate) struct AccessToken {
    pub(crate) secret: SecretString,
    sealed: Vec<u8>,
}

impl App {
    /// Encrypts an account's tokens from the provider.
    pub(crate) fn seal_tokens(&self, account_id: &str, tokens: &Tokens) -> Result<SealedTokens, RandomError> {
        let seal = |token: &SecretString| self.vault.seal(account_id, token.expose_secret());
        let lifetime = tokens.expires_in.map(|lifetime| i64::try_from(lifetime.as_millis()).unwrap_or(i64::MAX));
        Ok(SealedTokens {
            access_token: Some(seal(&tokens.access)?),
            refresh_token: tokens.refresh.as_ref().map(seal).transpose()?,
            token_expires_at: lifetime.map(|lifetime| now().saturating_add(lifetime)),
        })
    }

    /// The account's access token, renewed first if it has expired.
    pub(crate) async fn access_token(
        &self,
        toolkit: &Arc<dyn LocalToolkit>,
        account: &Account,
    ) -> Result<AccessToken, NoToken> {
        let token = self.open_token(account)?;
        let time_left = account.tokens.token_expires_at.map_or(i64::MAX, |at| at.saturating_sub(now()));
        if time_left > LEEWAY || account.tokens.refresh_token.is_none() {
            return Ok(token);
        }
        match self.renewed_token(toolkit, account, &token).await {
            Err(NoToken::Unavailable { .. }) if time_left > 0 => Ok(token),
            renewed => renewed,
        }
    }

    /// Renews the account's access token, if it is still `stale`.
    pub(crate) async fn renewed_token(
        &self,
        toolkit: &Arc<dyn LocalToolkit>,
        account: &Account,
        stale: &AccessToken,
    ) -> Result<AccessToken, NoToken> {
        self.refresh_once(toolkit, &account.id, stale).await?;
        match self.store.account(&account.id).await? {
            Some(account) if account.status == Status::Active => self.open_token(&account),
            _ => Err(NoToken::Ended {
                toolkit: account.toolkit.clone(),
                reason: "the account was disconnected".to_owned(),
            }),
        }
    }

    fn open_token(&self, account: &Account) -> Result<AccessToken, NoToken> {
        let sealed = account.tokens.access_token.clone().unwrap_or_default();
        let secret = self.vault.open(&account.id, &sealed).map_err(|error| {
            tracing::error!(%error, account = account.id, "an access token cannot be read");
            NoToken::Internal
        })?;
        Ok(AccessToken { secret, sealed })
    }

    /// Joins the account's renewal in progress, or starts one.
    fn refresh_once(&self, toolkit: &Arc<dyn LocalToolkit>, account_id: &str, stale: &AccessToken) -> Refresh {
        self.refreshes.join(account_id, || {
            let (app, toolkit, id, stale) =
                (self.clone(), toolkit.clone(), account_id.to_owned(), stale.sealed.clone());
            // It goes on by itself: a rotated refresh token must be stored even if all waiters go away.
            async move { app.refresh(toolkit.as_ref(), &id, &stale).await }
        })
    }

    async fn refresh(&self, toolkit: &dyn LocalToolkit, account_id: &str, stale: &[u8]) -> Result<(), NoToken> {
        let account = self.store.account(account_id).await?;
        let Some(account) = account.filter(|account| account.status == Status::Active) else {
            return Ok(());
        };
        if account.tokens.access_token.as_deref() != Some(stale) {
            return Ok(());
        }
        let endpoints = self.endpoints(toolkit, &account.auth_config_id).map_err(|_| NoToken::Internal)?;
        let (Some(endpoints), Some(sealed)) = (endpoints, &account.tokens.refresh_token) else {
            return self.end(&account, "the provider does not accept it any more".to_owned()).await;
        };
        let refresh_token = self.vault.open(&account.id, sealed).map_err(|_| NoToken::Internal)?;
        match connect::refresh(self.http.tokens(toolkit), &endpoints, &refresh_token).await {
            Ok(mut tokens) => {
                // Without rotation, the old refresh token stays in use.
                tokens.refresh.get_or_insert(refresh_token);
                let sealed = self.seal_tokens(&account.id, &tokens).map_err(|_| NoToken::Internal)?;
                self.store.replace_tokens(&account, &sealed).await;
                if self.store.account(account_id).await?.is_none() {
                    // It was deleted in the meantime, with the tokens that it had.
                    self.revoke_tokens(&account, tokens).await;
                }
                Ok(())
            }
            Err(TokenError::Refused(reason)) => self.end(&account, format!("the provider says {reason}")).await,
            Err(TokenError::Unavailable(reason)) => {
                tracing::warn!(reason, account = account.id, "a token could not be renewed");
                Err(NoToken::Unavailable { toolkit: account.toolkit, reason })
            }
        }
    }

    /// Renews the access of an account now.
    pub(crate) async fn renew(&self, toolkit: &Arc<dyn LocalToolkit>, account: &Account) -> Result<(), NoToken> {
        let token = self.open_token(account)?;
        self.renewed_token(toolkit, account, &token).await.map(drop)
    }

    /// Takes an ended account's access back at the provider, and returns which tokens were taken back so far.
    pub(crate) async fn revoke(&self, account: &Account) -> Vec<&'static str> {
        let open = |sealed: &Option<Vec<u8>>| self.vault.open(&account.id, sealed.as_deref()?).ok();
        let Some(access) = open(&account.tokens.access_token) else { return Vec::new() };
        let refresh = open(&account.tokens.refresh_token);
        self.revoke_tokens(account, Tokens { access, refresh, expires_in: None }).await
    }

    /// Takes tokens back at the provider. If it is away, this is tried again a few times.
    pub(crate) async fn revoke_tokens(&self, account: &Account, tokens: Tokens) -> Vec<&'static str> {
        let Some(toolkit) = self.registered.toolkit(&account.toolkit).cloned() else { return Vec::new() };
        let endpoints = self.endpoints(toolkit.as_ref(), &account.auth_config_id).ok().flatten();
        let Some(endpoints) = endpoints.map(Cow::into_owned) else { return Vec::new() };
        let app = self.clone();
        let revoking = tokio::spawn(async move {
            let mut revoked = Vec::new();
            // The one that outlives the other first. An application's tokens are revoked by the access token alone.
            let is_standard = endpoints.revocation == Revocation::Standard;
            let refresh = tokens.refresh.iter().filter(|_| is_standard).map(|token| ("refresh_token", token));
            for (name, token) in refresh.chain([("access_token", &tokens.access)]) {
                if app.revoke_token(toolkit.as_ref(), &endpoints, token).await {
                    revoked.push(name);
                }
            }
            revoked
        });
        tokio::time::timeout(limits::REVOCATION, revoking).await.ok().and_then(Result::ok).unwrap_or_default()
    }

    /// Returns whether the provider took the token back.
    async fn revoke_token(
        &self,
        toolkit: &dyn LocalToolkit,
        endpoints: &OAuth2Endpoints,
        token: &SecretString,
    ) -> bool {
        for pause in REVOCATION_PAUSES {
            tokio::time::sleep(pause).await;
            match connect::revoke(self.http.tokens(toolkit), endpoints, token).await {
                Ok(()) => return true,
                Err(error @ TokenError::Unavailable(_)) => {
                    tracing::warn!(%error, toolkit = toolkit.slug(), "a token is not revoked");
                }
                // Most providers have revoked it together with the other one.
                Err(error) => {
                    tracing::debug!(%error, toolkit = toolkit.slug(), "a token is not revoked");
                    return false;
                }
            }
        }
        false
    }

    /// Ends an account, unless it has other tokens by now.
    async fn end(&self, account: &Account, reason: String) -> Result<(), NoToken> {
        let stored = format!("The access was not renewed: {reason}.");
        if !self.store.end_account(account, Status::Expired, &stored).await? {
            return Ok(());
        }
        self.changes.announce(&account.user_id);
        Err(NoToken::Ended { toolkit: account.toolkit.clone(), reason })
    }
}
