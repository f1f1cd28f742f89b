use serde_json::Value;

use super::Refusal;

/// What a request tells of the conversation, whatever the API.
#[derive(Default)]
pub(super) struct Conversation {
    /// The names of the tools that the model is given.
    pub(super) tools: Vec<String>,
    calls: Vec<Call>,
    /// Whether the user spoke last.
    pub(super) user_spoke_last: bool,
}

struct Call {
    id: String,
    name: String,
    result: Option<String>,
}

impl Conversation {
    pub(super) fn user(&mut self) {
        self.user_spoke_last = true;
    }

    pub(super) fn call(&mut self, id: &Value, name: &Value) -> Result<(), Refusal> {
        let (Some(id), Some(name)) = (id.as_str(), name.as_str()) else {
            return Err(Refusal::new("a call has neither id nor name"));
        };
        self.calls.push(Call { id: id.to_owned(), name: name.to_owned(), result: None });
        self.user_spoke_last = false;
        Ok(())
    }

    pub(super) fn result(&mut self, id: &Value, text: String) -> Result<(), Refusal> {
        let open = self.calls.iter_mut().find(|call| call.result.is_none() && Some(call.id.as_str()) == id.as_str());
        let call = open.ok_or_else(|| Refusal::new(format!("there is a result for {id}, which was not called")))?;
        call.result = Some(text);
        self.user_spoke_last = false;
        Ok(())
    }

    /// The last call with its result, if there is one.
    ///
    /// # Errors
    ///
    /// If a call has no result.
    pub(super) fn last(&self) -> Result<Option<(&str, &str)>, Refusal> {
        if let Some(call) = self.calls.iter().find(|call| call.result.is_none()) {
            return Err(Refusal::new(format!("the call {} of {} has no result", call.id, call.name)));
        }
        Ok(self.calls.last().and_then(|call| Some((call.name.as_str(), call.result.as_deref()?))))
    }

    /// The id of the next call.
    pub(super) fn next_id(&self) -> String {
        format!("call_{}", self.calls.len() + 1)
    }
}

/// The items of a list, which may be absent.
pub(super) fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// Text as the APIs write it: a string, or a list of parts with `text`.
pub(super) fn text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        _ => items(content).filter_map(|part| part["text"].as_str()).collect(),
    }
}
