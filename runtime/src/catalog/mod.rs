//! What a router offers.
mod toolkits;
mod tools;

pub use self::toolkits::{RouterToolkit, RouterToolkitMeta, RouterToolkitsRequest, ToolkitCategory};
pub use self::tools::RouterToolsRequest;
