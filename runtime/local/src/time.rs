//! Times in their wire format.

/// Milliseconds since the Unix epoch as RFC 3339, with milliseconds, in UTC.
pub(crate) fn iso(milliseconds: i64) -> String {
    let time = jiff::Timestamp::from_millisecond(milliseconds).unwrap_or_default();
    format!("{time:.3}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_have_milliseconds() {
        assert_eq!(super::iso(1_700_000_000_001), "2023-11-14T22:13:20.001Z");
        assert_eq!(super::iso(0), "1970-01-01T00:00:00.000Z");
    }
}
