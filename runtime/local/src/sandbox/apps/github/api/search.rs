//! Search.

use serde_json::{Value, json};

use super::{
    super::hub::{Blob, Failure, Issue, Query, Repository, login},
    call::{Answer, Call, found},
    issues::mentions,
    render,
};

/// The longest query, in characters.
const MAX_QUERY_CHARS: usize = 256;
/// The largest file that is searched, in bytes.
const MAX_SEARCHED_BYTES: usize = 384 * 1024;

impl Call<'_> {
    fn search(&self) -> Result<Query, Failure> {
        let text = self.parameter("q").filter(|text| !text.trim().is_empty());
        let text = text.ok_or_else(|| Failure::invalid("Search", "q", "missing"))?;
        if text.chars().count() > MAX_QUERY_CHARS {
            return Err(Failure::custom("Search", "The search is longer than 256 characters."));
        }
        Ok(Query::parse(text, self.user))
    }

    fn searched(&self) -> impl Iterator<Item = &Repository> {
        self.hub.visible(self.user).filter(|repository| self.sees(repository))
    }

    pub(super) fn search_repositories(&self) -> Result<Answer, Failure> {
        let query = self.search()?;
        let fits = |repository: &&Repository| {
            let (full_name, topics) = (repository.full_name(), repository.topics.join(" "));
            let texts = [full_name.as_str(), repository.description.as_deref().unwrap_or_default(), &topics];
            query.is_in(&texts)
                && query.holds(|name, value| match name {
                    "is" => match value {
                        "public" => Some(!repository.is_private),
                        "private" => Some(repository.is_private),
                        _ => Some(false),
                    },
                    "topic" => Some(repository.topics.contains(&value)),
                    "stars" => Some(compares(repository.stars.len(), value)),
                    name => place(repository, name, value),
                })
        };
        let mut hits: Vec<_> = self.searched().filter(fits).collect();
        let is_ascending = self.is_ascending(false)?;
        match self.parameter("sort") {
            Some("stars") | None => hits.sort_by_key(|repository| repository.stars.len()),
            Some("updated") => hits.sort_by_key(|repository| repository.updated),
            Some("created") => hits.sort_by_key(|repository| repository.created),
            Some("forks" | "help-wanted-issues") => {}
            Some(_) => return Err(Failure::invalid("Search", "sort", "invalid")),
        }
        if !is_ascending {
            hits.reverse();
        }
        let total = hits.len();
        let (page, next) = self.page(hits);
        let scored = |repository| with_score(render::repository(repository, self.user));
        Ok(found(total, page.into_iter().map(scored).collect(), next))
    }

    pub(super) fn search_issues(&self) -> Result<Answer, Failure> {
        let query = self.search()?;
        let says_what = |name: &str| !matches!(name, "is" | "type");
        if query.words.is_empty() && !query.qualifiers.iter().any(|qualifier| says_what(&qualifier.name)) {
            let message = "Query must include 'is:issue' or 'is:pull-request' with at least one more qualifier or word";
            return Err(Failure::custom("Search", message));
        }
        let fits = |repository: &Repository, issue: &Issue| {
            let comments = issue.comments.iter().map(|comment| comment.body.as_str());
            let texts: Vec<_> =
                [issue.title.as_str(), issue.body.as_deref().unwrap_or_default()].into_iter().chain(comments).collect();
            query.is_in(&texts) && query.holds(|name, value| qualifies(repository, issue, name, value))
        };
        let all = self.searched().flat_map(|repository| repository.issues.iter().map(move |issue| (repository, issue)));
        let mut hits: Vec<_> = all.filter(|(repository, issue)| fits(repository, issue)).collect();
        let is_ascending = self.is_ascending(false)?;
        match self.parameter("sort") {
            Some("updated") => hits.sort_by_key(|(_, issue)| issue.updated),
            Some("comments" | "interactions") => hits.sort_by_key(|(_, issue)| issue.comments.len()),
            _ => hits.sort_by_key(|(_, issue)| issue.created),
        }
        if !is_ascending {
            hits.reverse();
        }
        let total = hits.len();
        let (page, next) = self.page(hits);
        let scored = page.into_iter().map(|(repository, issue)| with_score(render::issue(repository, issue)));
        Ok(found(total, scored.collect(), next))
    }

    pub(super) fn search_code(&self) -> Result<Answer, Failure> {
        let query = self.search()?;
        if query.words.is_empty() {
            return Err(Failure::custom("Search", "Query must contain at least one word beside qualifiers"));
        }
        let fits = |repository: &Repository, path: &str, blob: &Blob| {
            let text = blob.text().filter(|text| text.len() <= MAX_SEARCHED_BYTES).unwrap_or_default();
            let (name, lower) = (path.rsplit('/').next().unwrap_or_default().to_lowercase(), path.to_lowercase());
            query.is_in(&[text, path])
                && query.holds(|qualifier, value| match qualifier {
                    "path" => Some(lower.starts_with(value.trim_matches('/'))),
                    "filename" => Some(name.contains(value)),
                    "extension" => Some(name.rsplit_once('.').is_some_and(|(_, extension)| extension == value)),
                    qualifier => place(repository, qualifier, value),
                })
        };
        let files = self.searched().filter_map(|repository| Some((repository, repository.head()?)));
        let files =
            files.flat_map(|(repository, head)| head.tree.iter().map(move |(path, blob)| (repository, path, blob)));
        let hits: Vec<_> = files.filter(|(repository, path, blob)| fits(repository, path, blob)).collect();
        let total = hits.len();
        let (page, next) = self.page(hits);
        let rendered = page.into_iter().map(|(repository, path, blob)| {
            let mut file = render::entry(repository, &repository.default_branch, path, Some(blob));
            file["repository"] = render::repository(repository, self.user);
            with_score(file)
        });
        Ok(found(total, rendered.collect(), next))
    }
}

/// Qualifiers about where something is. `None` for those that the sandbox does not distinguish.
fn place(repository: &Repository, name: &str, value: &str) -> Option<bool> {
    match name {
        "repo" => Some(repository.full_name().eq_ignore_ascii_case(value)),
        "user" | "org" => Some(login(repository.owner).eq_ignore_ascii_case(value)),
        "language" => Some(repository.language.is_some_and(|language| language.eq_ignore_ascii_case(value))),
        "archived" => Some(value != "true"),
        _ => None,
    }
}

/// Whether a qualifier of a search for issues holds.
fn qualifies(repository: &Repository, issue: &Issue, name: &str, value: &str) -> Option<bool> {
    let is = |user: usize| login(user) == value;
    let is_assigned = || issue.assignees.iter().any(|user| is(*user));
    let has_commented = || issue.comments.iter().any(|comment| is(comment.user));
    let holds = match name {
        "is" | "type" | "state" => match value {
            "issue" => issue.pull.is_none(),
            "pr" | "pull-request" => issue.pull.is_some(),
            "open" => issue.closed.is_none(),
            "closed" => issue.closed.is_some(),
            "merged" => issue.pull.as_ref().is_some_and(|pull| pull.merged.is_some()),
            "unmerged" => issue.pull.as_ref().is_some_and(|pull| pull.merged.is_none()),
            "draft" => issue.pull.as_ref().is_some_and(|pull| pull.is_draft),
            "public" => !repository.is_private,
            "private" => repository.is_private,
            _ => false,
        },
        "draft" => issue.pull.as_ref().is_some_and(|pull| pull.is_draft == (value == "true")),
        "author" => is(issue.user),
        "assignee" => is_assigned(),
        "commenter" => has_commented(),
        "mentions" => mentions(issue, value),
        "involves" => is(issue.user) || is_assigned() || has_commented() || mentions(issue, value),
        "label" => issue.labels.iter().any(|label| label.to_lowercase() == value),
        "no" => match value {
            "label" => issue.labels.is_empty(),
            "assignee" => issue.assignees.is_empty(),
            _ => true,
        },
        name => return place(repository, name, value),
    };
    Some(holds)
}

/// Whether a number is in `5`, `>5`, `>=5`, `<5`, `<=5` or `1..5`.
fn compares(number: usize, range: &str) -> bool {
    let value = |text: &str| text.parse::<usize>().ok();
    let held = if let Some((from, to)) = range.split_once("..") {
        value(from).zip(value(to)).map(|(from, to)| (from..=to).contains(&number))
    } else if let Some(text) = range.strip_prefix(">=") {
        value(text).map(|least| number >= least)
    } else if let Some(text) = range.strip_prefix("<=") {
        value(text).map(|most| number <= most)
    } else if let Some(text) = range.strip_prefix('>') {
        value(text).map(|least| number > least)
    } else if let Some(text) = range.strip_prefix('<') {
        value(text).map(|most| number < most)
    } else {
        value(range).map(|exact| number == exact)
    };
    held.unwrap_or_default()
}

fn with_score(mut item: Value) -> Value {
    item["score"] = json!(1.0);
    item
}
