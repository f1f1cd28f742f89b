//! A declaration as one string, which the runtime's `config::declared` reads.
//!
//! The compiler checks a string in no time, and a configuration written out expression by expression in more than all the
//! rest of a session. The format is described where it is read.

/// Numbers, and what is written as one.
#[derive(Clone, Debug, Default)]
pub(super) struct Packed(String);

impl Packed {
    pub(super) fn number(&mut self, number: u64) {
        let digits = match number {
            0..0o100 => 1,
            0o100..0o1_0000 => 2,
            0o1_0000..0o1_0000_0000 => 4,
            0o1_0000_0000.. => 11,
        };
        match digits {
            2 => self.mark('p'),
            4 => self.mark('q'),
            11 => self.mark('r'),
            _ => {}
        }
        self.digits(number, digits);
    }

    /// A place, which has always four digits. Nobody writes as much as would not fit.
    pub(super) fn place(&mut self, place: usize) {
        self.digits(u64::try_from(place).unwrap_or(u64::MAX), 4);
    }

    fn digits(&mut self, number: u64, digits: u32) {
        for place in (0..digits).rev() {
            let digit = u8::try_from(number >> (6 * place) & 0o77).unwrap_or_default();
            self.mark(char::from(b'0' + digit));
        }
    }

    pub(super) fn count(&mut self, count: usize) {
        self.number(u64::try_from(count).unwrap_or(u64::MAX));
    }

    pub(super) fn mark(&mut self, mark: char) {
        self.0.push(mark);
    }

    pub(super) fn flag(&mut self, flag: Option<bool>) {
        self.mark(match flag {
            Some(true) => 'y',
            Some(false) => 'n',
            None => '-',
        });
    }

    /// What may be missing; `Some` where it is not, and still has to be written.
    pub(super) fn option<T>(&mut self, value: Option<T>) -> Option<T> {
        self.mark(if value.is_some() { '+' } else { '-' });
        value
    }

    pub(super) fn optional_number(&mut self, number: Option<u64>) {
        if let Some(number) = self.option(number) {
            self.number(number);
        }
    }

    pub(super) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The numbers, and the texts behind them.
    pub(super) fn with_texts(mut self, texts: &str) -> String {
        self.0.push_str(texts);
        self.0
    }
}

/// Records of one kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) count: usize,
    pub(super) records: Packed,
}

impl Table {
    pub(super) fn push(&mut self, record: &Packed) {
        self.count += 1;
        self.records.append(record);
    }
}

/// All texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    texts: Vec<String>,
}

impl Texts {
    /// Names a text in `packed`, which is added unless it is there.
    pub(super) fn text(&mut self, text: &str, packed: &mut Packed) {
        let place = self.texts.iter().position(|known| known == text).unwrap_or(self.texts.len());
        if place == self.texts.len() {
            self.texts.push(text.to_owned());
        }
        packed.count(place);
    }

    pub(super) fn optional_text(&mut self, text: Option<&str>, packed: &mut Packed) {
        if let Some(text) = packed.option(text) {
            self.text(text, packed);
        }
    }

    /// Adds texts, and names them in `packed`.
    pub(super) fn list<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>, packed: &mut Packed) {
        let start = self.texts.len();
        self.texts.extend(texts.into_iter().map(str::to_owned));
        range(start, self.texts.len(), packed);
    }

    /// Their table, and all of them.
    pub(super) fn into_parts(self) -> (Table, String) {
        let mut lengths = Packed::default();
        self.texts.iter().for_each(|text| lengths.count(text.len()));
        (Table { count: self.texts.len(), records: lengths }, self.texts.concat())
    }
}

/// Names the records of a table from `start` to before `end`.
pub(super) fn range(start: usize, end: usize, packed: &mut Packed) {
    packed.count(end - start);
    if end > start {
        packed.count(start);
    }
}
