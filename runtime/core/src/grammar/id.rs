//! Ids of the platform, whose prefix identifies their kind.

/// A kind of id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A connected account: `ca_…`.
    ConnectedAccount,
    /// An auth config: `ac_…`.
    AuthConfig,
    /// A saved configuration: `sc_…`.
    SessionConfig,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::ConnectedAccount, Self::AuthConfig, Self::SessionConfig];

    /// The prefix of ids of this kind.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::ConnectedAccount => "ca_",
            Self::AuthConfig => "ac_",
            Self::SessionConfig => "sc_",
        }
    }

    /// The kind in words, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            Self::ConnectedAccount => "a connected account",
            Self::AuthConfig => "an auth config",
            Self::SessionConfig => "a saved session config",
        }
    }

    /// The kind whose ids have the form of `text`.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.names(text))
    }

    /// Whether `text` has the form of an id of this kind.
    pub fn names(self, text: &str) -> bool {
        text.strip_prefix(self.prefix()).is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_known_by_its_prefix() {
        assert_eq!(Kind::of("ca_1"), Some(Kind::ConnectedAccount));
        assert_eq!(Kind::of("ac_Xy-9"), Some(Kind::AuthConfig));
        assert_eq!(Kind::of("sc_1"), Some(Kind::SessionConfig));
        for text in ["", "ca_", "ca1", "ca_1 ", "user@example.com"] {
            assert_eq!(Kind::of(text), None, "{text}");
        }
    }
}
