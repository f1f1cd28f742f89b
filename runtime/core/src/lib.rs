//! Internals of [`tool-router`](https://docs.rs/tool-router): the settings of a session and their meaning, shared by
//! the attribute, the client and the embedded router. Depend on `tool-router` instead.

mod callback_status;
pub mod catalog;
pub mod cause;
pub mod config;
mod connection_status;
pub mod constant;
pub mod declared;
mod fact;
pub mod grammar;
mod json_words;
pub mod limits;
pub mod manifest;
pub mod markdown;
pub mod message;
mod meta_tool;
mod mode;
mod open_enum;
pub mod policy;
pub mod rule_names;
mod tag;
mod timestamp;
mod words;

pub use self::callback_status::CallbackStatus;
pub use self::config::SessionConfig;
pub use self::connection_status::ConnectionStatus;
pub use self::json_words::json_words;
pub use self::meta_tool::MetaTool;
pub use self::mode::{Missing, Mode, Start};
pub use self::timestamp::Timestamp;
