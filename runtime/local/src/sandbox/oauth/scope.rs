//! What an access token allows.

/// A Google scope that the sandbox knows.
pub(crate) struct Scope {
    pub(crate) name: &'static str,
    /// What the consent page says about it.
    pub(crate) meaning: &'static str,
}

pub(crate) const READONLY: &str = "https://www.googleapis.com/auth/gmail.readonly";
pub(crate) const MODIFY: &str = "https://www.googleapis.com/auth/gmail.modify";
pub(crate) const COMPOSE: &str = "https://www.googleapis.com/auth/gmail.compose";
pub(crate) const SEND: &str = "https://www.googleapis.com/auth/gmail.send";
pub(crate) const LABELS: &str = "https://www.googleapis.com/auth/gmail.labels";
pub(crate) const EVERYTHING: &str = "https://mail.google.com/";

const KNOWN: [Scope; 9] = [
    Scope { name: READONLY, meaning: "Read every message and label" },
    Scope { name: MODIFY, meaning: "Read, write, send and organise mail, and move it to the trash" },
    Scope { name: COMPOSE, meaning: "Write drafts and send mail" },
    Scope { name: SEND, meaning: "Send mail" },
    Scope { name: LABELS, meaning: "See and create labels" },
    Scope { name: EVERYTHING, meaning: "Read, write, send and delete mail" },
    Scope { name: "openid", meaning: "Know who you are" },
    Scope { name: "https://www.googleapis.com/auth/userinfo.email", meaning: "See your email address" },
    Scope { name: "https://www.googleapis.com/auth/userinfo.profile", meaning: "See your name" },
];

/// The scopes of a space-separated list; `None` if it is empty or contains an unknown one.
pub(super) fn parse(list: &str) -> Option<Vec<&'static Scope>> {
    let mut scopes: Vec<&Scope> = Vec::new();
    for name in list.split_ascii_whitespace() {
        let scope = KNOWN.iter().find(|scope| scope.name == name)?;
        if !scopes.iter().any(|known| known.name == scope.name) {
            scopes.push(scope);
        }
    }
    (!scopes.is_empty()).then_some(scopes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_scopes_are_parsed() {
        let names = |list: &str| parse(list).map(|scopes| scopes.iter().map(|scope| scope.name).collect::<Vec<_>>());
        assert_eq!(names(&format!("{MODIFY}  openid {MODIFY}")), Some(vec![MODIFY, "openid"]));
        assert_eq!(names("openid admin"), None);
        assert_eq!(names(" "), None);
    }
}
