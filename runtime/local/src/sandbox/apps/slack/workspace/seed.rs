//! The initial content of the workspace.

use jiff::{SignedDuration, Timestamp};

use super::{Conversation, Kind, Workspace, conversation::Content, ts::Ts};

const MAYA: usize = 0;
const TOMAS: usize = 1;
const INES: usize = 2;
const BUILDS: usize = 3;

/// An initial conversation.
struct Seed {
    kind: Kind,
    name: &'static str,
    topic: &'static str,
    purpose: &'static str,
    members: &'static [usize],
    messages: &'static [Said],
    is_archived: bool,
}

/// An initial message, with its replies.
struct Said {
    by: usize,
    minutes_ago: i64,
    text: &'static str,
    replies: &'static [(usize, &'static str)],
    reactions: &'static [(&'static str, usize)],
}

const fn said(by: usize, minutes_ago: i64, text: &'static str) -> Said {
    Said { by, minutes_ago, text, replies: &[], reactions: &[] }
}

const SEEDS: [Seed; 6] = [
    Seed {
        kind: Kind::Public,
        name: "general",
        topic: "Everything that concerns everybody",
        purpose: "For the whole team.",
        members: &[MAYA, TOMAS, INES],
        is_archived: false,
        messages: &[
            said(INES, 3_000, "Welcome, everybody! Introductions go into #random."),
            Said {
                by: MAYA,
                minutes_ago: 1_500,
                text: "The offsite is on the 14th. Who takes the train?",
                replies: &[(TOMAS, "Me, at 08:12."), (INES, "I come by bike.")],
                reactions: &[("train", TOMAS), ("train", INES), ("tada", INES)],
            },
            said(TOMAS, 95, "Release 4.2 is out. The notes: https://example.com/notes/4.2"),
        ],
    },
    Seed {
        kind: Kind::Public,
        name: "random",
        topic: "",
        purpose: "Lunch, links and everything else.",
        members: &[MAYA, TOMAS],
        is_archived: false,
        messages: &[
            said(TOMAS, 2_100, "The place by the canal has a terrace now."),
            said(MAYA, 400, "Number 17 of the photos is the one for the wall."),
        ],
    },
    Seed {
        kind: Kind::Public,
        name: "builds",
        topic: "Red is nobody's fault and everybody's job",
        purpose: "What the build server says.",
        members: &[TOMAS, BUILDS],
        is_archived: false,
        messages: &[
            said(BUILDS, 180, "Build 3186 of checkout passed."),
            said(BUILDS, 60, "Build 3187 of checkout failed after 4 min 12 s: cart_total_rounds_half_even"),
        ],
    },
    Seed {
        kind: Kind::Private,
        name: "quarterly-report",
        topic: "Section 3 is open",
        purpose: "Figures before they are public.",
        members: &[MAYA, INES],
        is_archived: false,
        messages: &[said(INES, 1_300, "The churn figures changed after the last export. Please look at section 3.")],
    },
    Seed {
        kind: Kind::Public,
        name: "launch-2024",
        topic: "",
        purpose: "Done.",
        members: &[MAYA, TOMAS, INES],
        is_archived: true,
        messages: &[said(MAYA, 9_000, "Thank you all. This channel is history.")],
    },
    Seed {
        kind: Kind::Im,
        name: "",
        topic: "",
        purpose: "",
        members: &[MAYA, TOMAS],
        is_archived: false,
        messages: &[said(TOMAS, 120, "Lunch on Thursday at half past twelve?")],
    },
];

/// Fills an empty workspace.
pub(super) fn fill(workspace: &mut Workspace) {
    let now = Timestamp::now();
    for seed in &SEEDS {
        let id = workspace.new_id(match seed.kind {
            Kind::Im => 'D',
            _ => 'C',
        });
        let members = seed.members.iter().copied().collect();
        let mut conversation = Conversation::new(id.clone(), seed.kind, seed.name.to_owned(), members);
        (conversation.topic, conversation.purpose) = (seed.topic, seed.purpose);
        workspace.conversations.push(conversation);
        for message in seed.messages {
            say(workspace, &id, now, message);
        }
        if let Some(conversation) = workspace.conversations.last_mut() {
            conversation.is_archived = seed.is_archived;
        }
    }
}

/// Posts a message as its author. The seeds are far below the limits of a workspace.
fn say(workspace: &mut Workspace, channel: &str, now: Timestamp, message: &Said) {
    let at = |minutes: i64| Ts::from_micros((now - SignedDuration::from_mins(minutes)).as_microsecond());
    let ts = at(message.minutes_ago);
    let _posted = workspace.post_at(message.by, channel, Content::text(message.text), None, false, ts);
    for ((by, text), minutes) in message.replies.iter().zip(1..) {
        let reply = at(message.minutes_ago - minutes);
        let _posted = workspace.post_at(*by, channel, Content::text(*text), Some(ts), false, reply);
    }
    for (name, by) in message.reactions {
        let _reacted = workspace.add_reaction(*by, channel, ts, name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_was_said_is_there_in_the_order_of_time() {
        let workspace = Workspace::seeded();
        let messages = workspace.conversations.iter().map(|conversation| conversation.messages.len()).sum::<usize>();
        let said = SEEDS.iter().flat_map(|seed| seed.messages).map(|said| 1 + said.replies.len()).sum::<usize>();
        assert_eq!(messages, said);
        for conversation in &workspace.conversations {
            assert!(conversation.messages.is_sorted_by_key(|message| message.ts), "{}", conversation.name);
        }
        let general = &workspace.conversations[0];
        assert!(general.messages.iter().any(|message| message.render()["reactions"][0]["count"] == 2));
    }
}
