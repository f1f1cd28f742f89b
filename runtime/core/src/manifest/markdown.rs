//! A manifest as Markdown: a heading for each of the reader's questions, and one fact per line.

use std::fmt;

use super::{Fact, Manifest, Piece, Section};
use crate::markdown::verbatim;

impl fmt::Display for Manifest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "## {}\n\nDeclared in `{}`.\n", self.agent, self.module)?;
        for Section { question, facts } in self.sections() {
            write!(formatter, "\n### {question}\n\n")?;
            for Fact { said, items } in facts {
                writeln!(formatter, "- {}", said.iter().map(piece).collect::<String>())?;
                items.iter().try_for_each(|item| writeln!(formatter, "  - {}", piece(item)))?;
            }
        }
        Ok(())
    }
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Toolkit(name)
        | Piece::Tool(name)
        | Piece::AuthConfigOf(name)
        | Piece::AccountsOf(name)
        | Piece::Code(name) => format!("`{name}`"),
        Piece::Tag(tag) => format!("`{}`", tag.word()),
        Piece::Mode(mode) => format!("`{}`", mode.name()),
        Piece::Verbatim(text) => verbatim(text),
        Piece::Url(url) => format!("<{url}>"),
    }
}
