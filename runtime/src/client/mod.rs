//! The connection to a router.

/// A router: the hosted API, or an embedded one.
#[derive(Clone, Debug)]
pub struct ToolRouter {}
