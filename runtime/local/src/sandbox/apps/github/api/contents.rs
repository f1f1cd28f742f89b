//! Files and directories.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};

use super::{
    super::hub::{Blob, Commit, Failure, Repository, Signature, changes, is_path},
    call::{Answer, Call, Named},
    git::is_reference,
    render,
    repositories::signature_in,
};

impl Call<'_> {
    pub(super) fn content(&self, named: Named<'_>, path: &str) -> Result<Answer, Failure> {
        let repository = self.readable(named)?;
        let commit = self.commit_to_read(repository)?;
        let at = self.parameter("ref").unwrap_or(&repository.default_branch);
        if let Some(blob) = commit.tree.get(path) {
            return Ok(Answer::ok(render::file(repository, at, path, blob)));
        }
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        let below: Vec<_> =
            commit.tree.iter().filter_map(|(file, blob)| Some((file.strip_prefix(&*prefix)?, blob))).collect();
        if below.is_empty() {
            return Err(Failure::not_found());
        }
        let directories: BTreeSet<_> = below.iter().filter_map(|(rest, _)| Some(rest.split_once('/')?.0)).collect();
        let directories =
            directories.into_iter().map(|name| render::entry(repository, at, &format!("{prefix}{name}"), None));
        let files = below.iter().filter(|(rest, _)| !rest.contains('/'));
        let files = files.map(|(name, blob)| render::entry(repository, at, &format!("{prefix}{name}"), Some(blob)));
        Ok(Answer::ok(directories.chain(files).collect::<Vec<Value>>().into()))
    }

    fn commit_to_read<'r>(&self, repository: &'r Repository) -> Result<&'r Commit, Failure> {
        let missing = |message: String| Failure::new(StatusCode::NOT_FOUND, message);
        match self.parameter("ref") {
            Some(reference) => {
                let found = repository.resolve(reference);
                found.ok_or_else(|| missing(format!("No commit found for the ref {reference}")))
            }
            None => repository.head().ok_or_else(|| missing("This repository is empty.".into())),
        }
    }

    pub(super) fn write_file(&mut self, named: Named<'_>, path: &str) -> Result<Answer, Failure> {
        let encoded = self.body.get("content").and_then(Value::as_str);
        let encoded =
            encoded.ok_or_else(|| Failure::unprocessable("Invalid request.\n\n\"content\" wasn't supplied."))?;
        let bare: String = encoded.chars().filter(|char| !char.is_ascii_whitespace()).collect();
        let content = BASE64_STANDARD.decode(bare);
        let content = content.map_err(|_| Failure::unprocessable("content is not valid Base64"))?;
        if !is_path(path) {
            return Err(Failure::unprocessable("path contains a malformed path component"));
        }
        let size = content.len();
        self.change_file(named, path, Some(content), size)
    }

    pub(super) fn delete_file(&mut self, named: Named<'_>, path: &str) -> Result<Answer, Failure> {
        self.change_file(named, path, None, 0)
    }

    fn change_file(
        &mut self,
        named: Named<'_>,
        path: &str,
        content: Option<Vec<u8>>,
        size: usize,
    ) -> Result<Answer, Failure> {
        let message = self.text("message")?.filter(|message| !message.trim().is_empty());
        let unsaid = || Failure::unprocessable("Invalid request.\n\n\"message\" wasn't supplied.");
        let message = message.ok_or_else(unsaid)?.to_owned();
        let (sha, branch) = (self.text("sha")?.map(str::to_owned), self.text("branch")?.map(str::to_owned));
        let own = Signature::of(self.user, self.hub.now());
        let committer = signature_in(self.body.get("committer"), own)?;
        let author = signature_in(self.body.get("author"), committer.clone())?;
        let repository = self.pushable(named)?;
        let branch = branch.unwrap_or_else(|| repository.default_branch.clone());
        let existing = file_to_change(repository, &branch, path, content.is_some())?;
        match (&sha, &existing) {
            (Some(sha), Some(existing)) if sha != existing => {
                return Err(Failure::conflict(format!("{path} does not match {sha}")));
            }
            (None, Some(_)) => return Err(Failure::unprocessable("Invalid request.\n\n\"sha\" wasn't supplied.")),
            (Some(_), None) => return Err(Failure::unprocessable(format!("{path} does not exist"))),
            _ => {}
        }
        self.hub.admit(size + message.len() + path.len())?;
        let repository = self.pushable(named)?;
        let made = repository.write(&branch, path, content.map(Blob::new), message, author, committer)?.sha.clone();
        let commit = repository.commit(&made).ok_or_else(Failure::not_found)?;
        let file = commit.tree.get(path).map(|blob| render::entry(repository, &branch, path, Some(blob)));
        let status = if existing.is_some() { StatusCode::OK } else { StatusCode::CREATED };
        let body = json!({ "content": file, "commit": render::git_commit(repository, commit) });
        Ok(Answer { status, ..Answer::ok(body) })
    }
}

/// The SHA of the file at `path`, if there is one. Fails if the branch is missing, or if a directory is in the way.
fn file_to_change(repository: &Repository, branch: &str, path: &str, writes: bool) -> Result<Option<String>, Failure> {
    let missing = || Failure::new(StatusCode::NOT_FOUND, format!("Branch {branch} not found"));
    let Some(head) = repository.branches.get(branch) else {
        // The first commit creates the default branch.
        let is_first = writes && repository.branches.is_empty() && is_reference(branch);
        return if is_first { Ok(None) } else { Err(missing()) };
    };
    let commit = repository.commit(head).ok_or_else(missing)?;
    if let Some(blob) = commit.tree.get(path) {
        return Ok(Some(blob.sha.clone()));
    }
    match commit.is_in_the_way(path) {
        true if writes => Err(Failure::unprocessable(format!("{path} conflicts with another file or directory"))),
        _ if writes => Ok(None),
        _ => Err(Failure::not_found()),
    }
}

/// The files that a pull request changes.
pub(super) fn changed_files(call: &Call<'_>, named: Named<'_>, number: u64) -> Result<Answer, Failure> {
    let repository = call.readable(named)?;
    let (issue, pull) = repository.pull(number)?;
    let Some((_, head, common)) = render::sides(repository, issue, pull) else { return Ok(Answer::ok(json!([]))) };
    let changes = changes(&common.tree, &head.tree);
    Ok(call.listed(changes, |change| render::change(repository, &change, &head.sha)))
}
