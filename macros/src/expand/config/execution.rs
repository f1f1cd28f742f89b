//! What runs where: the sandbox, preloaded tools, instant tools.

use super::{
    Packed, Tables,
    access::{access, slugs},
};
use crate::declaration::{Declaration, Instant, Preload, Reach, Said, Sandbox, Spanned};

pub(super) fn sandbox(declaration: &Declaration, tables: &mut Tables, packed: &mut Packed) {
    let preset = Sandbox::default();
    let (sandbox, enable) = match &declaration.sandbox {
        Some(sandbox) => (sandbox, sandbox.switch.is_on(true)),
        None => (&preset, by_preset(declaration).then_some(false)),
    };
    let Sandbox { switch: _, size, tool_execution, proxy_execution, auto_offload_threshold } = sandbox;
    let Some(enable) = packed.option(enable) else { return };
    packed.flag(Some(enable));
    packed.flag(flag(tool_execution));
    packed.flag(flag(proxy_execution));
    packed.optional_number(auto_offload_threshold.yes().map(|threshold| threshold.value));
    tables.texts.optional_text(size.yes().map(|size| size.value.variant()), packed);
}

pub(super) fn preload(declaration: &Declaration, tables: &mut Tables, packed: &mut Packed) {
    match &declaration.preload {
        Said::Yes(Spanned { value: Preload::Only(tools), .. }) => {
            packed.mark('+');
            slugs(Some(tools), tables, packed);
        }
        Said::Yes(Spanned { value: Preload::All, .. }) => packed.mark('*'),
        Said::No if by_preset(declaration) => packed.mark('*'),
        Said::No | Said::Wrong => packed.mark('-'),
    }
}

pub(super) fn search(declaration: &Declaration, packed: &mut Packed) {
    packed.flag(flag(&declaration.search).or(by_preset(declaration).then_some(false)));
}

pub(super) fn execute(declaration: &Declaration, packed: &mut Packed) {
    packed.flag(flag(&declaration.multi_execute).or(by_preset(declaration).then_some(false)));
}

pub(super) fn instant(instant: Option<&Instant>, tables: &mut Tables, packed: &mut Packed) {
    let said = instant.and_then(|instant| Some((instant, instant.switch.is_on(true)?)));
    packed.flag(said.map(|(_, on)| on));
    let Some((instant, true)) = said else { return };
    let Instant { switch: _, toolkits, tools, return_instant_charge, return_prices_in_search } = instant;
    access(toolkits.as_ref(), tables, packed);
    for (toolkit, reach) in tools {
        if !matches!(reach, Reach::Any) {
            let mut record = Packed::default();
            tables.texts.text(&toolkit.name, &mut record);
            access(Some(reach), tables, &mut record);
            tables.instant_tools.push(&record);
        }
    }
    packed.flag(flag(return_instant_charge));
    packed.flag(flag(return_prices_in_search));
}

pub(super) fn flag(said: &Said<Spanned<bool>>) -> Option<bool> {
    said.yes().map(|said| said.value)
}

/// Whether the preset decides what is not said.
fn by_preset(declaration: &Declaration) -> bool {
    declaration.preset.yes().is_some()
}
