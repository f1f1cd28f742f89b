//! What the example programs share: the choice of the router, and a browser for unattended runs.

pub mod browser;
