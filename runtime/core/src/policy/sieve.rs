//! A quick test that rules out almost every name of a policy, for constants: the compiler evaluates them step by step, and to compare a
//! name takes a step for each byte.

use crate::grammar::ascii::{ALPHANUMERIC, LOWER};

/// How many marks there are.
const MARKS: u32 = u128::BITS;

/// The marks of some names. A name without a mark among them is not one of these names; one with it may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sieve(pub u128);

impl Sieve {
    /// The sieve for what begins with one of these names of toolkits, whatever its separators and case.
    pub(super) fn of_beginnings<'a>(toolkits: impl IntoIterator<Item = &'a str>) -> Self {
        let all = toolkits.into_iter().flat_map(|toolkit| {
            let (first, second) = letters(toolkit.as_bytes());
            // After a name of one letter anything can follow.
            let seconds = ALPHANUMERIC.iter().filter(move |follows| second == 0 || **follows == second);
            seconds.map(move |second| mark_of_pair(first, *second))
        });
        Self(all.fold(0, |marks, mark| marks | mark))
    }

    /// The sieve for these names, whatever their case.
    pub(super) fn of_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().fold(0, |marks, name| marks | mark_of_end(name)))
    }

    /// Whether `name` may begin with one of the toolkits that this was made of.
    pub(super) const fn may_begin(self, name: &str) -> bool {
        let (first, second) = letters(name.as_bytes());
        self.0 & mark_of_pair(first, second) != 0
    }

    /// Whether `name` may be one of the names that this was made of.
    pub(super) const fn may_be(self, name: &str) -> bool {
        self.0 & mark_of_end(name) != 0
    }
}

/// The first two letters or digits, each 0 if there is none.
const fn letters(bytes: &[u8]) -> (u8, u8) {
    let (mut next, mut first) = (0, 0);
    while next < bytes.len() {
        let byte = bytes[next];
        next += 1;
        if ALPHANUMERIC[byte as usize] != 0 {
            if first != 0 {
                return (first, LOWER[byte as usize]);
            }
            first = LOWER[byte as usize];
        }
    }
    (first, 0)
}

const fn mark_of_pair(first: u8, second: u8) -> u128 {
    1 << ((first as u32 * 31 + second as u32) % MARKS)
}

/// Tools of one toolkit begin alike, and end differently.
const fn mark_of_end(name: &str) -> u128 {
    match name.as_bytes() {
        [.., before, last] => {
            1 << ((LOWER[*before as usize] as u32 * 31 + LOWER[*last as usize] as u32 + name.len() as u32) % MARKS)
        }
        _ => u128::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_toolkit_passes_whatever_its_separators_and_case() {
        let sieve = Sieve::of_beginnings(["one_drive", "x", "21risk", "active-campaign"]);
        for name in ["ONEDRIVE_GET_FILE", "ONE_DRIVE_GET_FILE", "onedrive", "X_CREATE_POST", "x", "_21RISK_GET_TASK"] {
            assert!(sieve.may_begin(name), "{name}");
        }
        assert!(sieve.may_begin("ACTIVE_CAMPAIGN_ADD_TAG"));
        assert!(!sieve.may_begin("GMAIL_SEND_EMAIL"));
        assert!(!Sieve::of_beginnings([]).may_begin("GMAIL_SEND_EMAIL"));
    }

    #[test]
    fn a_name_passes_and_most_others_do_not() {
        let sieve = Sieve::of_names(["GMAIL_FETCH_EMAILS", "A"]);
        assert!(sieve.may_be("GMAIL_FETCH_EMAILS") && sieve.may_be("gmail_fetch_emails") && sieve.may_be("A"));
        let sieve = Sieve::of_names(["GMAIL_FETCH_EMAILS"]);
        assert!(!sieve.may_be("GMAIL_SEND_EMAIL") && !sieve.may_be("SLACK_SEND_MESSAGE"));
    }
}
