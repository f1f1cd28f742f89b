//! A program lists what its own agents and those of its libraries may do.

// Nothing else of the library is used.
use tool_router_tests as _;

use tool_router::{SessionSpec, manifest, tool_router_session};

#[tool_router_session(toolkits = ["slack"])]
struct OwnAgent;

/// Its declaration has no parameters, so there is one manifest for all its instances.
#[tool_router_session(app = manual_auth, toolkits = ["slack"], manage_connections = false)]
struct GenericAgent<'a, T: Clone + 'a, const N: usize>
where
    T: Send,
{
    #[session(user_id)]
    user: &'a str,
    _rest: [T; N],
}

#[test]
fn agents_of_the_program_and_of_its_libraries_are_listed_by_name() {
    #[tool_router_session(toolkits = none)]
    struct AgentInFunction;

    let all = manifest::all();
    let names: Vec<_> = all.iter().map(|manifest| (manifest.agent, manifest.module)).collect();
    let program = module_path!();
    assert_eq!(
        names,
        [
            ("AgentInFunction", program),
            ("GenericAgent", program),
            ("LibraryAgent", "tool_router_tests"),
            ("OwnAgent", program),
        ]
    );
    assert_eq!(all[0], AgentInFunction::manifest());
    assert_eq!(all[1], GenericAgent::<u8, 3>::manifest());
    assert_eq!(all[3], OwnAgent::manifest());
}

#[test]
fn a_generic_agent_still_begins_sessions() {
    let agent = GenericAgent { user: "user_1", _rest: [0_u8; 3] };
    assert!(agent.session().config().toolkits.access.allows("slack"));
}
