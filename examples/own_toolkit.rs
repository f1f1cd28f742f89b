//! A toolkit of one's own: a weather service that has an HTTP API and API keys. Its user enters the key on the connect page, and
//! the agent never sees it. Its catalogue is one that `tool-router catalog pull` writes.
//!
//! ```text
//! cargo run --example own_toolkit            prints the link to open in a browser; the key is `sunny`
//! cargo run --example own_toolkit -- --yes   opens the link and enters the key itself
//! ```

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tool_router::config::Tag;
use tool_router::local::{
    BoxFuture, Caller, Credentials, LocalRouter, LocalToolkit, ToolCall, ToolDefinition, ToolError,
};
use tool_router::{ToolRouter, tool_router_session};
use tool_router_examples::{Failure, Options};
use tool_router_test_support::Browser;
use url::Url;

/// Says whether to take an umbrella.
#[tool_router_session(
    toolkits = ["weather"],
    tools(weather = ["WEATHER_GET_FORECAST"]),
    catalog = "own_toolkit.catalog.json",
    manage_connections(enable, wait = "5m"),
)]
pub struct UmbrellaAgent;

/// The key that the service has given its user.
const KEY: &str = "sunny";

/// The whole toolkit: what it is called, how a user connects, which tools there are, and how they run.
struct Weather {
    api: Url,
    credentials: Credentials,
    tools: [ToolDefinition; 1],
}

impl Weather {
    fn new(api: Url) -> Self {
        let arguments = json!({
            "type": "object",
            "properties": { "city": { "type": "string", "description": "The city's name." } },
            "required": ["city"],
        });
        let forecast = ToolDefinition::new(
            "WEATHER_GET_FORECAST",
            "Get forecast",
            "Tells tomorrow's weather in a city.",
            arguments,
        )
        .tags([Tag::ReadOnly]);
        let credentials = Credentials::api_key_in_header("x-api-key").hint("You find it under Settings → API.");
        Self { api, credentials, tools: [forecast] }
    }

    async fn get(&self, caller: Caller<'_>, city: &str) -> Result<Value, ToolError> {
        let url = self.api.join("forecast").map_err(|error| ToolError::Transport(error.to_string()))?;
        let request = caller.authorize(caller.http.get(url).query(&[("city", city)]));
        let response = request.send().await.map_err(|error| ToolError::Transport(error.without_url().to_string()))?;
        match response.status().as_u16() {
            200 => response.json().await.map_err(|error| ToolError::InvalidResponse(error.without_url().to_string())),
            401 => Err(ToolError::Unauthorized),
            status => Err(ToolError::Upstream { status, message: "no forecast".to_owned() }),
        }
    }
}

impl LocalToolkit for Weather {
    fn slug(&self) -> &str {
        "weather"
    }

    fn name(&self) -> &str {
        "Weather"
    }

    fn description(&self) -> &str {
        "Forecasts for cities."
    }

    fn credentials(&self) -> Option<&Credentials> {
        Some(&self.credentials)
    }

    fn tools(&self) -> &[ToolDefinition] {
        &self.tools
    }

    fn execute<'a>(&'a self, call: ToolCall<'a>) -> BoxFuture<'a, Result<Value, ToolError>> {
        Box::pin(async move {
            let city = call.arguments.get("city").and_then(Value::as_str);
            let city = city.ok_or_else(|| ToolError::InvalidArguments("`city` has to be text".to_owned()))?;
            self.get(call.caller, city).await
        })
    }

    /// Lets the connect page notice a mistyped key.
    fn current_user<'a>(&'a self, caller: Caller<'a>) -> BoxFuture<'a, Result<Option<Value>, ToolError>> {
        Box::pin(async move { self.get(caller, "").await.map(|_| None) })
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::from_args("A toolkit of one's own, whose user enters an API key on the connect page.")?;
    if options.hosted {
        return Err("a toolkit of one's own runs on the embedded router: leave --hosted out".into());
    }
    let embedded = LocalRouter::builder().toolkit(Weather::new(service().await?)).start().await?;
    let router = ToolRouter::embedded(embedded)?;
    let session = UmbrellaAgent::session("user_123")
        .on_auth_link(|link| {
            println!("Connect {}: {}", link.toolkit(), link.url());
            if options.yes {
                let url = link.url().to_owned();
                tokio::spawn(async move {
                    if let Err(failure) = enter_key(&url).await {
                        eprintln!("could not enter the key: {failure}");
                    }
                });
            }
        })
        .create(&router)
        .await?;
    let forecast =
        session.execute(UmbrellaAgent::WEATHER_GET_FORECAST, json!({ "city": "London" })).await?.into_data()?;
    println!("London: {}", forecast["weather"].as_str().unwrap_or("unknown"));
    session.delete().await?;
    Ok(())
}

/// Fills in the form on the connect page, as a user does.
async fn enter_key(link: &str) -> Result<(), Failure> {
    let browser = Browser::new()?;
    let mut form = browser.open(link).await?.form("Connect")?;
    form.fields.insert("generic_api_key".to_owned(), KEY.to_owned());
    println!("       [{}]", browser.submit(&form).await?.text());
    Ok(())
}

/// The service itself, which somebody else would run.
async fn service() -> Result<Url, Failure> {
    #[derive(Deserialize)]
    struct Asked {
        city: String,
    }
    let forecast = async |Query(Asked { city }): Query<Asked>, headers: HeaderMap| {
        if headers.get("x-api-key").is_none_or(|key| key != KEY) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        let weather = if city == "London" { "rain, take an umbrella" } else { "sunny" };
        Ok(Json(json!({ "city": city, "weather": weather })))
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/", listener.local_addr()?).parse()?;
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/forecast", get(forecast))).await });
    Ok(url)
}
