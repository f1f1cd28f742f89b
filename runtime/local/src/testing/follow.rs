//! The way of a user through a connect link, without a browser.

use reqwest::{
    StatusCode,
    header::{COOKIE, LOCATION, SET_COOKIE},
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{Harness, Person, TestError};
use crate::{
    SandboxProvider, random,
    state::App,
    store::{Account, Status},
};

/// What the user answers on the provider's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Answer {
    /// This person allows it.
    Allow(Person),
    /// The user denies it.
    Deny,
}

/// Where following a link has led.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Followed {
    /// The account that the link is for.
    pub connected_account_id: String,
    /// The callback URL that the user's browser goes back to, with what it says; `None` if the agent has none.
    ///
    /// Nothing has to listen there: it is not opened.
    pub callback_url: Option<String>,
}

impl Harness {
    /// Follows a connect link to its end.
    ///
    /// # Errors
    ///
    /// If the link is not one of this router, has expired or was used, or if the account is not connected afterwards, unless the
    /// answer was to deny.
    pub async fn follow(&self, link: SecretString, answer: Answer) -> Result<Followed, TestError> {
        let (app, sandbox) = (self.app.clone(), self.sandbox.clone());
        self.on_its_thread(async move { follow(&app, &sandbox, &link, answer).await }).await
    }

    /// As [`follow`](Self::follow), in the background. If that fails, the account ends and says why, so that whoever waits for
    /// it does not wait in vain.
    pub fn follow_in_background(&self, link: SecretString, answer: Answer) {
        let (app, sandbox) = (self.app.clone(), self.sandbox.clone());
        self.spawn(async move {
            if let Err(error) = follow(&app, &sandbox, &link, answer).await {
                tracing::error!(%error, "the test's user could not follow a link");
                if let Err(unsaved) = give_up(&app, &link, &error).await {
                    tracing::error!(error = %unsaved, "whoever waits for the link is not told");
                }
            }
        });
    }
}

async fn follow(
    app: &App,
    sandbox: &SandboxProvider,
    link: &SecretString,
    answer: Answer,
) -> Result<Followed, TestError> {
    let token = token(link)?;
    let account = account(app, &token).await?.ok_or_else(|| TestError::new("the link is not one of this router"))?;
    let toolkit = app.registered.toolkit(&account.toolkit).ok_or_else(|| TestError::new("the toolkit is gone"))?;
    let http = app.http.api(&**toolkit);

    // The button of the link's page.
    let page = format!("{}/link/{}", app.origin, token.expose_secret());
    let asked = http.post(page).send().await.map_err(reqwest::Error::without_url)?;
    let cookie = asked.headers().get(SET_COOKIE).and_then(|cookie| cookie.to_str().ok());
    let cookie = cookie.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
    let (StatusCode::SEE_OTHER, Some(request), Some(cookie)) = (asked.status(), location(&asked), cookie) else {
        return Err(TestError::new(format!("the link does not work: {}", heading(asked).await?)));
    };

    // The provider's page, and the button on it.
    let person = match answer {
        Answer::Allow(person) => Some(person),
        Answer::Deny => None,
    };
    let provider = |problem: &str| TestError::new(format!("{}: {problem}", account.toolkit));
    let back = sandbox.decide(&account.toolkit, &request, person);
    let back =
        back.ok_or_else(|| provider("the provider is not the sandbox: follow the link with a client of your own"))?;
    let back = back.map_err(|problem| provider(&problem))?;

    let end = http.get(back).header(COOKIE, cookie).send().await.map_err(reqwest::Error::without_url)?;
    let callback_url = location(&end).map(String::from);
    if person.is_some() {
        let connected = app.store.account(&account.id).await?;
        if !connected.as_ref().is_some_and(|account| account.status == Status::Active) {
            let reason = connected.and_then(|account| account.status_reason);
            let reason = match reason {
                Some(reason) => reason,
                None => heading(end).await?,
            };
            return Err(provider(&format!("the account is not connected: {reason}")));
        }
    }
    Ok(Followed { connected_account_id: account.id, callback_url })
}

/// Ends the account of a link that cannot be followed.
async fn give_up(app: &App, link: &SecretString, why: &TestError) -> Result<(), TestError> {
    if let Some(account) = account(app, &token(link)?).await? {
        let reason = format!("The test's user could not follow the link: {why}.");
        app.store.end_account(&account, Status::Failed, &reason).await?;
        app.changes.announce(&account.user_id);
    }
    Ok(())
}

/// The token of a link, wherever its page is.
fn token(link: &SecretString) -> Result<SecretString, TestError> {
    let no_link = || TestError::new("this is not a connect link");
    let url = Url::parse(link.expose_secret()).map_err(|_| no_link())?;
    let token = url.path_segments().and_then(|mut segments| segments.next_back()).map(str::to_owned);
    token.filter(|token| !token.is_empty()).map(SecretString::from).ok_or_else(no_link)
}

/// The account that a link is for.
async fn account(app: &App, token: &SecretString) -> Result<Option<Account>, TestError> {
    match app.store.link(&random::hash(token.expose_secret())).await? {
        Some(link) => Ok(app.store.account(&link.account_id).await?),
        None => Ok(None),
    }
}

fn location(response: &reqwest::Response) -> Option<Url> {
    Url::parse(response.headers().get(LOCATION)?.to_str().ok()?).ok()
}

/// What a page says first.
async fn heading(response: reqwest::Response) -> Result<String, TestError> {
    let status = response.status();
    let page = response.text().await.map_err(reqwest::Error::without_url)?;
    let heading = page.split_once("<h1>").and_then(|(_, rest)| rest.split_once("</h1>"));
    Ok(heading.map_or_else(|| format!("the page answers {status}"), |(heading, _)| heading.to_owned()))
}
