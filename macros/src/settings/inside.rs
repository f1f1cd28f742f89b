//! What can be written inside a setting, for completions and the reference.

use super::{Info, Setting, Word};

/// The content of a setting: in its parentheses, and after its `=`.
pub(crate) trait Table: Sync {
    /// The settings in the parentheses; if these contain entries of another kind, the settings of such an entry.
    fn rows(&'static self) -> Vec<&'static Info> {
        Vec::new()
    }

    /// The entries in the parentheses, if their names are not settings.
    fn entries(&'static self) -> Option<Entries> {
        None
    }

    /// The possible values after the `=`.
    fn values(&'static self) -> Values {
        Values::Free
    }
}

/// Entries whose names are not settings: toolkits, or stages of a hook.
pub(crate) struct Entries {
    /// The names, as far as they are known.
    pub(crate) names: Vec<Known>,
    /// The content of each of them.
    pub(crate) inside: Option<&'static dyn Table>,
}

/// The values after an `=`.
pub(crate) enum Values {
    /// Text, numbers, `true` and `false`.
    Free,
    /// One of these words.
    Word(Vec<Known>),
    /// A list of these words.
    List(Vec<Known>),
    /// A Rust path, or a list of them.
    Paths,
}

/// A possible name, and its meaning.
pub(crate) struct Known {
    pub(crate) name: String,
    /// Markdown.
    pub(crate) text: String,
}

impl Known {
    pub(crate) fn setting(info: &Info) -> Self {
        let Info { name, forms, summary, default, .. } = info;
        let text = format!("{summary}\n\nDefault: {default}.\n\n```text\n{}\n```", forms.join("\n"));
        Self { name: (*name).to_owned(), text }
    }

    /// A word whose summary is a clause without a full stop.
    fn word(name: &str, summary: &str) -> Self {
        let (first, rest) = summary.split_at(summary.chars().next().map_or(0, char::len_utf8));
        Self { name: name.to_owned(), text: format!("{}{rest}.", first.to_uppercase()) }
    }
}

impl<T, const N: usize> Table for [Setting<T>; N] {
    fn rows(&'static self) -> Vec<&'static Info> {
        self.iter().map(|setting| &setting.info).collect()
    }
}

impl<T: Sync, const N: usize> Table for [Word<T>; N] {
    fn values(&'static self) -> Values {
        Values::Word(self.iter().map(|word| Known::word(word.name, word.summary)).collect())
    }
}

/// A setting that can be written with parentheses as well as with an `=`.
pub(crate) struct Inside {
    pub(crate) parentheses: &'static dyn Table,
    pub(crate) value: &'static dyn Table,
}

impl Table for Inside {
    fn rows(&'static self) -> Vec<&'static Info> {
        self.parentheses.rows()
    }

    fn entries(&'static self) -> Option<Entries> {
        self.parentheses.entries()
    }

    fn values(&'static self) -> Values {
        self.value.values()
    }
}

/// Words in a list.
pub(crate) struct ListOf(pub(crate) &'static dyn Table);

impl Table for ListOf {
    fn values(&'static self) -> Values {
        match self.0.values() {
            Values::Word(words) => Values::List(words),
            other => other,
        }
    }
}

/// Entries that the user names, or that have one of a few names.
pub(crate) struct EntriesOf {
    pub(crate) names: Option<&'static dyn Table>,
    pub(crate) inside: Option<&'static dyn Table>,
}

impl Table for EntriesOf {
    fn rows(&'static self) -> Vec<&'static Info> {
        self.inside.map(Table::rows).unwrap_or_default()
    }

    fn entries(&'static self) -> Option<Entries> {
        let names = match self.names.map(Table::values) {
            Some(Values::Word(names)) => names,
            _ => Vec::new(),
        };
        Some(Entries { names, inside: self.inside })
    }
}

/// Rust paths.
pub(crate) struct Paths;

impl Table for Paths {
    fn values(&'static self) -> Values {
        Values::Paths
    }
}
