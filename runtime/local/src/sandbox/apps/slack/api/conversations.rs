//! `conversations.*` and `users.conversations`

use serde_json::{Value, json};

use super::{
    super::workspace::{Conversation, Kind, Message, Ts, USERS},
    call::{Call, Failure},
};

impl Call<'_> {
    pub(super) fn list_conversations(&self) -> Result<Value, Failure> {
        self.list(|_| true)
    }

    pub(super) fn list_conversations_of_user(&self) -> Result<Value, Failure> {
        let user = match self.parameters.get("user") {
            Some(id) => USERS.iter().position(|user| user.id == id).ok_or("user_not_found")?,
            None => self.user,
        };
        self.list(|conversation| conversation.members.contains(&user))
    }

    fn list(&self, filter: impl Fn(&Conversation) -> bool) -> Result<Value, Failure> {
        let kinds = self.parameters.kinds()?;
        for kind in &kinds {
            self.require(&format!("{}:read", kind.scope()))?;
        }
        let excludes_archived = self.parameters.flag("exclude_archived");
        let listed = self.workspace.visible(self.user).filter(|conversation| {
            kinds.contains(&conversation.kind)
                && !(excludes_archived && conversation.is_archived)
                && filter(conversation)
        });
        let (page, next) = self.parameters.page(listed.collect())?;
        let channels: Vec<_> = page.into_iter().map(|conversation| conversation.render(self.user)).collect();
        Ok(json!({ "channels": channels, "response_metadata": { "next_cursor": next } }))
    }

    pub(super) fn conversation_info(&self) -> Result<Value, Failure> {
        let conversation = self.workspace.conversation(self.user, &self.channel()?)?;
        self.require(&format!("{}:read", conversation.kind.scope()))?;
        Ok(json!({ "channel": conversation.render(self.user) }))
    }

    pub(super) fn open_conversation(&mut self) -> Result<Value, Failure> {
        let others: Vec<usize> = match (self.parameters.get("users"), self.parameters.get("channel")) {
            (Some(users), None) => {
                let place = |id: &str| USERS.iter().position(|user| user.id == id.trim()).ok_or("user_not_found");
                users.split(',').map(place).collect::<Result<_, _>>()?
            }
            (None, Some(channel)) => {
                let open = self.workspace.conversation(self.user, channel)?;
                if !open.kind.is_direct() {
                    return Err("method_not_supported_for_channel_type".into());
                }
                open.members.iter().copied().filter(|member| *member != self.user).collect()
            }
            _ => return Err("users_list_not_supplied".into()),
        };
        let kind = if others.len() > 1 { Kind::Mpim } else { Kind::Im };
        self.require(&format!("{}:write", kind.scope()))?;
        let creates = !self.parameters.flag("prevent_creation");
        let (returns_all, user) = (self.parameters.flag("return_im"), self.user);
        let (conversation, is_old) = self.workspace.open(user, &others, creates)?;
        let channel = if returns_all { conversation.render(user) } else { json!({ "id": conversation.id }) };
        Ok(json!({ "channel": channel, "no_op": is_old, "already_open": is_old }))
    }

    pub(super) fn history(&self) -> Result<Value, Failure> {
        let conversation = self.readable()?;
        let messages = self.bounded(conversation.timeline())?;
        self.messages(conversation, messages)
    }

    pub(super) fn replies(&self) -> Result<Value, Failure> {
        let conversation = self.readable()?;
        let ts = self.parameters.ts("ts", "thread_not_found")?;
        conversation.message(ts).map_err(|_| "thread_not_found")?;
        let messages = self.bounded(conversation.thread(ts))?;
        self.messages(conversation, messages)
    }

    fn readable(&self) -> Result<&Conversation, Failure> {
        let conversation = self.workspace.conversation(self.user, &self.channel()?)?;
        self.require(&format!("{}:history", conversation.kind.scope()))?;
        Ok(conversation)
    }

    /// The messages between `oldest` and `latest`.
    fn bounded<'m>(&self, messages: impl Iterator<Item = &'m Message>) -> Result<Vec<&'m Message>, Failure> {
        let bound = |name, error| -> Result<Option<Ts>, Failure> {
            Ok(self.parameters.get(name).map(|text| Ts::parse_bound(text).ok_or(error)).transpose()?)
        };
        let (oldest, latest) = (bound("oldest", "invalid_ts_oldest")?, bound("latest", "invalid_ts_latest")?);
        let inclusive = self.parameters.flag("inclusive");
        let is_within = |message: &&Message| {
            let ts = message.ts;
            oldest.is_none_or(|oldest| ts > oldest || (inclusive && ts == oldest))
                && latest.is_none_or(|latest| ts < latest || (inclusive && ts == latest))
        };
        Ok(messages.filter(is_within).collect())
    }

    fn messages(&self, conversation: &Conversation, messages: Vec<&Message>) -> Result<Value, Failure> {
        let (page, next) = self.parameters.page(messages)?;
        let messages: Vec<_> = page.into_iter().map(|message| conversation.render_message(message)).collect();
        let has_more = !next.is_empty();
        Ok(json!({ "messages": messages, "has_more": has_more, "response_metadata": { "next_cursor": next } }))
    }
}
