//! The toolkits that come with the embedded router.
//!
//! A toolkit over a REST API is one module: an argument struct for each tool, which serves as its parser, its JSON
//! Schema and its description, and a [`LocalToolkit`](super::LocalToolkit) that lists them in a
//! [`ToolTable`](table::ToolTable). Calling the API, mapping its errors and checking arguments are shared.

mod filled;
mod github;
mod gmail;
mod provider;
mod rest;
mod slack;
mod table;
#[cfg(test)]
mod test_support;
mod whole;
mod words;

pub use github::{GitHub, GitHubBuilder};
pub use gmail::{Gmail, GmailBuilder};
pub use slack::{Slack, SlackBuilder};

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::{LocalToolkit, ToolDefinition};

    fn definitions() -> Vec<ToolDefinition> {
        let gmail = Gmail::builder("client").build();
        let slack = Slack::builder("client").build();
        let github = GitHub::builder("client").build();
        [gmail.tools(), slack.tools(), github.tools()].concat()
    }

    /// Each argument of a schema, with those inside of others.
    fn arguments<'a>(schema: &'a Value, found: &mut Vec<&'a Value>) {
        for argument in schema["properties"].as_object().into_iter().flat_map(|properties| properties.values()) {
            found.push(argument);
            arguments(argument, found);
            arguments(&argument["items"], found);
        }
    }

    #[test]
    fn schemas_state_the_bounds_of_numbers() {
        let mut seen = 0;
        for tool in definitions() {
            let mut found = Vec::new();
            arguments(&tool.input_schema, &mut found);
            for argument in found.into_iter().filter(|argument| argument["type"].to_string().contains("integer")) {
                seen += 1;
                let (slug, said) = (&tool.slug, argument["description"].as_str().unwrap_or_default());
                // A format such as `uint16` is Rust's, and its bounds are not the argument's.
                assert!(argument.get("format").is_none(), "{slug}: {argument}");
                assert!(argument["minimum"].is_i64(), "{slug}: {argument}");
                if let Some((_, most)) = said.rsplit_once("1 to ") {
                    let most: String = most.chars().take_while(char::is_ascii_digit).collect();
                    assert_eq!(argument["maximum"].to_string(), most, "{slug}: {argument}");
                }
            }
        }
        assert!(seen > 30, "{seen}");
    }

    #[test]
    fn schemas_say_which_texts_must_not_be_empty() {
        let tools = definitions();
        let of = |slug: &str, argument: &str| {
            let tool = tools.iter().find(|tool| tool.slug == slug).unwrap();
            tool.input_schema["properties"][argument].clone()
        };
        assert_eq!(of("SLACK_SEARCH_MESSAGES", "query")["minLength"], 1);
        assert_eq!(of("GITHUB_GET_A_REPOSITORY", "repo")["minLength"], 1);
        assert_eq!(of("GMAIL_CREATE_LABEL", "label_name")["maxLength"], 225);
    }
}
