//! A live session.

mod auth_link;
mod create;

use std::marker::PhantomData;

use crate::spec::SessionSpec;

pub use self::auth_link::AuthLink;
pub(crate) use self::create::create;

/// A session on a router.
pub struct Session<S: SessionSpec> {
    agent: PhantomData<fn() -> S>,
}
