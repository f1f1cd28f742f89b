//! A declaration as the attribute packs it: one string, from which constant functions make the configuration.
//!
//! The compiler checks a string in no time, and a configuration written out expression by expression in more than all
//! the rest of a session. The constants made from it are evaluated only where they are used, in code generation or for a
//! policy, so that `cargo check` does not pay for them at all.
//!
//! The format is private to this crate and the attribute, which are released together; `expand/config` of the attribute
//! writes what is read here, in the same order. It is made for an evaluation in few steps, of which a call is the
//! dearest: all numbers first, one digit most of them ([`reader`]), then all texts, then the path of the module. The
//! numbers are
//!
//! - where each table is ([`head`]);
//! - the tables ([`tables`]): that of the texts has the length of each, the others their records. A text is named by its
//!   place in its table, and a list by its length and, where that is not 0, the place of its first. What is left to run
//!   time and the configuration itself are tables of one record ([`records`]).

mod head;
mod reader;
mod records;
mod tables;
mod values;

use std::marker::PhantomData;
use std::time::Duration;

use self::head::{Part, Place};
use self::reader::{Reader, damaged};
use self::values::{Record, string};
use super::{SessionConfig, Tag, Text};
use crate::manifest::AtRunTime;
use crate::spec::SessionSpec;

/// What the attribute packed.
#[doc(hidden)]
pub trait Source {
    const DECLARED: &'static str;
}

/// The source that every session is.
pub(crate) struct Of<S>(PhantomData<S>);

impl<S: SessionSpec> Source for Of<S> {
    const DECLARED: &'static str = S::DECLARED;
}

/// The configuration of a source that is no session: that which policies look at. For the attribute's expansion only.
#[doc(hidden)]
#[must_use]
pub const fn __config<S: Source>() -> SessionConfig {
    Declared::<S>::config()
}

/// What was packed.
pub(crate) struct Declared<S>(PhantomData<S>);

impl<S: Source> Declared<S> {
    const TEXTS: &'static [Text] = Self::texts();
    const TAGS: &'static [Tag] = Self::tags();

    /// The name of the agent.
    pub(crate) const fn name() -> &'static str {
        string(Self::TEXTS, 0)
    }

    /// The path of its module.
    pub(crate) const fn module() -> &'static str {
        let pool = Self::place(Part::Pool);
        cut(cut(S::DECLARED, pool.at).1, pool.count).1
    }

    /// Its configuration.
    pub(crate) const fn config() -> SessionConfig {
        Self::record(Self::place(Part::Settings)).settings::<S>()
    }

    /// How long it waits for connections.
    pub(crate) const fn wait() -> Option<Duration> {
        if S::DECLARED.is_empty() { None } else { Self::at_run_time_record().wait() }
    }

    /// What it leaves to run time.
    pub(crate) const fn at_run_time() -> AtRunTime {
        if S::DECLARED.is_empty() { AtRunTime::NOTHING } else { Self::packed_at_run_time() }
    }

    const fn packed_at_run_time() -> AtRunTime {
        let mut record = Self::at_run_time_record();
        record.wait();
        record.at_run_time(Self::slugs())
    }

    // Apart, for what a function mentions is evaluated when it is called, and nothing is packed of what is made by hand.
    const fn at_run_time_record() -> Record {
        Self::record(Self::place(Part::AtRunTime))
    }

    const fn record(place: Place) -> Record {
        let reader = Reader { bytes: S::DECLARED.as_bytes(), at: place.at };
        Record { reader, pool: "", texts: Self::TEXTS, tags: Self::TAGS }
    }

    /// A record of the tables that the others need, which has to do without them.
    const fn pool(place: Place) -> Record {
        let reader = Reader { bytes: S::DECLARED.as_bytes(), at: place.at };
        let (_, pool) = cut(S::DECLARED, Self::place(Part::Pool).at);
        Record { reader, pool, texts: &[], tags: &[] }
    }

    const fn place(part: Part) -> Place {
        assert!(
            !S::DECLARED.is_empty(),
            "`#[tool_router_session(..)]` did not make this `SessionSpec`: give it `NAME`, `MODULE` and `CONFIG`"
        );
        part.place(S::DECLARED.as_bytes())
    }
}

/// What is before `at`, and what is from there on.
const fn cut(text: &'static str, at: usize) -> (&'static str, &'static str) {
    match text.split_at_checked(at) {
        Some(parts) => parts,
        None => damaged(),
    }
}

#[cfg(test)]
mod tests;
