//! The records of the tables, and the values that records are made of.

use std::borrow::Cow;

use super::reader::{Reader, damaged};
use crate::config::{
    Access, AppliesTo, ApprovalOverride, Hook, HookAction, HookHandler, HookStage, List, Tag, Tags, Text, ToolAccess,
    ToolkitTools,
};

/// A place in a record, with the tables that its lists are ranges of.
pub(super) struct Record {
    pub(super) reader: Reader,
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

impl Record {
    /// The records of a table without lists, those that lists are ranges of among them.
    pub(super) const fn of_table(part: &'static str) -> Self {
        Self { reader: Reader::new(part), texts: &[], tags: &[] }
    }

    pub(super) const fn slug(&mut self) -> &'static str {
        self.reader.text()
    }

    pub(super) const fn text(&mut self) -> Text {
        Cow::Borrowed(self.reader.text())
    }

    pub(super) const fn optional_text(&mut self) -> Option<Text> {
        if self.reader.is_some() { Some(self.text()) } else { None }
    }

    pub(super) const fn list(&mut self) -> List<Text> {
        let (start, len) = (self.reader.count(), self.reader.count());
        Cow::Borrowed(range(self.texts, start, len))
    }

    pub(super) const fn tag(&mut self) -> Tag {
        match self.reader.text().as_bytes() {
            b"ReadOnly" => Tag::ReadOnly,
            b"Create" => Tag::Create,
            b"Update" => Tag::Update,
            b"Destructive" => Tag::Destructive,
            b"Idempotent" => Tag::Idempotent,
            b"OpenWorld" => Tag::OpenWorld,
            _ => damaged(),
        }
    }

    const fn list_of_tags(&mut self) -> List<Tag> {
        let (start, len) = (self.reader.count(), self.reader.count());
        Cow::Borrowed(range(self.tags, start, len))
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
        let decision = match self.reader.text().as_bytes() {
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
