//! Every route of the router.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state, map_response},
    routing::{MethodRouter, any, get, patch, post},
};
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use super::{
    SandboxProvider, accounts, api_error, auth, auth_configs, connect, execute, limits, mcp, meta, offered, proxy,
    push, running, session_configs, sessions, state::App, unserved,
};

/// The path of the sandbox provider, if there is one.
pub(crate) const SANDBOX_PATH: &str = "/sandbox";

/// The whole router.
pub(crate) fn router(app: &App, sandbox: Option<&SandboxProvider>) -> Router {
    let router = Router::new()
        .nest("/api/v3.1", api(app))
        // The version before, whose operations are the same.
        .nest("/api/v3", api(app))
        .route("/tool_router/{id}/mcp", mcp(app))
        .merge(pages(app))
        .layer(DefaultBodyLimit::max(limits::BODY))
        .merge(files(app))
        .with_state(app.clone());
    let router = match sandbox {
        // It is not refused while the router stops: a toolkit that runs may need it.
        Some(sandbox) => router.nest(SANDBOX_PATH, sandbox.router()),
        None => router,
    };
    router.layer(RequestBodyTimeoutLayer::new(limits::BODY_WAIT))
}

fn pages(app: &App) -> Router<App> {
    let deadline = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limits::REQUEST);
    connect::routes().layer(deadline).layer(from_fn_with_state(app.clone(), running::admit_page))
}

fn api(app: &App) -> Router<App> {
    Router::new()
        .nest("/tool_router/session", session())
        .route("/toolkits", get(offered::toolkits::list))
        .route("/toolkits/categories", get(offered::one::categories))
        .route("/toolkits/multi", post(offered::one::several))
        .route("/toolkits/{slug}", get(offered::one::retrieve))
        .route("/tools", get(offered::tools::list))
        .route("/toolkits/changelog", get(offered::one::changelog))
        .route("/tools/enum", get(offered::tools::slugs))
        .route("/tools/scopes/required", post(offered::scopes::required))
        .route("/toolkits/{slug}/scopes/recommended", post(offered::scopes::recommended))
        .route("/toolkits/{slug}/scopes/grant_context", get(offered::scopes::grant_context))
        .route("/tools/{slug}", get(sessions::tools::by_slug))
        .route("/connected_accounts", get(accounts::list))
        .merge(connecting())
        .route("/auth_configs", get(auth_configs::list).post(auth_configs::create))
        .route(
            "/auth_configs/{id}",
            get(auth_configs::retrieve).patch(auth_configs::update).delete(auth_configs::delete),
        )
        .route("/auth_configs/{id}/{status}", patch(auth_configs::set_status))
        .route("/session_configs", get(session_configs::list).post(session_configs::create))
        .route(
            "/session_configs/{id}",
            get(session_configs::retrieve).patch(session_configs::update).delete(session_configs::delete),
        )
        .route("/connected_accounts/{id}", get(accounts::retrieve).patch(accounts::update).delete(accounts::delete))
        .route("/connected_accounts/{id}/status", patch(accounts::set_status))
        .fallback(unserved::answer)
        .layer(from_fn_with_state(app.clone(), auth::require_api_key))
        .layer(from_fn_with_state(app.clone(), running::admit))
        .layer(from_fn(api_error::finish))
}

/// What must not run twice.
fn connecting() -> Router<App> {
    Router::new()
        .route("/connected_accounts", post(accounts::create))
        .route("/connected_accounts/link", post(accounts::link))
        .route("/connected_accounts/complete_auth", post(accounts::complete_auth))
        .route("/connected_accounts/{id}/refresh", post(accounts::refresh))
        .route("/connected_accounts/{id}/revoke", post(accounts::revoke))
        .route("/tools/execute/proxy", post(proxy::execute_directly))
        .route("/tools/execute/{slug}/input", post(execute::direct::input))
        .route("/tools/execute/{slug}", post(execute::direct::execute))
        .layer(map_response(api_error::never_retry))
}

fn session() -> Router<App> {
    let once = Router::new()
        .route("/{id}/link", post(connect::create_link))
        .route("/{id}/execute", post(execute::execute))
        .route("/{id}/execute_meta", post(execute::execute_meta))
        .route("/{id}/proxy_execute", post(proxy::execute))
        .layer(map_response(api_error::never_retry));
    Router::new()
        .route("/", post(sessions::create))
        .route("/{id}", get(sessions::retrieve).patch(sessions::update).delete(sessions::delete))
        .route("/{id}/config_history", get(sessions::history))
        .route("/{id}/attach", post(sessions::attach))
        .route("/{id}/toolkits", get(sessions::toolkits::list))
        .route("/{id}/tools", get(sessions::tools::list))
        .route("/{id}/search", post(meta::search_endpoint))
        .route("/{id}/connections", get(push::connections))
        .route("/{id}/mounts/files/items", get(sessions::files::list))
        .route("/{id}/mounts/files/upload_url", post(sessions::files::upload_url))
        .route("/{id}/mounts/files/download_url", post(sessions::files::download_url))
        .route("/{id}/mounts/files/delete", post(sessions::files::delete))
        .merge(once)
}

/// Uploads and downloads of files. The URL itself grants access.
fn files(app: &App) -> Router<App> {
    Router::new()
        .route("/files/{token}", get(sessions::files::get).put(sessions::files::put))
        .layer(DefaultBodyLimit::max(limits::FILE))
        .layer(from_fn_with_state(app.clone(), running::admit))
        .layer(from_fn(api_error::finish))
}

fn mcp(app: &App) -> MethodRouter<App> {
    any(mcp::serve)
        .layer(from_fn_with_state(app.clone(), auth::require_api_key))
        .layer(from_fn_with_state(app.clone(), running::admit_mcp))
        .layer(from_fn(api_error::finish))
}
