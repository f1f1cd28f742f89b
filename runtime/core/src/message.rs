//! Messages of constants that stop compilation.

/// Text that is composed in a constant: a panic in a constant can only show a `&str`.
pub struct Message {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

impl Message {
    /// Enough for each breach of a policy by what a declaration does not say; longer text is cut off.
    const CAPACITY: usize = 4096;

    /// The empty text.
    pub const EMPTY: Self = Self { bytes: [0; Self::CAPACITY], length: 0 };

    /// A breach: the policy, what breaks it, and what to write instead.
    pub const fn of_breach(policy: &str, words: [&str; 3], help: &str) -> Self {
        Self::EMPTY.push_breach(policy, words, help)
    }

    /// Appends a breach, on a line of its own.
    #[must_use]
    pub const fn push_breach(self, policy: &str, [before, value, after]: [&str; 3], help: &str) -> Self {
        let message = if self.length == 0 { self } else { self.push("\n") };
        let message = message.push("policy `").push(policy).push("`: ").push(before).push(value).push(after);
        message.push("\nhelp: ").push(help)
    }

    /// Stops the evaluation of a constant with this message.
    #[track_caller]
    pub const fn panic(&self) -> ! {
        panic!("{}", self.as_str())
    }

    /// Appends text.
    #[must_use]
    pub const fn push(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut next = 0;
        while next < text.len() && self.length < Self::CAPACITY {
            self.bytes[self.length] = text[next];
            self.length += 1;
            next += 1;
        }
        self
    }

    const fn as_str(&self) -> &str {
        let (written, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(written) {
            Ok(text) => text,
            // The text was cut off inside a character.
            Err(error) => match core::str::from_utf8(written.split_at(error.valid_up_to()).0) {
                Ok(text) => text,
                Err(_) => "",
            },
        }
    }
}
