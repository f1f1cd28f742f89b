//! How toolkits get connected.

use tool_router_core::{Mode, config};

use crate::declaration::{App, ManageConnections, Spanned, Supplied};

pub(super) fn manage_connections(connections: &ManageConnections, managed: bool) -> config::ManageConnections {
    let ManageConnections { switch: _, wait, wait_tool, callback_url, removal, .. } = connections;
    let waits = wait.yes().map(|wait| wait.value.is_some());
    let callback_url = callback_url.yes().and_then(|url| match url {
        Spanned { value: Supplied::Here(url), .. } => Some(url.clone().into()),
        Spanned { value: Supplied::AtRunTime | Supplied::IfAny, .. } => None,
    });
    config::ManageConnections::DEFAULT
        .with_enable(managed)
        .with_callback_url(callback_url)
        .with_enable_wait_for_connections(wait_tool.yes().map(|wait_tool| wait_tool.value).or(waits))
        .with_enable_connection_removal(removal.yes().map(|removal| removal.value))
}

pub(super) fn mode(managed: bool, app: App, waits: bool) -> Mode {
    match (managed, app) {
        (false, App::ManualAuth) => Mode::Manual,
        (false, _) => Mode::Preconnected,
        (true, _) if waits => Mode::Upfront,
        (true, _) => Mode::OnDemand,
    }
}
