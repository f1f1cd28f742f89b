//! The runtime by another path, as a macro of another crate would give it.

mod reexported {
    pub mod inner {
        pub use tool_router as router;
    }
}

use self::reexported::inner::router;

#[router::tool_router_session(toolkits = ["gmail"], crate = crate::of_crate::reexported::inner::router)]
struct Absolute;

#[router::tool_router_session(toolkits = ["gmail"], crate = router)]
struct Relative;

macro_rules! declare {
    ($name:ident) => {
        #[router::tool_router_session(toolkits = ["gmail"], crate = $crate::of_crate::reexported::inner::router)]
        struct $name;
    };
}

declare!(FromMacro);

pub fn main() {
    let _ = (Absolute::GMAIL, Relative::GMAIL, FromMacro::GMAIL);
}
