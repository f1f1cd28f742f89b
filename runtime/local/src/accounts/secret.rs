//! Credentials and tokens in a request.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

use crate::{api_error::ApiError, connect::Tokens, credentials::Credentials};

/// What clients call a field in addition to its name.
fn names(field: &'static str) -> &'static [&'static str] {
    match field {
        "generic_api_key" => &["generic_api_key", "api_key"],
        "token" => &["token", "bearer_token"],
        "username" => &["username"],
        _ => &["password"],
    }
}

/// Keys of `val` that say nothing about the secret.
const BESIDE: [&str; 2] = ["status", "redirectUrl"];

/// The credentials in `val`, as one secret.
pub(super) fn read_secret(
    credentials: &Credentials,
    val: &Map<String, Value>,
    place: &str,
) -> Result<SecretText, ApiError> {
    let fields = credentials.fields();
    let known = |key: &str| BESIDE.contains(&key) || fields.iter().any(|field| names(field).contains(&key));
    if let Some(other) = val.keys().find(|key| !known(key)) {
        return Err(ApiError::invalid(&format!("{place}.{other}"), "the toolkit takes no such credential"));
    }
    let mut values = Vec::new();
    for field in fields {
        let value = names(field).iter().find_map(|name| val.get(*name)).and_then(Value::as_str);
        let missing = || ApiError::invalid(&format!("{place}.{field}"), "expected text");
        values.push(value.ok_or_else(missing)?);
    }
    let joined = credentials.join(&values);
    let joined = joined.map_err(|field| ApiError::invalid(&format!("{place}.{field}"), "it cannot be sent"))?;
    Ok(SecretText(joined.into()))
}

/// A secret that derefs to its text, for sealing it.
pub(super) struct SecretText(SecretString);

impl std::ops::Deref for SecretText {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.expose_secret()
    }
}

/// The tokens in `val`; `None` if there is no access token.
pub(super) fn read_tokens(val: &Map<String, Value>, place: &str) -> Result<Option<Tokens>, ApiError> {
    let text = |key: &str| match val.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Ok(Some(SecretString::from(text.as_str())))
        }
        Some(_) => Err(ApiError::invalid(&format!("{place}.{key}"), "expected a token")),
    };
    let Some(access) = text("access_token")? else { return Ok(None) };
    let seconds = match val.get("expires_in") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.parse::<f64>().unwrap_or(-1.0)),
        Some(other) => Some(other.as_f64().unwrap_or(-1.0)),
    };
    let lifetime = seconds.map(|seconds| Duration::try_from_secs_f64(seconds).map_err(|_| seconds)).transpose();
    let expires_in =
        lifetime.map_err(|_| ApiError::invalid(&format!("{place}.expires_in"), "expected a number of seconds"))?;
    Ok(Some(Tokens { access, refresh: text("refresh_token")?, expires_in }))
}
