//! The bytes of the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Catalog, CatalogError, ToolkitEntry};
use crate::client::problem;

/// The format's name and version, which the attribute asks for.
const FORMAT: &str = "tool-router-catalog/1";

/// The largest file that the attribute reads, in bytes.
pub(super) const LARGEST: usize = 64 * 1024 * 1024;

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    toolkits: &'a BTreeMap<String, ToolkitEntry>,
}

#[derive(Deserialize)]
struct Read {
    format: String,
    toolkits: BTreeMap<String, ToolkitEntry>,
}

impl Catalog {
    /// The file's bytes: indented JSON, everything in it sorted, a line break at the end.
    ///
    /// # Errors
    ///
    /// [`CatalogError::TooLarge`] when the attribute would not read so much.
    pub fn to_json(&self) -> Result<Vec<u8>, CatalogError> {
        let written = Written { format: FORMAT, toolkits: &self.toolkits };
        let mut json = serde_json::to_vec_pretty(&written).map_err(|error| CatalogError::Format(error.to_string()))?;
        json.push(b'\n');
        if json.len() > LARGEST { Err(CatalogError::TooLarge { limit: LARGEST }) } else { Ok(json) }
    }

    /// Reads a file's bytes.
    ///
    /// # Errors
    ///
    /// [`CatalogError::Format`], saying what is wrong with them.
    pub fn from_json(json: &[u8]) -> Result<Self, CatalogError> {
        let mut source = serde_json::Deserializer::from_slice(json);
        let read: Read =
            serde_path_to_error::deserialize(&mut source).map_err(|error| CatalogError::Format(problem(&error)))?;
        source.end().map_err(|_| CatalogError::Format("something follows its end".to_owned()))?;
        if read.format != FORMAT {
            return Err(CatalogError::Format(format!("its format is `{}`, not `{FORMAT}`", read.format)));
        }
        Ok(Self { toolkits: read.toolkits })
    }
}
