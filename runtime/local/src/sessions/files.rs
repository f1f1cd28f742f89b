//! The files of a session, and the URLs for uploading and downloading them.

use std::sync::Arc;

use axum::{
    Json,
    body::{Body as AnyBody, Bytes},
    extract::{FromRequest, Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tool_router_core::limits::{MAX_FILE_PATH, MAX_FILES_PAGE};

use crate::{
    api_error::ApiError,
    held::Held,
    limits,
    paging::{self, PageSize},
    portions::Portions,
    random,
    request::{Body, Origin, Params, unread},
    state::App,
    store::{FileLink, Kept, NewFileLink, Session, now},
    time::iso,
};

/// The directory of a sandbox that the paths would be relative to.
const SANDBOX_PREFIX: &str = "/mnt/files";
const SIZE: PageSize = PageSize { default: 100, max: MAX_FILES_PAGE };
/// How long the URL of a file is valid, in milliseconds: ten minutes.
const LIFETIME: i64 = 10 * 60 * 1000;
/// What to do when a session has no room for a file.
const DELETE_SOME: &str = "Delete some of its files.";

/// The query of `GET /{id}/mounts/files/items`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Query {
    limit: Option<usize>,
    cursor: Option<String>,
    mount_relative_prefix: Option<String>,
}

/// The body that names a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    mount_relative_path: String,
    #[serde(default)]
    mimetype: Option<String>,
}

/// `GET /{id}/mounts/files/items`
pub(crate) async fn list(
    State(app): State<App>,
    session: Session,
    Params(query): Params<Query>,
) -> Result<Json<Value>, ApiError> {
    let prefix = query.mount_relative_prefix.as_deref();
    if prefix.is_some_and(|prefix| prefix.is_empty() || prefix.starts_with('/')) {
        let problem = "expected text that is not empty, without a leading slash";
        return Err(ApiError::invalid("query.mount_relative_prefix", problem));
    }
    let page = paging::Named::read(SIZE, query.limit, query.cursor.as_deref())?;
    let prefix = prefix.unwrap_or_default();
    let files = app.store.files(&session.id, prefix, page.after.as_deref(), page.to_read()).await?;
    let (files, next_cursor) = page.page(files, |file| &file.path);
    let items = files.into_iter().map(|file| {
        json!({
            "mount_relative_path": file.path,
            "sandbox_mount_prefix": SANDBOX_PREFIX,
            "size": file.size,
            "last_modified": iso(file.modified_at),
        })
    });
    let mut answer = json!({ "items": items.collect::<Vec<_>>() });
    // The TypeScript SDK does not accept null here.
    if let Some(cursor) = next_cursor {
        answer["next_cursor"] = cursor.into();
    }
    Ok(Json(answer))
}

/// `POST /{id}/mounts/files/upload_url`
pub(crate) async fn upload_url(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(named): Body<Named>,
) -> Result<Json<Value>, ApiError> {
    let path = relative(&named.mount_relative_path)?;
    if named.mimetype.as_deref().is_some_and(|mimetype| HeaderValue::from_str(mimetype).is_err()) {
        return Err(ApiError::invalid("payload.mimetype", "expected a media type"));
    }
    let link = link(&app, &session, &origin, path, named.mimetype.as_deref(), true).await?;
    Ok(Json(described(path, "upload_url", &link)))
}

/// `POST /{id}/mounts/files/download_url`
pub(crate) async fn download_url(
    State(app): State<App>,
    session: Session,
    origin: Origin,
    Body(named): Body<Named>,
) -> Result<Json<Value>, ApiError> {
    let path = relative(&named.mount_relative_path)?;
    if !app.store.has_file(&session.id, path).await? {
        return Err(no_file(path));
    }
    let link = link(&app, &session, &origin, path, None, false).await?;
    Ok(Json(described(path, "download_url", &link)))
}

/// `POST /{id}/mounts/files/delete`
pub(crate) async fn delete(
    State(app): State<App>,
    session: Session,
    Body(named): Body<Named>,
) -> Result<Json<Value>, ApiError> {
    let path = relative(&named.mount_relative_path)?;
    if !app.store.delete_file(&session.id, path).await? {
        return Err(no_file(path));
    }
    Ok(Json(json!({ "mount_relative_path": path, "sandbox_mount_prefix": SANDBOX_PREFIX })))
}

/// The uploads and downloads under way. Their bytes are in memory, and the URL alone grants access.
#[derive(Debug)]
pub(crate) struct Transfers {
    count: Arc<Semaphore>,
    bytes: Arc<Semaphore>,
}

/// Room for the bytes of one file, until it is dropped.
pub(crate) struct Room {
    _count: OwnedSemaphorePermit,
    bytes: OwnedSemaphorePermit,
}

impl Default for Transfers {
    fn default() -> Self {
        Self {
            count: Arc::new(Semaphore::new(limits::TRANSFERS)),
            bytes: Arc::new(Semaphore::new(limits::TRANSFER_BYTES as usize)),
        }
    }
}

impl Transfers {
    /// Room for `bytes`, at most those of one file.
    pub(crate) async fn room(&self, bytes: usize) -> Result<Room, ApiError> {
        let bytes = u32::try_from(bytes.min(limits::FILE)).unwrap_or(limits::TRANSFER_BYTES);
        let room = async {
            let count = self.count.clone().acquire_owned().await.ok()?;
            Some(Room { _count: count, bytes: self.bytes.clone().acquire_many_owned(bytes).await.ok()? })
        };
        let room = tokio::time::timeout(limits::TRANSFER_WAIT, room).await;
        room.ok()
            .flatten()
            .ok_or_else(|| ApiError::unavailable("Too many files are being moved. Try again in a moment."))
    }
}

impl Room {
    /// Gives back the room beyond `bytes`.
    fn shrink(&mut self, bytes: usize) {
        let spare = self.bytes.num_permits().saturating_sub(bytes);
        drop(self.bytes.split(spare));
    }
}

/// `PUT /files/{token}`: the URL itself grants access, so it is checked before anything of the body is read.
pub(crate) async fn put(
    State(app): State<App>,
    Path(token): Path<String>,
    request: Request,
) -> Result<StatusCode, ApiError> {
    let link = app.store.file_link(&random::hash(&token), true).await?.ok_or_else(unknown_link)?;
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.map(|length| length.to_str().ok().and_then(|length| length.parse().ok()).unwrap_or(usize::MAX));
    if length.is_some_and(|length| length > limits::FILE) {
        return Err(ApiError::for_status(StatusCode::PAYLOAD_TOO_LARGE));
    }
    let _room = app.transfers.room(length.unwrap_or(limits::FILE)).await?;
    let bytes = Bytes::from_request(request, &app).await.map_err(|rejection| unread(&rejection))?;
    let message = match app.store.keep_file(&link, &bytes).await? {
        Kept::Stored => return Ok(StatusCode::OK),
        Kept::TooMany => too_many(),
        Kept::TooLarge => format!("The files of a session come to {} bytes at most", limits::FILES),
    };
    let error = ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, 10413, "HTTP_PayloadTooLarge", message);
    Err(error.suggest(DELETE_SOME))
}

/// `GET /files/{token}`: the URL itself grants access.
pub(crate) async fn get(State(app): State<App>, Path(token): Path<String>) -> Result<Response, ApiError> {
    let link = app.store.file_link(&random::hash(&token), false).await?.ok_or_else(unknown_link)?;
    let FileLink { session_id, path, .. } = &link;
    let mut room = app.transfers.room(limits::FILE).await?;
    let file = app.store.file(session_id, path).await?.ok_or_else(|| no_file(path))?;
    room.shrink(file.bytes.len());
    let mimetype = file.mimetype.and_then(|mimetype| HeaderValue::from_str(&mimetype).ok());
    let headers = [
        (header::CONTENT_TYPE, mimetype.unwrap_or(HeaderValue::from_static("application/octet-stream"))),
        // A browser must not show a session's content as a page of the router.
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, Held::body(AnyBody::new(Portions(file.bytes.into())), room)).into_response())
}

/// A URL for the bytes of a file, and its expiry.
pub(crate) struct Link {
    pub(crate) url: String,
    pub(crate) expires_at: String,
}

async fn link(
    app: &App,
    session: &Session,
    Origin(origin): &Origin,
    path: &str,
    mimetype: Option<&str>,
    is_upload: bool,
) -> Result<Link, ApiError> {
    let token = random::token()?;
    let expires_at = now() + LIFETIME;
    let link = NewFileLink {
        token_hash: &random::hash(token.expose_secret()),
        session_id: &session.id,
        path,
        mimetype,
        is_upload,
        expires_at,
    };
    app.store.insert_file_link(link).await?;
    Ok(Link { url: format!("{origin}/files/{}", token.expose_secret()), expires_at: iso(expires_at) })
}

/// Stores bytes as a file of the session, and makes a link to download them.
pub(crate) async fn keep(
    app: &App,
    session: &Session,
    origin: &Origin,
    path: &str,
    mimetype: Option<&str>,
    bytes: &[u8],
) -> Result<Link, ApiError> {
    let file =
        FileLink { session_id: session.id.clone(), path: path.to_owned(), mimetype: mimetype.map(str::to_owned) };
    match app.store.keep_file(&file, bytes).await? {
        Kept::Stored => {}
        Kept::TooMany => return Err(ApiError::refused(too_many()).suggest(DELETE_SOME)),
        Kept::TooLarge => {
            return Err(ApiError::refused("The session has no room for another file").suggest(DELETE_SOME));
        }
    }
    link(app, session, origin, path, mimetype, false).await
}

fn described(path: &str, key: &str, link: &Link) -> Value {
    let mut answer = json!({
        "mount_relative_path": path,
        "sandbox_mount_prefix": SANDBOX_PREFIX,
        "expires_at": link.expires_at,
    });
    answer[key] = link.url.as_str().into();
    answer
}

fn relative(path: &str) -> Result<&str, ApiError> {
    let is_odd = |step: &str| matches!(step, "" | "." | "..") || step.chars().any(char::is_control);
    if path.len() > MAX_FILE_PATH || path.contains('\\') || path.split('/').any(is_odd) {
        let problem = format_args!(
            "expected a relative path of at most {MAX_FILE_PATH} bytes, without empty steps, `.` and `..`"
        );
        return Err(ApiError::invalid("payload.mount_relative_path", problem));
    }
    Ok(path)
}

fn too_many() -> String {
    format!("A session has {} files at most", limits::FILE_COUNT)
}

fn no_file(path: &str) -> ApiError {
    ApiError::not_found(format!("File {path} not found"))
}

fn unknown_link() -> ApiError {
    ApiError::not_found("This link does not work, or does not work any more.").suggest("Ask for another one.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_bytes_of_all_transfers_are_bounded() {
        let transfers = Transfers::default();
        let mut rooms = Vec::new();
        while let Ok(room) = transfers.room(limits::FILE).await {
            rooms.push(room);
        }
        assert_eq!(rooms.len() * limits::FILE, limits::TRANSFER_BYTES as usize);
        assert!(transfers.room(1).await.is_err_and(|error| error.status == StatusCode::SERVICE_UNAVAILABLE));
        rooms[0].shrink(1);
        assert!(transfers.room(limits::FILE - 1).await.is_ok());
        drop(rooms);
        let small = futures_util::future::join_all((0..=limits::TRANSFERS).map(|_| transfers.room(1))).await;
        assert_eq!(small.iter().filter(|room| room.is_ok()).count(), limits::TRANSFERS);
    }

    #[test]
    fn paths_stay_in_the_mount() {
        assert!(relative("data/a b.csv").is_ok());
        for path in ["", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", "a\nb", &"x".repeat(MAX_FILE_PATH + 1)] {
            assert!(relative(path).is_err(), "{path:?}");
        }
    }
}
