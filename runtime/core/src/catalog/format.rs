//! The file's format.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::{Catalog, ToolkitEntry};
use crate::cause::Cause;

/// The common prefix of the names of all format versions.
const FAMILY: &str = "tool-router-catalog/";
/// The format version that is written and read.
const FORMAT: &str = "tool-router-catalog/1";

/// The maximum size of the file in bytes: the attribute does not read a larger one.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// The catalogue is too large for its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TooLarge;

/// Why a text is not a catalogue. It displays as a predicate that follows the file's name: `is cut off: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Malformed {
    /// The text ends early.
    Truncated,
    /// The text is JSON, but not a catalogue.
    Foreign,
    /// A catalogue in a format that this version does not know.
    #[non_exhaustive]
    OtherFormat {
        /// The format's name.
        format: String,
    },
    /// It is not JSON.
    #[non_exhaustive]
    NotJson {
        /// What is wrong, and where.
        source: Cause,
    },
    /// An entry does not look as it should.
    #[non_exhaustive]
    Wrong {
        /// What is wrong, and where.
        source: Cause,
    },
}

struct Predicate<'a>(&'a Malformed);

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    toolkits: &'a BTreeMap<String, ToolkitEntry>,
}

/// The fields that every version of the format begins with.
#[derive(Deserialize)]
struct Marked<'a> {
    #[serde(borrow)]
    format: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "S: DeserializeOwned"))]
struct Read<S> {
    toolkits: BTreeMap<String, ToolkitEntry<S>>,
}

impl Catalog {
    /// Returns the file's bytes: sorted and indented JSON, with a final line break.
    ///
    /// # Errors
    ///
    /// If the attribute would not read a file of this size.
    pub fn to_json(&self) -> Result<Vec<u8>, TooLarge> {
        let mut json = Bounded(Vec::new());
        // Only the size limit can make writing fail: every key is a string.
        serde_json::to_writer_pretty(&mut json, &Written { format: FORMAT, toolkits: &self.toolkits })
            .map_err(|_| TooLarge)?;
        json.write_all(b"\n").map_err(|_| TooLarge)?;
        Ok(json.0)
    }

    /// Reads a file's bytes.
    ///
    /// # Errors
    ///
    /// If they are not a catalogue.
    pub fn from_json(json: &[u8]) -> Result<Self, Malformed> {
        read(json)
    }
}

/// Reads a file's bytes, with each tool's schema read as an `S`.
///
/// # Errors
///
/// If they are not a catalogue, or a schema is not an `S`.
pub fn read<S: DeserializeOwned>(json: &[u8]) -> Result<Catalog<S>, Malformed> {
    let marked: Marked<'_> = serde_json::from_slice(json).map_err(|error| match error.classify() {
        Category::Data => Malformed::Foreign,
        _ => Malformed::from(error),
    })?;
    match &*marked.format {
        FORMAT => {}
        other if other.starts_with(FAMILY) => return Err(Malformed::OtherFormat { format: other.to_owned() }),
        _ => return Err(Malformed::Foreign),
    }
    let Read { toolkits } = serde_json::from_slice(json)?;
    Ok(Catalog { toolkits })
}

impl Malformed {
    /// The same with what it comes from, in one line that follows the name of the text's file: `is cut off: …`.
    #[must_use]
    pub fn predicate(&self) -> impl fmt::Display {
        Predicate(self)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::OtherFormat { .. } => {
                "install the `tool-router-cli` of the same version as the package's `tool-router`, and pull it again"
            }
            _ => "pull it again: `tool-router catalog pull`",
        }
    }
}

impl From<serde_json::Error> for Malformed {
    fn from(error: serde_json::Error) -> Self {
        match error.classify() {
            Category::Eof => Self::Truncated,
            Category::Syntax => Self::NotJson { source: Cause::new(error) },
            Category::Data | Category::Io => Self::Wrong { source: Cause::new(error) },
        }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { .. } => formatter.write_str("the catalogue is not JSON"),
            Self::Wrong { .. } => formatter.write_str("the catalogue cannot be read"),
            _ => write!(formatter, "the catalogue {}", self.predicate()),
        }
    }
}

impl fmt::Display for Predicate<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Malformed::Truncated => formatter.write_str("is cut off: it ends in the middle"),
            Malformed::Foreign => formatter.write_str("is not a catalogue of toolkits and tools"),
            Malformed::OtherFormat { format } => {
                write!(formatter, "has the format `{format}`, and this version reads `{FORMAT}`")
            }
            Malformed::NotJson { source } => write!(formatter, "cannot be read: it is not JSON: {source}"),
            Malformed::Wrong { source } => write!(formatter, "cannot be read: {source}"),
        }
    }
}

impl fmt::Display for TooLarge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = LARGEST / 1024 / 1024;
        write!(formatter, "the catalogue is larger than {limit} MiB, which is more than the compiler reads")
    }
}

impl Error for Malformed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NotJson { source } | Self::Wrong { source } => Some(&**source),
            Self::Truncated | Self::Foreign | Self::OtherFormat { .. } => None,
        }
    }
}

impl Error for TooLarge {}

/// A buffer that refuses to exceed the maximum size of a file.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > LARGEST - self.0.len() {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::*;
    use crate::catalog::ToolEntry;

    const SMALL: &str = r#"{
  "format": "tool-router-catalog/1",
  "toolkits": {
    "exa": {
      "name": "Exa",
      "description": "",
      "tools": {}
    },
    "gmail": {
      "name": "Gmail",
      "description": "Google's \"mail\".",
      "tools": {
        "GMAIL_SEND_EMAIL": {
          "name": "Send",
          "description": "Sends.",
          "tags": [
            "createHint",
            "openWorldHint"
          ],
          "input_schema": {
            "a": [
              {
                "y": 2,
                "z": 1
              }
            ],
            "type": "object"
          }
        }
      }
    }
  }
}
"#;

    fn malformed(json: &[u8]) -> Malformed {
        read::<Box<RawValue>>(json).unwrap_err()
    }

    #[test]
    fn what_is_read_is_written_again_byte_for_byte() {
        let catalog = Catalog::from_json(SMALL.as_bytes()).unwrap();
        assert_eq!((catalog.toolkits.len(), catalog.tool_count()), (2, 1));
        assert_eq!(String::from_utf8(catalog.to_json().unwrap()).unwrap(), SMALL);
    }

    #[test]
    fn everything_is_written_sorted_in_whatever_order_it_came() {
        let shuffled = r#"{ "toolkits": { "gmail": { "tools": { "GMAIL_SEND_EMAIL": { "tags": ["openWorldHint", "createHint"],
            "input_schema": { "type": "object", "a": [{ "z": 1, "y": 2 }] }, "description": "Sends.", "name": "Send" } },
            "description": "Google's \u0022mail\u0022.", "name": "Gmail" },
            "exa": { "tools": {}, "name": "Exa", "description": "" } }, "format": "tool-router-catalog/1" }"#;
        let catalog = Catalog::from_json(shuffled.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(catalog.to_json().unwrap()).unwrap(), SMALL);
    }

    #[test]
    fn schemas_can_be_left_unread() {
        let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
        let text = SMALL.replace("\"z\": 1", &format!("\"z\": {deep}"));
        let catalog: Catalog<Box<RawValue>> = read(text.as_bytes()).unwrap();
        let tool = &catalog.toolkits["gmail"].tools["GMAIL_SEND_EMAIL"];
        assert!(tool.input_schema.get().contains(&deep));
        assert!(Catalog::from_json(text.as_bytes()).is_err());
    }

    #[test]
    fn only_tools_and_their_schemas_have_to_be_said() {
        let tool = r#"{ "input_schema": {}, "novel": 1 }"#;
        let text = format!(
            r#"{{ "format": "{FORMAT}", "novel": 1, "toolkits": {{ "x": {{ "novel": 1, "tools": {{ "X_Y": {tool} }} }} }} }}"#
        );
        let catalog = Catalog::from_json(text.as_bytes()).unwrap();
        assert_eq!(catalog.toolkits["x"].tools["X_Y"], ToolEntry::default());
    }

    #[test]
    fn every_cut_is_told_from_a_foreign_file() {
        let whole = SMALL.trim_end();
        for end in 0..whole.len() {
            assert_eq!(malformed(&whole.as_bytes()[..end]), Malformed::Truncated, "cut at {end}");
        }
    }

    #[test]
    fn what_is_not_a_catalogue_is_said_to_be_none() {
        for foreign in ["[]", "5", "{}", r#"{"name": "left-pad"}"#, r#"{"format": 5}"#, r#"{"format": "swagger"}"#] {
            assert_eq!(malformed(foreign.as_bytes()), Malformed::Foreign, "{foreign}");
        }
        let newer = br#"{"format": "tool-router-catalog/2"}"#;
        assert_eq!(malformed(newer), Malformed::OtherFormat { format: "tool-router-catalog/2".to_owned() });
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let with = |toolkits: &str| format!(r#"{{"format": "{FORMAT}", "toolkits": {toolkits}}}"#).into_bytes();
        for (wrong, said) in [
            (b"<<<<<<< HEAD".to_vec(), "cannot be read: it is not JSON: expected value at line 1 column 1"),
            (b"\xff\xfe".to_vec(), "it is not JSON"),
            ([&with("{}")[..], b" {}"].concat(), "it is not JSON: trailing characters at line 1 column"),
            (format!(r#"{{"format": "{FORMAT}"}}"#).into_bytes(), "missing field `toolkits` at line 1"),
            (with("[]"), "invalid type: sequence, expected a map at line 1 column"),
            (with(r#"{"gmail": 1}"#), "invalid type: integer `1`, expected a toolkit at line 1 column"),
            (with(r#"{"gmail": {}}"#), "missing field `tools` at line 1 column"),
            (with(r#"{"gmail": {"tools": {"GMAIL_X": {}}}}"#), "missing field `input_schema` at line 1 column"),
        ] {
            let found = malformed(&wrong);
            assert!(matches!(found, Malformed::Wrong { .. } | Malformed::NotJson { .. }), "{found}");
            assert!(found.predicate().to_string().contains(said), "{found:?}");
        }
    }

    #[test]
    fn what_is_too_large_is_not_written() {
        let json = |length| {
            let toolkit = ToolkitEntry { description: "x".repeat(length), ..ToolkitEntry::default() };
            let toolkits = BTreeMap::from([("gmail".to_owned(), toolkit)]);
            Catalog { toolkits }.to_json()
        };
        let frame = json(0).unwrap().len();
        assert_eq!(json(LARGEST - frame).unwrap().len(), LARGEST);
        let error = json(LARGEST - frame + 1).unwrap_err();
        assert!(error.to_string().starts_with("the catalogue is larger than 64 MiB"), "{error}");
    }
}
