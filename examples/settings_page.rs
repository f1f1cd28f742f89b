//! Manual: the application has a settings page with Connect and Disconnect buttons; its agent cannot make auth links.
//!
//!     cargo run --example settings_page            serves the page until Ctrl-C
//!     cargo run --example settings_page -- --yes   presses the buttons itself, and stops

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use tokio::net::TcpListener;
use tool_router::{CallbackQuery, ConnectedAccountId, ConnectionStatus, Session, tool_router_session};
use tool_router_examples::{Error, Options};
use tool_router_test_support::Browser;

/// Uses the accounts that its user connected on the settings page.
#[tool_router_session(
    app = manual_auth,
    toolkits = ["gmail"],
    manage_connections(disable, callback_url),
)]
pub struct MailAssistant;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let options = Options::from_args()?;
    let router = options.router().await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let page = format!("http://{}/", listener.local_addr()?);

    let session = MailAssistant::session("user_123").callback_url(page.clone()).create(&router).await?;
    let app = Router::new()
        .route("/", get(settings))
        .route("/connect", post(connect))
        .route("/disconnect", post(disconnect))
        .with_state(Arc::new(session));
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
    println!("Then:   {}", browser.press(&connected, "Disconnect").await?.text());
    Ok(())
}

type App = State<Arc<Session<MailAssistant>>>;

/// The page: each account with a button to disconnect it, and one to connect Gmail if it is not.
///
/// It is the callback URL too. What the browser brings back chooses the notice; what is connected, the router says.
async fn settings(State(session): App, Query(callback): Query<CallbackQuery>) -> Result<Html<String>, Failure> {
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
async fn disconnect(State(session): App, Form(form): Form<Disconnect>) -> Result<Redirect, Failure> {
    session.router().connected_account(form.account).of(session.user_id()).delete().await?;
    Ok(Redirect::to("/"))
}

/// Makes an auth link, and redirects the browser to it. The browser returns to the page, which is the callback URL.
async fn connect(State(session): App) -> Result<Redirect, Failure> {
    let link = session.authorize(MailAssistant::GMAIL).await?;
    Ok(Redirect::to(link.url()))
}

struct Failure(tool_router::Error);

impl From<tool_router::Error> for Failure {
    fn from(error: tool_router::Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        eprintln!("error: {}", self.0);
        if let Some(help) = self.0.help() {
            eprintln!("help: {help}");
        }
        (StatusCode::BAD_GATEWAY, "The accounts cannot be looked up right now. Please try again later.").into_response()
    }
}
