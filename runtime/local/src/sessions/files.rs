//! The files of a session, and the URLs for uploading and downloading them.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Value, json};
use tool_router_core::limits::{MAX_FILE_PATH, MAX_FILES_PAGE};

use crate::{
    api_error::ApiError,
    limits,
    paging::{PageSize, page},
    random,
    request::{Body, Origin, Params},
    state::App,
    store::{FileLink, NewFileLink, Session, now},
    time::iso,
};

/// The directory of a sandbox that the paths would be relative to.
const SANDBOX_PREFIX: &str = "/mnt/files";
const SIZE: PageSize = PageSize { default: 100, max: MAX_FILES_PAGE };
/// How long the URL of a file is valid, in milliseconds: ten minutes.
const LIFETIME: i64 = 10 * 60 * 1000;

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
    let files = app.store.files(&session.id, prefix.unwrap_or_default()).await?;
    let items = files.into_iter().map(|file| {
        json!({
            "mount_relative_path": file.path,
            "sandbox_mount_prefix": SANDBOX_PREFIX,
            "size": file.size,
            "last_modified": iso(file.modified_at),
        })
    });
    let page = page(items, SIZE, query.limit, query.cursor.as_deref())?;
    let mut answer = json!({ "items": page.items });
    // The TypeScript SDK does not accept null here.
    if let Some(cursor) = page.next_cursor {
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
    if app.store.file(&session.id, path).await?.is_none() {
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

/// `PUT /files/{token}`: the URL itself grants access.
pub(crate) async fn put(
    State(app): State<App>,
    Path(token): Path<String>,
    bytes: Bytes,
) -> Result<StatusCode, ApiError> {
    let link = app.store.file_link(&random::hash(&token), true).await?.ok_or_else(unknown_link)?;
    if app.store.keep_file(&link, &bytes, limits::FILES).await? {
        return Ok(StatusCode::OK);
    }
    let message = format!("The files of a session come to {} bytes at most", limits::FILES);
    Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, 10413, "HTTP_PayloadTooLarge", message))
}

/// `GET /files/{token}`: the URL itself grants access.
pub(crate) async fn get(State(app): State<App>, Path(token): Path<String>) -> Result<Response, ApiError> {
    let link = app.store.file_link(&random::hash(&token), false).await?.ok_or_else(unknown_link)?;
    let FileLink { session_id, path, .. } = &link;
    let file = app.store.file(session_id, path).await?.ok_or_else(|| no_file(path))?;
    let mimetype = file.mimetype.and_then(|mimetype| HeaderValue::from_str(&mimetype).ok());
    let headers = [
        (header::CONTENT_TYPE, mimetype.unwrap_or(HeaderValue::from_static("application/octet-stream"))),
        // A browser must not show a session's content as a page of the router.
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, file.bytes).into_response())
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
    if !app.store.keep_file(&file, bytes, limits::FILES).await? {
        return Err(ApiError::refused("The session has no room for another file").suggest("Delete some of its files."));
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

fn no_file(path: &str) -> ApiError {
    ApiError::not_found(format!("File {path} not found"))
}

fn unknown_link() -> ApiError {
    ApiError::not_found("This link does not work, or does not work any more.").suggest("Ask for another one.")
}

#[cfg(test)]
mod tests {
    use super::{MAX_FILE_PATH, relative};

    #[test]
    fn paths_stay_in_the_mount() {
        assert!(relative("data/a b.csv").is_ok());
        for path in ["", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", "a\nb", &"x".repeat(MAX_FILE_PATH + 1)] {
            assert!(relative(path).is_err(), "{path:?}");
        }
    }
}
