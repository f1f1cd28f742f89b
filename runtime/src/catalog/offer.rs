//! Checks what a router offers, and turns it into entries.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{RouterToolkit, ToolEntry, ToolkitEntry};
use crate::ToolRouter;
use crate::error::{Error, Problem, UnexpectedAnswer};
use crate::session::{MetaTool, ToolInfo};

/// The toolkit that the router's own tools are listed under.
const OWN: &str = "composio";
/// The prefix of the slugs of the router's own tools.
const OWN_TOOLS: &str = "COMPOSIO_";

/// A longer list is treated as endless: the hosted API's lists are ten times shorter.
const LONGEST_LIST: usize = 10_000;
/// The maximum nesting depth of a schema. A file with JSON nested twice as deep could not be read again.
const DEEPEST: usize = 64;

/// A list of the API, for error messages about it.
#[derive(Clone, Copy)]
pub(super) struct List {
    last: &'static str,
    expected: &'static str,
}

pub(super) const TOOLKITS: List = List { last: "toolkits", expected: "a list of toolkits" };
pub(super) const TOOLS: List = List { last: "tools", expected: "a list of tools" };

impl List {
    /// Fails when an item arrives that exceeds the limit.
    pub(super) fn bound(self, router: &ToolRouter, items: usize) -> Result<(), Error> {
        match items {
            0..=LONGEST_LIST => Ok(()),
            _ => Err(self.unexpected(router, format!("it has more than {LONGEST_LIST} items"))),
        }
    }

    fn unexpected(self, router: &ToolRouter, problem: String) -> Error {
        let base = router.base_url().path().trim_end_matches('/');
        let path = format!("{base}/api/v3.1/{}", self.last);
        UnexpectedAnswer::new("GET", path, 200, self.expected, Problem::new(problem)).into()
    }

    /// A slug ends up in a file and on a terminal.
    fn check_slug(self, router: &ToolRouter, slug: &str) -> Result<(), Error> {
        match !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_graphic()) {
            true => Ok(()),
            false => Err(self.unexpected(router, format!("an item has the slug {slug:?}"))),
        }
    }
}

/// Whether the toolkit is listed, but is not one that a session declares.
pub(super) fn is_own(toolkit: &RouterToolkit) -> bool {
    toolkit.slug.eq_ignore_ascii_case(OWN)
}

/// Checks a toolkit.
pub(super) fn toolkit(router: &ToolRouter, toolkit: &RouterToolkit) -> Result<(), Error> {
    TOOLKITS.check_slug(router, &toolkit.slug)
}

/// The entry of a toolkit with these tools.
pub(super) fn toolkit_entry(toolkit: RouterToolkit, tools: BTreeMap<String, ToolEntry>) -> ToolkitEntry {
    let mut entry = ToolkitEntry::default();
    entry.name = toolkit.name;
    entry.description = toolkit.meta.description.unwrap_or_default();
    entry.tools = tools;
    entry
}

/// The entry of a tool that was listed for `toolkit`, or `None` for one of the router's own.
pub(super) fn tool_entry(router: &ToolRouter, toolkit: &str, tool: ToolInfo) -> Result<Option<ToolEntry>, Error> {
    TOOLS.check_slug(router, &tool.slug)?;
    let of = &tool.toolkit.slug;
    if !of.is_empty() && !of.eq_ignore_ascii_case(toolkit) {
        let problem = format!("tools of `{toolkit}` were requested, but {} of {of:?} is among them", tool.slug);
        return Err(TOOLS.unexpected(router, problem));
    }
    // `composio_search` is a toolkit like any other.
    let is_own = tool.slug.starts_with(OWN_TOOLS) && !toolkit.starts_with(OWN);
    if is_own || MetaTool::from(&*tool.slug).is_known() {
        return Ok(None);
    }
    let input_schema = match tool.input_parameters {
        Value::Object(schema) => schema,
        Value::Null => Map::new(),
        _ => return Err(TOOLS.unexpected(router, format!("the `input_parameters` of {} are not an object", tool.slug))),
    };
    if input_schema.values().any(|value| is_deeper(value, DEEPEST)) {
        let problem = format!("the `input_parameters` of {} are nested more than {DEEPEST} levels deep", tool.slug);
        return Err(TOOLS.unexpected(router, problem));
    }
    let mut entry = ToolEntry::default();
    entry.name = tool.name;
    entry.description = tool.description;
    entry.tags = tool.tags.into_iter().collect();
    entry.input_schema = input_schema.into();
    Ok(Some(entry))
}

fn is_deeper(value: &Value, levels: usize) -> bool {
    let mut inner: Box<dyn Iterator<Item = &Value>> = match value {
        Value::Object(object) => Box::new(object.values()),
        Value::Array(items) => Box::new(items.iter()),
        _ => return false,
    };
    levels == 0 || inner.any(|value| is_deeper(value, levels - 1))
}
