//! Arguments that a model has sent as JSON text where JSON was asked for.

use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error};
use serde_json::{Map, Value};
use tool_router_core::json_words;

/// Reads a value, or text that is the JSON of one.
pub(crate) fn or_text<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let value = match Value::deserialize(deserializer)? {
        Value::String(text) => match serde_json::from_str(&text) {
            Ok(value @ (Value::Array(_) | Value::Object(_))) => value,
            // It is text and nothing else, which the type itself may take.
            _ => Value::String(text),
        },
        value => value,
    };
    serde_path_to_error::deserialize(value).map_err(|error| match error.path().to_string() {
        path if path == "." => D::Error::custom(json_words(error.inner())),
        path => D::Error::custom(format_args!("{path}: {}", json_words(error.inner()))),
    })
}

/// The arguments of a tool. For none, `null` or empty text it is an empty object.
pub(crate) fn arguments<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    match or_text(deserializer)? {
        Value::Object(arguments) => Ok(arguments),
        Value::Null => Ok(Map::new()),
        Value::String(text) if text.trim().is_empty() => Ok(Map::new()),
        _ => Err(D::Error::custom("expected an object, or the JSON text of one")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_is_read_from_its_json_as_well() {
        let read = |value: Value| or_text::<Vec<String>, _>(value);
        for list in [json!(["a", "b"]), json!(r#"["a","b"]"#), json!(r#" [ "a", "b" ] "#)] {
            assert_eq!(read(list).unwrap(), ["a", "b"]);
        }
        for wrong in [json!("a"), json!(r#"["a""#), json!(7), json!(r#"{"a":1}"#)] {
            assert!(read(wrong.clone()).is_err(), "{wrong}");
        }
        assert_eq!(
            read(json!(r#"["a", 7]"#)).unwrap_err().to_string(),
            "[1]: invalid type: integer `7`, expected a string"
        );
    }

    #[test]
    fn arguments_are_an_object_in_either_form() {
        let read = |value: Value| arguments(value);
        for none in [json!(null), json!({}), json!(""), json!("{}"), json!(" ")] {
            assert!(read(none).unwrap().is_empty());
        }
        let given = json!({ "a": { "b": [1] } });
        assert_eq!(Value::Object(read(given.to_string().into()).unwrap()), given);
        for wrong in [json!([]), json!("[]"), json!("a"), json!(true)] {
            assert!(read(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
