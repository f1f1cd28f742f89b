//! Messages that come from and go to a test, and not over the API.

use std::collections::BTreeSet;

use super::{Content, Conversation, Error, Kind, MAX_CONVERSATIONS, Message, Ts, Workspace};
use crate::sandbox::{apps::slack::SlackMessage, testing::Person};

impl Workspace {
    pub(in crate::sandbox::apps::slack) fn clear(&mut self) {
        self.conversations.iter_mut().for_each(|conversation| conversation.messages.clear());
        self.bytes = 0;
    }

    pub(in crate::sandbox::apps::slack) fn add_channel(
        &mut self,
        name: &str,
        members: BTreeSet<usize>,
    ) -> Result<(), Error> {
        let name = name.trim_start_matches('#');
        if self.channel(name).is_some() {
            return Err("name_taken");
        }
        if self.conversations.len() >= MAX_CONVERSATIONS {
            return Err("too_many_conversations");
        }
        let id = self.new_id('C');
        self.conversations.push(Conversation::new(id, Kind::Public, name.to_owned(), members));
        Ok(())
    }

    /// Posts a message, in the thread of another one if there is one. Returns its timestamp.
    pub(in crate::sandbox::apps::slack) fn say(
        &mut self,
        author: Person,
        channel: &str,
        text: &str,
        thread: Option<&str>,
    ) -> Result<String, Error> {
        let id = self.destination(author.index(), channel)?;
        let thread = thread.map(|ts| Ts::parse(ts).ok_or("thread_not_found")).transpose()?;
        let posted = self.post(author.index(), &id, Content::text(text), thread, false)?;
        Ok(posted.ts.to_string())
    }

    /// The messages of a channel; `None` if there is none of this name.
    pub(in crate::sandbox::apps::slack) fn said(&self, channel: &str) -> Option<Vec<SlackMessage>> {
        self.channel(channel).map(read)
    }

    pub(in crate::sandbox::apps::slack) fn said_between(&self, one: Person, other: Person) -> Vec<SlackMessage> {
        let members = BTreeSet::from([one.index(), other.index()]);
        let is_it = |conversation: &&Conversation| conversation.kind == Kind::Im && conversation.members == members;
        self.conversations.iter().find(is_it).map(read).unwrap_or_default()
    }

    fn channel(&self, name: &str) -> Option<&Conversation> {
        self.conversations.iter().find(|conversation| !conversation.kind.is_direct() && conversation.name == name)
    }
}

fn read(conversation: &Conversation) -> Vec<SlackMessage> {
    let message = |message: &Message| SlackMessage {
        author: Person::at(message.user),
        text: message.content.text.clone(),
        ts: message.ts.to_string(),
        thread_ts: message.thread.map(|ts| ts.to_string()),
    };
    conversation.messages.iter().map(message).collect()
}
