//! Completions inside the attributes, for editors that use rust-analyzer.
//!
//! To complete a name, rust-analyzer expands the attribute twice: as it is, and with a marker at the cursor. It finds
//! the marker in the second expansion, and completes what is there. Therefore every name that the user wrote, and every
//! place where one is expected, becomes an import from a module that has a constant for each possible name.
//!
//! rust-analyzer finds the same place in the first expansion by its offset, so nothing before the marker may depend on
//! the marker. The imports therefore come first in the expansion, in source order, and each depends only on the source
//! to its left. At the end of each list, an import of nothing marks the place of the next name.

mod imports;
mod offers;
mod place;

pub(crate) use offers::modules;

use std::sync::OnceLock;

use proc_macro2::TokenStream;

use self::{imports::Imports, place::Place};
use super::Runtime;
use crate::{item, settings::SETTINGS};

/// The attributes that have settings to offer.
const ATTRIBUTES: &[fn() -> Place] = &[
    session,
    field,
    #[cfg(feature = "custom-tools")]
    custom_tool,
];

fn session() -> Place {
    Place::attribute("session", &SETTINGS)
}

fn field() -> Place {
    Place::attribute("field", &item::FIELD_SETTINGS)
}

#[cfg(feature = "custom-tools")]
fn custom_tool() -> Place {
    Place::attribute("custom_tool", crate::custom_tool::table())
}

/// Whether an editor, not a compiler, requests the expansion: the process that expands macros for rust-analyzer
/// requires this variable.
///
/// If it is set for a compiler nevertheless, `cfg(rust_analyzer)` still excludes the imports.
pub(crate) fn in_editor() -> bool {
    static IN_EDITOR: OnceLock<bool> = OnceLock::new();
    *IN_EDITOR.get_or_init(|| std::env::var_os("RUST_ANALYZER_INTERNALS_DO_NOT_USE").is_some())
}

/// The imports for the content of `#[tool_router_session(…)]`, and of `#[session(…)]` on the fields of `item`.
pub(crate) fn of_session(attribute: TokenStream, item: &TokenStream, runtime: &Runtime) -> TokenStream {
    let mut imports = Imports::new(runtime);
    imports.arguments(&session(), attribute);
    for arguments in item::field_settings(item) {
        imports.arguments(&field(), arguments);
    }
    imports.for_editor()
}

/// The imports for the content of `#[custom_tool(…)]`.
#[cfg(feature = "custom-tools")]
pub(crate) fn of_custom_tool(attribute: TokenStream, runtime: &Runtime) -> TokenStream {
    let mut imports = Imports::new(runtime);
    imports.arguments(&custom_tool(), attribute);
    imports.for_editor()
}

#[cfg(test)]
mod cuts;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod truncated;
