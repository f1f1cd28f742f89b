//! The kinds of items: what their crates depend on, and where the source of one item and of its use is.

mod floor;
mod ours;
mod peers;

use std::path::Path;

/// A kind of item.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// The kind that does the same by hand, if there is one.
    pub(crate) floor: Option<&'static str>,
    dependencies: &'static str,
    item: fn(usize) -> String,
}

const TOOL_ROUTER: &str = "tool-router = { path = \"ROOT/runtime\" }";
const FLOOR: &str = "floor = { path = \"ROOT/tests/benches/compile-cost/floor\" }";

/// All kinds.
pub(crate) static KINDS: [Kind; 19] = [
    Kind::tool_router("tool-router-declared", None, |n| ours::declared(n, "")),
    Kind::tool_router("tool-router-builder", None, |n| ours::declared(n, "") + &ours::used(n)),
    Kind::tool_router("tool-router-created", Some("floor-created"), |n| ours::declared(n, "") + &ours::created(n)),
    Kind::tool_router("tool-router-executed", Some("floor-executed"), |n| ours::declared(n, "") + &ours::executed(n)),
    Kind::tool_router("tool-router-updated", Some("floor-updated"), |n| ours::declared(n, "") + &ours::updated(n)),
    Kind::tool_router("tool-router-upfront", Some("floor-upfront"), |n| {
        ours::declared(n, "wait, ") + &ours::upfront(n)
    }),
    Kind::tool_router("tool-router-policy", Some("floor-created"), |n| ours::under_policy(n) + &ours::created(n)),
    Kind::tool_router("tool-router-chosen", Some("floor-created"), |n| ours::left_open(n) + &ours::chosen(n)),
    Kind {
        dependencies: "tool-router = { path = \"ROOT/runtime\", features = [\"typed-tools\"] }\nserde_json = \"1\"",
        ..Kind::tool_router("tool-router-typed-tools", Some("floor-executed"), ours::typed_tools)
    },
    Kind {
        dependencies: "tool-router = { path = \"ROOT/runtime\", features = [\"custom-tools\"] }",
        ..Kind::tool_router("tool-router-custom-tool", None, ours::custom_tool)
    },
    Kind { name: "floor-created", floor: None, dependencies: FLOOR, item: floor::created },
    Kind { name: "floor-executed", floor: None, dependencies: FLOOR, item: floor::executed },
    Kind { name: "floor-updated", floor: None, dependencies: FLOOR, item: floor::updated },
    Kind { name: "floor-upfront", floor: None, dependencies: FLOOR, item: floor::upfront },
    Kind { name: "bon", floor: None, dependencies: "bon = \"=3.10.3\"", item: peers::bon },
    Kind {
        name: "typed-builder",
        floor: None,
        dependencies: "typed-builder = \"=0.23.2\"",
        item: peers::typed_builder,
    },
    Kind { name: "hand-written-builder", floor: None, dependencies: "", item: peers::hand_written },
    Kind {
        name: "serde",
        floor: None,
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"",
        item: peers::serde,
    },
    Kind {
        name: "rmcp-tool",
        floor: None,
        dependencies: "rmcp = { version = \"3.9\", default-features = false, features = [\"macros\", \"server\"] }\n\
                       schemars = \"1.2\"\nserde = { version = \"1\", features = [\"derive\"] }",
        item: peers::rmcp,
    },
];

/// The kinds that the README quotes, which are measured in the largest crates as well.
const IN_SHORT: [&str; 11] = [
    "tool-router-created",
    "tool-router-updated",
    "tool-router-chosen",
    "tool-router-upfront",
    "tool-router-policy",
    "floor-created",
    "floor-updated",
    "floor-upfront",
    "bon",
    "typed-builder",
    "serde",
];

impl Kind {
    pub(crate) fn is_in_short(&self) -> bool {
        IN_SHORT.contains(&self.name)
    }

    const fn tool_router(name: &'static str, floor: Option<&'static str>, item: fn(usize) -> String) -> Self {
        Self { name, floor, dependencies: TOOL_ROUTER, item }
    }

    /// What its crate depends on, as TOML.
    pub(crate) fn dependencies(&self, repository: &Path) -> String {
        self.dependencies.replace("ROOT", &repository.display().to_string())
    }

    /// A crate of so many items.
    pub(crate) fn source(&self, size: usize) -> String {
        (0..size).map(self.item).collect::<Vec<_>>().join("\n")
    }
}

/// The kind of that name.
pub(crate) fn named(name: &str) -> Result<&'static Kind, String> {
    let known = || KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ");
    KINDS.iter().find(|kind| kind.name == name).ok_or_else(|| format!("the kinds are {}", known()))
}
