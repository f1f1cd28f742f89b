use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// When something happened, as a router says it: RFC 3339, `2026-11-26T07:30:00.123Z`.
///
/// The text is kept as it was received, for [`as_str`](Self::as_str), `Display` and serde. Two of them are compared by the time that
/// they stand for, whatever the offset that they are written with. Text that is not a time is kept too, because a date is not worth a
/// failed request; it comes before every time.
#[derive(Clone)]
pub struct Timestamp {
    text: String,
    time: Option<SystemTime>,
}

impl Timestamp {
    /// The text, as it was received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The time; `None` if the text is not one, or is before 1970. Without an offset it is in UTC.
    #[must_use]
    pub fn to_system_time(&self) -> Option<SystemTime> {
        self.time
    }

    /// What it is compared by.
    fn key(&self) -> Result<SystemTime, &str> {
        self.time.ok_or(&self.text)
    }
}

impl From<String> for Timestamp {
    fn from(text: String) -> Self {
        Self { time: time_of(&text), text }
    }
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<Timestamp> for String {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.text
    }
}

impl AsRef<str> for Timestamp {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl FromStr for Timestamp {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.into())
    }
}

/// The length of an offset, `+02:00`.
const OFFSET: usize = 6;

fn time_of(text: &str) -> Option<SystemTime> {
    // The parser knows UTC alone.
    let (local, offset) = text.len().checked_sub(OFFSET).and_then(|at| text.split_at_checked(at))?;
    let Some((is_behind, minutes)) = offset_of(offset) else {
        return humantime::parse_rfc3339_weak(text).ok();
    };
    let local = humantime::parse_rfc3339_weak(local).ok()?;
    if is_behind { local.checked_add(minutes) } else { local.checked_sub(minutes) }
}

/// Whether a place's clocks are behind UTC, and by how much they differ.
fn offset_of(offset: &str) -> Option<(bool, Duration)> {
    let (sign, digits) = offset.split_at_checked(1)?;
    let is_behind = match sign {
        "+" => false,
        "-" => true,
        _ => return None,
    };
    let (hours, minutes) = digits.split_once(':')?;
    let two_digits = |text: &str| match text.as_bytes() {
        [b'0'..=b'9', b'0'..=b'9'] => text.parse::<u8>().ok(),
        _ => None,
    };
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    (hours < 24 && minutes < 60)
        .then(|| (is_behind, Duration::from_secs(60 * (60 * u64::from(hours) + u64::from(minutes)))))
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.key(), other.key()) {
            (Ok(time), Ok(other)) => time.cmp(&other),
            (Err(text), Err(other)) => text.cmp(other),
            (Err(_), Ok(_)) => Ordering::Less,
            (Ok(_), Err(_)) => Ordering::Greater,
        }
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Timestamp").field(&self.text).finish()
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Timestamp;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a time")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
                Ok(text.into())
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Timestamp, E> {
                Ok(text.into())
            }

            // Which epoch and unit a number has is not known, but it is not a reason to fail.
            fn visit_u64<E: Error>(self, number: u64) -> Result<Timestamp, E> {
                Ok(number.to_string().into())
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Timestamp, E> {
                Ok(number.to_string().into())
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Timestamp, E> {
                Ok(number.to_string().into())
            }
        }

        deserializer.deserialize_any(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<u64> {
        let time = Timestamp::from(text).to_system_time()?;
        Some(time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs())
    }

    #[test]
    fn a_time_is_read_whatever_its_offset() {
        for text in [
            "2026-11-26T07:30:00Z",
            "2026-11-26T07:30:00.999Z",
            "2026-11-26T07:30:00+00:00",
            "2026-11-26T07:30:00",
            "2026-11-26 07:30:00",
            "2026-11-26T09:30:00+02:00",
            "2026-11-26T09:30:00.5+02:00",
            "2026-11-26T02:00:00.123456-05:30",
        ] {
            assert_eq!(seconds(text), Some(1_795_678_200), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_time_is_kept_and_comes_first() {
        for text in [
            "",
            "soon",
            "é",
            "2026-13-26T07:30:00Z",
            "2026-11-26T07:30:00+2:00",
            "2026-11-26T07:30:00++2:00",
            "2026-11-26T07:30:00+99:00",
            "1795678200",
            "ééééééééééééé+02:00",
        ] {
            let odd = Timestamp::from(text);
            assert_eq!((odd.as_str(), odd.to_system_time()), (text, None));
            assert!(odd < Timestamp::from("1970-01-01T00:00:00Z"), "{text}");
        }
    }

    #[test]
    fn times_are_compared_by_time() {
        let of = |text: &str| Timestamp::from(text);
        assert_eq!(of("2026-11-26T09:30:00+02:00"), of("2026-11-26T07:30:00.000Z"));
        assert!(of("2026-11-26T09:30:00+02:00") < of("2026-11-26T08:00:00Z"));
        assert!(of("a") < of("b"));
        let distinct: std::collections::HashSet<_> =
            ["2026-11-26T09:30:00+02:00", "2026-11-26T07:30:00Z", "soon"].map(Timestamp::from).into();
        assert_eq!(distinct.len(), 2);
    }

    #[test]
    fn the_text_goes_through_serde_as_it_is() {
        let read = |value: serde_json::Value| serde_json::from_value::<Timestamp>(value).unwrap();
        let text = "2026-11-26T09:30:00.50+02:00";
        assert_eq!(serde_json::to_value(read(text.into())).unwrap(), text);
        assert_eq!(read(text.into()).to_string(), text);
        assert_eq!(read(1_795_678_200.into()).as_str(), "1795678200");
        assert!(serde_json::from_value::<Timestamp>(serde_json::json!([])).is_err());
    }
}
