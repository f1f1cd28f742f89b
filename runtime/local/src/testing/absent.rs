//! Without the feature `testing`: calls do what they do, and nobody writes them down.

use serde_json::{Map, Value};

use crate::{
    api_error::ApiError,
    execute::{Failure, Need, Outcome},
    proxy::Called,
    sessions::CustomTools,
    store::Session,
};

/// Nothing.
#[derive(Debug, Default)]
pub(crate) struct Script(());

/// A call that nobody has written down.
pub(crate) struct Entry;

impl Script {
    pub(crate) fn need(&self, _tool: &str) -> Need {
        Need::Free
    }

    pub(crate) fn answered(&self, _tool: &str) {}

    pub(crate) async fn instead(&self, _tool: &str) -> Option<Result<Value, String>> {
        None
    }

    pub(crate) fn refused(&self, _session: &Session, _tool: &str, _arguments: &Map<String, Value>, _error: &ApiError) {}

    pub(crate) fn asked(&self, _session: &Session, _tool: &str, _arguments: &Map<String, Value>) {}

    pub(crate) fn declined(&self, _session: &Session, _tool: &str, _arguments: &Map<String, Value>) {}

    pub(crate) fn begin(
        &self,
        _session: &Session,
        _tool: &str,
        _arguments: &Map<String, Value>,
        _account: Option<&str>,
    ) -> Entry {
        Entry
    }

    pub(crate) fn end(&self, _entry: Entry, _result: &Result<Value, Failure>) {}

    pub(crate) fn begin_proxied(&self, _session: &Session, _call: &Map<String, Value>) -> Entry {
        Entry
    }

    pub(crate) fn end_proxied(&self, _entry: Entry, _result: &Result<Called, ApiError>) {}

    pub(crate) fn offer(&self, _custom: &CustomTools) {}

    pub(crate) fn answered_with(&self, _entry: Entry, _outcome: &Result<Outcome, ApiError>) {}
}
