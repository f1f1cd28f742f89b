#![deny(warnings)]
//! Custom tools of every shape.

use std::collections::HashMap;

use tool_router::custom::{CustomTool, CustomToolkit, ToolContext};
use tool_router::{custom_tool, tool_router_session};

/// Names that an expansion could trip over.
mod shadowed {
    #![allow(dead_code, non_camel_case_types)]

    pub(crate) struct Result;
    pub(crate) struct Option;
    pub(crate) struct String;

    /// Adds two numbers.
    #[tool_router::custom_tool(name = "Add", preload = false, extends_toolkit = "gmail")]
    pub(crate) async fn add(a: i64, b: i64) -> ::std::result::Result<i64, ::std::string::String> {
        a.checked_add(b).ok_or_else(|| "too much".to_string())
    }
}

/// Takes everything.
///
/// In two paragraphs.
#[custom_tool(slug = "take-everything", preload, output_schema)]
async fn take_everything(
    /// What it is called.
    mut r#type: String,
    /// How many.
    #[serde(default)]
    #[schemars(range(min = 0, max = 9))]
    count: u8,
    context: ToolContext,
    #[serde(flatten)] rest: HashMap<String, String>,
) -> Result<Vec<String>, std::fmt::Error> {
    r#type.push_str(context.user_id().as_str());
    Ok(vec![r#type, count.to_string(), rest.len().to_string()])
}

/// Takes nothing.
#[custom_tool]
async fn nothing() -> std::io::Result<()> {
    Ok(())
}

type Outcome<T> = Result<T, std::io::Error>;

trait Answers {
    type Answer;
}

impl Answers for Takes {
    type Answer = Result<u8, std::fmt::Error>;
}

struct Takes;

/// Returns a `Result` by another name.
#[custom_tool]
async fn aliased() -> Outcome<String> {
    Ok(String::new())
}

/// Returns one that another type knows.
#[custom_tool]
async fn projected() -> <Takes as Answers>::Answer {
    Ok(1)
}

/// Is described
#[doc = concat!("by ", "a macro.")]
///
#[doc = include_str!("../custom_tool.md")]
#[custom_tool]
async fn described(#[doc = concat!("An ", "argument.")] what: String) -> Outcome<String> {
    Ok(what)
}

/// The agent.
#[tool_router_session(toolkits = ["gmail"])]
struct SupportAgent;

pub fn main() {
    /// Lives in a function.
    #[custom_tool]
    async fn inner(x: Option<Vec<(u8, u8)>>) -> Result<usize, std::io::Error> {
        Ok(x.map_or(0, |x| x.len()))
    }

    assert_eq!(TakeEverything::SLUG, "take-everything");
    assert_eq!(TakeEverything::NAME, "Take everything");
    assert_eq!(TakeEverything::DESCRIPTION, "Takes everything.\n\nIn two paragraphs.");
    assert_eq!(Described::DESCRIPTION, "Is described\nby a macro.\n\nIn a file.");
    assert_eq!(TakeEverything::PRELOAD, Some(true));
    assert!(TakeEverything::output_schema().is_some());
    assert_eq!((Nothing::SLUG, Nothing::NAME, Nothing::PRELOAD), ("NOTHING", "Nothing", None));
    assert_eq!(shadowed::Add::EXTENDS_TOOLKIT, Some("gmail"));
    assert_eq!(shadowed::Add::PRELOAD, Some(false));
    let toolkit = CustomToolkit::new("MISC", "Miscellaneous", "This and that.").tool(Nothing).tool(Inner);
    let builder = SupportAgent::session("user_123").custom_tool(TakeEverything).custom_toolkit(toolkit);
    let _ = builder.custom_tool(shadowed::Add).custom_tool(Aliased).custom_tool(Projected).custom_tool(Described);
}
