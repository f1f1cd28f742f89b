//! Durations as they are written in a declaration: `"10m"`, `"1h30m"`.

use std::{fmt, time::Duration};

/// The longest useful deadline: nobody watches an onboarding page for more than a day.
pub const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Why a text is not a duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DurationError {
    /// A number without a unit.
    NoUnit(String),
    /// A number with a unit other than `h`, `m`, `s` or `ms`.
    Unit(String),
    /// Zero.
    Zero,
    /// Longer than [`LONGEST`].
    TooLong,
    /// Not a number with a unit.
    Form,
}

impl fmt::Display for DurationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoUnit(number) => write!(formatter, "`{number}` has no unit"),
            Self::Unit(unit) => write!(formatter, "`{unit}` is not a unit of time"),
            Self::Zero => formatter.write_str("a deadline of zero leaves no time to connect"),
            Self::TooLong => formatter.write_str("the maximum is 24 hours"),
            Self::Form => formatter.write_str("not a duration"),
        }
    }
}

impl DurationError {
    /// What to write instead.
    pub fn help(&self) -> String {
        match self {
            Self::NoUnit(number) => {
                let counted = [("m", "minutes"), ("s", "seconds"), ("ms", "milliseconds")].into_iter();
                let counted = counted.filter(|(unit, _)| parse(&format!("{number}{unit}")).is_ok());
                let counted: Vec<String> =
                    counted.take(2).map(|(unit, name)| format!("`\"{number}{unit}\"` for {name}")).collect();
                match counted.is_empty() {
                    true => "write a duration such as `\"10m\"`".to_owned(),
                    false => format!("write {}", counted.join(" or ")),
                }
            }
            Self::Unit(_) | Self::Form => {
                "write a duration such as `\"10m\"`, `\"90s\"` or `\"1h30m\"`; the units are `h`, `m`, `s` and `ms`"
                    .to_owned()
            }
            Self::Zero => "write a positive duration such as `\"10m\"`".to_owned(),
            Self::TooLong => {
                "write `\"24h\"` at most; a connect link itself lives for 10 minutes and is replaced".to_owned()
            }
        }
    }
}

/// Parses `"10m"`, `"90s"`, `"500ms"`, `"1h30m"`.
///
/// # Errors
///
/// If a unit is missing or unknown, or the sum is zero or more than [`LONGEST`].
pub fn parse(text: &str) -> Result<Duration, DurationError> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(DurationError::Form);
    }
    let mut sum = Duration::ZERO;
    while !rest.is_empty() {
        let (number, behind) = split_where(rest, |character| !character.is_ascii_digit());
        let (unit, behind) = split_where(behind, |character| character.is_ascii_digit() || character.is_whitespace());
        let millis: u64 = match unit {
            _ if number.is_empty() => return Err(DurationError::Form),
            "h" => 3_600_000,
            "m" => 60_000,
            "s" => 1_000,
            "ms" => 1,
            "" => return Err(DurationError::NoUnit(number.to_owned())),
            other => return Err(DurationError::Unit(other.to_owned())),
        };
        let count: u64 = number.parse().map_err(|_| DurationError::TooLong)?;
        let part = count.checked_mul(millis).map(Duration::from_millis).ok_or(DurationError::TooLong)?;
        sum = sum.checked_add(part).ok_or(DurationError::TooLong)?;
        rest = behind.trim_start();
    }
    match sum {
        Duration::ZERO => Err(DurationError::Zero),
        sum if sum > LONGEST => Err(DurationError::TooLong),
        sum => Ok(sum),
    }
}

fn split_where(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_units() {
        for (text, seconds) in [("10m", 600), ("90s", 90), ("1h30m", 5400), ("1h 30m", 5400), ("24h", 86400)] {
            assert_eq!(parse(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        assert_eq!(parse("500ms"), Ok(Duration::from_millis(500)));
    }

    #[test]
    fn what_is_no_duration_says_why() {
        assert_eq!(parse("10"), Err(DurationError::NoUnit("10".into())));
        assert_eq!(parse("10min"), Err(DurationError::Unit("min".into())));
        assert_eq!(parse("10 minutes"), Err(DurationError::NoUnit("10".into())));
        assert_eq!(parse("0s"), Err(DurationError::Zero));
        assert_eq!(parse("25h"), Err(DurationError::TooLong));
        assert_eq!(parse("99999999999999999999h"), Err(DurationError::TooLong));
        for text in ["", "soon", "-5m", "m"] {
            assert_eq!(parse(text), Err(DurationError::Form), "{text}");
        }
    }
}
