//! The catalogue: which toolkits and tools a router has, as a file that one command writes and the attribute reads.

mod compare;
mod entries;
mod format;
mod schema;

pub use self::compare::{Changes, Named};
pub use self::entries::{Catalog, ToolEntry, ToolkitEntry};
pub use self::format::{LARGEST, Malformed, TooLarge, read};
pub use self::schema::Schema;

/// The default name of the file. The attribute finds it beside `Cargo.toml`.
pub const FILE_NAME: &str = "tool-router.catalog.json";
