//! The REST API, as far as the toolkit calls it.

mod applications;
mod call;
mod contents;
mod git;
mod issues;
mod pulls;
mod render;
mod repositories;
mod search;

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{NestedPath, Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{any, delete},
};
use serde_json::Map;

use self::call::{Answer, Call};
use super::hub::{Failure, Hub, USERS};
use crate::sandbox::{app::Authority, lock};

/// Where the API is below the app, as at a GitHub Enterprise Server.
pub(super) const BASE: &str = "/api/v3";

/// What the handlers share.
#[derive(Clone)]
struct Api {
    authority: Authority,
    hub: Arc<Mutex<Hub>>,
}

pub(super) fn routes(authority: Authority, hub: Arc<Mutex<Hub>>) -> Router {
    Router::new()
        .route("/api/v3/applications/{client_id}/token", delete(applications::delete_token))
        .route("/api/v3/{*path}", any(handle))
        .with_state(Api { authority, hub })
}

async fn handle(
    State(api): State<Api>,
    method: Method,
    Path(path): Path<String>,
    nested: NestedPath,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let query = query.unwrap_or_default();
    let Some(access) = api.authority.access(&headers) else {
        return respond(Err(Failure::new(StatusCode::UNAUTHORIZED, "Bad credentials")), "", "");
    };
    let scopes: Vec<_> = access.scopes.iter().map(|scope| scope.name).collect();
    let granted = scopes.join(", ");
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let url = format!("http://{host}{}{BASE}/{path}?{query}", nested.as_str());
    let fields = match body.is_empty() {
        true => Ok(Map::new()),
        false => serde_json::from_slice(&body),
    };
    let Ok(fields) = fields else {
        return respond(Err(Failure::new(StatusCode::BAD_REQUEST, "Problems parsing JSON")), &granted, &url);
    };
    let mut hub = lock(&api.hub);
    let call = Call {
        user: access.person,
        scopes,
        query: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        body: fields,
        hub: &mut hub,
    };
    let segments: Vec<_> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    respond(run(call, method.as_str(), &segments), &granted, &url)
}

fn run(mut call: Call<'_>, method: &str, path: &[&str]) -> Result<Answer, Failure> {
    if USERS.get(call.user).is_none() {
        return Err(Failure::new(StatusCode::UNAUTHORIZED, "Bad credentials"));
    }
    match (method, path) {
        ("GET", ["user"]) => call.authenticated_user(),
        ("GET", ["users", login]) => call.user_named(login),
        ("GET", ["user", "repos"]) => call.own_repositories(),
        ("POST", ["user", "repos"]) => call.create_repository(),
        ("GET", ["users", login, "repos"]) => call.repositories_of(login),
        ("GET", ["user", "starred"]) => call.starred(),
        (method, ["user", "starred", owner, name]) => call.star(method, (owner, name)),
        ("GET", ["issues"]) => call.issues_of_user(),
        ("GET", ["search", "repositories"]) => call.search_repositories(),
        ("GET", ["search", "issues"]) => call.search_issues(),
        ("GET", ["search", "code"]) => call.search_code(),
        (method, ["repos", owner, name, rest @ ..]) => in_repository(call, method, (owner, name), rest),
        _ => Err(Failure::not_found()),
    }
}

fn in_repository(mut call: Call<'_>, method: &str, named: call::Named<'_>, path: &[&str]) -> Result<Answer, Failure> {
    let number = |text: &str| text.parse::<u64>().map_err(|_| Failure::not_found());
    match (method, path) {
        ("GET", []) => call.repository(named),
        ("GET", ["branches"]) => call.branches(named),
        ("GET", ["branches", name @ ..]) => call.branch(named, &name.join("/")),
        ("POST", ["git", "refs"]) => call.create_reference(named),
        ("GET", ["git", "ref", name @ ..]) => call.reference(named, &name.join("/")),
        ("GET", ["commits"]) => call.commits(named),
        ("GET", ["commits", reference @ ..]) => call.commit(named, &reference.join("/")),
        ("GET", ["contents", path @ ..]) => call.content(named, &path.join("/")),
        ("PUT", ["contents", path @ ..]) => call.write_file(named, &path.join("/")),
        ("DELETE", ["contents", path @ ..]) => call.delete_file(named, &path.join("/")),
        ("GET", ["issues"]) => call.issues(named),
        ("POST", ["issues"]) => call.create_issue(named),
        ("PATCH", ["issues", "comments", id]) => call.update_comment(named, number(id)?),
        ("DELETE", ["issues", "comments", id]) => call.delete_comment(named, number(id)?),
        ("GET", ["issues", issue]) => call.issue(named, number(issue)?),
        ("PATCH", ["issues", issue]) => call.update_issue(named, number(issue)?),
        ("GET", ["issues", issue, "comments"]) => call.comments(named, number(issue)?),
        ("POST", ["issues", issue, "comments"]) => call.create_comment(named, number(issue)?),
        ("POST", ["issues", issue, "labels"]) => call.add_labels(named, number(issue)?),
        ("GET", ["pulls"]) => call.pulls(named),
        ("POST", ["pulls"]) => call.create_pull(named),
        ("GET", ["pulls", pull]) => call.pull(named, number(pull)?),
        ("PATCH", ["pulls", pull]) => call.update_pull(named, number(pull)?),
        ("PUT", ["pulls", pull, "merge"]) => call.merge_pull(named, number(pull)?),
        ("GET", ["pulls", pull, "files"]) => call.pull_files(named, number(pull)?),
        ("GET", ["pulls", pull, "reviews"]) => call.reviews(named, number(pull)?),
        ("POST", ["pulls", pull, "reviews"]) => call.create_review(named, number(pull)?),
        _ => Err(Failure::not_found()),
    }
}

/// Writes an answer with GitHub's headers about scopes and pages. `url` is that of the request.
fn respond(answer: Result<Answer, Failure>, granted: &str, url: &str) -> Response {
    let mut headers = HeaderMap::new();
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set("cache-control", "private, no-store");
    set("x-oauth-scopes", granted);
    let (status, body) = match answer {
        Ok(answer) => {
            if let Some(links) = answer.next.and_then(|(next, last)| links(url, next, last)) {
                set("link", &links);
            }
            (answer.status, answer.body)
        }
        Err(failure) => {
            set("x-accepted-oauth-scopes", failure.accepted_scopes.unwrap_or_default());
            (failure.status, Some(failure.render()))
        }
    };
    match body {
        Some(body) => (status, headers, Json(body)).into_response(),
        None => (status, headers).into_response(),
    }
}

fn links(url: &str, next: usize, last: usize) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let page = |number: usize| {
        let kept: Vec<_> = url.query_pairs().into_owned().filter(|(name, _)| name != "page").collect();
        let mut url = url.clone();
        url.query_pairs_mut().clear().extend_pairs(kept).append_pair("page", &number.to_string());
        url
    };
    Some(format!("<{}>; rel=\"next\", <{}>; rel=\"last\"", page(next), page(last)))
}
