//! Manual: the application has a settings page with Connect buttons; its agent cannot make auth links.
//!
//!     cargo run --example settings_page            serves the page until Ctrl-C
//!     cargo run --example settings_page -- --yes   presses the button itself, and stops

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tool_router::{Session, tool_router_session};
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
    let app = Router::new().route("/", get(settings)).route("/connect", post(connect)).with_state(Arc::new(session));
    println!("Settings: {page}");

    if !options.yes {
        return Ok(axum::serve(listener, app).await?);
    }
    tokio::spawn(async move { axum::serve(listener, app).await });
    let browser = Browser::new()?;
    let before = browser.open(&page).await?;
    println!("Before: {}", before.text());
    let consent = browser.press(&browser.press(&before, "Connect").await?, "Continue").await?;
    println!("After:  {}", browser.press(&consent, "Allow").await?.text());
    Ok(())
}

type App = State<Arc<Session<MailAssistant>>>;

/// The page: what is connected, and a button for each toolkit that is not.
async fn settings(State(session): App) -> Result<Html<String>, Failure> {
    let gmail = session.connection(MailAssistant::GMAIL).await?;
    let row = if gmail.is_some_and(|connection| connection.is_active()) {
        "<p>Gmail is connected.</p>"
    } else {
        "<p>Gmail is not connected.</p><form method=post action=/connect><button>Connect Gmail</button></form>"
    };
    Ok(Html(format!("<!doctype html><html lang=en><title>Settings</title><h1>Your accounts</h1>{row}</html>")))
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
