//! The names that models call tools by.
//!
//! All APIs take letters, digits, `_` and `-`; Gemini wants a letter or `_` first, and the shortest limit is 64. A name that
//! fits is kept. Another is made to fit, with a hash of it at the end, so that two of them hardly ever meet; where they do,
//! they are told apart.

/// The longest name that every API takes.
pub(super) const LONGEST: usize = 64;
/// The longest label, so that most slugs have room before it.
const LONGEST_LABEL: usize = 24;

/// Whether every API takes this name.
pub(super) fn is_plain(name: &str) -> bool {
    (1..=LONGEST).contains(&name.len())
        && name.chars().all(is_allowed)
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
}

/// A name for `name` that every API takes, and that is not taken.
pub(super) fn fitting(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if is_plain(name) && !is_taken(name) {
        return name.to_owned();
    }
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let prefixed = if starts_well { name.to_owned() } else { format!("_{name}") };
    unique(&prefixed, is_allowed, is_taken)
}

/// A name of the allowed characters that is not taken: what `name` has of them, and a hash of it.
pub(super) fn unique(name: &str, is_allowed: impl Fn(char) -> bool, is_taken: impl Fn(&str) -> bool) -> String {
    hashed(name, LONGEST, is_allowed, is_taken)
}

/// As [`unique`], up to `longest` characters.
fn hashed(name: &str, longest: usize, is_allowed: impl Fn(char) -> bool, is_taken: impl Fn(&str) -> bool) -> String {
    let kept = name.chars().map(|character| if is_allowed(character) { character } else { '_' });
    let mut attempt = 0;
    loop {
        let hash = format!("_{:08x}", hash(name, attempt));
        let candidate: String = kept.clone().take(longest - hash.len()).chain(hash.chars()).collect();
        if !is_taken(&candidate) {
            return candidate;
        }
        attempt += 1;
    }
}

/// The name of a tool in a list where another has the same slug: `label` tells them apart.
pub(crate) fn labelled(slug: &str, label: &str) -> String {
    fitting(&format!("{slug}__{}", plain_label(label)), |_| false)
}

/// A label as names of tools have it: kept if it fits, or else made to fit, so that a name ends with it that is not too long.
pub(crate) fn plain_label(label: &str) -> String {
    if (1..=LONGEST_LABEL).contains(&label.len()) && label.chars().all(is_allowed) {
        return label.to_owned();
    }
    hashed(label, LONGEST_LABEL, is_allowed, |_| false)
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-')
}

/// FNV-1a, which stays the same from one version to the next: a name that a conversation has used is found again.
fn hash(name: &str, attempt: u32) -> u32 {
    let bytes = name.bytes().chain(attempt.to_le_bytes().into_iter().take(if attempt == 0 { 0 } else { 4 }));
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
