//! The clients.

#[cfg(feature = "composio-sdk")]
mod composio_sdk;
mod hyper;
mod reqwest;
mod tool_router;

#[cfg(feature = "composio-sdk")]
pub use self::composio_sdk::ComposioSdk;
pub use self::hyper::RawHyper;
pub use self::reqwest::TypedReqwest;
pub use self::tool_router::ThisCrate;
