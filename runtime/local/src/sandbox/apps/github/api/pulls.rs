//! Pull requests and reviews.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    super::hub::{Failure, Issue, Merge, Pull, Repository, Review, Signature, login, merge},
    call::{Answer, Call, Named},
    contents::changed_files,
    issues::change_state,
    render,
};

impl Call<'_> {
    pub(super) fn pulls(&self, named: Named<'_>) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let state = self.parameter("state").unwrap_or("open");
        if !matches!(state, "open" | "closed" | "all") {
            return Err(Failure::unprocessable("Invalid state parameter."));
        }
        let owner = format!("{}:", login(repository.owner));
        let (head, base) = (self.parameter("head"), self.parameter("base"));
        let all = repository.issues.iter().filter_map(|issue| Some((issue, issue.pull.as_ref()?)));
        let mut found: Vec<_> = all
            .filter(|(issue, pull)| {
                (state == "all" || state == issue.state())
                    && base.is_none_or(|base| base == pull.base)
                    && head.is_none_or(|head| head.strip_prefix(&owner) == Some(&pull.head))
            })
            .collect();
        let sort = self.parameter("sort").unwrap_or("created");
        match sort {
            "created" | "long-running" => found.sort_by_key(|(issue, _)| issue.created),
            "updated" => found.sort_by_key(|(issue, _)| issue.updated),
            "popularity" => found.sort_by_key(|(issue, _)| issue.comments.len()),
            _ => return Err(Failure::unprocessable("Invalid sort parameter.")),
        }
        if !self.is_ascending(sort != "created")? {
            found.reverse();
        }
        Ok(self.listed(found, |(issue, pull)| render::pull(repository, issue, pull, self.user, false)))
    }

    pub(super) fn pull(&self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let (issue, pull) = repository.pull(number)?;
        Ok(Answer::ok(render::pull(repository, issue, pull, self.user, true)))
    }

    pub(super) fn pull_files(&self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        changed_files(self, named, number)
    }

    pub(super) fn create_pull(&mut self, named: Named<'_>) -> Result<Answer, Failure> {
        let (head, base) = (self.required("PullRequest", "head")?, self.required("PullRequest", "base")?);
        let from = self.body.get("issue").and_then(Value::as_u64);
        let title = match from {
            Some(_) => String::new(),
            None => self.required("PullRequest", "title")?,
        };
        let body = self.text("body")?.map(str::to_owned);
        let is_draft = self.flag("draft");
        let repository = self.pushable(named)?;
        let head = branch_of(repository, &head)?;
        let pull = new_pull(repository, head, base, is_draft)?;
        self.hub.admit(title.len() + body.as_ref().map_or(0, String::len))?;
        let (user, now, id) = (self.user, self.hub.now(), self.hub.new_id());
        let repository = self.pushable(named)?;
        let number = match from {
            Some(number) => {
                let issue = repository.issue_mut(number)?;
                if issue.pull.is_some() || issue.closed.is_some() {
                    return Err(Failure::invalid("PullRequest", "issue", "invalid"));
                }
                issue.pull = Some(pull);
                issue.updated = now;
                number
            }
            None => {
                let issue = Issue { pull: Some(pull), ..repository.new_issue(id, user, title, body, now) };
                let number = issue.number;
                repository.issues.push(issue);
                number
            }
        };
        let created = self.pull(named, number)?;
        Ok(Answer { status: StatusCode::CREATED, ..created })
    }

    pub(super) fn update_pull(&mut self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let title = self.line("PullRequest", "title")?.map(str::to_owned);
        let body = self.text("body")?.map(str::to_owned);
        let state = self.text("state")?.map(str::to_owned);
        let base = self.text("base")?.map(str::to_owned);
        let (user, now) = (self.user, self.hub.now());
        let repository = self.changeable(named)?;
        let (issue, pull) = repository.pull(number)?;
        if issue.user != user && !repository.can_push(user) {
            return Err(Failure::forbidden("Must have push access to the repository."));
        }
        let is_base = |base: &String| *base != pull.head && repository.branches.contains_key(base);
        if base.as_ref().is_some_and(|base| !is_base(base)) {
            return Err(Failure::invalid("PullRequest", "base", "invalid"));
        }
        let size = title.as_ref().map_or(0, String::len) + body.as_ref().map_or(0, String::len);
        self.hub.admit(size)?;
        let repository = self.changeable(named)?;
        let head = repository.pull(number).ok().map(|(issue, pull)| repository.head_of(issue, pull).to_owned());
        let issue = repository.issue_mut(number)?;
        change_state(issue, state.as_deref(), None, head, (now, user))?;
        if let Some(title) = title {
            issue.title = title;
        }
        if let Some(body) = body {
            issue.body = Some(body).filter(|body| !body.is_empty());
        }
        if let (Some(base), Some(pull)) = (base, issue.pull.as_mut()) {
            pull.base = base;
        }
        issue.updated = now;
        self.pull(named, number)
    }

    pub(super) fn merge_pull(&mut self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let refused = |message: &'static str| Failure::new(StatusCode::METHOD_NOT_ALLOWED, message);
        let (title, text) =
            (self.text("commit_title")?.map(str::to_owned), self.text("commit_message")?.map(str::to_owned));
        let (wanted, method) =
            (self.text("sha")?.map(str::to_owned), self.text("merge_method")?.unwrap_or("merge").to_owned());
        if !matches!(method.as_str(), "merge" | "squash" | "rebase") {
            return Err(Failure::invalid("PullRequest", "merge_method", "invalid"));
        }
        let (user, now) = (self.user, self.hub.now());
        let repository = self.pushable(named)?;
        let (issue, pull) = repository.pull(number)?;
        if pull.is_draft {
            return Err(refused("Pull Request is still a draft"));
        }
        let sides = render::sides(repository, issue, pull).filter(|_| issue.closed.is_none());
        let (base, head, common) = sides.ok_or_else(|| refused("Pull Request is not mergeable"))?;
        if wanted.is_some_and(|sha| sha != head.sha) {
            return Err(Failure::conflict("Head branch was modified. Review and try the merge again."));
        }
        let tree = merge(&common.tree, &base.tree, &head.tree);
        let tree = tree.ok_or_else(|| refused("Pull Request has merge conflicts"))?;
        let own_title = match method.as_str() {
            "merge" => format!("Merge pull request #{number} from {}/{}", login(repository.owner), pull.head),
            _ => format!("{} (#{number})", issue.title),
        };
        let message = [title.unwrap_or(own_title), text.unwrap_or_default()].join("\n\n").trim_end().to_owned();
        let mut parents = vec![base.sha.clone()];
        if method == "merge" {
            parents.push(head.sha.clone());
        }
        let (base_branch, base_sha, head_sha) = (pull.base.clone(), base.sha.clone(), head.sha.clone());
        self.hub.admit(message.len())?;
        let repository = self.pushable(named)?;
        let author = Signature::of(user, now);
        let made = repository.add_commit(&base_branch, message, author.clone(), author, parents, tree)?.sha.clone();
        let issue = repository.issue_mut(number)?;
        (issue.closed, issue.updated) = (Some((now, user)), now);
        if let Some(pull) = issue.pull.as_mut() {
            (pull.base_sha, pull.head_sha) = (base_sha, head_sha);
            pull.merged = Some(Merge { by: user, at: now, sha: made.clone() });
        }
        Ok(Answer::ok(json!({ "sha": made, "merged": true, "message": "Pull Request successfully merged" })))
    }

    pub(super) fn reviews(&self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let (_, pull) = repository.pull(number)?;
        let shown = pull.reviews.iter().filter(|review| review.submitted.is_some() || review.user == self.user);
        Ok(self.listed(shown.collect(), |review| render::review(repository, number, review)))
    }

    pub(super) fn create_review(&mut self, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
        let body = self.text("body")?.unwrap_or_default().to_owned();
        let state = match self.text("event")? {
            None | Some("") => "PENDING",
            Some("APPROVE") => "APPROVED",
            Some("REQUEST_CHANGES") => "CHANGES_REQUESTED",
            Some("COMMENT") => "COMMENTED",
            Some(_) => return Err(Failure::invalid("PullRequestReview", "event", "invalid")),
        };
        if body.trim().is_empty() && matches!(state, "CHANGES_REQUESTED" | "COMMENTED") {
            return Err(Failure::invalid("PullRequestReview", "body", "missing_field"));
        }
        let wanted = self.text("commit_id")?.map(str::to_owned);
        let user = self.user;
        let repository = self.changeable(named)?;
        let (issue, pull) = repository.pull(number)?;
        if issue.user == user && matches!(state, "APPROVED" | "CHANGES_REQUESTED") {
            let what = if state == "APPROVED" { "approve" } else { "request changes on" };
            return Err(Failure::unprocessable(format!("Review Can not {what} your own pull request")));
        }
        let commit = wanted.unwrap_or_else(|| repository.head_of(issue, pull).to_owned());
        if repository.commit(&commit).is_none() {
            return Err(Failure::invalid("PullRequestReview", "commit_id", "invalid"));
        }
        // Comments on lines are counted, but nothing shows them again.
        let comments = self.body.get("comments").map_or(0, |comments| comments.to_string().len());
        self.hub.admit(body.len() + comments)?;
        let (now, id) = (self.hub.now(), self.hub.new_id());
        let submitted = (state != "PENDING").then_some(now);
        let repository = self.changeable(named)?;
        let review = Review { id, user, state, body, commit, submitted };
        let rendered = render::review(repository, number, &review);
        let issue = repository.issue_mut(number)?;
        issue.updated = now;
        if let Some(pull) = issue.pull.as_mut() {
            pull.reviews.push(review);
        }
        Ok(Answer::ok(rendered))
    }
}

/// The branch that a pull request names. There are no forks, so that its owner can only be the repository's.
fn branch_of(repository: &Repository, named: &str) -> Result<String, Failure> {
    let (owner, branch) = named.split_once(':').unwrap_or((login(repository.owner), named));
    let is_here = owner.eq_ignore_ascii_case(login(repository.owner)) && repository.branches.contains_key(branch);
    is_here.then(|| branch.to_owned()).ok_or_else(|| Failure::invalid("PullRequest", "head", "invalid"))
}

fn new_pull(repository: &Repository, head: String, base: String, is_draft: bool) -> Result<Pull, Failure> {
    let invalid = |field| Failure::invalid("PullRequest", field, "invalid");
    let head_sha = repository.branches.get(&head).ok_or_else(|| invalid("head"))?.clone();
    let base_sha = repository.branches.get(&base).ok_or_else(|| invalid("base"))?.clone();
    let is_same = |issue: &&Issue| {
        let pull = issue.pull.as_ref().filter(|_| issue.closed.is_none());
        pull.is_some_and(|pull| pull.head == head && pull.base == base)
    };
    if repository.issues.iter().any(|issue| is_same(&issue)) {
        let message = format!("A pull request already exists for {}:{head}.", login(repository.owner));
        return Err(Failure::custom("PullRequest", message));
    }
    let (base_commit, head_commit) = (repository.commit(&base_sha), repository.commit(&head_sha));
    let common = base_commit.zip(head_commit).and_then(|(base, head)| repository.merge_base(base, head));
    if common.is_none_or(|common| common.sha == head_sha) {
        return Err(Failure::custom("PullRequest", format!("No commits between {base} and {head}")));
    }
    Ok(Pull { head, base, head_sha, base_sha, is_draft, merged: None, reviews: Vec::new() })
}
