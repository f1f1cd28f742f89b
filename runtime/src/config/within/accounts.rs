use super::no_more;
use super::reach::all_in;
use crate::config::{ManageConnections, MultiAccount, SessionConfig};

/// The API's own maximum.
const MOST: u8 = 10;

/// What was declared stays; what was left to run time may be anything.
pub(super) fn auth_configs(declared: &SessionConfig, proposed: &SessionConfig) -> bool {
    declared.auth_configs.iter().all(|(toolkit, id)| {
        proposed.auth_configs.get(toolkit) == Some(id) || !proposed.toolkits.access.allows(toolkit)
    })
}

pub(super) fn pins(declared: &SessionConfig, proposed: &SessionConfig) -> bool {
    declared.connected_accounts.iter().all(|(toolkit, ids)| {
        let pinned = proposed.connected_accounts.get(toolkit);
        pinned.is_some_and(|pinned| !pinned.is_empty() && all_in(pinned, ids))
            || !proposed.toolkits.access.allows(toolkit)
    })
}

/// Whether connections are managed is what the way of connecting rests on: it does not change.
pub(super) fn management(declared: &ManageConnections, proposed: &ManageConnections) -> bool {
    let waits = |management: &ManageConnections| management.enable_wait_for_connections.unwrap_or(false);
    let removes = |management: &ManageConnections| management.enable_connection_removal.unwrap_or(true);
    declared.enable == proposed.enable
        && (declared.callback_url.is_none() || declared.callback_url == proposed.callback_url)
        && no_more(waits(declared), waits(proposed))
        && no_more(removes(declared), removes(proposed))
}

/// Where nothing is said, the organisation's setting holds, which is not known here.
pub(super) fn several(declared: Option<&MultiAccount>, proposed: Option<&MultiAccount>) -> bool {
    const UNSAID: &MultiAccount =
        &MultiAccount { enable: None, max_accounts_per_toolkit: None, require_explicit_selection: None };
    let (declared, proposed) = (declared.unwrap_or(UNSAID), proposed.unwrap_or(UNSAID));
    let switched = match (declared.enable, proposed.enable) {
        (_, Some(false)) => return true,
        (Some(true), Some(true)) | (None, None) => true,
        _ => false,
    };
    let max = |several: &MultiAccount| several.max_accounts_per_toolkit.unwrap_or(MOST);
    let explicit = |several: &MultiAccount| several.require_explicit_selection.unwrap_or(false);
    switched && max(proposed) <= max(declared) && no_more(explicit(proposed), explicit(declared))
}
