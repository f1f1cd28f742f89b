//! The names in a policy: slugs, in which `*` matches any part, and hosts.

use crate::grammar::ascii::LOWER;
use crate::grammar::slug::{is_tool, is_toolkit};
use crate::message::Message;

/// Whether `pattern` matches `name`: `*` matches any part of it, and case is ignored.
pub(super) const fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut at, mut read) = (0, 0);
    // The position of the last `*`, and how much of the name it has consumed so far.
    let mut star: Option<(usize, usize)> = None;
    while read < name.len() {
        if at < pattern.len() && pattern[at] == b'*' {
            star = Some((at, read));
            at += 1;
        } else if at < pattern.len() && LOWER[pattern[at] as usize] == LOWER[name[read] as usize] {
            at += 1;
            read += 1;
        } else if let Some((starred, taken)) = star {
            star = Some((starred, taken + 1));
            at = starred + 1;
            read = taken + 1;
        } else {
            return false;
        }
    }
    while at < pattern.len() && pattern[at] == b'*' {
        at += 1;
    }
    at == pattern.len()
}

/// The same for toolkits where separators are looked through: `onedrive*` stands for `one_drive`. A separator beside a `*` is one:
/// `google_*` does not stand for `googledrive`.
pub(super) const fn may_match(pattern: &str, toolkit: &str) -> bool {
    let (pattern, toolkit) = (pattern.as_bytes(), toolkit.as_bytes());
    let (mut at, mut read) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        if at < pattern.len() && pattern[at] == b'*' {
            star = Some((at, read));
            at += 1;
        } else if at < pattern.len() && is_separator(pattern[at]) && !is_beside_star(pattern, at) {
            at += 1;
        } else if read == toolkit.len() {
            return at == pattern.len();
        } else if at < pattern.len()
            && (LOWER[pattern[at] as usize] == LOWER[toolkit[read] as usize]
                || is_separator(pattern[at]) && is_separator(toolkit[read]))
        {
            at += 1;
            read += 1;
        } else if at < pattern.len() && is_separator(toolkit[read]) && !is_separator(pattern[at]) {
            read += 1;
        } else if let Some((starred, taken)) = star {
            star = Some((starred, taken + 1));
            at = starred + 1;
            read = taken + 1;
        } else {
            return false;
        }
    }
}

const fn is_separator(byte: u8) -> bool {
    byte == b'_' || byte == b'-'
}

const fn is_beside_star(pattern: &[u8], at: usize) -> bool {
    (at > 0 && pattern[at - 1] == b'*') || (at + 1 < pattern.len() && pattern[at + 1] == b'*')
}

/// Whether a name has a `*` in it.
pub(super) const fn is_pattern(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut next = 0;
    while next < bytes.len() {
        if bytes[next] == b'*' {
            return true;
        }
        next += 1;
    }
    false
}

/// Whether one of the names has a `*` in it.
pub(super) const fn has_pattern(names: &[&str]) -> bool {
    let mut next = 0;
    while next < names.len() {
        if is_pattern(names[next]) {
            return true;
        }
        next += 1;
    }
    false
}

/// The part before the first `*`.
pub(super) const fn head(pattern: &str) -> &str {
    let bytes = pattern.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b'*' {
        end += 1;
    }
    pattern.split_at(end).0
}

/// The kind of name in a policy's list.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Toolkit,
    Tool,
    Host,
}

/// Stops the evaluation of the policy if nothing can have one of the names, because the policy would have no effect.
#[track_caller]
pub(super) const fn hold(policy: &str, kind: Kind, names: &[&str]) {
    let mut next = 0;
    while next < names.len() {
        if let Some((what, help)) = problem(kind, names[next]) {
            Message::of_breach(policy, ["`", names[next], what], help).panic();
        }
        next += 1;
    }
}

/// Stops the evaluation of a policy whose list is empty.
#[track_caller]
pub(super) const fn hold_some(policy: &str, length: usize, help: &str) {
    if length == 0 {
        Message::of_breach(policy, ["the list is empty and denies nothing", "", ""], help).panic();
    }
}

const fn problem(kind: Kind, name: &str) -> Option<(&'static str, &'static str)> {
    let well_formed = match kind {
        Kind::Toolkit if is_pattern(name) => every(name, b"*_-", false),
        Kind::Toolkit => is_toolkit(name),
        Kind::Tool if is_pattern(name) => every(name, b"*_", true),
        Kind::Tool => is_tool(name),
        Kind::Host => is_host(name),
    };
    match kind {
        Kind::Toolkit if !well_formed => Some((
            "` is not a toolkit slug",
            "write it as the catalogue does, in lower case: `\"gmail\"`, `\"google_maps\"`; `*` matches any part of it",
        )),
        Kind::Tool if !well_formed => Some((
            "` is not a tool slug",
            "write it as the catalogue does, in upper case: `\"GMAIL_SEND_EMAIL\"`; `*` matches any part of it",
        )),
        Kind::Tool if !has(name, b'_') && !has(name, b'*') => Some((
            "` is not a tool slug: a tool is named after its toolkit and after what it does",
            "write the whole slug, `\"GMAIL_SEND_EMAIL\"`, or deny the toolkit: `.deny_toolkits(&[\"gmail\"])`",
        )),
        Kind::Host if !well_formed => Some((
            "` is not a host as a browser reads it",
            "write the host alone, in ASCII, without scheme, port or path: `\"app.example.com\"`",
        )),
        _ => None,
    }
}

/// Whether `name` consists of letters of one case, digits and `others`, with at least one letter, digit or `*`.
const fn every(name: &str, others: &[u8], upper: bool) -> bool {
    let bytes = name.as_bytes();
    let (mut next, mut names) = (0, false);
    while next < bytes.len() {
        let byte = bytes[next];
        let letter = if upper { byte.is_ascii_uppercase() } else { byte.is_ascii_lowercase() };
        names = names || letter || byte.is_ascii_digit() || byte == b'*';
        if !letter && !byte.is_ascii_digit() && !among(others, byte) {
            return false;
        }
        next += 1;
    }
    names
}

const fn among(bytes: &[u8], byte: u8) -> bool {
    let mut next = 0;
    while next < bytes.len() {
        if bytes[next] == byte {
            return true;
        }
        next += 1;
    }
    false
}

const fn has(name: &str, byte: u8) -> bool {
    among(name.as_bytes(), byte)
}

/// A domain, an IPv4 address, or an IPv6 address in brackets.
const fn is_host(host: &str) -> bool {
    let bytes = host.as_bytes();
    if let [b'[', inner @ .., b']'] = bytes {
        let mut next = 0;
        while next < inner.len() {
            if !inner[next].is_ascii_hexdigit() && inner[next] != b':' && inner[next] != b'.' {
                return false;
            }
            next += 1;
        }
        return !inner.is_empty();
    }
    let (mut next, mut label) = (0, 0);
    while next < bytes.len() {
        match bytes[next] {
            b'.' if label == 0 => return false,
            b'.' => label = 0,
            byte if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' => label += 1,
            _ => return false,
        }
        next += 1;
    }
    label > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_part() {
        for (pattern, name) in [
            ("*", "GMAIL_SEND_EMAIL"),
            ("GMAIL_*", "GMAIL_SEND_EMAIL"),
            ("*_DELETE_*", "GITHUB_DELETE_A_REPOSITORY"),
            ("*_DELETE_*", "X_DELETE_DELETE_Y"),
            ("G*L*L", "GMAIL_EMAIL"),
            ("google*", "google_maps"),
            ("google*", "google"),
            ("gmail_send_email", "GMAIL_SEND_EMAIL"),
        ] {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("GMAIL_*", "SLACK_SEND"),
            ("*_DELETE_*", "GITHUB_DELETE"),
            ("str*", "gstripe"),
            ("", "gmail"),
            ("gmail", ""),
        ] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn separators_of_toolkits_are_looked_through_unless_a_star_stands_beside_them() {
        for (pattern, toolkit) in [
            ("onedrive*", "one_drive"),
            ("one_drive*", "onedrive"),
            ("one-drive*", "one_drive_business"),
            ("*drive", "one_dri_ve"),
            ("google_*", "google_maps"),
            ("google_*", "google-maps"),
            ("*_maps", "google_maps"),
            ("*", "gmail"),
            ("g*l*l", "gmail_mail"),
            ("active-*", "active_campaign"),
        ] {
            assert!(may_match(pattern, toolkit), "{pattern} {toolkit}");
        }
        for (pattern, toolkit) in [
            ("google_*", "google"),
            ("google_*", "googledrive"),
            ("*_maps", "googlemaps"),
            ("str*", "gstripe"),
            ("*mail", "gmails"),
        ] {
            assert!(!may_match(pattern, toolkit), "{pattern} {toolkit}");
        }
    }

    #[test]
    fn names_that_nothing_can_have_are_told_apart() {
        let is_wrong = |kind, name| problem(kind, name).is_some();
        for name in ["gmail", "one_drive", "21risk", "active-campaign", "str*", "*"] {
            assert!(!is_wrong(Kind::Toolkit, name), "{name}");
        }
        for name in ["", "Gmail", "GMAIL", "google maps", "gmäil", "_", "gmail,slack", "gmail_", "one__drive"] {
            assert!(is_wrong(Kind::Toolkit, name), "{name}");
        }
        for name in ["GMAIL_SEND_EMAIL", "_21RISK_CREATE_TASK", "*_DELETE_*", "GMAIL*"] {
            assert!(!is_wrong(Kind::Tool, name), "{name}");
        }
        for name in ["", "GMAIL", "gmail_send_email", "GMAIL-SEND", "GMAIL SEND", "_", "GMAIL__SEND", "_GMAIL_SEND"] {
            assert!(is_wrong(Kind::Tool, name), "{name}");
        }
        for name in ["app.acme.com", "localhost", "127.0.0.1", "[::1]", "APP.acme.com"] {
            assert!(!is_wrong(Kind::Host, name), "{name}");
        }
        for name in [
            "",
            "*.acme.com",
            "https://app.acme.com",
            "app.acme.com:443",
            "app.acme.com/",
            "bücher.example",
            "a..b",
            "a.",
        ] {
            assert!(is_wrong(Kind::Host, name), "{name}");
        }
    }
}
