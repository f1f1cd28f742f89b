//! What is wrong with JSON, in the words of JSON.

/// What Rust calls it, and what JSON does.
const WORDS: [(&str, &str); 14] = [
    ("i8", "a whole number"),
    ("i16", "a whole number"),
    ("i32", "a whole number"),
    ("i64", "a whole number"),
    ("u8", "a whole number of at least 0"),
    ("u16", "a whole number of at least 0"),
    ("u32", "a whole number of at least 0"),
    ("u64", "a whole number of at least 0"),
    ("usize", "a whole number of at least 0"),
    ("f32", "a number"),
    ("f64", "a number"),
    ("a sequence", "a list"),
    ("a map", "an object"),
    ("unit", "null"),
];

/// The message of an error of `serde`, for people and models who know JSON and not Rust: `expected u16` is `expected a whole
/// number of at least 0`, and a `map` is an `object`.
///
/// ```
/// use tool_router_core::json_words;
///
/// let error = serde_json::from_value::<Vec<u8>>(serde_json::json!({})).unwrap_err();
/// assert_eq!(json_words(&error), "invalid type: object, expected a list");
/// ```
pub fn json_words(error: &dyn std::fmt::Display) -> String {
    let message = error.to_string();
    if let Some(place) = message.strip_prefix("recursion limit exceeded") {
        return format!("nested too deeply{place}");
    }
    // What is expected comes last, so that a quoted value is not mistaken for it.
    let Some((found, expected)) = message.rsplit_once(", expected ") else {
        return message;
    };
    let (expected, place) = match expected.split_once(" at line ") {
        Some((expected, place)) => (expected, format!(" at line {place}")),
        None => (expected, String::new()),
    };
    let known = WORDS.iter().find(|(rust, _)| *rust == expected).map(|(_, json)| *json);
    let expected = known.unwrap_or(match expected.starts_with("struct ") {
        true => "an object",
        false => expected,
    });
    let found = match found {
        "invalid type: map" => "invalid type: object",
        "invalid type: sequence" => "invalid type: list",
        found => found,
    };
    format!("{found}, expected {expected}{place}")
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::*;

    fn read<T: serde::de::DeserializeOwned>(value: Value) -> String {
        match serde_json::from_value::<T>(value) {
            Ok(_) => "it was read".to_owned(),
            Err(error) => json_words(&error),
        }
    }

    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "name")]
        _name: String,
    }

    #[test]
    fn errors_name_no_types_of_rust() {
        for (told, expected) in [
            (read::<u16>(json!("5")), "invalid type: string \"5\", expected a whole number of at least 0"),
            (read::<u16>(json!(70_000)), "invalid value: integer `70000`, expected a whole number of at least 0"),
            (read::<i64>(json!([])), "invalid type: list, expected a whole number"),
            (read::<f64>(json!({})), "invalid type: object, expected a number"),
            (
                read::<Vec<String>>(json!("x, expected u16")),
                "invalid type: string \"x, expected u16\", expected a list",
            ),
            (read::<Named>(json!(7)), "invalid type: integer `7`, expected an object"),
            (read::<String>(json!({})), "invalid type: object, expected a string"),
            (read::<Named>(json!({})), "missing field `name`"),
        ] {
            assert_eq!(told, expected);
        }
        let deep = serde_json::from_str::<Value>(&"[".repeat(10_000)).map_err(|error| json_words(&error)).unwrap_err();
        assert!(deep.starts_with("nested too deeply at line 1"), "{deep}");
        let at = serde_json::from_str::<u8>("{}").map_err(|error| json_words(&error)).unwrap_err();
        assert_eq!(at, "invalid type: object, expected a whole number of at least 0 at line 1 column 0");
    }
}
