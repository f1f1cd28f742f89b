//! Completions inside the attributes, for editors that use rust-analyzer.
//!
//! To complete a name, rust-analyzer expands the attribute twice: as it is, and with a marker at the cursor. It looks for the
//! marker in the second expansion, and completes whatever stands there. Here every name that the user wrote, and every place
//! that still waits for one, becomes an import from the module that has a constant for each name it could be.
//!
//! rust-analyzer finds the same place in the first expansion by its offset, so nothing before the marker may depend on the
//! marker. Hence the imports come first in the expansion, in the order of the source, and each depends only on what the
//! source has to its left; at the end of each list, an import of nothing stands where the next name would.

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

/// Whether an editor asks for the expansion and not a compiler: the process that expands macros for rust-analyzer refuses to
/// run without this variable.
///
/// Where it is set for a compiler all the same, `cfg(rust_analyzer)` still keeps the imports out.
pub(crate) fn in_editor() -> bool {
    static IN_EDITOR: OnceLock<bool> = OnceLock::new();
    *IN_EDITOR.get_or_init(|| std::env::var_os("RUST_ANALYZER_INTERNALS_DO_NOT_USE").is_some())
}

/// The imports for what stands in `#[tool_router_session(…)]`, and in `#[session(…)]` on the fields of `item`.
pub(crate) fn of_session(attribute: TokenStream, item: &TokenStream, runtime: &Runtime) -> TokenStream {
    let mut imports = Imports::new(runtime);
    imports.arguments(&session(), attribute);
    for arguments in item::field_settings(item) {
        imports.arguments(&field(), arguments);
    }
    imports.for_editor()
}

/// The imports for what stands in `#[custom_tool(…)]`.
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
