//! A declaration, an embedded router, and a user with a browser: from `create` to the mail.

mod accounts;
mod agents;
mod custom;
mod hooks;
mod manual;
mod mcp;
mod model;
mod on_demand;
mod preconnected;
mod readme;
mod several;
mod updates;
mod upfront;
mod users;
