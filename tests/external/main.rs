//! The embedded router and its toolkits against counterparts that others wrote: the official SDKs, a browser, and an
//! emulated mail provider. `.ci/run` installs them beside this file.

mod browser;
mod emulate;
mod program;
mod sdk;
