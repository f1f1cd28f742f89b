//! The tags of tools.

use crate::words::words;

words! {
    /// What a tool does, as its author declares it.
    ///
    /// The wire names are the hints of the Model Context Protocol (`readOnlyHint`).
    pub enum Tag {
        /// Changes nothing.
        ReadOnly = "readOnlyHint", "read_only", "changes nothing";
        /// Creates something new.
        Create = "createHint", "create", "creates something new";
        /// Changes something that exists.
        Update = "updateHint", "update", "changes something that exists";
        /// Removes something, possibly for good.
        Destructive = "destructiveHint", "destructive", "removes something, possibly for good";
        /// Repeating it has no further effect. Few tools carry this tag.
        Idempotent = "idempotentHint", "idempotent",
            "has no further effect when repeated; few tools carry this tag";
        /// Interacts with an open world, e.g. the web. Few tools carry this tag.
        OpenWorld = "openWorldHint", "open_world",
            "interacts with an open world, e.g. the web; few tools carry this tag";
    }
}

impl Tag {
    /// Whether so few tools carry it that it cannot control access.
    #[must_use]
    pub const fn is_weak(self) -> bool {
        matches!(self, Self::Idempotent | Self::OpenWorld)
    }
}
