//! Query parameters of lists, and their pages.

use serde_json::{Value, json};

use super::{
    super::mail::{Filter, Format, Query},
    error::ApiError,
};

const DEFAULT_RESULTS: usize = 100;
const MAX_RESULTS: usize = 500;

/// The query parameters that the API's methods know. Others are ignored, as Google does.
#[derive(Default)]
pub(super) struct Parameters {
    query: String,
    label_ids: Vec<String>,
    include_spam_trash: bool,
    offset: usize,
    max_results: usize,
    pub(super) format: Format,
    pub(super) metadata_headers: Vec<String>,
}

impl Parameters {
    /// Reads the query part of a URL, in which some parameters repeat.
    pub(super) fn parse(query: Option<&str>) -> Result<Self, ApiError> {
        let mut parameters = Self { max_results: DEFAULT_RESULTS, ..Self::default() };
        for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            let invalid = || ApiError::invalid(format!("Invalid value for {name}"));
            match name.as_ref() {
                "q" => parameters.query = value.into_owned(),
                "labelIds" => parameters.label_ids.push(value.into_owned()),
                "metadataHeaders" => parameters.metadata_headers.push(value.into_owned()),
                "includeSpamTrash" => parameters.include_spam_trash = value.parse().map_err(|_| invalid())?,
                "pageToken" => parameters.offset = value.parse().map_err(|_| invalid())?,
                "maxResults" => parameters.max_results = value.parse().map_err(|_| invalid())?,
                "format" => {
                    let format = Value::from(value.to_lowercase());
                    parameters.format = serde_json::from_value(format).map_err(|_| invalid())?;
                }
                _ => {}
            }
        }
        parameters.max_results = parameters.max_results.clamp(1, MAX_RESULTS);
        Ok(parameters)
    }

    pub(super) fn filter(&self) -> Filter {
        Filter {
            query: Query::parse(&self.query),
            label_ids: self.label_ids.clone(),
            include_spam_trash: self.include_spam_trash,
        }
    }

    /// One page of `items` under `name`. As in Gmail, an empty list is omitted.
    pub(super) fn page<T>(&self, name: &str, items: &[T], render: impl Fn(&T) -> Value) -> Value {
        let mut page = json!({ "resultSizeEstimate": items.len() });
        let shown: Vec<_> = items.iter().skip(self.offset).take(self.max_results).map(render).collect();
        let next = self.offset.saturating_add(shown.len());
        if !shown.is_empty() {
            page[name] = Value::Array(shown);
        }
        if next < items.len() {
            page["nextPageToken"] = json!(next.to_string());
        }
        page
    }
}
