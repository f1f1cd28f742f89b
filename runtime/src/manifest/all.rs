//! Every session that a program declares.

use super::Manifest;
use crate::spec::SessionSpec;

#[doc(hidden)]
pub use inventory as __inventory;

/// A declared session, as the attribute's expansion registers it.
#[doc(hidden)]
pub struct Collected(fn() -> Manifest);

impl Collected {
    /// For the attribute's expansion only.
    #[must_use]
    pub const fn of<S: SessionSpec>() -> Self {
        Self(S::manifest)
    }
}

inventory::collect!(Collected);

/// Returns the manifest of each session that the program declares, sorted by name.
///
/// ```
/// # use tool_router::tool_router_session;
/// # #[tool_router_session(toolkits = ["gmail"])]
/// # pub struct InboxAgent;
/// for manifest in tool_router::manifest::all() {
///     println!("{manifest}");
/// }
/// # assert!(tool_router::manifest::all().iter().any(|manifest| manifest.agent == "InboxAgent"));
/// ```
///
/// Sessions of libraries are included, as long as the program uses anything of the library: `use agents as _;` is
/// enough. The linker drops a library of which nothing is used. A generic struct is listed once, not once for each
/// instance: its declaration does not depend on its parameters.
#[must_use]
pub fn all() -> Vec<Manifest> {
    let mut manifests: Vec<Manifest> = inventory::iter::<Collected>.into_iter().map(|Collected(of)| of()).collect();
    manifests.sort_by_key(|manifest| (manifest.agent, manifest.module));
    manifests
}
