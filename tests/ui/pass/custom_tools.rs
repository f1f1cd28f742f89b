#![deny(warnings)]
//! Methods as custom tools, and functions with state.

use std::collections::HashMap;
use std::sync::Arc;

use tool_router::custom::{CustomTool, CustomToolkit, CustomTools, State, ToolContext};
use tool_router::{custom_tool, custom_tools, tool_router_session};

/// The customers.
pub(crate) struct Customers {
    by_email: HashMap<String, Customer>,
}

/// One of them. A method has its name.
#[derive(Clone, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub(crate) struct Customer {
    name: String,
}

#[custom_tools]
impl Customers {
    #![allow(clippy::unused_async)]

    /// What nobody has.
    const NOBODY: &'static str = { "nobody" };

    /// Finds a customer by e-mail address.
    #[custom_tool(name = "Find a customer")]
    async fn customer(
        &self,
        /// The customer's e-mail address.
        email: String,
    ) -> Result<Customer, String> {
        self.by_email.get(&email).cloned().ok_or_else(|| Self::NOBODY.to_owned())
    }

    /// Compares two.
    #[tool_router::custom_tool(slug = "COMPARE", output_schema)]
    pub(crate) async fn are_same(
        &self,
        context: ToolContext,
        mut one: Customer,
        #[serde(default)] other: Option<Customer>,
    ) -> Result<bool, std::fmt::Error> {
        one.name.push_str(context.user_id().as_str());
        Ok(other.is_some_and(|other| other.name == one.name))
    }

    /// Needs nobody.
    #[custom_tool]
    async fn ping() -> Result<(), std::fmt::Error> {
        Ok(())
    }

    /// Finds an order by its number.
    #[custom_tool]
    async fn find_order(&self, number: u32) -> Result<u32, std::fmt::Error> {
        Ok(number)
    }

    /// Finds an order by its label. The name differs in case alone.
    #[custom_tool(slug = "FIND_ORDER_BY_LABEL")]
    #[allow(non_snake_case)]
    async fn find_Order(&self, label: String) -> Result<String, std::fmt::Error> {
        Ok(label)
    }

    /// Is gone.
    #[cfg(any())]
    #[custom_tool]
    async fn gone(&self) -> Result<Missing, std::fmt::Error> {
        Ok(Missing)
    }

    fn new() -> Self {
        Self { by_email: HashMap::new() }
    }
}

/// Is described by its own type.
#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
struct Settings {
    dark: bool,
}

#[custom_tools]
impl Settings {
    /// Takes and gives its own type.
    #[custom_tool(output_schema)]
    async fn change(&self, to: Self, more: Vec<Self>) -> Result<Self, std::io::Error> {
        Ok(Self { dark: to.dark && more.iter().all(|more| more.dark) && self.dark })
    }
}

trait Mailer: Send + Sync {
    fn send(&self) -> u8;
}

struct Post;

impl Mailer for Post {
    fn send(&self) -> u8 {
        3
    }
}

/// A type of the user's that is called like ours.
mod own {
    /// Where a customer lives.
    #[derive(serde::Deserialize, schemars::JsonSchema)]
    pub(crate) enum State {
        /// Texas.
        Texas,
    }

    /// Finds by state.
    #[tool_router::custom_tool]
    pub(crate) async fn find_by_state(state: State) -> Result<u8, std::io::Error> {
        match state {
            State::Texas => Ok(1),
        }
    }
}

/// Sends what there is.
#[custom_tool]
async fn send_all(
    State(mailer): State<dyn Mailer>,
    /// To whom.
    email: String,
    customers: State<Customers>,
    _: State<u8>,
) -> Result<u8, std::io::Error> {
    let known = customers.by_email.contains_key(&email);
    Ok(if known { mailer.send() } else { 0 })
}

/// The agent.
#[tool_router_session(toolkits = ["gmail"])]
struct SupportAgent;

pub fn main() {
    /// Lives in a function.
    struct Inner;

    #[custom_tools(crate = tool_router)]
    impl Inner {
        /// Says it.
        #[custom_tool]
        async fn say(&self, what: String) -> Result<String, std::io::Error> {
            Ok(what)
        }
    }

    assert_eq!(SendAll::SLUG, "SEND_ALL");
    let mailer: Arc<dyn Mailer> = Arc::new(Post);
    let customers = Arc::new(Customers::new());
    let send_all = SendAll::with_state(mailer, Arc::clone(&customers), 3);
    assert_eq!(format!("{send_all:?}"), "SendAll { .. }");
    let builder = SupportAgent::session("user_123").custom_tools(customers).custom_tool(send_all.clone());
    let _ = builder.custom_tools(Settings { dark: true }).custom_tool(own::FindByState);
    let tools = CustomTools::new().tools(Customers::new()).toolkit(CustomToolkit::new("A", "A", "A").tools(Inner));
    let shown = format!("{tools:?}");
    assert!(shown.contains(r#"["CUSTOMER", "COMPARE", "PING", "FIND_ORDER", "FIND_ORDER_BY_LABEL"]"#) && shown.contains(r#"["SAY"]"#), "{shown}");
}
