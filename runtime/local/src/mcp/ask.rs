//! Questions to the user, in the form that the client supports: as a request from the server, or, in protocol revisions
//! without such requests, as an answer after which the client repeats its call.

use std::collections::BTreeMap;

use rmcp::{
    ErrorData, RoleServer, ServiceError,
    model::{ElicitRequest, ElicitRequestParams, InputRequest, InputRequests, InputRequiredResult, ProtocolVersion},
    service::RequestContext,
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::{
    execute::{Ask, UserReply},
    limits,
};

/// How the client's user can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Not at all.
    None,
    /// The server sends a request while the call waits.
    Request,
    /// The server returns the questions, and the client repeats the call with the answers.
    Repeat,
}

impl Way {
    pub(super) fn of(context: &RequestContext<RoleServer>) -> Self {
        let capabilities = context.client_capabilities().unwrap_or_default();
        // Before modes existed, the capability alone meant forms.
        let forms = capabilities.elicitation.is_some_and(|modes| modes.form.is_some() || modes.url.is_none());
        match context.protocol_version() {
            _ if !forms => Self::None,
            Some(version) if version.as_str() >= ProtocolVersion::V_2026_07_28.as_str() => Self::Repeat,
            _ => Self::Request,
        }
    }
}

/// Asks one question after another, until the call is cancelled or the router stops.
pub(super) async fn request(
    ask: Ask,
    context: &RequestContext<RoleServer>,
    stopping: &CancellationToken,
) -> Result<UserReply, ErrorData> {
    let mut answers = BTreeMap::new();
    for (id, form) in forms(&ask)? {
        let asked = context.peer.create_elicitation_with_timeout(form, Some(limits::ELICITATION));
        let answered = stopping.run_until_cancelled(context.ct.run_until_cancelled(asked)).await;
        let answer = match answered.flatten().unwrap_or(Err(ServiceError::Cancelled { reason: None })) {
            Ok(answer) => json!({ "action": answer.action, "content": answer.content }),
            // No answer is not an approval.
            Err(error) => {
                tracing::debug!(%error, "a question was not answered");
                json!({ "action": "cancel" })
            }
        };
        answers.insert(id, answer);
    }
    Ok(UserReply::new(answers, Some(ask.request_state)))
}

/// The questions, for the client to repeat its call with the answers.
pub(super) fn repeat(ask: &Ask) -> Result<InputRequiredResult, ErrorData> {
    let requests = forms(ask)?.into_iter().map(|(id, form)| (id, InputRequest::Elicitation(ElicitRequest::new(form))));
    let requests: InputRequests = requests.collect();
    Ok(InputRequiredResult::new(Some(requests), Some(ask.request_state.expose_secret().to_owned())))
}

fn forms(ask: &Ask) -> Result<Vec<(String, ElicitRequestParams)>, ErrorData> {
    let requests = ask.input_requests.as_object().into_iter().flatten();
    let form = |(id, request): (&String, &Value)| {
        let form = ElicitRequestParams::FormElicitationParams {
            meta: None,
            message: request["message"].as_str().unwrap_or_default().to_owned(),
            requested_schema: serde_json::from_value(request["requested_schema"].clone())
                .map_err(|error| ErrorData::internal_error(format!("a question is not a form: {error}"), None))?,
        };
        Ok((id.clone(), form))
    };
    requests.map(form).collect()
}
