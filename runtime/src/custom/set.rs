use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use tool_router_core::grammar::custom_tool;
use tool_router_core::rule_names;

use super::definition::{Definition, refused};
use super::registry::Registry;
use super::{CustomTool, CustomToolSet, CustomToolkit};
use crate::config::{Access, SessionConfig};
use crate::error::InvalidInput;

/// The custom tools of a session, for [`RetrieveRequest::custom_tools`](crate::session::RetrieveRequest::custom_tools). A
/// builder has [`custom_tool`](crate::SessionBuilder::custom_tool), [`custom_tools`](crate::SessionBuilder::custom_tools) and
/// [`custom_toolkit`](crate::SessionBuilder::custom_toolkit).
#[derive(Clone, Default)]
#[must_use = "custom tools have to be given to a session"]
pub struct CustomTools {
    pub(super) tools: Vec<Definition>,
    pub(super) toolkits: Vec<CustomToolkit>,
}

impl CustomTools {
    /// Makes a set without tools.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a tool.
    ///
    /// The compiler checks its slug, name and description:
    ///
    /// ```compile_fail
    /// use std::convert::Infallible;
    /// use tool_router::custom::{CustomTool, CustomTools, ToolContext};
    ///
    /// struct FindCustomer;
    ///
    /// impl CustomTool for FindCustomer {
    ///     const SLUG: &'static str = "find customer"; // no slug: it has a space
    ///     const NAME: &'static str = "Find a customer";
    ///     const DESCRIPTION: &'static str = "Finds a customer.";
    ///     type Arguments = ();
    ///     type Output = ();
    ///     type Error = Infallible;
    ///
    ///     async fn call(&self, _: (), _: ToolContext) -> Result<(), Infallible> {
    ///         Ok(())
    ///     }
    /// }
    ///
    /// let tools = CustomTools::new().tool(FindCustomer);
    /// # drop(tools);
    /// ```
    pub fn tool<T: CustomTool>(mut self, tool: T) -> Self {
        self.tools.push(Definition::new(tool));
        self
    }

    /// Adds the methods of a type with [`#[custom_tools]`](crate::custom_tools), which work on this value of it.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use tool_router::custom::CustomTools;
    /// use tool_router::{custom_tool, custom_tools};
    ///
    /// struct Customers;
    ///
    /// #[custom_tools]
    /// impl Customers {
    ///     /// Counts the customers.
    ///     #[custom_tool]
    ///     async fn count_customers(&self) -> Result<usize, std::io::Error> {
    ///         Ok(3)
    ///     }
    /// }
    ///
    /// let customers = Arc::new(Customers);
    /// let tools = CustomTools::new().tools(Arc::clone(&customers));
    /// # drop(tools);
    /// ```
    pub fn tools<T: CustomToolSet>(mut self, methods: T) -> Self {
        T::__give(Arc::new(methods), &mut self);
        self
    }

    /// Adds a toolkit with its tools.
    pub fn toolkit(mut self, toolkit: CustomToolkit) -> Self {
        self.toolkits.push(toolkit);
        self
    }

    /// Checks the tools against their rules, each other and the session's declaration.
    pub(crate) fn register(self, config: &SessionConfig) -> Result<Registry, InvalidInput> {
        for toolkit in &self.toolkits {
            toolkit.check()?;
        }
        self.all().try_for_each(|(_, tool)| tool.check_schema())?;
        self.check_ambiguity()?;
        self.check_config(config)?;
        Ok(Registry::new(self))
    }

    /// Each tool, with the slug of the toolkit that it is in or extends.
    pub(super) fn all(&self) -> impl Iterator<Item = (Option<&str>, &Definition)> {
        let alone = self.tools.iter().map(|tool| (tool.extends_toolkit, tool));
        let grouped = self.toolkits.iter().flat_map(|toolkit| {
            let slug: &str = &toolkit.slug;
            toolkit.tools.iter().map(move |tool| (Some(slug), tool))
        });
        alone.chain(grouped)
    }

    /// Every name must refer to one tool, ignoring case.
    fn check_ambiguity(&self) -> Result<(), InvalidInput> {
        let mut toolkits = HashSet::new();
        for toolkit in &self.toolkits {
            if !toolkits.insert(toolkit.slug.to_ascii_uppercase()) {
                return Err(refused(&toolkit.slug, "two custom toolkits have this slug", rule_names::CUSTOM_TOOL_SLUG));
            }
        }
        let (mut own, mut listed) = (HashSet::new(), HashSet::new());
        for (toolkit, tool) in self.all() {
            if !own.insert(tool.slug.to_ascii_uppercase()) {
                return Err(refused(tool.slug, "two custom tools have this slug", rule_names::CUSTOM_TOOL_SLUG));
            }
            let name = custom_tool::listed(tool.slug, toolkit);
            if listed.contains(&name) {
                let problem = format!("the router would list two custom tools as `{name}`");
                return Err(refused(tool.slug, problem, rule_names::CUSTOM_TOOL_SLUG));
            }
            listed.insert(name);
        }
        Ok(())
    }

    fn check_config(&self, config: &SessionConfig) -> Result<(), InvalidInput> {
        for (_, tool) in self.all() {
            if config.experimental.session_config_id.is_some() {
                let problem = "the agent starts from a saved configuration, which cannot be combined with custom tools";
                return Err(refused(tool.slug, problem, rule_names::SAVED_CONFIG_CONFLICT));
            }
            if preloads(config, tool.slug) {
                let problem = "the declaration preloads it, and can preload tools of the router only; \
                               set `preload` on the custom tool";
                return Err(refused(tool.slug, problem, rule_names::PRELOAD_CUSTOM_TOOL));
            }
            if names(config, tool.slug) {
                return Err(refused(
                    tool.slug,
                    "the declaration names a tool of the router by this slug",
                    rule_names::CUSTOM_TOOL_SLUG,
                ));
            }
            if let Some(toolkit) = tool.extends_toolkit
                && !config.toolkits.access.allows(toolkit)
            {
                let problem = format!("it extends `{toolkit}`, which the session does not reach");
                return Err(refused(tool.slug, problem, rule_names::CUSTOM_TOOL_SLUG));
            }
        }
        let Access::Only(declared) = &config.toolkits.access else { return Ok(()) };
        match self.toolkits.iter().find(|toolkit| declared.iter().any(|slug| slug.eq_ignore_ascii_case(&toolkit.slug)))
        {
            Some(toolkit) => Err(refused(
                &toolkit.slug,
                "the declaration names a toolkit by this slug",
                rule_names::CUSTOM_TOOL_SLUG,
            )),
            None => Ok(()),
        }
    }
}

fn preloads(config: &SessionConfig, slug: &str) -> bool {
    config.preload.iter().flat_map(|preload| preload.tools.named()).any(|tool| tool.eq_ignore_ascii_case(slug))
}

fn names(config: &SessionConfig, slug: &str) -> bool {
    config.tools.iter().flat_map(|(_, tools)| tools.access.named()).any(|tool| tool.eq_ignore_ascii_case(slug))
}

impl fmt::Debug for CustomTools {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tools: Vec<_> = self.tools.iter().map(|tool| tool.slug).collect();
        formatter.debug_struct("CustomTools").field("tools", &tools).field("toolkits", &self.toolkits).finish()
    }
}
