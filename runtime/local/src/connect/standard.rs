//! Answers of token endpoints that deviate from the standard.

use reqwest::StatusCode;
use serde_json::{Map, Value, json};

use crate::toolkit::OAuth2Endpoints;

/// What Slack and GitHub call a code or a refresh token that is not valid.
const INVALID_GRANTS: [&str; 5] =
    ["invalid_code", "invalid_refresh_token", "token_revoked", "bad_verification_code", "bad_refresh_token"];

/// The answer as RFC 6749 has it: errors have an error status, and tokens are not nested.
pub(super) fn answer(endpoints: &OAuth2Endpoints, status: StatusCode, body: Vec<u8>) -> (StatusCode, Vec<u8>) {
    if !status.is_success() {
        return (status, body);
    }
    let Ok(Value::Object(mut answer)) = serde_json::from_slice(&body) else { return (status, body) };
    let nested = endpoints.tokens_in.as_ref().and_then(|member| answer.remove(member));
    match nested {
        Some(Value::Object(tokens)) if has_token(&tokens) => (status, Value::Object(tokens).to_string().into_bytes()),
        _ if has_token(&answer) => (status, body),
        _ => match answer.get("error").and_then(Value::as_str) {
            Some(error) => (StatusCode::BAD_REQUEST, refusal(error, answer.get("error_description"))),
            None => (status, body),
        },
    }
}

fn has_token(answer: &Map<String, Value>) -> bool {
    answer.get("access_token").is_some_and(Value::is_string)
}

fn refusal(error: &str, description: Option<&Value>) -> Vec<u8> {
    let refusal = match description.and_then(Value::as_str) {
        _ if !INVALID_GRANTS.contains(&error) => json!({ "error": error, "error_description": description }),
        Some(description) => json!({ "error": "invalid_grant", "error_description": description }),
        None => json!({ "error": "invalid_grant", "error_description": error }),
    };
    refusal.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn standard(status: u16, body: &Value) -> (u16, Value) {
        let url = Url::parse("https://slack.example/oauth").unwrap();
        let endpoints = OAuth2Endpoints::new(url.clone(), url, "client").tokens_in("authed_user");
        let status = StatusCode::from_u16(status).unwrap();
        let (status, body) = answer(&endpoints, status, body.to_string().into_bytes());
        (status.as_u16(), serde_json::from_slice(&body).unwrap())
    }

    #[test]
    fn the_users_token_is_taken_and_not_the_bots() {
        let user = json!({ "id": "U1", "access_token": "xoxp", "token_type": "user", "expires_in": 60 });
        let body = json!({ "ok": true, "access_token": "xoxb", "token_type": "bot", "authed_user": user });
        assert_eq!(standard(200, &body), (200, user));
    }

    #[test]
    fn an_answer_without_nested_tokens_stays() {
        for body in [
            json!({ "access_token": "xoxp", "token_type": "user", "authed_user": { "id": "U1" } }),
            json!({ "access_token": "t", "token_type": "bearer", "error": "" }),
            json!({ "surprise": true }),
            json!(["no object"]),
        ] {
            assert_eq!(standard(200, &body), (200, body));
        }
    }

    #[test]
    fn an_error_with_a_status_of_success_is_an_error() {
        let refused = standard(200, &json!({ "ok": false, "error": "invalid_code" }));
        assert_eq!(refused, (400, json!({ "error": "invalid_grant", "error_description": "invalid_code" })));
        let refused = standard(200, &json!({ "error": "bad_verification_code", "error_description": "It expired." }));
        assert_eq!(refused, (400, json!({ "error": "invalid_grant", "error_description": "It expired." })));
        let misused = standard(200, &json!({ "ok": false, "error": "bad_client_secret" }));
        assert_eq!(misused, (400, json!({ "error": "bad_client_secret", "error_description": null })));
        let own = json!({ "error": "invalid_code" });
        assert_eq!(standard(401, &own), (401, own));
    }
}
