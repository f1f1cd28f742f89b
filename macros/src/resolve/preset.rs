//! Applies a preset. Its values take the place of omitted settings, at the preset's tokens, so that no other code has
//! to know about presets.

use crate::declaration::{Declaration, Preload, Preset, Said, Sandbox, Spanned};

/// Sets the preset's values where the declaration has none.
pub(super) fn apply(declaration: &mut Declaration) {
    let Spanned { value: Preset::DirectTools, tokens } = match declaration.preset.clone() {
        Said::No | Said::Unread => return,
        // What it would have set is unknown.
        Said::Wrong => {
            if !declaration.manage_connections.is_said() {
                declaration.manage_connections.switch.set(Said::Wrong);
            }
            return;
        }
        Said::Yes(preset) => preset,
    };
    let off = || Said::Yes(Spanned::new(false, &tokens));
    if !declaration.manage_connections.is_said() {
        declaration.manage_connections.switch.set(off());
        declaration.manage_connections.by_preset = true;
    }
    if declaration.sandbox.is_none() {
        let mut sandbox = Sandbox::default();
        sandbox.switch.set(off());
        declaration.sandbox = Some(sandbox);
    }
    if declaration.preload.is_no() {
        declaration.preload = Said::Yes(Spanned::new(Preload::All, &tokens));
    }
    if declaration.search.is_no() {
        declaration.search = off();
    }
    if declaration.multi_execute.is_no() {
        declaration.multi_execute = off();
    }
}
