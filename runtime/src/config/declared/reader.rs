//! The smallest things that are packed: numbers, and what is written as one.
//!
//! A constant is evaluated step by step, and a call is a dear step: bytes are looked at in their place.

/// A place in what is packed.
pub(super) struct Reader {
    pub(super) bytes: &'static [u8],
    pub(super) at: usize,
}

impl Reader {
    /// The next byte, which is ASCII.
    pub(super) const fn mark(&mut self) -> u8 {
        if self.at >= self.bytes.len() {
            damaged();
        }
        let mark = self.bytes[self.at];
        self.at += 1;
        mark
    }

    /// A number, or the place of something: one digit, or `p`, `q` or `r` and 2, 4 or 11 of them.
    pub(super) const fn number(&mut self) -> u64 {
        if self.at < self.bytes.len() && b'0' <= self.bytes[self.at] && self.bytes[self.at] < b'p' {
            self.at += 1;
            return (self.bytes[self.at - 1] - b'0') as u64;
        }
        let mut digits: u8 = match self.mark() {
            b'p' => 2,
            b'q' => 4,
            b'r' => 11,
            _ => damaged(),
        };
        let mut number = 0;
        while digits > 0 {
            number = match self.mark() {
                digit @ b'0'..b'p' => (number << 6) | (digit - b'0') as u64,
                _ => damaged(),
            };
            digits -= 1;
        }
        number
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
}

/// Stops the evaluation: the attribute did not write this.
pub(super) const fn damaged() -> ! {
    panic!("a packed declaration is damaged: `tool-router` and `tool-router-macros` have to be of one version")
}
