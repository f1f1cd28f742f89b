//! What is left to run time, and how long connections are waited for.

use super::{Packed, Tables};
use crate::{
    declaration::{Declaration, Said, Spanned, Supplied},
    handles::{Handle, Kind},
};

pub(super) fn at_run_time(declaration: &Declaration, handles: &[Handle], tables: &mut Tables) -> String {
    let connections = &declaration.manage_connections;
    let deadline = connections.deadline();
    let millis = deadline.and_then(|deadline| u64::try_from(deadline.value.as_millis()).ok());
    let callback_url = matches!(connections.callback_url, Said::Yes(Spanned { value: Supplied::AtRunTime, .. }));
    let mut packed = Packed::default();
    packed.option(millis, Packed::number);
    packed.flag(Some(callback_url));
    let mut list = |is_kind: fn(Kind) -> bool| {
        let handles = handles.iter().filter(|handle| is_kind(handle.kind));
        tables.slugs.list(handles.map(|handle| handle.slug.as_str()), &mut packed);
    };
    list(|kind| matches!(kind, Kind::AuthConfig(_)));
    list(|kind| matches!(kind, Kind::Account(_)));
    packed.into_string()
}
