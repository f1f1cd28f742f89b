//! Whether an agent's sessions can be handed to MCP clients, as types.

use crate::spec::SessionSpec;

/// Whether MCP clients can be given the endpoint of a session. The trait is sealed.
pub trait McpAccess: sealed::Sealed {
    #[doc(hidden)]
    const SERVED: bool;
}

/// MCP clients can be given the endpoint: the agent declares `mcp`.
#[derive(Debug)]
pub enum Served {}

/// MCP clients cannot be given the endpoint.
#[derive(Debug)]
pub enum NotServed {}

/// An agent that declares `mcp`: its sessions have an endpoint for MCP clients.
///
/// Whoever holds the endpoint's headers can use a session from outside the program that created it. A reader of the
/// declaration must be able to see that.
#[diagnostic::on_unimplemented(
    message = "this agent does not declare `mcp`: its sessions have no MCP endpoint",
    label = "`mcp` is not declared",
    note = "declare it to let MCP clients use a session: `#[tool_router_session(toolkits = [\"gmail\"], mcp)]`"
)]
pub trait ServesMcp: SessionSpec + sealed::Declared {}

#[diagnostic::do_not_recommend]
impl<S: SessionSpec<Mcp = Served>> ServesMcp for S {}

#[diagnostic::do_not_recommend]
impl<S: SessionSpec<Mcp = Served>> sealed::Declared for S {}

impl McpAccess for Served {
    const SERVED: bool = true;
}

impl McpAccess for NotServed {
    const SERVED: bool = false;
}

mod sealed {
    /// Only the attribute implements this, so that a hand-written `impl ServesMcp` does not compile.
    #[diagnostic::on_unimplemented(
        message = "`ServesMcp` cannot be implemented by hand: declare `mcp` instead",
        label = "`mcp` is not declared",
        note = "declare it to let MCP clients use a session: `#[tool_router_session(toolkits = [\"gmail\"], mcp)]`"
    )]
    pub trait Declared {}

    pub trait Sealed {}
    impl Sealed for super::Served {}
    impl Sealed for super::NotServed {}
}
