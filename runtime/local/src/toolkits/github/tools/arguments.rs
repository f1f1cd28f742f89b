//! Arguments that several tools have.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

pub(super) use crate::toolkits::{filled::Filled, words::words};

/// The login of a user or of an organization.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(!try_from)]
pub(super) struct Login(#[schemars(length(min = 1))] String);

impl TryFrom<String> for Login {
    type Error = &'static str;

    fn try_from(login: String) -> Result<Self, Self::Error> {
        let trimmed = login.trim().trim_start_matches('@');
        is_name(trimmed).then(|| Self(trimmed.to_owned())).ok_or("must be a login alone, such as `octocat`")
    }
}

impl Login {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of a repository, without its owner.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(!try_from)]
pub(super) struct RepoName(#[schemars(length(min = 1))] String);

impl TryFrom<String> for RepoName {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let trimmed = name.trim();
        let trimmed = trimmed.strip_suffix(".git").unwrap_or(trimmed);
        let fits = is_name(trimmed).then(|| Self(trimmed.to_owned()));
        fits.ok_or("must be the name of a repository alone, such as `hello-world`, without its owner")
    }
}

impl RepoName {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text can be one segment of GitHub's paths: a login, or the name of a repository.
fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !text.is_empty() && !matches!(text, "." | "..") && text.bytes().all(fits)
}

/// The number of an issue or a pull request, or the id of a comment.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(try_from = "u64")]
#[schemars(!try_from)]
pub(super) struct Number(#[schemars(range(min = 1))] u64);

impl TryFrom<u64> for Number {
    type Error = &'static str;

    fn try_from(number: u64) -> Result<Self, Self::Error> {
        if number == 0 { Err("must be 1 or more") } else { Ok(Self(number)) }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Number> for serde_json::Value {
    fn from(Number(number): Number) -> Self {
        number.into()
    }
}

/// The number of a page, from 1 on.
#[derive(Clone, Copy, Debug, Deserialize, serde::Serialize, JsonSchema)]
#[serde(try_from = "u64")]
#[schemars(!try_from)]
pub(super) struct PageNumber(#[schemars(range(min = 1))] u32);

impl TryFrom<u64> for PageNumber {
    type Error = &'static str;

    fn try_from(page: u64) -> Result<Self, Self::Error> {
        match u32::try_from(page) {
            Ok(0) => Err("must be 1 or more"),
            Ok(page) => Ok(Self(page)),
            Err(_) => Err("there is no such page"),
        }
    }
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

pub(super) fn first_page() -> PageNumber {
    PageNumber(1)
}

/// How many entries a page has.
#[derive(Clone, Copy, Debug, Deserialize, serde::Serialize, JsonSchema)]
#[serde(try_from = "u64")]
#[schemars(!try_from)]
pub(super) struct PerPage(#[schemars(range(min = 1, max = 100))] u8);

impl TryFrom<u64> for PerPage {
    type Error = &'static str;

    fn try_from(count: u64) -> Result<Self, Self::Error> {
        let count = u8::try_from(count).ok().filter(|count| (1..=100).contains(count));
        count.map(Self).ok_or("must be between 1 and 100")
    }
}

impl fmt::Display for PerPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

pub(super) fn thirty() -> PerPage {
    PerPage(30)
}

/// The catalogue's default for commits.
pub(super) fn one() -> PerPage {
    PerPage(1)
}

words! {
    /// The direction of a sorted list.
    Direction { Ascending = "asc", Descending = "desc", }
}

words! {
    /// Whether an issue or a pull request is open.
    State { Open = "open", Closed = "closed", }
}

words! {
    /// Which issues or pull requests are listed.
    StateFilter { Open = "open", Closed = "closed", All = "all", }
}

pub(super) fn open() -> StateFilter {
    StateFilter::Open
}

pub(super) fn descending() -> Direction {
    Direction::Descending
}
