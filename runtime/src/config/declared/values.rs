//! The records of the tables, and the values that records are made of.

use std::borrow::Cow;

use super::reader::{Reader, damaged};
use crate::config::{
    Access, AppliesTo, ApprovalOverride, Hook, HookAction, HookHandler, HookStage, List, Tag, Tags, Text, ToolAccess,
    ToolkitTools,
};

/// A place in a record, with the tables that its texts and lists come from.
pub(super) struct Record {
    pub(super) reader: Reader,
    /// The texts that are in no table yet.
    pub(super) pool: &'static str,
    pub(super) texts: &'static [Text],
    pub(super) tags: &'static [Tag],
}

/// `len` items of a table from `start` on.
pub(super) const fn range<T>(table: &'static [T], start: usize, len: usize) -> &'static [T] {
    if let Some((_, rest)) = table.split_at_checked(start)
        && let Some((range, _)) = rest.split_at_checked(len)
    {
        return range;
    }
    damaged()
}

/// One of the texts.
pub(super) const fn string(texts: &'static [Text], place: usize) -> &'static str {
    if place < texts.len()
        && let Cow::Borrowed(text) = texts[place]
    {
        return text;
    }
    damaged()
}

impl Record {
    /// Takes the next text out of the pool, which happens once to each, for it is no small thing.
    pub(super) const fn next_text(&mut self) -> Text {
        match self.pool.split_at_checked(self.reader.number() as usize) {
            Some((text, rest)) => {
                self.pool = rest;
                Cow::Borrowed(text)
            }
            None => damaged(),
        }
    }

    pub(super) const fn slug(&mut self) -> &'static str {
        string(self.texts, self.reader.number() as usize)
    }

    pub(super) const fn text(&mut self) -> Text {
        Cow::Borrowed(self.slug())
    }

    pub(super) const fn optional_text(&mut self) -> Option<Text> {
        if self.reader.is_some() { Some(self.text()) } else { None }
    }

    pub(super) const fn list(&mut self) -> List<Text> {
        match self.reader.number() {
            0 => Cow::Borrowed(&[]),
            len => Cow::Borrowed(range(self.texts, self.reader.number() as usize, len as usize)),
        }
    }

    pub(super) const fn tag(&mut self) -> Tag {
        match self.reader.mark() {
            b'r' => Tag::ReadOnly,
            b'c' => Tag::Create,
            b'u' => Tag::Update,
            b'd' => Tag::Destructive,
            b'i' => Tag::Idempotent,
            b'o' => Tag::OpenWorld,
            _ => damaged(),
        }
    }

    const fn list_of_tags(&mut self) -> List<Tag> {
        match self.reader.number() {
            0 => Cow::Borrowed(&[]),
            len => Cow::Borrowed(range(self.tags, self.reader.number() as usize, len as usize)),
        }
    }

    pub(super) const fn tags(&mut self) -> Tags {
        Tags { enable: self.list_of_tags(), disable: self.list_of_tags(), require_approval: self.list_of_tags() }
    }

    pub(super) const fn access(&mut self) -> Access {
        match self.reader.mark() {
            b'*' => Access::Any,
            b'+' => Access::Only(self.list()),
            b'-' => Access::Except(self.list()),
            _ => damaged(),
        }
    }

    pub(super) const fn tools_of_toolkit(&mut self) -> (Text, ToolkitTools) {
        let toolkit = self.text();
        let access = match self.reader.mark() {
            b'*' => ToolAccess::Any,
            b'+' => ToolAccess::Only(self.list()),
            b'-' => ToolAccess::Except(self.list()),
            b'#' => ToolAccess::Tagged(self.tags()),
            _ => damaged(),
        };
        (toolkit, ToolkitTools { access, require_approval: self.list() })
    }

    pub(super) const fn auth_config(&mut self) -> (Text, Text) {
        (self.text(), self.text())
    }

    pub(super) const fn accounts(&mut self) -> (Text, List<Text>) {
        (self.text(), self.list())
    }

    pub(super) const fn instant_tools(&mut self) -> (Text, Access) {
        (self.text(), self.access())
    }

    pub(super) const fn approval_override(&mut self) -> (Text, ApprovalOverride) {
        let target = self.text();
        let decision = match self.slug().as_bytes() {
            b"AlwaysAllow" => ApprovalOverride::AlwaysAllow,
            b"AlwaysDeny" => ApprovalOverride::AlwaysDeny,
            b"AskOnce" => ApprovalOverride::AskOnce,
            b"AskAlways" => ApprovalOverride::AskAlways,
            _ => damaged(),
        };
        (target, decision)
    }

    pub(super) const fn hook(&mut self) -> Hook {
        Hook {
            stage: match self.reader.mark() {
                b'<' => HookStage::BeforeExecute,
                b'>' => HookStage::AfterExecute,
                _ => damaged(),
            },
            id: self.text(),
            name: self.optional_text(),
            applies_to: if self.reader.is_some() { AppliesTo::Toolkits(self.list()) } else { AppliesTo::All },
            handler: if self.reader.is_some() {
                HookHandler::ConditionCheck { condition: self.text(), action: HookAction::Block }
            } else {
                HookHandler::PromptInjectionCheck { action: HookAction::Block }
            },
        }
    }
}
