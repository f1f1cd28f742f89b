//! Arguments that several tools have.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::toolkits::whole::{Ordinal, Whole};
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
pub(super) type Number = Ordinal;

/// The number of a page, from 1 on.
pub(super) type PageNumber = Ordinal;

pub(super) fn first_page() -> PageNumber {
    PageNumber::of::<1>()
}

/// How many entries a page has.
pub(super) type PerPage = Whole<1, 100>;

pub(super) fn thirty() -> PerPage {
    PerPage::of::<30>()
}

/// The catalogue's default for commits.
pub(super) fn one() -> PerPage {
    PerPage::of::<1>()
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
