//! The tags of tools.

use crate::words::words;

words! {
    /// What a tool does, as its author declares it.
    ///
    /// The wire's names are those of the Model Context Protocol's hints (`readOnlyHint`).
    pub enum Tag {
        /// Changes nothing.
        ReadOnly = "readOnlyHint", "read_only", "changes nothing";
        /// Makes something new.
        Create = "createHint", "create", "makes something new";
        /// Changes what is there.
        Update = "updateHint", "update", "changes what is there";
        /// Takes something away that may not come back.
        Destructive = "destructiveHint", "destructive", "takes something away that may not come back";
        /// Does no more the second time than the first. Few tools carry this tag.
        Idempotent = "idempotentHint", "idempotent",
            "does no more the second time than the first; few tools carry this tag";
        /// Reaches an open world of things, the web for one. Few tools carry this tag.
        OpenWorld = "openWorldHint", "open_world",
            "reaches an open world of things, the web for one; few tools carry this tag";
    }
}

impl Tag {
    /// Whether so few tools carry it that it cannot control access.
    #[must_use]
    pub const fn is_weak(self) -> bool {
        matches!(self, Self::Idempotent | Self::OpenWorld)
    }
}
