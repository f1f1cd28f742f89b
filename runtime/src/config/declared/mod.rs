//! A declaration as the attribute packs it: one string, from which constant functions make the configuration.
//!
//! The compiler checks a string in no time, and a configuration written out expression by expression in more than all
//! the rest of a session. The constants made from it are evaluated only where they are used, in code generation or for a
//! policy, so that `cargo check` does not pay for them at all.
//!
//! The format is private to this crate and the attribute, which are released together; `expand/config` of the attribute
//! writes what is read here, in the same order. A number is decimal and ends with `;`. A text follows its length in
//! bytes. What may be missing begins with `+`, or is `-`; a flag is `y`, `n` or `-`. These parts come one after the other:
//!
//! - the agent's name, what it leaves to run time, and its configuration ([`records`]);
//! - its tables, each empty or a count with that many records ([`tables`]): a list is a range of a table;
//! - the path of its module, up to the end.

mod reader;
mod records;
mod tables;
mod values;

use std::marker::PhantomData;
use std::time::Duration;

use self::reader::Reader;
use self::values::Record;
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

/// The parts of a packed declaration.
struct Parts {
    name: &'static str,
    at_run_time: &'static str,
    slugs: &'static str,
    settings: &'static str,
    texts: &'static str,
    tags: &'static str,
    tools: &'static str,
    auth_configs: &'static str,
    connected_accounts: &'static str,
    instant_tools: &'static str,
    overrides: &'static str,
    hooks: &'static str,
    module: &'static str,
}

impl Parts {
    /// Those of a `SessionSpec` that the attribute did not make: nothing is left to run time.
    const NONE: Self = Self {
        name: "",
        at_run_time: "--0;0;0;0;",
        slugs: "",
        settings: "",
        texts: "",
        tags: "",
        tools: "",
        auth_configs: "",
        connected_accounts: "",
        instant_tools: "",
        overrides: "",
        hooks: "",
        module: "",
    };

    const fn of(declared: &'static str) -> Self {
        let mut reader = Reader::new(declared);
        Self {
            name: reader.text(),
            at_run_time: reader.text(),
            slugs: reader.text(),
            settings: reader.text(),
            texts: reader.text(),
            tags: reader.text(),
            tools: reader.text(),
            auth_configs: reader.text(),
            connected_accounts: reader.text(),
            instant_tools: reader.text(),
            overrides: reader.text(),
            hooks: reader.text(),
            module: reader.rest(),
        }
    }
}

/// What was packed.
pub(crate) struct Declared<S>(PhantomData<S>);

impl<S: Source> Declared<S> {
    const PARTS: Parts = if S::DECLARED.is_empty() { Parts::NONE } else { Parts::of(S::DECLARED) };
    const TEXTS: &'static [Text] = Self::texts();
    const TAGS: &'static [Tag] = Self::tags();

    /// The name of the agent.
    pub(crate) const fn name() -> &'static str {
        said(Self::PARTS.name)
    }

    /// The path of its module.
    pub(crate) const fn module() -> &'static str {
        said(Self::PARTS.module)
    }

    /// How long it waits for connections.
    pub(crate) const fn wait() -> Option<Duration> {
        Self::record(Self::PARTS.at_run_time).wait()
    }

    /// What it leaves to run time.
    pub(crate) const fn at_run_time() -> AtRunTime {
        let mut record = Self::record(Self::PARTS.at_run_time);
        record.wait();
        record.at_run_time(Self::slugs())
    }

    /// Its configuration.
    pub(crate) const fn config() -> SessionConfig {
        Self::record(said(Self::PARTS.settings)).settings::<S>()
    }

    const fn record(part: &'static str) -> Record {
        Record { reader: Reader::new(part), texts: Self::TEXTS, tags: Self::TAGS }
    }
}

/// A part without which nothing can be made.
const fn said(part: &'static str) -> &'static str {
    assert!(
        !part.is_empty(),
        "`#[tool_router_session(..)]` did not make this `SessionSpec`: give it `NAME`, `MODULE` and `CONFIG`"
    );
    part
}
