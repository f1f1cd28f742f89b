//! The smallest things that are packed: marks, numbers and texts.

/// Why nothing can be made of a string that the attribute did not write.
const DAMAGED: &str =
    "a packed declaration is damaged: `tool-router` and `tool-router-macros` have to be of one version";

/// A place in a part.
pub(super) struct Reader {
    rest: &'static str,
}

impl Reader {
    pub(super) const fn new(part: &'static str) -> Self {
        Self { rest: part }
    }

    /// All that follows.
    pub(super) const fn rest(&self) -> &'static str {
        self.rest
    }

    /// The next byte, which is ASCII.
    pub(super) const fn mark(&mut self) -> u8 {
        self.take(1).as_bytes()[0]
    }

    pub(super) const fn number(&mut self) -> u64 {
        let bytes = self.rest.as_bytes();
        let (mut number, mut next) = (0, 0);
        while next < bytes.len() && bytes[next].is_ascii_digit() {
            number = number * 10 + (bytes[next] - b'0') as u64;
            next += 1;
        }
        assert!(next > 0 && next < bytes.len() && bytes[next] == b';', "{}", DAMAGED);
        self.take(next + 1);
        number
    }

    /// A number of things, or the place of one.
    pub(super) const fn count(&mut self) -> usize {
        let count = self.number();
        assert!(count <= u32::MAX as u64, "{}", DAMAGED);
        count as usize
    }

    pub(super) const fn text(&mut self) -> &'static str {
        let length = self.count();
        self.take(length)
    }

    /// Whether something that may be missing is there.
    pub(super) const fn is_some(&mut self) -> bool {
        match self.mark() {
            b'+' => true,
            b'-' => false,
            _ => damaged(),
        }
    }

    pub(super) const fn flag(&mut self) -> Option<bool> {
        match self.mark() {
            b'y' => Some(true),
            b'n' => Some(false),
            b'-' => None,
            _ => damaged(),
        }
    }

    const fn take(&mut self, length: usize) -> &'static str {
        match self.rest.split_at_checked(length) {
            Some((taken, rest)) => {
                self.rest = rest;
                taken
            }
            None => damaged(),
        }
    }
}

/// Stops the evaluation.
pub(super) const fn damaged() -> ! {
    panic!("{}", DAMAGED)
}
