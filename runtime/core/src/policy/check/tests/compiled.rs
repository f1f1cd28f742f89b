//! What the compiler is given.

use super::*;

/// What is stated of a declaration that reaches all of one toolkit. The sieves hold nothing back.
const fn stated<const TOOLS: usize, const LOOKED: usize>(
    toolkit: (&'static str, usize),
    enabled: [&'static str; TOOLS],
    looked: [usize; LOOKED],
) -> Stated<1, 0, TOOLS, 0, 0, LOOKED> {
    Stated {
        toolkits: [toolkit],
        listed: [],
        enabled,
        excluded: [],
        bounded: true,
        sieves: [u128::MAX; 3],
        filters: [],
        callback_host: "",
        link_host: "",
        sandbox_size: None,
        on: 0,
        looked,
    }
}

#[test]
fn a_policy_objects_to_nothing_that_it_could_not_object_to() {
    const OPEN: Policy = Policy::named("p");
    let policies = [
        OPEN,
        OPEN.require_approval_for(Tag::ALL),
        OPEN.require_connection_management(),
        OPEN.callback_hosts(&["app.example.com"]),
        OPEN.deny_sandbox(),
        OPEN.largest_sandbox(SandboxSize::Standard),
        OPEN.deny_proxy_execution(),
        OPEN.deny_instant(),
        OPEN.deny_mcp(),
        OPEN.deny_tools(&["COMPOSIO_*"]),
        OPEN.deny_tools(&["COMPOSIO_SEARCH_TOOLS", "COMPOSIO_MULTI_EXECUTE_TOOL", "COMPOSIO_MANAGE_CONNECTIONS"]),
    ];
    let everything = Settings {
        tags: &[TagFilter { named: "", ..Default::default() }],
        callback_host: "evil.example",
        link_host: "evil.example",
        sandbox_size: Some(SandboxSize::Xlarge),
        on: Switches(u16::MAX),
    };
    let unmanaged = Settings { on: Switches(0), ..everything };
    let mut objections = 0;
    for (policy, settings) in policies.iter().flat_map(|policy| [(policy, everything), (policy, unmanaged)]) {
        for subject in Subject::all(1).filter(|subject| policy.breach(settings, *subject).is_some()) {
            assert!(policy.objections.0 >> subject.bit() & 1 == 1, "{policy:?} {subject:?}");
            objections += 1;
        }
    }
    assert!(objections > 20, "{objections}");
}

#[test]
fn what_a_declaration_does_not_say_is_one_message() {
    const POLICY: Policy = Policy::named("acme").deny_sandbox().deny_instant().deny_tools(&["COMPOSIO_SEARCH_TOOLS"]);
    let table = SettingTable::of(&MAIL, false);
    let found = |subject| POLICY.breach(table.settings(), subject);
    let message = [Subject::Sandbox, Subject::Mcp, Subject::Search, Subject::Instant]
        .into_iter()
        .filter_map(found)
        .fold(Message::EMPTY, |message, breach| breach.add_to(message, "acme"));
    let stopped = std::panic::catch_unwind(move || message.panic());
    assert_eq!(
        *stopped.unwrap_err().downcast::<String>().unwrap(),
        "policy `acme`: the session has a sandbox\nhelp: declare `sandbox = false`\n\
         policy `acme`: the router's own tool `COMPOSIO_SEARCH_TOOLS` is denied, but the session offers it\n\
         help: declare `search = false`\n\
         policy `acme`: instant tools can be used\nhelp: declare `instant = false`"
    );
}

const _: () = {
    const POLICY: Policy = Policy::named("p").require_toolkit_allowlist();
    const HELD: Held<2> = __hold(&POLICY, stated(("gmail", 2), [], [3, 7]));
    __stop(HELD, 0);
    __stop_from(HELD, 0);
};

/// Hundreds of denied tools against hundreds of declared ones. The compiler rejects a constant that takes two million
/// steps, which searching all of them for each would.
mod many {
    use super::*;

    const COUNT: usize = 300;
    const LENGTH: usize = "GITHUB_GET_000".len();

    /// `GITHUB_GET_000` to `GITHUB_GET_299`, without separators.
    const fn text(what: &[u8]) -> [u8; COUNT * LENGTH] {
        let mut text = [0; COUNT * LENGTH];
        let mut next = 0;
        while next < text.len() {
            let (number, place) = (next / LENGTH, next % LENGTH);
            text[next] = match LENGTH - place {
                1 => b'0' + (number % 10) as u8,
                2 => b'0' + (number / 10 % 10) as u8,
                3 => b'0' + (number / 100) as u8,
                _ => what[place],
            };
            next += 1;
        }
        text
    }

    const fn names(text: &'static [u8]) -> [&'static str; COUNT] {
        let mut names = [""; COUNT];
        let (mut next, mut rest) = (0, text);
        while next < COUNT {
            let (name, others) = rest.split_at(LENGTH);
            names[next] = match core::str::from_utf8(name) {
                Ok(name) => name,
                Err(_) => "",
            };
            (next, rest) = (next + 1, others);
        }
        names
    }

    const DENIED: [&str; COUNT] = names(&const { text(b"GITHUB_DEL_") });
    const DECLARED: [&str; COUNT] = names(&const { text(b"GITHUB_GET_") });
    const POLICY: Policy = Policy::named("p").deny_tools(&DENIED);
    const HELD: Held<3> = __hold(&POLICY, stated(("github", 1), DECLARED, [0, 1, 3]));

    #[test]
    fn each_name_is_searched_for_once() {
        assert_eq!((DENIED[299], DECLARED[7]), ("GITHUB_DEL_299", "GITHUB_GET_007"));
        __stop_from(HELD, 0);
    }
}
