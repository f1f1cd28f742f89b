//! Timestamps, which identify messages.

use std::fmt;

/// Microseconds since 1970, written as seconds with six decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ts(i64);

impl Ts {
    pub(super) fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    pub(super) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Reads a message's timestamp.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (seconds, micros) = text.split_once('.')?;
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(seconds) || !is_number(micros) || micros.len() != 6 {
            return None;
        }
        let seconds: i64 = seconds.parse().ok()?;
        Some(Self(seconds.checked_mul(1_000_000)?.checked_add(micros.parse().ok()?)?))
    }

    /// Reads the end of a period, which may have no decimals.
    pub(crate) fn parse_bound(text: &str) -> Option<Self> {
        let padded = match text.split_once('.') {
            Some((seconds, decimals)) if decimals.len() <= 6 => format!("{seconds}.{decimals:0<6}"),
            Some(_) => return None,
            None => format!("{text}.000000"),
        };
        Self::parse(&padded)
    }

    pub(crate) fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
}

impl fmt::Display for Ts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}", self.seconds(), self.0.rem_euclid(1_000_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_read_as_it_is_written() {
        let ts = Ts::from_micros(1_700_000_000_000_042);
        assert_eq!(ts.to_string(), "1700000000.000042");
        assert_eq!(Ts::parse("1700000000.000042"), Some(ts));
        for odd in ["", "1700000000", "1700000000.42", "-1.000000", "1.00000a", "99999999999999999999.000000"] {
            assert_eq!(Ts::parse(odd), None, "{odd}");
        }
        assert_eq!(Ts::parse_bound("1700000000"), Ts::parse("1700000000.000000"));
        assert_eq!(Ts::parse_bound("1700000000.5"), Ts::parse("1700000000.500000"));
        assert_eq!(Ts::parse_bound("now"), None);
    }
}
