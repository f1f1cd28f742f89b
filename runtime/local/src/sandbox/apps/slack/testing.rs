//! Messages that a test posts, and reads.

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use super::{SlackApp, workspace};
use crate::sandbox::{lock, testing::Person};

/// A message in the sandbox provider's Slack.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SlackMessage {
    /// Who wrote it; `None` if it was a bot.
    pub author: Option<Person>,
    /// What it says.
    pub text: String,
    /// Its timestamp, which identifies it in its channel.
    pub ts: String,
    /// The timestamp of the message that its thread begins with, if it is a reply.
    pub thread_ts: Option<String>,
}

/// The sandbox provider's Slack: one workspace, which its people share.
#[derive(Clone)]
pub struct Workspace(Arc<Mutex<workspace::Workspace>>);

impl SlackApp {
    pub(in crate::sandbox) fn workspace(&self) -> Workspace {
        Workspace(Arc::clone(&self.workspace))
    }
}

impl Workspace {
    /// Removes every message. The channels stay.
    pub fn clear(&self) -> &Self {
        lock(&self.0).clear();
        self
    }

    /// Makes a public channel with these members.
    ///
    /// # Panics
    ///
    /// If there is one of this name already, or if there are 100.
    #[track_caller]
    pub fn channel(&self, name: &str, members: impl IntoIterator<Item = Person>) -> &Self {
        let members = members.into_iter().map(Person::index).collect();
        if let Err(error) = lock(&self.0).add_channel(name, members) {
            panic!("the sandbox's Slack does not make the channel `{name}`: {error}");
        }
        self
    }

    /// Posts a message, and returns its timestamp. The channel is named as `general` or `#general`.
    ///
    /// # Panics
    ///
    /// If there is no such channel, or if the author is not in it.
    #[track_caller]
    pub fn post(&self, author: Person, channel: &str, text: &str) -> String {
        self.say(author, channel, text, None)
    }

    /// Posts a reply to the message with this timestamp.
    ///
    /// # Panics
    ///
    /// As [`post`](Self::post), and if there is no such message.
    #[track_caller]
    pub fn reply(&self, author: Person, channel: &str, ts: &str, text: &str) -> String {
        self.say(author, channel, text, Some(ts))
    }

    #[track_caller]
    fn say(&self, author: Person, channel: &str, text: &str, thread: Option<&str>) -> String {
        match lock(&self.0).say(author, channel, text, thread) {
            Ok(ts) => ts,
            Err(error) => panic!("the sandbox's Slack takes no message of {} in `{channel}`: {error}", author.name()),
        }
    }

    /// The messages of a channel, replies included, oldest first.
    ///
    /// # Panics
    ///
    /// If there is no such channel.
    #[must_use]
    #[track_caller]
    pub fn messages(&self, channel: &str) -> Vec<SlackMessage> {
        let name = channel.trim_start_matches('#');
        lock(&self.0).said(name).unwrap_or_else(|| panic!("the sandbox's Slack has no channel `{name}`"))
    }

    /// The direct messages of two people, oldest first.
    #[must_use]
    pub fn direct_messages(&self, one: Person, other: Person) -> Vec<SlackMessage> {
        lock(&self.0).said_between(one, other)
    }
}

impl fmt::Debug for Workspace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workspace").finish_non_exhaustive()
    }
}
