//! The pages that a user sees while connecting.

use askama::Template;
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use crate::{credentials::Credentials, random::RandomError};

pub(super) const STYLESHEET_PATH: &str = "/assets/connect.css";

/// Asks the user whether to continue to the provider.
#[derive(Debug, Template)]
#[template(path = "connect/ask.html")]
pub(super) struct AskPage<'a> {
    pub(super) toolkit: &'a str,
    pub(super) logo: &'a str,
    /// The host that the user returns to.
    pub(super) application: Option<String>,
    pub(super) user_id: &'a str,
    pub(super) abilities: Vec<Ability<'a>>,
    /// What the user enters here; `None` if the user signs in at the provider.
    pub(super) form: Option<KeyForm<'a>>,
    pub(super) minutes_left: i64,
}

/// The form for credentials.
#[derive(Debug)]
pub(super) struct KeyForm<'a> {
    pub(super) credentials: &'a Credentials,
    /// What is wrong with what was entered before.
    pub(super) problem: Option<String>,
}

impl KeyForm<'_> {
    /// The name, the label and the type of each input.
    fn inputs(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let fields = self.credentials.fields();
        let kinds = fields.iter().map(|field| if *field == "username" { "text" } else { "password" });
        let labels = self.credentials.labels().iter().map(String::as_str);
        fields.iter().zip(labels).zip(kinds).map(|((field, label), kind)| (*field, label, kind))
    }

    /// The ids of the elements that explain the inputs.
    fn described_by(&self) -> String {
        let ids = [("problem", self.problem.is_some()), ("hint", self.credentials.hint_text().is_some())];
        ids.into_iter().filter(|(_, is_there)| *is_there).map(|(id, _)| id).collect::<Vec<_>>().join(" ")
    }
}

/// Something that the agent will be able to do, with the tools for it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ability<'a> {
    pub(super) verb: &'static str,
    pub(super) tools: Vec<&'a str>,
}

/// Tells how it ended, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "connect/message.html")]
pub(super) struct MessagePage {
    pub(super) status: StatusCode,
    pub(super) tone: Tone,
    pub(super) heading: String,
    pub(super) sentence: String,
    pub(super) next: &'static str,
}

/// Whether a message is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Bad,
}

const ASK_AGAIN: &str = "Go back to the application that sent you here and ask for a new link.";
const CLOSE: &str = "You can close this page and go back to the application that sent you here.";

impl MessagePage {
    fn bad(status: StatusCode, heading: &str, sentence: impl Into<String>, next: &'static str) -> Self {
        Self { status, tone: Tone::Bad, heading: heading.to_owned(), sentence: sentence.into(), next }
    }

    pub(super) fn connected(toolkit: &str) -> Self {
        Self {
            status: StatusCode::OK,
            tone: Tone::Good,
            heading: format!("{toolkit} is connected"),
            sentence: "The agent goes on with what it was doing.".to_owned(),
            next: CLOSE,
        }
    }

    pub(super) fn not_connected(toolkit: &str, reason: &str) -> Self {
        let heading = format!("{toolkit} is not connected");
        Self::bad(StatusCode::OK, &heading, reason, ASK_AGAIN)
    }

    pub(super) fn unknown_link() -> Self {
        let sentence = "It may have been copied incompletely, or it belongs to a router that has been restarted.";
        Self::bad(StatusCode::NOT_FOUND, "This link is not known", sentence, ASK_AGAIN)
    }

    pub(super) fn expired_link() -> Self {
        let sentence = "For your safety, links work only for a short time.";
        Self::bad(StatusCode::GONE, "This link has expired", sentence, ASK_AGAIN)
    }

    pub(super) fn withdrawn_link() -> Self {
        let sentence = "The application no longer asks for this connection. Nothing has changed.";
        Self::bad(StatusCode::GONE, "This link has been withdrawn", sentence, ASK_AGAIN)
    }

    pub(super) fn used_link() -> Self {
        let sentence = "Each link works once.";
        let next = "If you did not use it yourself, ask for a new link in the application that sent you here.";
        Self::bad(StatusCode::GONE, "This link has been used", sentence, next)
    }

    pub(super) fn other_browser() -> Self {
        let sentence = "Connecting was begun in another browser, and can only be finished there. Nothing has changed.";
        let next = "Go back to that browser, or ask for a new link in the application that sent you here.";
        Self::bad(StatusCode::FORBIDDEN, "This is another browser", sentence, next)
    }

    pub(super) fn other_site() -> Self {
        let sentence = "Only the page behind the link can begin the connection. Nothing has changed.";
        let next = "If you want to connect, open the link itself and read what it says.";
        Self::bad(StatusCode::FORBIDDEN, "Another site sent you here", sentence, next)
    }

    pub(super) fn unknown_return() -> Self {
        let sentence = "It does not belong to any connection that is under way. Nothing has changed.";
        Self::bad(StatusCode::BAD_REQUEST, "This answer was not expected", sentence, ASK_AGAIN)
    }

    pub(super) fn stopping() -> Self {
        let sentence = "The router is stopping. Nothing has changed.";
        let next = "Open the link again in a moment, or ask for a new one in the application that sent you here.";
        Self::bad(StatusCode::SERVICE_UNAVAILABLE, "Not now", sentence, next)
    }

    pub(super) fn broken() -> Self {
        let sentence = "The router has a problem of its own; its log says which.";
        Self::bad(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong", sentence, ASK_AGAIN)
    }

    fn is_good(&self) -> bool {
        self.tone == Tone::Good
    }
}

impl From<sqlx::Error> for MessagePage {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the store failed a page");
        Self::broken()
    }
}

impl From<RandomError> for MessagePage {
    fn from(error: RandomError) -> Self {
        tracing::error!(%error, "there is no randomness for a page");
        Self::broken()
    }
}

/// A logo that is safe on a page; empty if a browser should not load it.
pub(super) fn safe_logo(logo: &str) -> &str {
    let is_safe = logo.starts_with("https://") || logo.starts_with("data:image/");
    if is_safe { logo } else { "" }
}

impl IntoResponse for AskPage<'_> {
    fn into_response(self) -> Response {
        render(StatusCode::OK, &self)
    }
}

impl IntoResponse for MessagePage {
    fn into_response(self) -> Response {
        render(self.status, &self)
    }
}

fn render(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, protection(), Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page cannot be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Headers of all answers of the connect flow: nothing is cached, framed, executed or leaked to other sites.
///
/// There is no `form-action`, because browsers apply it to the redirects that follow, which lead to the provider and to
/// the application's callback URL.
pub(super) fn protection() -> HeaderMap {
    let policy = "default-src 'none'; style-src 'self'; img-src https: data:; base-uri 'none'; frame-ancestors 'none'";
    HeaderMap::from_iter([
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // The form's origin is checked, so it has to be sent.
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    ])
}

pub(super) async fn stylesheet() -> impl IntoResponse {
    const CSS: &str = include_str!("../../templates/connect/style.css");
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")], CSS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_users_and_toolkits_say_is_escaped() {
        let page = AskPage {
            toolkit: "<b>Mail</b>",
            logo: "",
            application: Some("\"><script>".into()),
            user_id: "<script>alert(1)</script>",
            abilities: vec![Ability { verb: "read", tools: vec!["<i>x</i>"] }],
            form: Some(KeyForm {
                credentials: &Credentials::bearer_token().label("<b>Key</b>").hint("<i>there</i>"),
                problem: Some("<script>".into()),
            }),
            minutes_left: 9,
        };
        let html = page.render().unwrap();
        assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("<i>"), "{html}");
    }

    #[test]
    fn only_pictures_are_shown() {
        assert_eq!(safe_logo("https://example.com/logo.svg"), "https://example.com/logo.svg");
        assert_eq!(safe_logo("javascript:alert(1)"), "");
        assert_eq!(safe_logo("data:text/html,x"), "");
    }
}
