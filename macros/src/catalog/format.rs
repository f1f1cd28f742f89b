//! The file's format, which the command line of the runtime crate writes.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Catalog, Tool, Toolkit};

/// What the first key of the file says.
const FORMAT: &str = "tool-router-catalog/1";

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    toolkits: BTreeMap<Cow<'a, str>, ToolkitEntry<'a>>,
}

#[derive(Deserialize)]
struct ToolkitEntry<'a> {
    #[serde(default)]
    description: String,
    #[serde(borrow)]
    tools: BTreeMap<Cow<'a, str>, ToolEntry>,
}

#[derive(Deserialize)]
struct ToolEntry {
    #[serde(default)]
    description: String,
    #[serde(default)]
    tags: Vec<String>,
    input_schema: Box<RawValue>,
}

/// What every version of the format begins with.
#[derive(Deserialize)]
struct Marked<'a> {
    #[serde(borrow)]
    format: Cow<'a, str>,
}

/// Why a text is no catalogue.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Malformed {
    /// It ends before it is complete.
    Truncated,
    /// It is JSON, but no catalogue.
    Foreign,
    /// A catalogue of a format that this version does not know.
    OtherFormat(String),
    /// It is no JSON, or not as a catalogue should be.
    Wrong(String),
}

impl fmt::Display for Malformed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated => formatter.write_str("is cut off: it ends in the middle"),
            Self::Foreign => formatter.write_str("is no catalogue of toolkits and tools"),
            Self::OtherFormat(format) => {
                write!(formatter, "has the format `{format}`, and this version reads `{FORMAT}`")
            }
            Self::Wrong(why) => write!(formatter, "cannot be read: {why}"),
        }
    }
}

pub(super) fn parse(text: &[u8]) -> Result<Catalog, Malformed> {
    let marked: Marked<'_> = serde_json::from_slice(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => Malformed::Foreign,
        _ => malformed(&error),
    })?;
    if marked.format != FORMAT {
        return Err(match marked.format.strip_prefix("tool-router-catalog/") {
            Some(_) => Malformed::OtherFormat(marked.format.into_owned()),
            None => Malformed::Foreign,
        });
    }
    let file: File<'_> = serde_json::from_slice(text).map_err(|error| malformed(&error))?;
    let mut catalog = Catalog::default();
    for (slug, ToolkitEntry { description, tools }) in file.toolkits {
        for (tool, ToolEntry { description, tags, input_schema }) in tools {
            let toolkit = slug.clone().into_owned();
            catalog.tools.insert(tool.into_owned(), Tool { toolkit, description, tags, input_schema });
        }
        catalog.toolkits.insert(slug.into_owned(), Toolkit { description });
    }
    Ok(catalog)
}

fn malformed(error: &serde_json::Error) -> Malformed {
    if error.is_eof() { Malformed::Truncated } else { Malformed::Wrong(error.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"{
        "format": "tool-router-catalog/1",
        "toolkits": {
            "gmail": {
                "name": "Gmail",
                "description": "Google's \u006dail.",
                "tools": {
                    "GMAIL_SEND_EMAIL": { "name": "Send", "description": "Sends.", "tags": [], "input_schema": {"type": "object"} }
                }
            },
            "exa": { "name": "Exa", "description": "", "tools": {} }
        }
    }"#;

    #[test]
    fn toolkits_and_tools_are_found_by_slug() {
        let catalog = parse(SMALL.as_bytes()).unwrap();
        assert_eq!(catalog.toolkit("gmail").unwrap().description, "Google's mail.");
        let tool = catalog.tool("GMAIL_SEND_EMAIL").unwrap();
        assert_eq!((tool.toolkit.as_str(), tool.description.as_str()), ("gmail", "Sends."));
        assert_eq!(tool.input_schema.get(), r#"{"type": "object"}"#);
        assert_eq!(catalog.tools_of("gmail").collect::<Vec<_>>(), ["GMAIL_SEND_EMAIL"]);
        assert_eq!(catalog.tools_of("exa").count(), 0);
    }

    #[test]
    fn every_cut_is_told_from_a_foreign_file() {
        let whole = SMALL.trim_end();
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            assert_eq!(parse(&whole.as_bytes()[..end]).unwrap_err(), Malformed::Truncated, "cut at {end}");
        }
    }

    #[test]
    fn what_is_no_catalogue_is_said_to_be_none() {
        for foreign in ["[]", "5", "{}", r#"{"name": "left-pad"}"#, r#"{"format": 5}"#, r#"{"format": "swagger"}"#] {
            assert_eq!(parse(foreign.as_bytes()).unwrap_err(), Malformed::Foreign, "{foreign}");
        }
        let newer = br#"{"format": "tool-router-catalog/2"}"#;
        assert_eq!(parse(newer).unwrap_err(), Malformed::OtherFormat("tool-router-catalog/2".to_owned()));
        for wrong in [&b"not JSON"[..], b"\xff\xfe", br#"{"format": "tool-router-catalog/1", "toolkits": []}"#] {
            assert!(matches!(parse(wrong).unwrap_err(), Malformed::Wrong(_)), "{wrong:?}");
        }
        let twice = br#"{"format": "tool-router-catalog/1", "toolkits": {"gmail": {"tools": {"GMAIL_X": {}}}}}"#;
        assert!(matches!(parse(twice).unwrap_err(), Malformed::Wrong(_)));
    }
}
