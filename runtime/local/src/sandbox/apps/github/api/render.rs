//! What the API shows of things.

use std::collections::BTreeSet;

use base64::prelude::{BASE64_STANDARD, Engine};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::hub::{
    Blob, Change, Comment, Commit, Issue, Pull, Repository, Review, Signature, USERS, login, merge,
};

/// Where nothing is: addresses that are reserved for examples.
const API: &str = "https://api.github.example";
const WEB: &str = "https://github.example";

/// The most lines of a patch that are shown.
const MAX_PATCH_BYTES: usize = 64 * 1024;

pub(super) fn time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub(super) fn user(user: usize) -> Value {
    let login = login(user);
    json!({
        "login": login,
        "id": USERS.get(user).map(|user| user.id),
        "avatar_url": format!("{WEB}/{login}.png"),
        "url": format!("{API}/users/{login}"),
        "html_url": format!("{WEB}/{login}"),
        "repos_url": format!("{API}/users/{login}/repos"),
        "type": "User",
        "site_admin": false,
    })
}

pub(super) fn repository(repository: &Repository, viewer: usize) -> Value {
    let (name, full_name) = (&repository.name, repository.full_name());
    let (can_push, is_owner) = (repository.can_push(viewer), repository.owner == viewer);
    let stars = repository.stars.len();
    let open = repository.issues.iter().filter(|issue| issue.closed.is_none()).count();
    json!({
        "id": repository.id,
        "name": name,
        "full_name": full_name,
        "owner": user(repository.owner),
        "private": repository.is_private,
        "visibility": if repository.is_private { "private" } else { "public" },
        "html_url": format!("{WEB}/{full_name}"),
        "url": format!("{API}/repos/{full_name}"),
        "description": repository.description,
        "homepage": repository.homepage,
        "fork": false,
        "archived": false,
        "disabled": false,
        "language": repository.language,
        "topics": repository.topics,
        "default_branch": repository.default_branch,
        "has_issues": repository.has_issues,
        "stargazers_count": stars,
        "watchers_count": stars,
        "forks_count": 0,
        "open_issues_count": open,
        "created_at": time(repository.created),
        "updated_at": time(repository.updated),
        "pushed_at": time(repository.pushed),
        "permissions": { "admin": is_owner, "maintain": is_owner, "push": can_push, "triage": can_push, "pull": true },
    })
}

fn labels(repository: &Repository, issue: &Issue) -> Value {
    issue.labels.iter().map(|name| label(repository, name)).collect()
}

pub(super) fn label(repository: &Repository, name: &str) -> Value {
    let color = repository.labels.iter().find(|label| label.name == name).map_or("ededed", |label| label.color);
    json!({ "name": name, "color": color, "default": color != "ededed", "description": null })
}

pub(super) fn issue(repository: &Repository, issue: &Issue) -> Value {
    let (full_name, number) = (repository.full_name(), issue.number);
    let kind = if issue.pull.is_some() { "pull" } else { "issues" };
    let mut rendered = json!({
        "id": issue.id,
        "number": number,
        "url": format!("{API}/repos/{full_name}/issues/{number}"),
        "repository_url": format!("{API}/repos/{full_name}"),
        "html_url": format!("{WEB}/{full_name}/{kind}/{number}"),
        "title": issue.title,
        "body": issue.body,
        "state": issue.state(),
        "state_reason": issue.state_reason,
        "locked": false,
        "user": user(issue.user),
        "labels": labels(repository, issue),
        "assignee": issue.assignees.first().map(|first| user(*first)),
        "assignees": issue.assignees.iter().map(|assignee| user(*assignee)).collect::<Vec<_>>(),
        "milestone": null,
        "comments": issue.comments.len(),
        "created_at": time(issue.created),
        "updated_at": time(issue.updated),
        "closed_at": issue.closed.map(|(at, _)| time(at)),
        "closed_by": issue.closed.map(|(_, by)| user(by)),
    });
    if let Some(pull) = &issue.pull {
        rendered["draft"] = pull.is_draft.into();
        rendered["pull_request"] = json!({
            "url": format!("{API}/repos/{full_name}/pulls/{number}"),
            "html_url": format!("{WEB}/{full_name}/pull/{number}"),
            "merged_at": pull.merged.as_ref().map(|merged| time(merged.at)),
        });
    }
    rendered
}

pub(super) fn comment(repository: &Repository, issue: &Issue, comment: &Comment) -> Value {
    let (full_name, number, id) = (repository.full_name(), issue.number, comment.id);
    let kind = if issue.pull.is_some() { "pull" } else { "issues" };
    json!({
        "id": id,
        "url": format!("{API}/repos/{full_name}/issues/comments/{id}"),
        "html_url": format!("{WEB}/{full_name}/{kind}/{number}#issuecomment-{id}"),
        "issue_url": format!("{API}/repos/{full_name}/issues/{number}"),
        "body": comment.body,
        "user": user(comment.user),
        "created_at": time(comment.created),
        "updated_at": time(comment.updated),
    })
}

/// The commits of both branches of a pull request, and what they have in common.
pub(super) fn sides<'a>(
    repository: &'a Repository,
    issue: &Issue,
    pull: &'a Pull,
) -> Option<(&'a Commit, &'a Commit, &'a Commit)> {
    let current = repository.branches.get(&pull.base).filter(|_| issue.closed.is_none());
    let base = repository.commit(current.unwrap_or(&pull.base_sha))?;
    let head = repository.commit(repository.head_of(issue, pull))?;
    Some((base, head, repository.merge_base(base, head)?))
}

/// A pull request; with what takes a comparison, if it is `detailed`.
pub(super) fn pull(repository: &Repository, issue: &Issue, pull: &Pull, viewer: usize, detailed: bool) -> Value {
    let (full_name, number) = (repository.full_name(), issue.number);
    let mut rendered = self::issue(repository, issue);
    let side = |branch: &str, sha: &str| {
        json!({
            "label": format!("{}:{branch}", login(repository.owner)),
            "ref": branch,
            "sha": sha,
            "user": user(repository.owner),
            "repo": self::repository(repository, viewer),
        })
    };
    let sides = sides(repository, issue, pull);
    let base_sha = sides.map_or(pull.base_sha.as_str(), |(base, ..)| base.sha.as_str());
    rendered["url"] = format!("{API}/repos/{full_name}/pulls/{number}").into();
    rendered["diff_url"] = format!("{WEB}/{full_name}/pull/{number}.diff").into();
    rendered["head"] = side(&pull.head, repository.head_of(issue, pull));
    rendered["base"] = side(&pull.base, base_sha);
    rendered["draft"] = pull.is_draft.into();
    rendered["merged_at"] = pull.merged.as_ref().map(|merged| time(merged.at)).into();
    rendered["merge_commit_sha"] = pull.merged.as_ref().map(|merged| merged.sha.clone()).into();
    if let Some(object) = rendered.as_object_mut() {
        let of_issues: &[&str] = &["pull_request", "state_reason", "repository_url", "closed_by"];
        let detailed_only: &[&str] = if detailed { &[] } else { &["comments"] };
        of_issues.iter().chain(detailed_only).for_each(|name| drop(object.remove(*name)));
    }
    if detailed {
        let is_mergeable = sides.map(|(base, head, common)| merge(&common.tree, &base.tree, &head.tree).is_some());
        let is_open = issue.closed.is_none();
        let changes = sides.map(|(_, head, common)| super::super::hub::changes(&common.tree, &head.tree));
        let lines: Vec<_> = changes.iter().flatten().map(Change::lines).collect();
        let commits = sides.map(|(base, head, _)| {
            let known: BTreeSet<_> = repository.history(base).iter().map(|commit| commit.sha.as_str()).collect();
            repository.history(head).iter().filter(|commit| !known.contains(commit.sha.as_str())).count()
        });
        rendered["merged"] = pull.merged.is_some().into();
        rendered["merged_by"] = pull.merged.as_ref().map(|merged| user(merged.by)).into();
        rendered["mergeable"] = is_mergeable.filter(|_| is_open).into();
        rendered["mergeable_state"] = match (is_open, pull.is_draft, is_mergeable) {
            (true, true, _) => "draft",
            (true, false, Some(true)) => "clean",
            (true, false, Some(false)) => "dirty",
            _ => "unknown",
        }
        .into();
        rendered["commits"] = commits.into();
        rendered["changed_files"] = lines.len().into();
        rendered["additions"] = lines.iter().map(|lines| lines.added).sum::<usize>().into();
        rendered["deletions"] = lines.iter().map(|lines| lines.removed).sum::<usize>().into();
    }
    rendered
}

pub(super) fn review(repository: &Repository, number: u64, review: &Review) -> Value {
    let full_name = repository.full_name();
    json!({
        "id": review.id,
        "user": user(review.user),
        "body": review.body,
        "state": review.state,
        "commit_id": review.commit,
        "submitted_at": review.submitted.map(time),
        "html_url": format!("{WEB}/{full_name}/pull/{number}#pullrequestreview-{}", review.id),
        "pull_request_url": format!("{API}/repos/{full_name}/pulls/{number}"),
    })
}

fn signature(signature: &Signature) -> Value {
    json!({ "name": signature.name, "email": signature.email, "date": time(signature.date) })
}

pub(super) fn commit(repository: &Repository, commit: &Commit) -> Value {
    let (full_name, sha) = (repository.full_name(), &commit.sha);
    let account = |signature: &Signature| USERS.iter().position(|user| user.email == signature.email).map(user);
    let parent = |sha: &String| json!({ "sha": sha, "url": format!("{API}/repos/{full_name}/commits/{sha}") });
    json!({
        "sha": sha,
        "url": format!("{API}/repos/{full_name}/commits/{sha}"),
        "html_url": format!("{WEB}/{full_name}/commit/{sha}"),
        "commit": {
            "message": commit.message,
            "author": signature(&commit.author),
            "committer": signature(&commit.committer),
            "comment_count": 0,
        },
        "author": account(&commit.author),
        "committer": account(&commit.committer),
        "parents": commit.parents.iter().map(parent).collect::<Vec<_>>(),
    })
}

/// A commit as the answer to a change of a file has it.
pub(super) fn git_commit(repository: &Repository, made: &Commit) -> Value {
    let mut rendered = commit(repository, made);
    let details = rendered["commit"].take();
    for name in ["message", "author", "committer"] {
        rendered[name] = details[name].clone();
    }
    if let Some(object) = rendered.as_object_mut() {
        object.remove("commit");
    }
    rendered
}

pub(super) fn change(repository: &Repository, change: &Change<'_>, at: &str) -> Value {
    let (full_name, path, lines) = (repository.full_name(), change.path, change.lines());
    let mut rendered = json!({
        "sha": change.sha(),
        "filename": path,
        "status": change.status(),
        "additions": lines.added,
        "deletions": lines.removed,
        "changes": lines.added + lines.removed,
        "blob_url": format!("{WEB}/{full_name}/blob/{at}/{path}"),
        "raw_url": format!("{WEB}/{full_name}/raw/{at}/{path}"),
        "contents_url": format!("{API}/repos/{full_name}/contents/{path}?ref={at}"),
    });
    if let Some(patch) = lines.patch.filter(|patch| patch.len() <= MAX_PATCH_BYTES) {
        rendered["patch"] = patch.into();
    }
    rendered
}

pub(super) fn branch(repository: &Repository, name: &str, sha: &str) -> Value {
    let commit = json!({ "sha": sha, "url": format!("{API}/repos/{}/commits/{sha}", repository.full_name()) });
    json!({ "name": name, "commit": commit, "protected": false })
}

pub(super) fn reference(repository: &Repository, name: &str, sha: &str) -> Value {
    let full_name = repository.full_name();
    json!({
        "ref": name,
        "url": format!("{API}/repos/{full_name}/git/{name}"),
        "object": { "type": "commit", "sha": sha, "url": format!("{API}/repos/{full_name}/git/commits/{sha}") },
    })
}

/// A file or a directory of a repository; `blob` is the content of a file.
pub(super) fn entry(repository: &Repository, at: &str, path: &str, blob: Option<&Blob>) -> Value {
    let full_name = repository.full_name();
    let (kind, view) = if blob.is_some() { ("file", "blob") } else { ("dir", "tree") };
    let url = format!("{API}/repos/{full_name}/contents/{path}?ref={at}");
    let html_url = format!("{WEB}/{full_name}/{view}/{at}/{path}");
    json!({
        "name": path.rsplit('/').next(),
        "path": path,
        "sha": blob.map_or_else(String::new, |blob| blob.sha.clone()),
        "size": blob.map_or(0, |blob| blob.content.len()),
        "type": kind,
        "url": url,
        "html_url": html_url,
        "git_url": null,
        "download_url": blob.map(|_| format!("{WEB}/{full_name}/raw/{at}/{path}")),
        "_links": { "self": url, "git": null, "html": html_url },
    })
}

/// A file with its content, which GitHub breaks into lines.
pub(super) fn file(repository: &Repository, at: &str, path: &str, blob: &Blob) -> Value {
    let mut rendered = entry(repository, at, path, Some(blob));
    let encoded = BASE64_STANDARD.encode(&blob.content);
    let lines = encoded.as_bytes().chunks(60).filter_map(|line| std::str::from_utf8(line).ok());
    rendered["content"] = lines.map(|line| format!("{line}\n")).collect::<String>().into();
    rendered["encoding"] = "base64".into();
    rendered
}
