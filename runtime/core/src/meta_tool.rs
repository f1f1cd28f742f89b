use crate::open_enum::open_enum;

open_enum! {
    /// One of the router's own tools, with which the agent finds and runs the others.
    pub enum MetaTool {
        /// Finds tools for a use case.
        SearchTools = "COMPOSIO_SEARCH_TOOLS",
        /// Returns the schemas of tools.
        GetToolSchemas = "COMPOSIO_GET_TOOL_SCHEMAS",
        /// Runs up to 50 tools at once.
        MultiExecute = "COMPOSIO_MULTI_EXECUTE_TOOL",
        /// Makes auth links, and reports what is connected.
        ManageConnections = "COMPOSIO_MANAGE_CONNECTIONS",
        /// Waits for the user to connect.
        WaitForConnections = "COMPOSIO_WAIT_FOR_CONNECTIONS",
        /// Runs Python in the sandbox.
        RemoteWorkbench = "COMPOSIO_REMOTE_WORKBENCH",
        /// Runs a shell command in the sandbox.
        RemoteBash = "COMPOSIO_REMOTE_BASH_TOOL",
        /// Sends feedback to the router's operator.
        SubmitFeedback = "COMPOSIO_SUBMIT_FEEDBACK",
        /// Calls a toolkit's own HTTP API.
        ProxyExecute = "COMPOSIO_PROXY_EXECUTE",
    }
}
