//! The mailboxes: their content and operations.

#[cfg(feature = "testing")]
mod direct;
mod label;
mod mailbox;
mod mailboxes;
mod mime;
mod query;
mod seed;
mod stored;

pub(super) use self::{
    label::{Label, NewLabel},
    mailbox::{Draft, Filter, MailError, Mailbox},
    mailboxes::Mailboxes,
    query::Query,
    stored::Format,
};
