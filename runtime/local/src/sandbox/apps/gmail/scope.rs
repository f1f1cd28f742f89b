//! Google's scopes.

use crate::sandbox::app::Scope;

pub(in crate::sandbox) const READONLY: &str = "https://www.googleapis.com/auth/gmail.readonly";
pub(in crate::sandbox) const MODIFY: &str = "https://www.googleapis.com/auth/gmail.modify";
pub(in crate::sandbox) const COMPOSE: &str = "https://www.googleapis.com/auth/gmail.compose";
pub(in crate::sandbox) const SEND: &str = "https://www.googleapis.com/auth/gmail.send";
pub(in crate::sandbox) const LABELS: &str = "https://www.googleapis.com/auth/gmail.labels";
pub(in crate::sandbox) const EVERYTHING: &str = "https://mail.google.com/";

pub(super) const ALL: [Scope; 9] = [
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
