use serde_json::{Value, json};
use tool_router_core::config::Hook;

use super::{CallKind, Stage, Subject};
use crate::{
    store::{Session, now},
    time::iso,
};

/// What a hook is asked about.
pub(super) struct Event<'a> {
    pub(super) hook: &'a Hook,
    pub(super) session: &'a Session,
    pub(super) subject: Subject<'a>,
    /// The result, after the call.
    pub(super) result: Option<&'a Value>,
}

impl Event<'_> {
    /// The body of the request with this id.
    pub(super) fn body(&self, id: &str) -> Value {
        let Self { hook, session, subject, result } = self;
        let kind = match Stage::of(hook) {
            Stage::Before => "composio.session_hook.before_execute",
            Stage::After => "composio.session_hook.after_execute",
        };
        let mut data = json!({
            "hook": { "id": hook.id, "name": hook.name },
            "session_id": session.id,
            "user_id": session.user_id,
            "toolkit_slug": subject.toolkit,
            "connected_account_id": subject.account,
        });
        match subject.call {
            CallKind::Tool { slug, arguments } => {
                data["call_type"] = "tool".into();
                data["tool_slug"] = slug.into();
                data["arguments"] = Value::Object(arguments.clone());
            }
            CallKind::Proxy { request } => {
                data["call_type"] = "proxy".into();
                data["request"] = Value::Object(request.clone());
            }
        }
        if let Some(result) = result {
            data["result"] = (*result).clone();
        }
        json!({ "id": id, "type": kind, "timestamp": iso(now()), "data": data })
    }
}
