//! The workspace: its content and operations.

mod conversation;
#[cfg(feature = "testing")]
mod direct;
mod files;
mod people;
mod search;
mod seed;
mod ts;

use jiff::Timestamp;

use self::files::Upload;
pub(super) use self::{
    conversation::{Content, Conversation, Kind, Message},
    files::{Shared, StoredFile},
    people::{TEAM_DOMAIN, TEAM_ID, TEAM_NAME, USERS, User},
    search::Query,
    ts::Ts,
};

const MAX_CONVERSATIONS: usize = 100;
const MAX_MESSAGES: usize = 2_000;
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The name of an error, as Slack has it.
pub(super) type Error = &'static str;

/// Everything in the workspace, in memory and bounded. Users are numbers: their places in [`USERS`].
pub(in crate::sandbox) struct Workspace {
    conversations: Vec<Conversation>,
    files: Vec<StoredFile>,
    uploads: Vec<Upload>,
    last: Ts,
    bytes: usize,
    next_id: usize,
}

impl Workspace {
    pub(super) fn seeded() -> Self {
        let mut workspace = Self {
            conversations: Vec::new(),
            files: Vec::new(),
            uploads: Vec::new(),
            last: Ts::default(),
            bytes: 0,
            next_id: 1,
        };
        seed::fill(&mut workspace);
        workspace
    }

    /// The conversations that a user sees, in the order of their creation.
    pub(super) fn visible(&self, user: usize) -> impl Iterator<Item = &Conversation> {
        self.conversations.iter().filter(move |conversation| conversation.is_visible_to(user))
    }

    /// A conversation that the user sees.
    pub(super) fn conversation(&self, user: usize, id: &str) -> Result<&Conversation, Error> {
        self.visible(user).find(|conversation| conversation.id == id).ok_or("channel_not_found")
    }

    /// A conversation that the user can change something in.
    fn writable(&mut self, user: usize, id: &str) -> Result<&mut Conversation, Error> {
        let conversation = self.conversations.iter_mut().find(|conversation| conversation.id == id);
        let conversation = conversation.filter(|found| found.is_visible_to(user)).ok_or("channel_not_found")?;
        match () {
            () if conversation.is_archived => Err("is_archived"),
            () if !conversation.members.contains(&user) => Err("not_in_channel"),
            () => Ok(conversation),
        }
    }

    /// The id of the conversation that a message is sent to: named by id, by a channel's name, or by a user's id.
    pub(super) fn destination(&mut self, user: usize, named: &str) -> Result<String, Error> {
        let named = named.strip_prefix('#').unwrap_or(named);
        let is_it = |conversation: &&Conversation| {
            conversation.id == named || (!conversation.kind.is_direct() && conversation.name == named)
        };
        if let Some(conversation) = self.visible(user).find(is_it) {
            return Ok(conversation.id.clone());
        }
        let other = people::position(named).ok_or("channel_not_found")?;
        Ok(self.open(user, &[other], true)?.0.id.clone())
    }

    /// The direct message of a user with others, and whether it existed already.
    pub(super) fn open(
        &mut self,
        user: usize,
        others: &[usize],
        creates: bool,
    ) -> Result<(&Conversation, bool), Error> {
        let members = others.iter().copied().chain([user]).collect();
        let found = self.conversations.iter().position(|open| open.kind.is_direct() && open.members == members);
        if let Some(index) = found {
            return Ok((&self.conversations[index], true));
        }
        if !creates {
            return Err("channel_not_found");
        }
        if self.conversations.len() >= MAX_CONVERSATIONS {
            return Err("too_many_conversations");
        }
        let kind = if members.len() > 2 { Kind::Mpim } else { Kind::Im };
        let id = self.new_id(if kind == Kind::Im { 'D' } else { 'G' });
        let name = if kind == Kind::Im { String::new() } else { people::group_name(&members) };
        self.conversations.push(Conversation::new(id, kind, name, members));
        self.conversations.last().map(|created| (created, false)).ok_or("internal_error")
    }

    /// Posts a message, in a thread if `thread` is a message's timestamp.
    pub(super) fn post(
        &mut self,
        user: usize,
        channel: &str,
        content: Content,
        thread: Option<Ts>,
        broadcast: bool,
    ) -> Result<&Message, Error> {
        let ts = self.next_ts();
        self.post_at(user, channel, content, thread, broadcast, ts)
    }

    fn post_at(
        &mut self,
        user: usize,
        channel: &str,
        content: Content,
        thread: Option<Ts>,
        broadcast: bool,
        ts: Ts,
    ) -> Result<&Message, Error> {
        let size = content.size();
        let messages: usize = self.conversations.iter().map(|conversation| conversation.messages.len()).sum();
        if messages >= MAX_MESSAGES || self.bytes + size > MAX_BYTES {
            return Err("message_limit_exceeded");
        }
        let conversation = self.writable(user, channel)?;
        let thread = match thread {
            Some(ts) => Some(conversation.thread_of(ts).ok_or("thread_not_found")?),
            None => None,
        };
        conversation.messages.push(Message::new(ts, user, content, thread, broadcast));
        self.bytes += size;
        self.conversation(user, channel)?.message(ts)
    }

    /// Replaces what a user's own message says.
    pub(super) fn update(&mut self, user: usize, channel: &str, ts: Ts, content: Content) -> Result<&Message, Error> {
        let now = self.next_ts();
        let size = content.size();
        if self.bytes + size > MAX_BYTES {
            return Err("message_limit_exceeded");
        }
        let message = self.writable(user, channel)?.message_mut(ts)?;
        if message.user != user {
            return Err("cant_update_message");
        }
        let before = std::mem::replace(&mut message.content, content).size();
        message.edited = Some(now);
        self.bytes = (self.bytes + size).saturating_sub(before);
        self.conversation(user, channel)?.message(ts)
    }

    /// Deletes a user's own message.
    pub(super) fn delete(&mut self, user: usize, channel: &str, ts: Ts) -> Result<(), Error> {
        let conversation = self.writable(user, channel)?;
        if conversation.message(ts)?.user != user {
            return Err("cant_delete_message");
        }
        let index = conversation.messages.iter().position(|message| message.ts == ts).ok_or("message_not_found")?;
        let size = conversation.messages.remove(index).content.size();
        self.bytes = self.bytes.saturating_sub(size);
        Ok(())
    }

    pub(super) fn add_reaction(&mut self, user: usize, channel: &str, ts: Ts, name: &str) -> Result<(), Error> {
        self.writable(user, channel)?.message_mut(ts)?.react(user, name)
    }

    pub(super) fn remove_reaction(&mut self, user: usize, channel: &str, ts: Ts, name: &str) -> Result<(), Error> {
        self.writable(user, channel)?.message_mut(ts)?.unreact(user, name)
    }

    /// The messages that a user sees and that fit, newest first, each with its conversation.
    pub(super) fn search(&self, user: usize, query: &Query) -> Vec<(&Conversation, &Message)> {
        let messages = |conversation| {
            let of_it = move |message| (conversation, message);
            let conversation: &Conversation = conversation;
            conversation.messages.iter().map(of_it)
        };
        let mut found: Vec<_> = self
            .visible(user)
            .flat_map(messages)
            .filter(|(conversation, message)| query.matches(user, conversation, message))
            .collect();
        found.sort_by_key(|(_, message)| std::cmp::Reverse(message.ts));
        found
    }

    /// A timestamp that no message has.
    fn next_ts(&mut self) -> Ts {
        self.last = Ts::from_micros(Timestamp::now().as_microsecond()).max(self.last.next());
        self.last
    }

    fn new_id(&mut self, letter: char) -> String {
        let number = self.next_id;
        self.next_id += 1;
        format!("{letter}0SANDBOX{number:X}")
    }
}
