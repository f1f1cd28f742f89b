//! The page of the struct: the same facts as in the manifest, with links to the constants of toolkits and tools.

use tool_router_core::{
    manifest::{Fact, Piece, Section},
    markdown::{and, verbatim},
};

use super::Docs;
use crate::handles::Kind;

impl Docs<'_> {
    pub(super) fn sections(&self) -> String {
        let sections = self.subject().sections().into_iter();
        let sections = sections.map(|Section { question, facts }| {
            let facts: Vec<String> = facts.iter().map(|fact| format!("- {}", self.fact(fact))).collect();
            format!("## {question}\n\n{}\n\n", facts.join("\n"))
        });
        sections.collect()
    }

    fn fact(&self, Fact { said, items }: &Fact) -> String {
        let said: String = said.iter().map(|piece| self.piece(piece)).collect();
        match and(items.iter().map(|item| self.piece(item))) {
            list if list.is_empty() => said,
            list => format!("{said} {list}"),
        }
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Text(text) => text.clone(),
            Piece::Toolkit(slug) => self.link(slug, |kind| kind == Kind::Toolkit),
            Piece::Tool(slug) => self.link(slug, |kind| kind == Kind::Tool),
            Piece::AuthConfigOf(slug) => self.link(slug, |kind| matches!(kind, Kind::AuthConfig(_))),
            Piece::AccountsOf(slug) => self.link(slug, |kind| matches!(kind, Kind::Account(_))),
            Piece::Tag(tag) => format!("`{}` ({})", tag.word(), tag.summary()),
            Piece::Mode(mode) => {
                let name = mode.name();
                format!("[`{name}`]({})", self.runtime.text(&format!("connections::{name}")))
            }
            Piece::Code(name) => format!("`{name}`"),
            Piece::Verbatim(text) => verbatim(text),
            Piece::Url(url) => format!("<{url}>"),
        }
    }

    /// The slug, linked to its constant if it has one.
    fn link(&self, slug: &str, is_kind: impl Fn(Kind) -> bool) -> String {
        let handle = self.handles.iter().find(|handle| is_kind(handle.kind) && handle.slug == slug);
        handle.map_or_else(|| format!("`{slug}`"), |handle| format!("[`{slug}`](Self::{})", handle.name()))
    }
}
