//! The Web API, as far as the toolkit calls it.

mod call;
mod chat;
mod conversations;
mod files;
mod search;
mod users;

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{NestedPath, Path, RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
    routing::{any, post},
};
use serde_json::{Value, json};

use self::call::{Call, Failure, Parameters};
use super::workspace::{TEAM_DOMAIN, TEAM_ID, TEAM_NAME, USERS, Workspace};
use crate::sandbox::{
    app::{Authority, bearer},
    lock,
};

/// What the handlers share.
#[derive(Clone)]
struct Api {
    authority: Authority,
    workspace: Arc<Mutex<Workspace>>,
}

/// The methods, and the place of uploads.
pub(super) fn routes(authority: Authority, workspace: Arc<Mutex<Workspace>>) -> Router {
    Router::new()
        .route("/api/{method}", any(method))
        .route("/upload/v1/{id}", post(upload))
        .with_state(Api { authority, workspace })
}

/// Runs a method. As at Slack, its errors have a status of success.
async fn method(
    State(api): State<Api>,
    Path(method): Path<String>,
    nested: NestedPath,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> impl IntoResponse {
    let parameters = Parameters::read(query.as_deref().unwrap_or_default(), &headers, &body);
    let answer = parameters.and_then(|parameters| run(&api, &method, parameters, &headers, nested.as_str()));
    let body = match answer {
        Ok(mut answer) => {
            answer["ok"] = true.into();
            answer
        }
        Err(failure) => failure.render(),
    };
    ([(header::CACHE_CONTROL, "no-store")], Json(body))
}

fn run(api: &Api, method: &str, parameters: Parameters, headers: &HeaderMap, app: &str) -> Result<Value, Failure> {
    let token = bearer(headers).or_else(|| parameters.get("token")).ok_or("not_authed")?.to_owned();
    if method == "auth.revoke" {
        let revoked = api.authority.access_of(&token).is_some();
        api.authority.revoke(&token);
        return Ok(json!({ "revoked": revoked }));
    }
    let access = api.authority.access_of(&token).ok_or("invalid_auth")?;
    let user = USERS.get(access.person).ok_or("invalid_auth")?;
    let mut call = Call {
        user: access.person,
        scopes: access.scopes.iter().map(|scope| scope.name).collect(),
        parameters,
        workspace: &mut lock(&api.workspace),
    };
    match method {
        "auth.test" => Ok(json!({
            "url": format!("https://{TEAM_DOMAIN}.slack.example/"),
            "team": TEAM_NAME,
            "user": user.handle,
            "team_id": TEAM_ID,
            "user_id": user.id,
        })),
        "team.info" => call.team(),
        "conversations.list" => call.list_conversations(),
        "users.conversations" => call.list_conversations_of_user(),
        "conversations.info" => call.conversation_info(),
        "conversations.open" => call.open_conversation(),
        "conversations.history" => call.history(),
        "conversations.replies" => call.replies(),
        "chat.postMessage" => call.post_message(),
        "chat.update" => call.update_message(),
        "chat.delete" => call.delete_message(),
        "reactions.add" => call.add_reaction(),
        "reactions.remove" => call.remove_reaction(),
        "reactions.get" => call.reactions(),
        "search.messages" => call.search_messages(),
        "users.list" => call.list_users(),
        "users.info" => call.user_info(),
        "users.lookupByEmail" => call.user_by_email(),
        "files.list" => call.list_files(),
        "files.info" => call.file_info(),
        "files.getUploadURLExternal" => {
            let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).ok_or("invalid_arguments")?;
            call.start_upload(&format!("http://{host}{app}/upload/v1"))
        }
        "files.completeUploadExternal" => call.complete_upload(),
        _ => Err("unknown_method".into()),
    }
}

impl Call<'_> {
    fn team(&self) -> Result<Value, Failure> {
        self.require("team:read")?;
        match self.parameters.get("team") {
            Some(team) if team != TEAM_ID => Err("team_not_found".into()),
            _ => Ok(json!({ "team": { "id": TEAM_ID, "name": TEAM_NAME, "domain": TEAM_DOMAIN } })),
        }
    }
}

/// Takes the content of a file. The URL itself grants access.
async fn upload(State(api): State<Api>, Path(id): Path<String>, content: Bytes) -> StatusCode {
    match lock(&api.workspace).receive(&id, content.len()) {
        true => StatusCode::OK,
        false => StatusCode::NOT_FOUND,
    }
}
