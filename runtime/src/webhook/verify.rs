use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::HeaderMap;
use sha2::Sha256;
use thiserror::Error;
use tool_router_core::cause::Cause;

use super::event::SessionHookEvent;
use super::memory::{Memory, NotNew};

/// How old a request may be, and how far ahead its clock.
const MAX_AGE: Duration = Duration::from_secs(5 * 60);
/// How many ids are remembered at once.
const MOST_IDS: usize = 100_000;
/// How many signatures of one request are looked at.
const MOST_SIGNATURES: usize = 16;
/// The shortest secret, in bytes. A shorter one can be guessed.
const SHORTEST_SECRET: usize = 16;
/// What the secrets of Standard Webhooks begin with.
const PREFIX: &str = "whsec_";

type Key = Hmac<Sha256>;
type Clock = Box<dyn Fn() -> SystemTime + Send + Sync>;

/// Verifies what is posted to a session webhook. Make one for the endpoint, and keep it: it remembers what it has seen.
///
/// Requests are signed as [Standard Webhooks](https://www.standardwebhooks.com) says, over the exact bytes of the body.
/// Its `Debug` output hides the secret.
pub struct SessionWebhook {
    keys: Vec<Key>,
    max_age: Duration,
    clock: Clock,
    seen: Memory,
}

/// Why a request is not taken for the platform's. None of it holds the secret or the body.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// A secret that is too short to be one.
    #[error("the webhook's secret has less than 16 bytes")]
    Secret,
    /// A header that is missing, is there twice or cannot be read.
    #[error("the header `{name}` is missing, is there twice or cannot be read")]
    #[non_exhaustive]
    Header {
        /// The header's name.
        name: &'static str,
    },
    /// The request is too old, or from a clock that is too far ahead.
    #[error("the request was sent too long ago, or by a clock that is too far ahead")]
    Age,
    /// No signature is that of the body with the secret.
    #[error("no signature of the request is right")]
    Signature,
    /// The body is not a hook's event.
    #[error("the request's body is not an event of a session hook")]
    #[non_exhaustive]
    Payload {
        /// Why not.
        source: Cause,
    },
    /// The body has another id than the headers.
    #[error("the request's id is not that of its body")]
    OtherId,
    /// A request with this id was taken before.
    #[error("the request was taken before")]
    Replayed,
    /// More requests within the age than can be remembered. Taking another would let it be repeated.
    #[error("too many requests have to be remembered")]
    TooMany,
}

impl SessionWebhook {
    /// Verifies with the project's session webhook secret.
    ///
    /// A secret that begins with `whsec_` may be a key in base64, as Standard Webhooks has it, or a key as it is, as
    /// Composio's SDKs use theirs: signatures with either are taken.
    ///
    /// # Errors
    ///
    /// [`WebhookError::Secret`] if it is shorter than 16 bytes.
    pub fn new(secret: impl AsRef<str>) -> Result<Self, WebhookError> {
        let secret = secret.as_ref().trim();
        let decoded = secret.strip_prefix(PREFIX).map(|encoded| STANDARD.decode(encoded).unwrap_or_default());
        let whole = Some(secret.as_bytes().to_vec());
        let mut keys = Vec::new();
        for bytes in [whole, decoded].into_iter().flatten() {
            if bytes.len() < SHORTEST_SECRET {
                return Err(WebhookError::Secret);
            }
            keys.push(Key::new_from_slice(&bytes).map_err(|_| WebhookError::Secret)?);
        }
        Ok(Self { keys, max_age: MAX_AGE, clock: Box::new(SystemTime::now), seen: Memory::default() })
    }

    /// Sets how old a request may be, and how far ahead its clock. The default is five minutes.
    #[must_use]
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.max_age = max_age;
        self
    }

    /// Sets what tells the time, e.g. in a test.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Verifies a request, once: the same one is refused when it comes again.
    ///
    /// `body` is the exact bytes of the body, as they came. The ids of requests are remembered in this value only; where
    /// several processes serve the endpoint, each takes a request once.
    ///
    /// # Errors
    ///
    /// Any [`WebhookError`]. Answer with a refusal, and do nothing of what the body says.
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<SessionHookEvent, WebhookError> {
        let Signed { id, timestamp, now } = self.signed(headers, body)?;
        let event: SessionHookEvent = serde_json::from_slice(body)
            .map_err(|error| WebhookError::Payload { source: Cause::new(Place::of(&error)) })?;
        if event.id != id {
            return Err(WebhookError::OtherId);
        }
        let until = timestamp.saturating_add(self.max_age.as_secs());
        match self.seen.admit(id, now, until, MOST_IDS) {
            Ok(()) => Ok(event),
            Err(NotNew::Seen) => Err(WebhookError::Replayed),
            Err(NotNew::Full) => Err(WebhookError::TooMany),
        }
    }

    /// Checks age and signature.
    fn signed<'a>(&self, headers: &'a HeaderMap, body: &[u8]) -> Result<Signed<'a>, WebhookError> {
        let id = header(headers, "webhook-id")?;
        let sent = header(headers, "webhook-timestamp")?;
        let signatures = header(headers, "webhook-signature")?;
        let is_number = sent.bytes().all(|byte| byte.is_ascii_digit());
        let timestamp: u64 =
            sent.parse().ok().filter(|_| is_number).ok_or(WebhookError::Header { name: "webhook-timestamp" })?;
        let now = (self.clock)().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        if now.abs_diff(timestamp) > self.max_age.as_secs() {
            return Err(WebhookError::Age);
        }
        let given = signatures.split(' ').filter_map(|signature| signature.strip_prefix("v1,"));
        let given: Vec<Vec<u8>> = given.take(MOST_SIGNATURES).filter_map(|text| STANDARD.decode(text).ok()).collect();
        for key in &self.keys {
            let mut expected = key.clone();
            for part in [id.as_bytes(), b".", sent.as_bytes(), b".", body] {
                expected.update(part);
            }
            // Compares in constant time.
            if given.iter().any(|signature| expected.clone().verify_slice(signature).is_ok()) {
                return Ok(Signed { id, timestamp, now });
            }
        }
        Err(WebhookError::Signature)
    }
}

/// A request whose age and signature are right.
#[derive(Debug)]
struct Signed<'a> {
    id: &'a str,
    timestamp: u64,
    now: u64,
}

/// The one header of this name.
fn header<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, WebhookError> {
    let mut all = headers.get_all(name).iter();
    let value = match (all.next(), all.next()) {
        (Some(value), None) => value.to_str().ok().filter(|value| !value.is_empty() && value.len() <= 2048),
        _ => None,
    };
    value.ok_or(WebhookError::Header { name })
}

/// Where the body cannot be read. It quotes no value.
#[derive(Debug, Error)]
#[error("line {line}, column {column}")]
struct Place {
    line: usize,
    column: usize,
}

impl Place {
    fn of(error: &serde_json::Error) -> Self {
        Self { line: error.line(), column: error.column() }
    }
}

impl fmt::Debug for SessionWebhook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SessionWebhook").field("max_age", &self.max_age).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::SessionHookKind;

    // The vector of Standard Webhooks: github.com/standard-webhooks/standard-webhooks,
    // libraries/javascript/src/webhook.test.ts, "sign function works".
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const SENT: u64 = 1_614_265_330;
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    fn webhook(secret: &str, now: u64) -> SessionWebhook {
        SessionWebhook::new(secret).unwrap().clock(move || UNIX_EPOCH + Duration::from_secs(now))
    }

    fn headers(id: &str, sent: &str, signature: &str) -> HeaderMap {
        let headers = [("webhook-id", id), ("webhook-timestamp", sent), ("webhook-signature", signature)];
        headers.into_iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    fn sent() -> String {
        SENT.to_string()
    }

    #[test]
    fn the_published_signature_is_right_and_no_other_is() {
        let webhook = webhook(SECRET, SENT);
        let check = |id: &str, sent: &str, signature: &str, body: &[u8]| {
            webhook.signed(&headers(id, sent, signature), body).map(drop)
        };
        assert_eq!(check(ID, &sent(), SIGNATURE, BODY), Ok(()));
        // "multi sig payload is valid", from the same file.
        let other = "Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
        assert_eq!(check(ID, &sent(), &format!("v1,{other} v2,{other} {SIGNATURE} v1,{other}"), BODY), Ok(()));
        for (id, sent, signature, body) in [
            ("msg_other", sent(), SIGNATURE, BODY),
            (ID, (SENT + 1).to_string(), SIGNATURE, BODY),
            (ID, sent(), SIGNATURE, &br#"{"test":2432232314}"#[..]),
            (ID, sent(), "v1,", BODY),
            // "partial signature throws error", from the same file.
            (ID, sent(), "v1,g0hM9", BODY),
            (ID, sent(), &SIGNATURE.replace("v1", "v2"), BODY),
            (ID, sent(), &SIGNATURE[3..], BODY),
        ] {
            assert_eq!(check(id, &sent, signature, body), Err(WebhookError::Signature), "{id} {sent} {signature}");
        }
    }

    #[test]
    fn a_request_has_its_time_on_both_sides() {
        for (now, taken) in [(SENT + 300, true), (SENT - 300, true), (SENT + 301, false), (SENT - 301, false)] {
            let result = webhook(SECRET, now).signed(&headers(ID, &sent(), SIGNATURE), BODY).map(drop);
            assert_eq!(result, if taken { Ok(()) } else { Err(WebhookError::Age) }, "{now}");
        }
        let strict = webhook(SECRET, SENT + 2).max_age(Duration::from_secs(1));
        assert_eq!(strict.signed(&headers(ID, &sent(), SIGNATURE), BODY).map(drop), Err(WebhookError::Age));
    }

    #[test]
    fn each_header_is_there_once_and_readable() {
        let webhook = webhook(SECRET, SENT);
        for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
            let mut missing = headers(ID, &sent(), SIGNATURE);
            missing.remove(name);
            assert_eq!(webhook.signed(&missing, BODY).map(drop), Err(WebhookError::Header { name }));
            let mut twice = headers(ID, &sent(), SIGNATURE);
            twice.append(name, twice[name].clone());
            assert_eq!(webhook.signed(&twice, BODY).map(drop), Err(WebhookError::Header { name }));
        }
        for sent in ["hello", "+1614265330", "-1", "1614265330.0", "99999999999999999999999"] {
            let refused = webhook.signed(&headers(ID, sent, SIGNATURE), BODY).map(drop);
            assert_eq!(refused, Err(WebhookError::Header { name: "webhook-timestamp" }), "{sent}");
        }
    }

    // Signed by `openssl dgst -sha256 -hmac <secret> -binary | base64`, with the secret as it is, as
    // `composio.triggers.verify_webhook` of Composio's Python SDK 0.30 uses it.
    const PLAIN: &str = "a-secret-of-the-project-0123";
    const EVENT: &[u8] = br#"{"id":"msg_1","type":"composio.session_hook.before_execute","novelty":{"a":1}}"#;
    const EVENT_SIGNATURE: &str = "v1,iTaN6pE1I6agISiZ1no5PYdZFdlGkdgaz2oPrXW1kiM=";

    #[test]
    fn an_event_is_taken_once_with_all_that_it_says() {
        let webhook = webhook(PLAIN, SENT);
        let headers = headers("msg_1", &sent(), EVENT_SIGNATURE);
        let event = webhook.verify(&headers, EVENT).unwrap();
        assert_eq!((event.id.as_str(), event.kind), ("msg_1", SessionHookKind::BeforeExecute));
        assert_eq!(event.other["novelty"]["a"], 1);
        assert_eq!(webhook.verify(&headers, EVENT), Err(WebhookError::Replayed));
    }

    #[test]
    fn what_is_signed_and_not_an_event_is_not_taken() {
        let refused = webhook(SECRET, SENT).verify(&headers(ID, &sent(), SIGNATURE), BODY).unwrap_err();
        assert!(matches!(refused, WebhookError::Payload { .. }), "{refused:?}");
        assert!(!format!("{refused:?}").contains("2432232314"));
    }

    #[test]
    fn a_secret_is_long_enough_and_never_shown() {
        for secret in ["", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64 but long enough", "fifteen-bytes-x"] {
            assert_eq!(SessionWebhook::new(secret).unwrap_err(), WebhookError::Secret, "{secret}");
        }
        let shown = format!("{:?}", webhook(SECRET, SENT));
        assert!(!shown.contains("MfKQ9r8G") && !shown.contains("keys"), "{shown}");
    }
}
