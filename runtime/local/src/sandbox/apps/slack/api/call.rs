//! A call of a method: who calls, what the token allows, and the parameters.

use std::collections::HashMap;

use axum::http::{HeaderMap, header};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Map, Value, json};

use super::super::workspace::{Kind, Ts, Workspace};

const DEFAULT_PAGE: usize = 100;
const MAX_PAGE: usize = 1_000;

/// Why a method fails.
#[derive(Debug)]
pub(super) struct Failure {
    error: &'static str,
    /// The scope that is missing, and those that there are.
    scopes: Option<(String, String)>,
}

impl From<&'static str> for Failure {
    fn from(error: &'static str) -> Self {
        Self { error, scopes: None }
    }
}

impl Failure {
    pub(super) fn render(&self) -> Value {
        let mut failure = json!({ "ok": false, "error": self.error });
        if let Some((needed, provided)) = &self.scopes {
            failure["needed"] = needed.clone().into();
            failure["provided"] = provided.clone().into();
        }
        failure
    }
}

/// The parameters of a call, as text.
#[derive(Debug)]
pub(super) struct Parameters(HashMap<String, String>);

impl Parameters {
    /// Reads a query, and a body that is a form or JSON.
    pub(super) fn read(query: &str, headers: &HeaderMap, body: &[u8]) -> Result<Self, Failure> {
        let pairs = |encoded: &[u8]| url::form_urlencoded::parse(encoded).into_owned().collect::<Vec<_>>();
        let mut parameters: HashMap<_, _> = pairs(query.as_bytes()).into_iter().collect();
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("application/json") {
            let object: Map<String, Value> = serde_json::from_slice(body).map_err(|_| "invalid_json")?;
            parameters.extend(object.into_iter().filter_map(|(name, value)| match value {
                Value::Null => None,
                Value::String(text) => Some((name, text)),
                value => Some((name, value.to_string())),
            }));
        } else {
            parameters.extend(pairs(body));
        }
        Ok(Self(parameters))
    }

    /// A parameter that is not empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(value, "true" | "True" | "1"))
    }

    pub(super) fn number(&self, name: &str) -> Result<Option<usize>, Failure> {
        self.get(name).map(|value| value.parse().map_err(|_| Failure::from("invalid_arguments"))).transpose()
    }

    /// A message's timestamp.
    pub(super) fn ts(&self, name: &str, error: &'static str) -> Result<Ts, Failure> {
        Ok(self.get(name).and_then(Ts::parse).ok_or(error)?)
    }

    /// The types of conversations, separated by commas.
    pub(super) fn kinds(&self) -> Result<Vec<Kind>, Failure> {
        let types = self.get("types").unwrap_or("public_channel").split(',').map(str::trim);
        Ok(types.map(|name| Kind::parse(name).ok_or("invalid_types")).collect::<Result<_, _>>()?)
    }

    /// The page of a list that `limit` and `cursor` select, and the cursor of the next one.
    pub(super) fn page<T>(&self, items: Vec<T>) -> Result<(Vec<T>, String), Failure> {
        let limit = self.number("limit").map_err(|_| "invalid_limit")?.unwrap_or(DEFAULT_PAGE);
        if limit > MAX_PAGE {
            return Err("invalid_limit".into());
        }
        let limit = if limit == 0 { DEFAULT_PAGE } else { limit };
        let start = match self.get("cursor") {
            None => 0,
            Some(cursor) => read_cursor(cursor).filter(|start| *start <= items.len()).ok_or("invalid_cursor")?,
        };
        let end = start.saturating_add(limit);
        let next = if end < items.len() { write_cursor(end) } else { String::new() };
        Ok((items.into_iter().skip(start).take(limit).collect(), next))
    }
}

fn write_cursor(start: usize) -> String {
    BASE64_STANDARD.encode(format!("next:{start}"))
}

fn read_cursor(cursor: &str) -> Option<usize> {
    let decoded = String::from_utf8(BASE64_STANDARD.decode(cursor).ok()?).ok()?;
    decoded.strip_prefix("next:")?.parse().ok()
}

/// A call by a user.
pub(super) struct Call<'a> {
    /// The place among the workspace's users.
    pub(super) user: usize,
    pub(super) scopes: Vec<&'static str>,
    pub(super) parameters: Parameters,
    pub(super) workspace: &'a mut Workspace,
}

impl Call<'_> {
    pub(super) fn has(&self, scope: &str) -> bool {
        self.scopes.contains(&scope)
    }

    /// Fails if the token lacks `scope`.
    pub(super) fn require(&self, scope: &str) -> Result<(), Failure> {
        if self.has(scope) {
            return Ok(());
        }
        Err(Failure { error: "missing_scope", scopes: Some((scope.to_owned(), self.scopes.join(","))) })
    }

    /// A parameter that has to be there.
    pub(super) fn required(&self, name: &str) -> Result<&str, Failure> {
        Ok(self.parameters.get(name).ok_or("invalid_arguments")?)
    }

    /// The conversation that is named by its id.
    pub(super) fn channel(&self) -> Result<String, Failure> {
        Ok(self.parameters.get("channel").ok_or("channel_not_found")?.to_owned())
    }
}
