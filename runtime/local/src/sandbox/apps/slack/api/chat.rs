//! `chat.*` and `reactions.*`

use serde_json::{Value, json};

use super::{
    super::workspace::{Content, Ts},
    call::{Call, Failure},
};

const MAX_TEXT_CHARS: usize = 40_000;
const MAX_MARKDOWN_CHARS: usize = 12_000;
const MAX_BLOCKS: usize = 50;

impl Call<'_> {
    pub(super) fn post_message(&mut self) -> Result<Value, Failure> {
        self.require("chat:write")?;
        let content = self.content()?;
        let thread = match self.parameters.get("thread_ts") {
            Some(_) => Some(self.parameters.ts("thread_ts", "invalid_thread_ts")?),
            None => None,
        };
        let broadcast = thread.is_some() && self.parameters.flag("reply_broadcast");
        let (user, named) = (self.user, self.channel()?);
        let channel = self.workspace.destination(user, &named)?;
        let posted = self.workspace.post(user, &channel, content, thread, broadcast)?;
        Ok(json!({ "channel": channel, "ts": posted.ts.to_string(), "message": posted.render() }))
    }

    pub(super) fn update_message(&mut self) -> Result<Value, Failure> {
        self.require("chat:write")?;
        let (content, ts, channel) = (self.content()?, self.parameters.ts("ts", "message_not_found")?, self.channel()?);
        let updated = self.workspace.update(self.user, &channel, ts, content)?;
        let (text, message) = (updated.content.text.clone(), updated.render());
        Ok(json!({ "channel": channel, "ts": ts.to_string(), "text": text, "message": message }))
    }

    pub(super) fn delete_message(&mut self) -> Result<Value, Failure> {
        self.require("chat:write")?;
        let (ts, channel) = (self.parameters.ts("ts", "message_not_found")?, self.channel()?);
        self.workspace.delete(self.user, &channel, ts)?;
        Ok(json!({ "channel": channel, "ts": ts.to_string() }))
    }

    fn content(&self) -> Result<Content, Failure> {
        let (text, markdown) = (self.parameters.get("text"), self.parameters.get("markdown_text"));
        let blocks = self.array("blocks", "invalid_blocks")?;
        let attachments = self.array("attachments", "invalid_attachments")?;
        if markdown.is_some() && (text.is_some() || blocks.is_some()) {
            return Err("markdown_text_conflict".into());
        }
        if blocks.as_ref().and_then(Value::as_array).is_some_and(|blocks| blocks.len() > MAX_BLOCKS) {
            return Err("invalid_blocks".into());
        }
        let is_long = |text: Option<&str>, most| text.is_some_and(|text| text.chars().count() > most);
        if is_long(text, MAX_TEXT_CHARS) || is_long(markdown, MAX_MARKDOWN_CHARS) {
            return Err("msg_too_long".into());
        }
        let text = text.or(markdown).unwrap_or_default();
        if text.trim().is_empty() && blocks.is_none() && attachments.is_none() {
            return Err("no_text".into());
        }
        Ok(Content { text: text.to_owned(), blocks, attachments, files: Vec::new() })
    }

    /// A parameter that is a JSON array of objects; `None` if it is left out or empty.
    fn array(&self, name: &str, error: &'static str) -> Result<Option<Value>, Failure> {
        let Some(json) = self.parameters.get(name) else { return Ok(None) };
        let items: Vec<Value> = serde_json::from_str(json).map_err(|_| error)?;
        if !items.iter().all(Value::is_object) {
            return Err(error.into());
        }
        Ok((!items.is_empty()).then_some(Value::Array(items)))
    }

    pub(super) fn add_reaction(&mut self) -> Result<Value, Failure> {
        let (channel, ts, name) = self.reaction()?;
        self.workspace.add_reaction(self.user, &channel, ts, &name)?;
        Ok(json!({}))
    }

    pub(super) fn remove_reaction(&mut self) -> Result<Value, Failure> {
        let (channel, ts, name) = self.reaction()?;
        self.workspace.remove_reaction(self.user, &channel, ts, &name)?;
        Ok(json!({}))
    }

    fn reaction(&self) -> Result<(String, Ts, String), Failure> {
        self.require("reactions:write")?;
        let ts = self.parameters.ts("timestamp", "no_item_specified")?;
        let name = self.parameters.get("name").filter(|name| is_emoji(name)).ok_or("invalid_name")?;
        Ok((self.channel()?, ts, name.to_owned()))
    }

    pub(super) fn reactions(&self) -> Result<Value, Failure> {
        self.require("reactions:read")?;
        let (ts, channel) = (self.parameters.ts("timestamp", "no_item_specified")?, self.channel()?);
        let message = self.workspace.conversation(self.user, &channel)?.message(ts)?;
        Ok(json!({ "type": "message", "channel": channel, "message": message.render() }))
    }
}

/// Whether this could be the name of an emoji, maybe with a skin tone.
fn is_emoji(name: &str) -> bool {
    let (name, tone) = name.split_once("::").unwrap_or((name, "skin-tone-2"));
    let is_tone = tone.strip_prefix("skin-tone-").is_some_and(|tone| matches!(tone, "2" | "3" | "4" | "5" | "6"));
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-+'".contains(&byte);
    is_tone && (1..=100).contains(&name.len()) && name.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_emojis_have_no_colons_around_them() {
        for name in ["thumbsup", "+1", "wave::skin-tone-3", "man-shrugging"] {
            assert!(is_emoji(name), "{name}");
        }
        for odd in ["", ":thumbsup:", "wave::skin-tone-7", "wave::", "👍", "two words", "UP"] {
            assert!(!is_emoji(odd), "{odd}");
        }
    }
}
