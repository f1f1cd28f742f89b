use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tool_router_core::limits::{MAX_FILE_PATH, MAX_FILES_PAGE};

use super::Session;
use super::live::Live;
use crate::client::{Items, Repeat, Request, awaits_all, items};
use crate::error::{Cause, Error, InvalidInput};
use crate::spec::SessionSpec;
use crate::{Reply, Timestamp};

/// The mount that holds a session's files.
const MOUNT: &str = "files";
/// The default limit for a downloaded file, in bytes.
const LARGEST: usize = 64 * 1024 * 1024;

/// The files of a session's sandbox.
#[derive(Clone)]
pub struct Files {
    live: Arc<Live>,
}

/// A file of a session.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FileInfo {
    /// The path to download and delete it by.
    #[serde(rename = "mount_relative_path")]
    pub path: String,
    /// The directory in the sandbox that the path is relative to.
    #[serde(default)]
    pub sandbox_mount_prefix: Option<String>,
    /// The size in bytes.
    #[serde(default)]
    pub size: Option<u64>,
    /// When it was last changed, RFC 3339.
    #[serde(default)]
    pub last_modified: Option<Timestamp>,
}

impl FileInfo {
    /// Makes a file at this path, with nothing else said about it.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), sandbox_mount_prefix: None, size: None, last_modified: None }
    }
}

/// A list of a session's files; await it for all of them, or ask for its [`items`](Self::items).
#[must_use = "nothing is fetched until this is awaited, or its items are asked for"]
pub struct FilesRequest {
    live: Arc<Live>,
    prefix: Option<String>,
}

/// A request to upload a file; await it.
#[must_use = "nothing is uploaded until this is awaited"]
pub struct UploadRequest {
    live: Arc<Live>,
    path: String,
    bytes: Vec<u8>,
    mimetype: Option<String>,
}

/// A request to download a file; await it.
#[must_use = "nothing is downloaded until this is awaited"]
pub struct DownloadRequest {
    live: Arc<Live>,
    path: String,
    most: usize,
}

/// A file about to be deleted; await it.
#[must_use = "nothing is deleted until this is awaited"]
pub struct DeleteFileRequest {
    live: Arc<Live>,
    path: String,
}

impl<S: SessionSpec> Session<S> {
    /// Returns the files of the session's sandbox.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// let files = session.files();
    /// files.upload("data/names.csv", "ada,grace").mimetype("text/csv").await?;
    /// for file in files.list().prefix("data/").await? {
    ///     println!("{}: {:?} bytes", file.path, file.size);
    /// }
    /// assert_eq!(files.download("data/names.csv").await?, b"ada,grace");
    /// files.delete("data/names.csv").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn files(&self) -> Files {
        Files { live: Arc::clone(&self.live) }
    }
}

impl Files {
    /// Lists the files.
    ///
    /// # Errors
    ///
    /// The [errors of every request](crate::error#errors-of-every-request), for each page.
    pub fn list(&self) -> FilesRequest {
        FilesRequest { live: Arc::clone(&self.live), prefix: None }
    }

    /// Uploads a file to `path`, and replaces an existing one.
    ///
    /// The bytes go to the URL that the router names, over https and without the credential.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::FilePath`] before any request; [`Error::Transfer`] if the bytes cannot be moved; and the
    /// [errors of every request](crate::error#errors-of-every-request).
    pub fn upload(&self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> UploadRequest {
        UploadRequest { live: Arc::clone(&self.live), path: path.into(), bytes: bytes.into(), mimetype: None }
    }

    /// Downloads the file at `path`.
    ///
    /// # Errors
    ///
    /// As for [`upload`](Self::upload).
    pub fn download(&self, path: impl Into<String>) -> DownloadRequest {
        DownloadRequest { live: Arc::clone(&self.live), path: path.into(), most: LARGEST }
    }

    /// Deletes the file at `path`.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::FilePath`] before any request, and the [errors of every request](crate::error#errors-of-every-request).
    pub fn delete(&self, path: impl Into<String>) -> DeleteFileRequest {
        DeleteFileRequest { live: Arc::clone(&self.live), path: path.into() }
    }
}

impl FilesRequest {
    /// Limits the list to paths with this prefix, e.g. `data/`.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// The files, fetched page by page.
    pub fn items(self) -> Items<FileInfo> {
        // On the wire, a prefix has no leading slash, and is absent to list everything.
        let prefix = self.prefix.as_deref().map(|prefix| prefix.trim_start_matches('/').to_owned());
        let request = Request::get(&self.live.file_path("items"))
            .query("limit", MAX_FILES_PAGE.to_string())
            .query_opt("mount_relative_prefix", prefix.filter(|prefix| !prefix.is_empty()));
        items(self.live.router.clone(), request, "a page of files")
    }
}

impl UploadRequest {
    /// Sets the file's MIME type, e.g. `text/csv`.
    pub fn mimetype(mut self, mimetype: impl Into<String>) -> Self {
        self.mimetype = Some(mimetype.into());
        self
    }
}

impl DownloadRequest {
    /// Sets the maximum size of the file in bytes. The default is 64 MiB.
    pub fn at_most(mut self, bytes: usize) -> Self {
        self.most = bytes;
        self
    }
}

awaits_all!(FilesRequest => FileInfo);

impl IntoFuture for DeleteFileRequest {
    type Output = Result<(), Error>;
    type IntoFuture = Reply<()>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { live, path } = self;
        Reply::new(async move {
            let body = json!({ "mount_relative_path": relative(&path)? });
            let _: Value = live.file("delete", body, "a deleted file").await?;
            Ok(())
        })
    }
}

impl IntoFuture for UploadRequest {
    type Output = Result<(), Error>;
    type IntoFuture = Reply<()>;

    fn into_future(self) -> Self::IntoFuture {
        #[derive(Deserialize)]
        struct Upload {
            upload_url: String,
        }
        let Self { live, path, bytes, mimetype } = self;
        Reply::new(async move {
            let mut body = json!({ "mount_relative_path": relative(&path)? });
            if let Some(mimetype) = &mimetype {
                body["mimetype"] = mimetype.as_str().into();
            }
            let Upload { upload_url } = live.file("upload_url", body, "where to upload a file").await?;
            let put = live.router.put_bytes(&upload_url, bytes, mimetype.as_deref()).await;
            put.map_err(|problem| Error::Transfer { path, action: "uploaded", source: Cause::new(problem) })
        })
    }
}

impl IntoFuture for DownloadRequest {
    type Output = Result<Vec<u8>, Error>;
    type IntoFuture = Reply<Vec<u8>>;

    fn into_future(self) -> Self::IntoFuture {
        #[derive(Deserialize)]
        struct Download {
            download_url: String,
        }
        let Self { live, path, most } = self;
        Reply::new(async move {
            let body = json!({ "mount_relative_path": relative(&path)? });
            let Download { download_url } = live.file("download_url", body, "where to download a file").await?;
            let got = live.router.get_bytes(&download_url, most).await;
            got.map_err(|problem| Error::Transfer { path, action: "downloaded", source: Cause::new(problem) })
        })
    }
}

impl Live {
    async fn file<T: DeserializeOwned>(&self, call: &str, body: Value, expected: &'static str) -> Result<T, Error> {
        // Repeating is safe: a second URL is as good as the first, and a deleted file stays deleted.
        let request = Request::post(&self.file_path(call), &body, Repeat::Freely);
        self.router.send(request).await?.read(expected)
    }

    fn file_path<'a>(&'a self, last: &'a str) -> [&'a str; 6] {
        ["tool_router", "session", self.id.as_str(), "mounts", MOUNT, last]
    }
}

/// The path in its wire form: without a leading slash, and without steps out of the mount.
fn relative(path: &str) -> Result<&str, InvalidInput> {
    let refuse = |reason| Err(InvalidInput::FilePath { path: path.to_owned(), reason });
    let relative = path.trim_start_matches('/');
    if relative.is_empty() || relative.ends_with('/') {
        return refuse("it does not name a file");
    }
    if relative.len() > MAX_FILE_PATH {
        return refuse("it is longer than 1024 bytes");
    }
    if relative.chars().any(|c| c.is_control() || c == '\\') {
        return refuse("it has a backslash or a control character");
    }
    if relative.split('/').any(|step| matches!(step, "" | "." | "..")) {
        return refuse("it has an empty step, `.` or `..`");
    }
    Ok(relative)
}

impl fmt::Debug for Files {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Files").field("session", &self.live.id).finish()
    }
}

impl fmt::Debug for FilesRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FilesRequest").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl fmt::Debug for UploadRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("UploadRequest");
        shown.field("path", &self.path).field("size", &self.bytes.len()).finish_non_exhaustive()
    }
}

impl fmt::Debug for DeleteFileRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DeleteFileRequest").field("path", &self.path).finish_non_exhaustive()
    }
}

impl fmt::Debug for DownloadRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DownloadRequest").field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn paths_stay_in_the_mount() {
        assert_eq!(relative("/data/a.csv").unwrap(), "data/a.csv");
        for path in ["", "/", "data/", "../a", "a/../../b", "a//b", "./a", "a\\b", "a\nb", &"x".repeat(1025)] {
            assert!(relative(path).is_err(), "{path:?}");
        }
    }
}
