use std::iter;
use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::request::Repeat;
use crate::error::Error;

/// The pause before the first repetition; it doubles with each.
const FIRST: Duration = Duration::from_millis(500);
/// The longest pause chosen by the client itself.
const LONGEST: Duration = Duration::from_secs(8);
/// If a router asks for a longer pause than this, the request is not repeated.
const LONGEST_ASKED: Duration = Duration::from_secs(60);

/// Whether a request that failed with `error` may be sent again.
pub(super) fn may_repeat(repeat: Repeat, error: &Error) -> bool {
    repeat != Repeat::Never && error.is_retryable()
}

/// The pauses between the attempts: they double, and each is up to a quarter shorter at random.
pub(super) fn pauses(retries: usize) -> impl Iterator<Item = Duration> + Send + Sync + Unpin {
    iter::successors(Some(FIRST), |pause| Some(pause.saturating_mul(2).min(LONGEST)))
        .map(|pause| pause.mul_f64(1.0 - 0.25 * fastrand::f64()))
        .take(retries)
}

/// The pause that the router asks for, if it is short enough to wait for.
pub(super) fn asked(error: &Error) -> Option<Duration> {
    error.as_api()?.retry_after.filter(|pause| *pause < LONGEST_ASKED)
}

/// Reads the pause that an answer asks for: `retry-after-ms`, or `retry-after` in seconds or as a date.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let number = |text: &str, unit: f64| Duration::try_from_secs_f64(text.trim().parse::<f64>().ok()? * unit).ok();
    let text = |name: &str| headers.get(name)?.to_str().ok();
    if let Some(pause) = text("retry-after-ms").and_then(|text| number(text, 0.001)) {
        return Some(pause);
    }
    let text = text(RETRY_AFTER.as_str())?;
    number(text, 1.0).or_else(|| {
        let until = httpdate::parse_http_date(text).ok()?;
        Some(until.duration_since(now).unwrap_or_default())
    })
}

/// Whether the router recommends repeating the request.
pub(super) fn should_retry(headers: &HeaderMap) -> Option<bool> {
    match headers.get("x-should-retry")?.as_bytes() {
        b"true" => Some(true),
        b"false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &'static str, value: &str, now: SystemTime) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        retry_after(&headers, now)
    }

    #[test]
    fn pauses_double_up_to_a_bound_and_vary_downwards() {
        let pauses: Vec<_> = pauses(8).collect();
        for (pause, longest) in pauses.iter().zip([0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0, 8.0]) {
            assert!((longest * 0.75..=longest).contains(&pause.as_secs_f64()), "{pause:?}");
        }
        assert_eq!(pauses.len(), 8);
    }

    #[test]
    fn every_form_of_a_pause_is_read() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        assert_eq!(read("retry-after-ms", "250", now), Some(Duration::from_millis(250)));
        assert_eq!(read("retry-after", "3", now), Some(Duration::from_secs(3)));
        assert_eq!(read("retry-after", "Sun, 06 Nov 1994 08:49:42 GMT", now), Some(Duration::from_secs(5)),);
        assert_eq!(
            read("retry-after", "Sun, 06 Nov 1994 08:49:00 GMT", now),
            Some(Duration::ZERO),
            "a date that has passed asks for no pause",
        );
    }

    #[test]
    fn nonsense_asks_for_nothing() {
        for value in ["soon", "-1", "NaN", "inf", "1e300", ""] {
            assert_eq!(read("retry-after", value, SystemTime::now()), None, "{value}");
        }
    }
}
