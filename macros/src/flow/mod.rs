//! Each way of connecting, step by step: as a drawing for the documentation, and in words.

mod drawing;
mod flows;

use proc_macro2::TokenStream;
use tool_router_core::{Missing, Mode};

use self::Actor::{Agent, Application, Router, User};
use self::flows::FLOWS;
use crate::resolve::Resolved;

/// One way of connecting.
pub(crate) struct Flow {
    /// The name of its type in `connections`, and what distinguishes it from others of that type.
    name: &'static str,
    /// What distinguishes it: the title of the drawing.
    title: &'static str,
    steps: &'static [Step],
}

/// The next step.
#[derive(Clone, Copy)]
enum Step {
    /// An actor sends a request to another.
    Asks(Actor, Actor, &'static str),
    /// An actor gets an answer.
    Answers(Actor, Actor, &'static str),
    /// An actor does something alone.
    Does(Actor, &'static str),
    /// An actor starts to wait.
    Waits(Actor),
    /// An actor stops waiting.
    GoesOn(Actor),
}

/// The participants, in the order of the drawing's columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Actor {
    User,
    Application,
    Agent,
    Router,
}

impl Actor {
    const ALL: [Self; 4] = [User, Application, Agent, Router];

    fn name(self, caller: Caller) -> &'static str {
        match (self, caller) {
            (User, _) => "User",
            (Application, _) => "Application",
            (Agent, Caller::Agent) => "Agent",
            (Agent, Caller::McpClient) => "MCP client",
            (Router, _) => "Tool Router",
        }
    }
}

/// What has the agent's column: the application's own agent, or an MCP client that the application gives the endpoint to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Caller {
    Agent,
    McpClient,
}

impl Caller {
    #[cfg(test)]
    const ALL: [Self; 2] = [Self::Agent, Self::McpClient];

    /// What it adds to the name of a flow.
    fn suffix(self) -> &'static str {
        match self {
            Self::Agent => "",
            Self::McpClient => "OverMcp",
        }
    }

    /// The step as this caller takes it: nobody starts an MCP client; it gets the session's endpoint.
    fn step(self, step: Step) -> Step {
        match (self, step) {
            (Self::McpClient, Step::Asks(Application, Agent, _)) => Step::Asks(Application, Agent, "gives endpoint"),
            (_, step) => step,
        }
    }
}

/// The name of the drawing of a declaration.
pub(crate) fn name(resolved: &Resolved) -> String {
    let declared = &resolved.declared;
    let can_wait = declared.config.manage_connections.enable_wait_for_connections == Some(true);
    let flow = match (resolved.mode, declared.required.is_empty(), declared.missing) {
        (Mode::OnDemand, ..) if can_wait => "OnDemandWithWaitTool",
        (Mode::Upfront, false, _) => "UpfrontRequired",
        (Mode::Preconnected, false, Missing::Skip) => "PreconnectedRequiredSkip",
        (Mode::Preconnected, true, Missing::Skip) => "PreconnectedSkip",
        (Mode::Preconnected, false, _) => "PreconnectedRequired",
        (Mode::Manual, _, Missing::Skip) => "ManualSkip",
        (mode, ..) => mode.name(),
    };
    let caller = if resolved.mcp { Caller::McpClient } else { Caller::Agent };
    format!("{flow}{}", caller.suffix())
}

/// The drawing `name`, as HTML in Markdown, and its steps in words.
///
/// An unknown name, which no expansion uses, gives an empty text.
pub(crate) fn markdown(name: &TokenStream) -> String {
    let name = name.to_string();
    let (flow, caller) = match name.strip_suffix(Caller::McpClient.suffix()) {
        Some(flow) => (flow, Caller::McpClient),
        None => (name.as_str(), Caller::Agent),
    };
    FLOWS.iter().find(|known| known.name == flow).map(|flow| flow.figure(caller)).unwrap_or_default()
}

impl Flow {
    /// One block of HTML: an empty line would end it in Markdown, so there is none.
    fn figure(&self, caller: Caller) -> String {
        let told: Vec<String> = self.told(caller).iter().map(|step| format!("<li>{step}</li>")).collect();
        format!(
            "<figure style=\"margin: 1em 0\">\n<div style=\"overflow-x: auto\">\n{}</div>\n<figcaption><details>\
             <summary>The same in words</summary>\n<ol>\n{}\n</ol>\n</details></figcaption>\n</figure>\n",
            self.drawing(caller),
            told.join("\n")
        )
    }

    fn title(&self, caller: Caller) -> String {
        let over = if caller == Caller::McpClient { ", over MCP" } else { "" };
        format!("{}{over}", self.title)
    }

    /// The steps as sentences, for those who cannot see the drawing.
    fn told(&self, caller: Caller) -> Vec<String> {
        let name = |actor: Actor| actor.name(caller);
        let told = |step| match step {
            Step::Asks(from, to, text) => format!("{} to {}: {text}.", name(from), name(to)),
            Step::Answers(from, to, text) => format!("{} back to {}: {text}.", name(from), name(to)),
            Step::Does(actor, text) => format!("{} {text}.", name(actor)),
            Step::Waits(actor) => format!("{} waits from here.", name(actor)),
            Step::GoesOn(actor) => format!("{} goes on.", name(actor)),
        };
        self.steps(caller).map(told).collect()
    }

    /// The steps as they are with this caller.
    fn steps(&self, caller: Caller) -> impl Iterator<Item = Step> {
        self.steps.iter().map(move |step| caller.step(*step))
    }
}

#[cfg(test)]
mod tests {
    use super::{Actor, Caller, FLOWS, Step};
    use crate::{resolve, settings::Reader};

    #[test]
    fn everybody_who_waits_goes_on() {
        for flow in &FLOWS {
            let waits = flow.steps.iter().filter(|step| matches!(step, Step::Waits(_))).count();
            let goes_on = flow.steps.iter().filter(|step| matches!(step, Step::GoesOn(_))).count();
            assert_eq!(waits, goes_on, "{}", flow.name);
        }
    }

    #[test]
    fn the_application_starts_the_agent_or_gives_an_mcp_client_the_endpoint() {
        for flow in &FLOWS {
            for (caller, expected) in [(Caller::Agent, "starts"), (Caller::McpClient, "gives endpoint")] {
                let handed = flow.steps(caller).filter_map(|step| match step {
                    Step::Asks(Actor::Application, Actor::Agent, text) => Some(text),
                    _ => None,
                });
                assert_eq!(handed.collect::<Vec<_>>(), [expected], "{}", flow.name);
            }
        }
    }

    #[test]
    fn a_figure_is_one_block_with_a_text_alternative() {
        for (flow, caller) in FLOWS.iter().flat_map(|flow| Caller::ALL.map(|caller| (flow, caller))) {
            let figure = flow.figure(caller);
            assert!(!figure.contains("\n\n"), "{figure}");
            assert!(figure.contains("role=\"img\"") && figure.contains("<title>") && figure.contains("<desc>"));
            for step in flow.told(caller) {
                assert!(figure.matches(&step).count() >= 2, "in the list and in the description: {step}");
            }
        }
    }

    #[test]
    fn with_mcp_a_client_has_the_place_of_the_agent() {
        for flow in &FLOWS {
            let drawn = |name: &str| super::markdown(&name.parse().unwrap());
            let (agent, client) = (drawn(flow.name), drawn(&format!("{}OverMcp", flow.name)));
            assert!(agent.contains(">Agent</text>") && !agent.contains("MCP"), "{agent}");
            assert!(client.contains(">MCP client</text>") && !client.contains(">Agent</text>"), "{client}");
        }
    }

    #[test]
    fn every_declaration_has_a_flow_of_its_way_of_connecting() {
        for (attribute, name) in [
            (r#"toolkits = ["gmail"]"#, "OnDemand"),
            (r#"toolkits = ["gmail"], manage_connections(wait_tool)"#, "OnDemandWithWaitTool"),
            (r#"toolkits = ["gmail"], manage_connections(wait)"#, "Upfront"),
            (r#"toolkits = any, manage_connections(wait, required = ["gmail"])"#, "UpfrontRequired"),
            (r#"app = automation, toolkits = ["gmail"], manage_connections = false"#, "Preconnected"),
            (
                r#"app = automation, toolkits = any, manage_connections(disable, required = ["gmail"])"#,
                "PreconnectedRequired",
            ),
            (
                r#"app = automation, toolkits = ["gmail"], manage_connections(disable, missing = skip)"#,
                "PreconnectedSkip",
            ),
            (
                r#"app = automation, toolkits = ["gmail"],
                manage_connections(disable, missing = skip, required = ["gmail"])"#,
                "PreconnectedRequiredSkip",
            ),
            (r#"app = manual_auth, toolkits = ["gmail"], manage_connections = false"#, "Manual"),
            (r#"app = manual_auth, toolkits = ["gmail"], manage_connections(disable, missing = skip)"#, "ManualSkip"),
        ] {
            let resolved = resolve::resolve(&resolve::read(attribute.parse().unwrap(), &mut Reader::default()));
            assert_eq!(super::name(&resolved), name, "{attribute}");
            let over_mcp = resolve::Resolved { mcp: true, ..resolved };
            assert_eq!(super::name(&over_mcp), format!("{name}OverMcp"), "{attribute}");
            assert!(FLOWS.iter().any(|flow| flow.name == name && name.starts_with(over_mcp.mode.name())), "{name}");
        }
    }

    #[test]
    fn drawings() {
        let drawn = FLOWS.iter().flat_map(|flow| Caller::ALL.map(|caller| flow.figure(caller)));
        insta::assert_snapshot!(drawn.collect::<Vec<_>>().join("\n"));
    }
}
