//! The owner's session webhook: an endpoint that is asked about each call.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Client, header};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use sha2::Sha256;
use tool_router_core::grammar::url::is_loopback;
use url::Url;

use super::event::Event;
use crate::{error::LocalError, http::HttpClients, limits, random, store::now};

/// The shortest secret, in bytes. A shorter one can be guessed.
const SHORTEST_SECRET: usize = 16;
/// What the secrets of Standard Webhooks begin with.
const PREFIX: &str = "whsec_";

type Key = Hmac<Sha256>;

/// The endpoint and its secret, as the router's builder has them.
pub(crate) struct Settings {
    pub(crate) url: String,
    pub(crate) secret: SecretString,
}

/// A checked endpoint.
pub(crate) struct Webhook {
    url: Url,
    keys: Vec<Key>,
    client: Client,
}

/// What the endpoint answered.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub(super) enum Answer {
    /// The call goes on.
    #[serde(alias = "continue")]
    Allow,
    /// It is blocked.
    Block {
        #[serde(default)]
        message: Option<String>,
    },
}

impl Settings {
    /// The endpoint's URL: over https, or on this machine.
    pub(crate) fn url(&self) -> Result<Url, LocalError> {
        let invalid = |problem| LocalError::InvalidWebhook { problem };
        let url = Url::parse(&self.url).map_err(|_| invalid("it is not an absolute URL"))?;
        match url.scheme() {
            "https" => Ok(url),
            "http" if is_loopback(&url) => Ok(url),
            _ => Err(invalid("it is neither https nor on this machine")),
        }
    }
}

impl Webhook {
    pub(crate) fn new(settings: &Settings, http: &HttpClients) -> Result<Self, LocalError> {
        let url = settings.url()?;
        let secret = settings.secret.expose_secret().trim();
        let decoded = secret.strip_prefix(PREFIX).and_then(|encoded| STANDARD.decode(encoded).ok());
        // Verifiers take a secret as it is, or as Standard Webhooks has it: both find a signature of theirs.
        let mut keys = Vec::new();
        for bytes in [Some(secret.as_bytes().to_vec()), decoded].into_iter().flatten() {
            let problem = "its secret has less than 16 bytes";
            if bytes.len() < SHORTEST_SECRET {
                return Err(LocalError::InvalidWebhook { problem });
            }
            keys.push(Key::new_from_slice(&bytes).map_err(|_| LocalError::InvalidWebhook { problem })?);
        }
        let client = http.webhook(&url).clone();
        Ok(Self { url, keys, client })
    }

    /// Posts an event and reads the answer. An error is for the log; it has no part of the event.
    pub(super) async fn post(&self, event: Event<'_>) -> Result<Answer, String> {
        let id = random::id("msg").map_err(|error| error.to_string())?;
        let body = event.body(&id).to_string();
        if body.len() > limits::HOOK_EVENT {
            return Err(format!("the call has more than {} bytes", limits::HOOK_EVENT));
        }
        let timestamp = (now() / 1000).to_string();
        let signature = self.sign(&id, &timestamp, body.as_bytes());
        let request = self.client.post(self.url.clone()).header(header::CONTENT_TYPE, "application/json");
        let request = request
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature);
        let unreachable = |error: reqwest::Error| format!("it could not be reached: {}", error.without_url());
        let mut response = request.timeout(limits::HOOKS).body(body).send().await.map_err(unreachable)?;
        if !response.status().is_success() {
            return Err(format!("it answered with status {}", response.status().as_u16()));
        }
        let mut answer = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if answer.len() + chunk.len() > limits::HOOK_ANSWER {
                return Err(format!("it answered more than {} bytes", limits::HOOK_ANSWER));
            }
            answer.extend_from_slice(&chunk);
        }
        serde_json::from_slice(&answer)
            .map_err(|error| format!("its answer is not understood: line {}, column {}", error.line(), error.column()))
    }

    /// The signatures of a request, as Standard Webhooks has them in one header.
    fn sign(&self, id: &str, timestamp: &str, body: &[u8]) -> String {
        let sign = |key: &Key| {
            let mut mac = key.clone();
            for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
                mac.update(part);
            }
            format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
        };
        self.keys.iter().map(sign).collect::<Vec<_>>().join(" ")
    }
}

impl Answer {
    /// The message of a block, which may have none; `None` if the call goes on.
    pub(super) fn blocks(self) -> Option<Option<String>> {
        match self {
            Self::Allow => None,
            Self::Block { message } => Some(message.filter(|message| !message.trim().is_empty()).map(shortened)),
        }
    }
}

fn shortened(mut message: String) -> String {
    if let Some((end, _)) = message.char_indices().nth(limits::HOOK_MESSAGE) {
        message.truncate(end);
        message.push('…');
    }
    message
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Option<Answer> {
        serde_json::from_str(text).ok()
    }

    #[test]
    fn only_what_allows_lets_a_call_go_on() {
        for allow in [r#"{"action":"allow"}"#, r#"{"action":"continue","novelty":1}"#] {
            assert_eq!(answer(allow), Some(Answer::Allow), "{allow}");
        }
        let block = answer(r#"{"action":"block","message":"closed"}"#).unwrap();
        assert_eq!(block.blocks(), Some(Some("closed".to_owned())));
        assert_eq!(answer(r#"{"action":"block","message":" "}"#).unwrap().blocks(), Some(None));
        for odd in ["", "{}", "[]", "null", r#"{"action":"modify"}"#, r#"{"action":null}"#, r#"{"Action":"allow"}"#] {
            assert_eq!(answer(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_message_is_bounded() {
        let long = Answer::Block { message: Some("é".repeat(limits::HOOK_MESSAGE + 5)) };
        assert_eq!(long.blocks().flatten().unwrap().chars().count(), limits::HOOK_MESSAGE + 1);
    }
}
