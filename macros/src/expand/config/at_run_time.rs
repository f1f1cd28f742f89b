//! What is left to run time, and how long connections are waited for.

use super::{Packed, Tables, packed::range};
use crate::{
    declaration::{Declaration, Said, Spanned, Supplied},
    handles::{Handle, Kind},
};

pub(super) fn at_run_time(declaration: &Declaration, handles: &[Handle], tables: &mut Tables) -> Packed {
    let connections = &declaration.manage_connections;
    let deadline = connections.deadline();
    let millis = deadline.and_then(|deadline| u64::try_from(deadline.value.as_millis()).ok());
    let callback_url = matches!(connections.callback_url, Said::Yes(Spanned { value: Supplied::AtRunTime, .. }));
    let mut packed = Packed::default();
    packed.optional_number(millis);
    packed.flag(Some(callback_url));
    let mut list = |is_kind: fn(Kind) -> bool| {
        let start = tables.slugs.count;
        for handle in handles.iter().filter(|handle| is_kind(handle.kind)) {
            let mut record = Packed::default();
            tables.texts.text(&handle.slug, &mut record);
            tables.slugs.push(&record);
        }
        range(start, tables.slugs.count, &mut packed);
    };
    list(|kind| matches!(kind, Kind::AuthConfig(_)));
    list(|kind| matches!(kind, Kind::Account(_)));
    packed
}
