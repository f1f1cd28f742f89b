//! Statements about a configuration: sentences whose parts keep their kind, so that whoever shows them can link a
//! toolkit or a tool.

use crate::mode::Mode;
use crate::tag::Tag;

/// One thing that a configuration lets an agent do, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The sentence, without a full stop.
    pub said: Vec<Piece>,
    /// The list that the sentence ends in.
    pub items: Vec<Piece>,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A toolkit, by its slug.
    Toolkit(String),
    /// A tool, by its slug.
    Tool(String),
    /// A toolkit whose auth config is supplied at run time.
    AuthConfigOf(String),
    /// A toolkit whose connected accounts are supplied at run time.
    AccountsOf(String),
    /// A tag.
    Tag(Tag),
    /// A way of connecting.
    Mode(Mode),
    /// An id, or another name that a program reads.
    Code(String),
    /// Text by a person, for people.
    Verbatim(String),
    /// A URL.
    Url(String),
}

impl Fact {
    /// A sentence.
    pub fn new(said: impl IntoIterator<Item = Piece>) -> Self {
        Self { said: said.into_iter().collect(), items: Vec::new() }
    }

    /// Ends the sentence in a list.
    #[must_use]
    pub fn items(mut self, items: impl IntoIterator<Item = Piece>) -> Self {
        self.items = items.into_iter().collect();
        self
    }
}

impl From<&str> for Piece {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A toolkit, by its slug.
pub(crate) fn toolkit(slug: impl AsRef<str>) -> Piece {
    Piece::Toolkit(slug.as_ref().to_owned())
}

/// A tool, by its slug.
pub(crate) fn tool(slug: impl AsRef<str>) -> Piece {
    Piece::Tool(slug.as_ref().to_owned())
}

/// A name that a program reads.
pub(crate) fn code(name: impl AsRef<str>) -> Piece {
    Piece::Code(name.as_ref().to_owned())
}

/// A URL.
pub(crate) fn url(url: impl AsRef<str>) -> Piece {
    Piece::Url(url.as_ref().to_owned())
}

/// `a`, `b` or `c`.
pub(crate) fn any_of(tags: &[Tag]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (place, tag) in tags.iter().enumerate() {
        match place {
            0 => {}
            last if last + 1 == tags.len() => pieces.push(" or ".into()),
            _ => pieces.push(", ".into()),
        }
        pieces.push(Piece::Tag(*tag));
    }
    pieces
}

/// `yes` or `no`.
pub(crate) fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// `can` or `cannot`.
pub(crate) fn can_or_cannot(can: bool) -> &'static str {
    if can { "can" } else { "cannot" }
}

/// Makes a [`Fact`] of pieces, or of values that convert to pieces.
macro_rules! fact {
    ($($piece:expr),* $(,)?) => {
        $crate::manifest::Fact::new([$($crate::manifest::Piece::from($piece)),*])
    };
}

pub(crate) use fact;
