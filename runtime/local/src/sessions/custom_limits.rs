//! What the API accepts as a client's own tools.

use std::collections::HashSet;

use serde_json::{Map, Value};
use tool_router_core::grammar::custom_tool::{
    MAX_DESCRIPTION, MAX_NAME, MAX_SLUG, MAX_TOOLKIT_DESCRIPTION, MAX_TOOLKIT_TOOLS, is_text, slug_problem,
};

use super::custom_tools::{CustomTool, CustomTools};
use crate::{api_error::ApiError, registered::RegisteredToolkits};

/// The problems that are reported at once: a client can send thousands.
const MOST: usize = 20;

#[derive(Default)]
struct Problems {
    found: Vec<(String, String)>,
    /// The names that the tools are called by.
    names: HashSet<String>,
}

impl CustomTools {
    /// Checks every tool and toolkit, and names the place of each mistake.
    pub(crate) fn check(&self, registered: &RegisteredToolkits) -> Result<(), ApiError> {
        let mut problems = Problems::default();
        for (index, tool) in self.custom_tools.iter().enumerate() {
            problems.tool(&format!("custom_tools[{index}]"), tool, tool.extends_toolkit.as_deref());
        }
        for (index, toolkit) in self.custom_toolkits.iter().enumerate() {
            let place = format!("custom_toolkits[{index}]");
            problems.slug(&place, &toolkit.slug);
            if registered.toolkit(&toolkit.slug).is_some() {
                problems.add(&place, "slug", format!("`{}` is a toolkit of the router", toolkit.slug));
            }
            problems.text(&place, &toolkit.rest, "name", MAX_NAME);
            problems.text(&place, &toolkit.rest, "description", MAX_TOOLKIT_DESCRIPTION);
            if !(1..=MAX_TOOLKIT_TOOLS).contains(&toolkit.tools.len()) {
                problems.add(&place, "tools", format!("expected 1 to {MAX_TOOLKIT_TOOLS} tools"));
            }
            for (index, tool) in toolkit.tools.iter().enumerate() {
                problems.tool(&format!("{place}.tools[{index}]"), tool, Some(&toolkit.slug));
            }
        }
        if problems.found.is_empty() {
            return Ok(());
        }
        problems.found.truncate(MOST);
        Err(ApiError::invalid_places(problems.found))
    }
}

impl Problems {
    fn add(&mut self, place: &str, key: &str, problem: impl Into<String>) {
        self.found.push((format!("payload.experimental.{place}.{key}"), problem.into()));
    }

    fn tool(&mut self, place: &str, tool: &CustomTool, toolkit: Option<&str>) {
        self.slug(place, &tool.slug);
        let listed = tool.listed(toolkit);
        if listed.len() > MAX_SLUG {
            self.add(place, "slug", format!("`{listed:.100}` has {} characters, of at most {MAX_SLUG}", listed.len()));
        }
        if !self.names.insert(listed.clone()) {
            self.add(place, "slug", format!("`{listed:.100}` is there twice"));
        }
        self.text(place, &tool.rest, "name", MAX_NAME);
        self.text(place, &tool.rest, "description", MAX_DESCRIPTION);
        match tool.rest.get("input_schema") {
            Some(Value::Object(schema)) => {
                if schema.get("type").and_then(Value::as_str) != Some("object") {
                    self.add(place, "input_schema.type", "expected `object`");
                }
                if schema.get("properties").is_some_and(|properties| !properties.is_object()) {
                    self.add(place, "input_schema.properties", "expected an object");
                }
            }
            Some(_) => self.add(place, "input_schema", "expected an object"),
            None => self.add(place, "input_schema", "it is missing"),
        }
        if tool.rest.get("output_schema").is_some_and(|schema| !schema.is_object() && !schema.is_null()) {
            self.add(place, "output_schema", "expected an object");
        }
    }

    fn slug(&mut self, place: &str, slug: &str) {
        if let Some(problem) = slug_problem(slug) {
            self.add(place, "slug", problem);
        }
    }

    fn text(&mut self, place: &str, keys: &Map<String, Value>, key: &str, most: usize) {
        if !keys.get(key).and_then(Value::as_str).is_some_and(|text| is_text(text, most)) {
            self.add(place, key, format!("expected 1 to {most} characters"));
        }
    }
}
