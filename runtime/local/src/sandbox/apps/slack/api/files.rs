//! `files.*`

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::workspace::{Shared, StoredFile},
    call::{Call, Failure},
};

const DEFAULT_COUNT: usize = 100;
const MAX_COUNT: usize = 1_000;

#[derive(Deserialize)]
struct Completed {
    id: String,
    #[serde(default)]
    title: Option<String>,
}

impl Call<'_> {
    pub(super) fn list_files(&self) -> Result<Value, Failure> {
        self.require("files:read")?;
        let bound = |name| self.parameters.number(name);
        let (from, to) = (bound("ts_from")?, bound("ts_to")?);
        let types: Option<Vec<_>> = self.parameters.get("types").map(|types| types.split(',').map(str::trim).collect());
        // Every file of the sandbox is text, which Slack calls a snippet.
        let is_wanted = types.is_none_or(|types| types.contains(&"all") || types.contains(&"snippets"));
        let (channel, user) = (self.parameters.get("channel"), self.parameters.get("user"));
        let fits = |file: &&StoredFile| {
            let created = usize::try_from(file.created).unwrap_or_default();
            is_wanted
                && channel.is_none_or(|id| file.channels.iter().any(|known| known == id))
                && user.is_none_or(|id| file.render()["user"] == id)
                && from.is_none_or(|from| created >= from)
                && to.is_none_or(|to| created <= to)
        };
        let count = bound("count")?.unwrap_or(DEFAULT_COUNT).clamp(1, MAX_COUNT);
        let page = bound("page")?.unwrap_or(1).max(1);
        let found: Vec<_> = self.workspace.files(self.user).filter(fits).map(StoredFile::render).collect();
        let (total, pages) = (found.len(), found.len().div_ceil(count));
        let first = (page - 1).saturating_mul(count);
        let files: Vec<_> = found.into_iter().skip(first).take(count).collect();
        let paging = json!({ "count": count, "total": total, "page": page, "pages": pages });
        Ok(json!({ "files": files, "paging": paging }))
    }

    pub(super) fn file_info(&self) -> Result<Value, Failure> {
        self.require("files:read")?;
        let id = self.required("file")?;
        let file = self.workspace.files(self.user).find(|file| file.id == id).ok_or("file_not_found")?;
        Ok(json!({ "file": file.render() }))
    }

    /// Announces a file, whose content is then sent to a URL below `place`.
    pub(super) fn start_upload(&mut self, place: &str) -> Result<Value, Failure> {
        self.require("files:write")?;
        let length = self.parameters.number("length")?.ok_or("invalid_arguments")?;
        let (user, name) = (self.user, self.required("filename")?.to_owned());
        let kind = self.parameters.get("snippet_type").unwrap_or("text").to_owned();
        let id = self.workspace.start_upload(user, &name, &kind, length)?;
        Ok(json!({ "upload_url": format!("{place}/{id}"), "file_id": id }))
    }

    pub(super) fn complete_upload(&mut self) -> Result<Value, Failure> {
        self.require("files:write")?;
        let completed: Vec<Completed> =
            serde_json::from_str(self.required("files")?).map_err(|_| "invalid_arguments")?;
        let named: Vec<_> = completed.into_iter().map(|file| (file.id, file.title)).collect();
        let thread = match self.parameters.get("thread_ts") {
            Some(_) => Some(self.parameters.ts("thread_ts", "invalid_thread_ts")?),
            None => None,
        };
        let shared = self.parameters.get("channel_id").map(|channel| Shared {
            channel,
            thread,
            comment: self.parameters.get("initial_comment").unwrap_or_default(),
        });
        let files = self.workspace.complete(self.user, &named, shared)?;
        Ok(json!({ "files": files }))
    }
}
