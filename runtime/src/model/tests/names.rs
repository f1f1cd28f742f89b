//! Names that models call tools by.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::model::{ToolDefinition, ToolList, labelled};
use crate::session::ToolInfo;

/// What every API takes: Gemini asks for most.
fn is_taken_everywhere(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-'))
}

fn slug() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z0-9_]{1,6}",
        "[A-Z_]{60,80}",
        Just("A".repeat(70)),
        Just(format!("{}B", "A".repeat(69))),
        Just("21RISK_A".to_owned()),
        Just("_21RISK_A".to_owned()),
        Just("a b".to_owned()),
        Just("a:b".to_owned()),
        Just(String::new()),
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_tool_has_a_name_of_its_own_that_leads_back_to_it(slugs in prop::collection::vec(slug(), 0..12)) {
        let list = ToolList::new(slugs.iter().map(ToolInfo::new));
        let names: HashSet<&str> = list.definitions().iter().map(|tool| &*tool.name).collect();
        let distinct: HashSet<&String> = slugs.iter().collect();
        prop_assert_eq!((names.len(), list.len()), (distinct.len(), distinct.len()));
        for slug in &slugs {
            let name = list.name_of(slug).expect("a name");
            prop_assert!(is_taken_everywhere(name), "{}", name);
            prop_assert_eq!(&list.by_name(name).expect("a tool").slug, slug);
            // A name that fits is kept.
            prop_assert!(!is_taken_everywhere(slug) || name == slug);
        }
    }

    #[test]
    fn a_label_makes_a_name_that_every_api_takes(slug in slug(), label in slug()) {
        prop_assert!(is_taken_everywhere(&labelled(&slug, &label)));
    }
}

#[test]
fn a_name_stays_the_same_from_one_version_to_the_next() {
    let name = ToolDefinition::new("A".repeat(70), "", Value::Null).name;
    assert_eq!(name, format!("{}_5771e68b", "A".repeat(55)));
}

#[test]
fn each_api_gets_its_list() {
    let tool = ToolInfo { input_parameters: json!({ "type": "object" }), ..ToolInfo::new("GMAIL_A") };
    let list = ToolList::new([ToolInfo { description: "Does.".to_owned(), ..tool }]);
    let parameters = json!({ "type": "object", "properties": {} });
    assert_eq!(
        list.openai(),
        json!([{ "type": "function", "function":
            { "name": "GMAIL_A", "description": "Does.", "parameters": parameters, "strict": false } }])
    );
    assert_eq!(
        list.openai_responses(),
        json!([{ "type": "function", "name": "GMAIL_A", "description": "Does.", "parameters": parameters, "strict": false }])
    );
    assert_eq!(list.anthropic(), json!([{ "name": "GMAIL_A", "description": "Does.", "input_schema": parameters }]));
    assert_eq!(list.gemini(), json!([{ "functionDeclarations": [{ "name": "GMAIL_A", "description": "Does." }] }]));
    assert_eq!(ToolList::default().gemini(), json!([]));
    assert_eq!(list[0].openai(), list.openai()[0]);
    assert_eq!(list[0].anthropic(), list.anthropic()[0]);
    assert_eq!(list[0].gemini(), list.gemini()[0]["functionDeclarations"][0]);
}

#[test]
fn a_request_has_no_more_strict_tools_than_anthropic_takes() {
    let list = ToolList::new((0..30).map(|number| ToolInfo::new(format!("GMAIL_{number}")))).strict();
    let told = list.anthropic();
    assert_eq!(told.as_array().unwrap().iter().filter(|tool| tool["strict"] == true).count(), 20);
}
