use std::fmt;
use std::future::IntoFuture;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tool_router_core::limits::{MAX_FILE_PATH, MAX_FILES_PAGE};

use super::live::Live;
use super::{Reply, Session};
use crate::Timestamp;
use crate::client::{Items, Repeat, Request, items};
use crate::error::{Error, InvalidInput};
use crate::spec::SessionSpec;

/// The mount that holds a session's files.
const MOUNT: &str = "files";
/// The largest file that is downloaded unless asked otherwise, in bytes.
const LARGEST: usize = 64 * 1024 * 1024;

/// The files of a session's sandbox.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    live: &'a Live,
}

/// A file of a session.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct FileInfo {
    /// The path, to download and delete it by.
    #[serde(rename = "mount_relative_path")]
    pub path: String,
    /// Where the sandbox has the directory that the path starts from.
    #[serde(default)]
    pub sandbox_mount_prefix: Option<String>,
    /// The size in bytes.
    #[serde(default)]
    pub size: Option<u64>,
    /// When it was changed.
    #[serde(default)]
    pub last_modified: Option<Timestamp>,
}

/// A question for a session's files.
#[must_use = "nothing is fetched until the items are asked for"]
pub struct FilesRequest<'a> {
    live: &'a Live,
    prefix: Option<String>,
}

/// A file about to be uploaded; await it.
#[must_use = "nothing is uploaded until this is awaited"]
pub struct UploadRequest<'a> {
    live: &'a Live,
    path: String,
    bytes: Vec<u8>,
    mimetype: Option<String>,
}

/// A file about to be downloaded; await it.
#[must_use = "nothing is downloaded until this is awaited"]
pub struct DownloadRequest<'a> {
    live: &'a Live,
    path: String,
    most: usize,
}

impl<S: SessionSpec> Session<S> {
    /// The files of the session's sandbox.
    ///
    /// ```no_run
    /// # async fn example<S: tool_router::SessionSpec>(
    /// #     session: tool_router::Session<S>,
    /// # ) -> Result<(), tool_router::Error> {
    /// let files = session.files();
    /// files.upload("data/names.csv", "ada,grace").mimetype("text/csv").await?;
    /// for file in files.list().prefix("data/").items().collect().await? {
    ///     println!("{}: {:?} bytes", file.path, file.size);
    /// }
    /// assert_eq!(files.download("data/names.csv").await?, b"ada,grace");
    /// files.delete("data/names.csv").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn files(&self) -> Files<'_> {
        Files { live: &self.live }
    }
}

impl<'a> Files<'a> {
    /// Asks for the files.
    pub fn list(self) -> FilesRequest<'a> {
        FilesRequest { live: self.live, prefix: None }
    }

    /// Puts a file at `path`, in place of the one that is there.
    ///
    /// The bytes go to the URL that the router names, over https and without the credential.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::FilePath`] before any request; [`Error::Transfer`] when the bytes do not arrive; whatever else the
    /// request ends with.
    pub fn upload(self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> UploadRequest<'a> {
        UploadRequest { live: self.live, path: path.into(), bytes: bytes.into(), mimetype: None }
    }

    /// Fetches the bytes of the file at `path`.
    ///
    /// # Errors
    ///
    /// As for [`upload`](Self::upload).
    pub fn download(self, path: impl Into<String>) -> DownloadRequest<'a> {
        DownloadRequest { live: self.live, path: path.into(), most: LARGEST }
    }

    /// Deletes the file at `path`.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::FilePath`] before any request, and whatever the request ends with.
    pub fn delete(self, path: impl Into<String>) -> Reply<'a, ()> {
        let path = path.into();
        Reply::new(async move {
            let body = json!({ "mount_relative_path": relative(&path)? });
            let _: Value = self.live.file("delete", body, "a deleted file").await?;
            Ok(())
        })
    }
}

impl FilesRequest<'_> {
    /// Only those whose path begins like this: `data/`.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// The files, fetched page by page.
    pub fn items(self) -> Items<FileInfo> {
        // The wire has no leading slash, and no prefix for everything.
        let prefix = self.prefix.as_deref().map(|prefix| prefix.trim_start_matches('/').to_owned());
        let request = Request::get(&self.live.file_path("items"))
            .query("limit", MAX_FILES_PAGE.to_string())
            .query_opt("mount_relative_prefix", prefix.filter(|prefix| !prefix.is_empty()));
        items(self.live.router.clone(), request, "a page of files")
    }
}

impl UploadRequest<'_> {
    /// Says what kind of file it is: `text/csv`.
    pub fn mimetype(mut self, mimetype: impl Into<String>) -> Self {
        self.mimetype = Some(mimetype.into());
        self
    }
}

impl DownloadRequest<'_> {
    /// Takes a file of up to so many bytes. The default is 64 MiB.
    pub fn at_most(mut self, bytes: usize) -> Self {
        self.most = bytes;
        self
    }
}

impl<'a> IntoFuture for UploadRequest<'a> {
    type Output = Result<(), Error>;
    type IntoFuture = Reply<'a, ()>;

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
            put.map_err(|problem| Error::Transfer { path, action: "uploaded", problem })
        })
    }
}

impl<'a> IntoFuture for DownloadRequest<'a> {
    type Output = Result<Vec<u8>, Error>;
    type IntoFuture = Reply<'a, Vec<u8>>;

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
            got.map_err(|problem| Error::Transfer { path, action: "downloaded", problem })
        })
    }
}

impl Live {
    async fn file<T: DeserializeOwned>(&self, call: &str, body: Value, expected: &'static str) -> Result<T, Error> {
        // Each can be made twice: a second URL is as good as the first, and a deleted file stays deleted.
        let request = Request::post(&self.file_path(call), &body, Repeat::Freely);
        self.router.send(request).await?.read(expected)
    }

    fn file_path<'a>(&'a self, last: &'a str) -> [&'a str; 6] {
        ["tool_router", "session", self.id.as_str(), "mounts", MOUNT, last]
    }
}

/// The path as the wire has it: without a leading slash, and without steps out of the mount.
fn relative(path: &str) -> Result<&str, InvalidInput> {
    let refuse = |reason| Err(InvalidInput::FilePath { path: path.to_owned(), reason });
    let relative = path.trim_start_matches('/');
    if relative.is_empty() || relative.ends_with('/') {
        return refuse("it names no file");
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

impl fmt::Debug for Files<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Files").field("session", &self.live.id).finish()
    }
}

impl fmt::Debug for FilesRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FilesRequest").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl fmt::Debug for UploadRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("UploadRequest");
        shown.field("path", &self.path).field("size", &self.bytes.len()).finish_non_exhaustive()
    }
}

impl fmt::Debug for DownloadRequest<'_> {
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
