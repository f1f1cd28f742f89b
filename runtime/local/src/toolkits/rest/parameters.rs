//! The parameters of a call.

use serde::Serialize;

use crate::ToolError;

/// Names and values, for a query or for a form.
#[derive(Clone, Debug, Default)]
pub(in crate::toolkits) struct Parameters(Vec<(&'static str, String)>);

impl Parameters {
    /// Adds a parameter.
    pub(in crate::toolkits) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.0.push((name, value.to_string()));
        self
    }

    /// Adds a parameter, if it has a value.
    pub(in crate::toolkits) fn maybe(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a parameter that is JSON, if it has a value.
    pub(in crate::toolkits) fn maybe_json(
        self,
        name: &'static str,
        value: Option<&impl Serialize>,
    ) -> Result<Self, ToolError> {
        let json = value.map(serde_json::to_string).transpose();
        Ok(self.maybe(name, json.map_err(|error| ToolError::InvalidArguments(error.to_string()))?))
    }

    /// The names with their values.
    pub(in crate::toolkits) fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
}
