//! Manual: the application has a settings page with Connect and Disconnect buttons; its agent cannot make auth links.
//!
//! ```text
//! cargo run --example settings_page            serves the page until Ctrl-C
//! cargo run --example settings_page -- --yes   presses the buttons itself, and stops
//! ```

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Form, FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use tokio::net::TcpListener;
use tool_router::{CallbackQuery, ConnectedAccountId, ConnectionStatus, Session, ToolRouter, tool_router_session};
use tool_router_examples::{Failure, Options};
use tool_router_test_support::Browser;

/// Uses the accounts that its user connected on the settings page.
#[tool_router_session(
    app = manual_auth,
    toolkits = ["gmail"],
    manage_connections(disable, callback_url),
)]
pub struct MailAssistant;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::from_args("A settings page where each visitor connects and disconnects accounts.")?;
    let router = options.router().await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let page = format!("http://{}/", listener.local_addr()?);
    let app = Router::new()
        .route("/", get(settings))
        .route("/connect", post(connect))
        .route("/disconnect", post(disconnect))
        .with_state(App { router, page: page.clone(), visitors: Arc::default() });
    println!("Settings: {page}");

    if !options.yes {
        return Ok(axum::serve(listener, app).await?);
    }
    tokio::spawn(async move { axum::serve(listener, app).await });
    let browser = Browser::new()?;
    let before = browser.open(&page).await?;
    println!("Before: {}", before.text());
    let consent = browser.press(&browser.press(&before, "Connect").await?, "Continue").await?;
    let connected = browser.press(&consent, "Allow").await?;
    println!("After:  {}", connected.text());
    println!("Others: {}", Browser::new()?.open(&page).await?.text());
    println!("Then:   {}", browser.press(&connected, "Disconnect").await?.text());
    Ok(())
}

#[derive(Clone)]
struct App {
    router: ToolRouter,
    page: String,
    /// Each visitor's own session, by the token in the visitor's cookie.
    visitors: Arc<Mutex<HashMap<String, Session<MailAssistant>>>>,
}

/// Who sends a request. A real application has a login, and knows its user; here, each browser is a user of its own.
struct Visitor(Session<MailAssistant>);

impl FromRequestParts<App> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let cookies = parts.headers.get(header::COOKIE).and_then(|cookies| cookies.to_str().ok()).unwrap_or_default();
        let token = cookies.split("; ").find_map(|cookie| cookie.strip_prefix("visitor="));
        let known = |token| app.visitors.lock().unwrap_or_else(PoisonError::into_inner).get(token).cloned();
        match token.and_then(known) {
            Some(session) => Ok(Self(session)),
            None => Err(app.welcome().await.into_response()),
        }
    }
}

impl App {
    /// Makes a user with a session of its own, and has the browser come again with the cookie.
    async fn welcome(&self) -> Result<impl IntoResponse, Refused> {
        let token = random_token()?;
        let user = format!("user_{}", random_token()?);
        let session = MailAssistant::session(user).callback_url(self.page.clone()).create(&self.router).await?;
        let cookie = format!("visitor={token}; HttpOnly; SameSite=Lax; Path=/");
        self.visitors.lock().unwrap_or_else(PoisonError::into_inner).insert(token, session);
        Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")))
    }
}

/// What nobody else can guess.
fn random_token() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| format!("no random numbers: {error}"))?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

/// The page: each account with a button to disconnect it, and one to connect Gmail if it is not.
///
/// It is the callback URL too. What the browser brings back chooses the notice; what is connected, the router says.
async fn settings(Visitor(session): Visitor, Query(callback): Query<CallbackQuery>) -> Result<Html<String>, Refused> {
    let notice = if callback.is_empty() || callback.is_success() { "" } else { "<p>That did not work.</p>" };
    let accounts = session.router().connected_accounts(session.user_id()).status(ConnectionStatus::Active).await?;
    let mut rows = String::new();
    for account in &accounts {
        // Slugs and ids have nothing in them that HTML would read as markup.
        let (toolkit, id) = (&account.toolkit, &account.id);
        rows += &format!(
            "<p>{toolkit} is connected.</p><form method=post action=/disconnect>\
             <input type=hidden name=account value=\"{id}\"><button>Disconnect</button></form>"
        );
    }
    if accounts.is_empty() {
        rows += "<p>Gmail is not connected.</p><form method=post action=/connect><button>Connect Gmail</button></form>";
    }
    let title = "<title>Settings</title><h1>Your accounts</h1>";
    Ok(Html(format!("<!doctype html><html lang=en>{title}{notice}{rows}</html>")))
}

#[derive(Deserialize)]
struct Disconnect {
    account: ConnectedAccountId,
}

/// Disconnects an account. The id comes from a browser, so it has to be one of this user's.
async fn disconnect(Visitor(session): Visitor, Form(form): Form<Disconnect>) -> Result<Redirect, Refused> {
    session.router().connected_account(form.account).of(session.user_id()).delete().await?;
    Ok(Redirect::to("/"))
}

/// Makes an auth link, and redirects the browser to it. The browser returns to the page, which is the callback URL.
async fn connect(Visitor(session): Visitor) -> Result<Redirect, Refused> {
    let link = session.authorize(MailAssistant::GMAIL).await?;
    Ok(Redirect::to(link.url()))
}

/// What the visitor is told of a failure is less than what the program's log is.
struct Refused(Failure);

impl<E: Into<Failure>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        eprintln!("error: {}", self.0);
        (StatusCode::BAD_GATEWAY, "The accounts cannot be looked up right now. Please try again later.").into_response()
    }
}
