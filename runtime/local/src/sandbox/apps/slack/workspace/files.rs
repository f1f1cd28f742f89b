//! Files: uploads, which have a URL until they are completed, and what became of them.

use serde_json::{Value, json};

use super::{Content, Error, MAX_BYTES, Workspace, people::USERS, ts::Ts};

const MAX_FILES: usize = 200;
const MAX_UPLOADS: usize = 50;

/// A file that is being uploaded.
pub(super) struct Upload {
    id: String,
    user: usize,
    name: String,
    kind: String,
    length: usize,
    is_there: bool,
}

/// A file. Its content is not kept: nothing of the API returns it.
pub(crate) struct StoredFile {
    pub(crate) id: String,
    pub(crate) user: usize,
    name: String,
    title: String,
    pub(crate) kind: String,
    size: usize,
    pub(crate) created: i64,
    pub(crate) channels: Vec<String>,
}

/// Where files are shared.
pub(crate) struct Shared<'a> {
    pub(crate) channel: &'a str,
    pub(crate) thread: Option<Ts>,
    pub(crate) comment: &'a str,
}

impl StoredFile {
    pub(crate) fn render(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "title": self.title,
            "filetype": self.kind,
            "mimetype": "text/plain",
            "user": USERS.get(self.user).map(|user| user.id),
            "size": self.size,
            "created": self.created,
            "timestamp": self.created,
            "channels": self.channels,
            "is_public": false,
        })
    }
}

impl Workspace {
    /// Announces a file. Returns its id.
    pub(crate) fn start_upload(&mut self, user: usize, name: &str, kind: &str, length: usize) -> Result<String, Error> {
        if length == 0 || length > MAX_BYTES {
            return Err("file_upload_size_restricted");
        }
        if self.files.len() >= MAX_FILES {
            return Err("storage_limit_reached");
        }
        if self.uploads.len() >= MAX_UPLOADS {
            self.uploads.remove(0);
        }
        let id = self.new_id('F');
        let (name, kind) = (name.to_owned(), kind.to_owned());
        self.uploads.push(Upload { id: id.clone(), user, name, kind, length, is_there: false });
        Ok(id)
    }

    /// Takes the content of an announced file. Whether it was announced, once, with this length.
    pub(crate) fn receive(&mut self, id: &str, length: usize) -> bool {
        let upload = self.uploads.iter_mut().find(|upload| upload.id == id && !upload.is_there);
        upload.filter(|upload| upload.length == length).map(|upload| upload.is_there = true).is_some()
    }

    /// Turns uploads, by id and title, into files, and shares them if a place is named.
    pub(crate) fn complete(
        &mut self,
        user: usize,
        named: &[(String, Option<String>)],
        shared: Option<Shared<'_>>,
    ) -> Result<Vec<Value>, Error> {
        let is_own =
            |id: &str| self.uploads.iter().any(|upload| upload.id == id && upload.user == user && upload.is_there);
        if named.is_empty() || !named.iter().all(|(id, _)| is_own(id)) {
            return Err("file_not_found");
        }
        let created = self.next_ts().seconds();
        let mut files = Vec::new();
        for (id, title) in named {
            let Some(index) = self.uploads.iter().position(|upload| upload.id == *id) else {
                return Err("invalid_arguments");
            };
            let upload = self.uploads.remove(index);
            files.push(StoredFile {
                title: title.clone().unwrap_or_else(|| upload.name.clone()),
                id: upload.id,
                user,
                name: upload.name,
                kind: upload.kind,
                size: upload.length,
                created,
                channels: shared.iter().map(|shared| shared.channel.to_owned()).collect(),
            });
        }
        let rendered: Vec<_> = files.iter().map(StoredFile::render).collect();
        if let Some(shared) = shared {
            let content = Content { files: rendered.clone(), ..Content::text(shared.comment) };
            self.post(user, shared.channel, content, shared.thread, false)?;
        }
        self.files.append(&mut files);
        Ok(rendered)
    }

    /// The files that a user sees, newest first.
    pub(crate) fn files(&self, user: usize) -> impl Iterator<Item = &StoredFile> {
        let is_shared = move |file: &StoredFile| file.channels.iter().any(|id| self.conversation(user, id).is_ok());
        self.files.iter().rev().filter(move |file| file.user == user || is_shared(file))
    }
}
