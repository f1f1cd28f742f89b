//! The mailboxes: their content and operations.

mod label;
mod mailbox;
mod mime;
mod people;
mod query;
mod seed;
mod stored;

pub(super) use self::{
    label::{Label, NewLabel},
    mailbox::{Draft, Filter, MailError, Mailbox},
    people::{Mailboxes, Person, people},
    query::Query,
    stored::Format,
};
