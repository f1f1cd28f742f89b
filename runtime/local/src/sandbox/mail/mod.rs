//! The mailboxes: what is in them and what can be done with them.

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
