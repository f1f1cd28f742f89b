//! Conversations and their messages.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    Error,
    people::{TEAM_ID, USERS},
    ts::Ts,
};

/// The most different reactions to a message, as at Slack.
const MAX_REACTIONS: usize = 23;

/// The type of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Public,
    Private,
    Im,
    Mpim,
}

impl Kind {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "public_channel" => Some(Self::Public),
            "private_channel" => Some(Self::Private),
            "im" => Some(Self::Im),
            "mpim" => Some(Self::Mpim),
            _ => None,
        }
    }

    pub(crate) fn is_direct(self) -> bool {
        matches!(self, Self::Im | Self::Mpim)
    }

    /// What the scopes for this type begin with.
    pub(crate) fn scope(self) -> &'static str {
        match self {
            Self::Public => "channels",
            Self::Private => "groups",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }
}

/// A channel or a direct message.
pub(crate) struct Conversation {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(super) topic: &'static str,
    pub(super) purpose: &'static str,
    pub(crate) is_archived: bool,
    pub(crate) members: BTreeSet<usize>,
    /// In the order of their timestamps.
    pub(super) messages: Vec<Message>,
}

impl Conversation {
    pub(super) fn new(id: String, kind: Kind, name: String, members: BTreeSet<usize>) -> Self {
        Self { id, kind, name, topic: "", purpose: "", is_archived: false, members, messages: Vec::new() }
    }

    /// Whether a user knows that it exists, and can read it.
    pub(super) fn is_visible_to(&self, user: usize) -> bool {
        self.kind == Kind::Public || self.members.contains(&user)
    }

    pub(crate) fn message(&self, ts: Ts) -> Result<&Message, Error> {
        self.messages.iter().find(|message| message.ts == ts).ok_or("message_not_found")
    }

    pub(super) fn message_mut(&mut self, ts: Ts) -> Result<&mut Message, Error> {
        self.messages.iter_mut().find(|message| message.ts == ts).ok_or("message_not_found")
    }

    /// The thread that a reply to a message belongs to.
    pub(super) fn thread_of(&self, ts: Ts) -> Option<Ts> {
        self.message(ts).ok().map(|message| message.thread.unwrap_or(ts))
    }

    /// The messages outside of threads, newest first.
    pub(crate) fn timeline(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().rev().filter(|message| message.thread.is_none() || message.is_broadcast)
    }

    /// The messages of a thread, oldest first.
    pub(crate) fn thread(&self, root: Ts) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(move |message| message.ts == root || message.thread == Some(root))
    }

    /// The conversation as `user` sees it.
    pub(crate) fn render(&self, user: usize) -> Value {
        let is = |kind| self.kind == kind;
        let mut conversation = json!({
            "id": self.id,
            "is_channel": !self.kind.is_direct(),
            "is_group": false,
            "is_im": is(Kind::Im),
            "is_mpim": is(Kind::Mpim),
            "is_private": !is(Kind::Public),
            "is_archived": self.is_archived,
            "context_team_id": TEAM_ID,
        });
        if is(Kind::Im) {
            let other = self.members.iter().find(|member| **member != user).unwrap_or(&user);
            conversation["user"] = json!(USERS.get(*other).map(|user| user.id));
            return conversation;
        }
        conversation["name"] = self.name.clone().into();
        conversation["name_normalized"] = self.name.clone().into();
        conversation["is_general"] = (self.name == "general").into();
        conversation["is_member"] = self.members.contains(&user).into();
        conversation["num_members"] = self.members.len().into();
        conversation["topic"] = json!({ "value": self.topic, "creator": "", "last_set": 0 });
        conversation["purpose"] = json!({ "value": self.purpose, "creator": "", "last_set": 0 });
        conversation
    }

    /// A message with what the conversation knows about its thread.
    pub(crate) fn render_message(&self, message: &Message) -> Value {
        let mut rendered = message.render();
        let replies: Vec<_> = self.messages.iter().filter(|reply| reply.thread == Some(message.ts)).collect();
        if let Some(last) = replies.last() {
            let users: BTreeSet<_> =
                replies.iter().filter_map(|reply| USERS.get(reply.user)).map(|user| user.id).collect();
            rendered["thread_ts"] = message.ts.to_string().into();
            rendered["reply_count"] = replies.len().into();
            rendered["reply_users_count"] = users.len().into();
            rendered["reply_users"] = json!(users);
            rendered["latest_reply"] = last.ts.to_string().into();
        }
        rendered
    }
}

/// What a message says.
#[derive(Clone, Default)]
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) blocks: Option<Value>,
    pub(crate) attachments: Option<Value>,
    /// The files as they are shown.
    pub(crate) files: Vec<Value>,
}

impl Content {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(super) fn size(&self) -> usize {
        let json = |value: &Option<Value>| value.as_ref().map_or(0, |value| value.to_string().len());
        self.text.len() + json(&self.blocks) + json(&self.attachments)
    }
}

/// A message.
pub(crate) struct Message {
    pub(crate) ts: Ts,
    pub(crate) user: usize,
    pub(crate) content: Content,
    /// The message that its thread begins with, if it is a reply.
    pub(super) thread: Option<Ts>,
    is_broadcast: bool,
    pub(super) edited: Option<Ts>,
    reactions: Vec<(String, Vec<usize>)>,
}

impl Message {
    pub(super) fn new(ts: Ts, user: usize, content: Content, thread: Option<Ts>, is_broadcast: bool) -> Self {
        Self { ts, user, content, thread, is_broadcast, edited: None, reactions: Vec::new() }
    }

    pub(super) fn react(&mut self, user: usize, name: &str) -> Result<(), Error> {
        let has_room = self.reactions.len() < MAX_REACTIONS;
        match self.reactions.iter_mut().find(|(known, _)| known == name) {
            Some((_, users)) if users.contains(&user) => return Err("already_reacted"),
            Some((_, users)) => users.push(user),
            None if has_room => self.reactions.push((name.to_owned(), vec![user])),
            None => return Err("too_many_emoji"),
        }
        Ok(())
    }

    pub(super) fn unreact(&mut self, user: usize, name: &str) -> Result<(), Error> {
        let own = self.reactions.iter_mut().find(|(known, users)| known == name && users.contains(&user));
        own.ok_or("no_reaction")?.1.retain(|other| *other != user);
        self.reactions.retain(|(_, users)| !users.is_empty());
        Ok(())
    }

    pub(crate) fn render(&self) -> Value {
        let mut message = json!({
            "type": "message",
            "user": USERS.get(self.user).map(|user| user.id),
            "team": TEAM_ID,
            "ts": self.ts.to_string(),
            "text": self.content.text,
        });
        let optional = [("blocks", &self.content.blocks), ("attachments", &self.content.attachments)];
        for (name, value) in optional {
            if let Some(value) = value {
                message[name] = value.clone();
            }
        }
        if !self.content.files.is_empty() {
            message["files"] = json!(self.content.files);
            message["upload"] = true.into();
        }
        if let Some(thread) = self.thread {
            message["thread_ts"] = thread.to_string().into();
        }
        if self.is_broadcast {
            message["subtype"] = "thread_broadcast".into();
        }
        if let Some(edited) = self.edited {
            message["edited"] = json!({ "user": message["user"], "ts": edited.to_string() });
        }
        if !self.reactions.is_empty() {
            message["reactions"] = self.render_reactions();
        }
        message
    }

    fn render_reactions(&self) -> Value {
        let reactions = self.reactions.iter().map(|(name, users)| {
            let ids: Vec<_> = users.iter().filter_map(|user| USERS.get(*user)).map(|user| user.id).collect();
            json!({ "name": name, "users": ids, "count": ids.len() })
        });
        reactions.collect()
    }
}
