//! The embedded router and its toolkits against third-party programs: the official SDKs, an MCP client and MCP's
//! conformance suite, a browser, and emulated providers. `.ci/run` installs them beside this file.

mod browser;
mod drawings;
mod emulate;
mod hooks;
mod mcp;
mod oidc;
mod program;
mod sdk;
