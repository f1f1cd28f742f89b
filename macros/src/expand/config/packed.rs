//! A declaration as one string, which the runtime's `config::declared` reads.
//!
//! The compiler checks a string in no time, and a configuration written out expression by expression in more than all the
//! rest of a session. The format is described where it is read.

/// The parts that a packed declaration consists of.
#[derive(Default)]
pub(super) struct Packed(String);

impl Packed {
    /// A part, or a text.
    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.push_str(text);
    }

    pub(super) fn number(&mut self, number: impl ToString) {
        self.0.push_str(&number.to_string());
        self.0.push(';');
    }

    pub(super) fn mark(&mut self, mark: char) {
        self.0.push(mark);
    }

    /// What may be missing.
    pub(super) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        match value {
            Some(value) => {
                self.mark('+');
                write(self, value);
            }
            None => self.mark('-'),
        }
    }

    pub(super) fn flag(&mut self, flag: Option<bool>) {
        self.mark(match flag {
            Some(true) => 'y',
            Some(false) => 'n',
            None => '-',
        });
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// Records of one kind.
#[derive(Default)]
pub(super) struct Table {
    count: usize,
    records: Packed,
}

impl Table {
    /// The next record, to be written.
    pub(super) fn record(&mut self) -> &mut Packed {
        self.count += 1;
        &mut self.records
    }

    /// Adds a record that was written before it had a place.
    pub(super) fn push(&mut self, record: Packed) {
        self.record().0.push_str(&record.0);
    }

    /// Adds a record for each text, and refers to them in `packed`.
    pub(super) fn list<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>, packed: &mut Packed) {
        let start = self.count;
        for text in texts {
            self.record().text(text);
        }
        packed.number(start);
        packed.number(self.count - start);
    }

    /// The part: nothing for a table without records.
    pub(super) fn into_part(self) -> String {
        let Self { count: 1.., .. } = self else { return String::new() };
        let mut part = Packed::default();
        part.number(self.count);
        part.0 + &self.records.0
    }
}
