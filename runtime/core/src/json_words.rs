//! What is wrong with JSON, in the words of JSON.

use std::borrow::Cow;

/// What Rust calls it, and what JSON does.
const WORDS: [(&str, &str); 18] = [
    ("i8", "a whole number from -128 to 127"),
    ("i16", "a whole number from -32768 to 32767"),
    ("i32", "a whole number from -2147483648 to 2147483647"),
    ("i64", "a whole number"),
    ("i128", "a whole number"),
    ("isize", "a whole number"),
    ("u8", "a whole number from 0 to 255"),
    ("u16", "a whole number from 0 to 65535"),
    ("u32", "a whole number from 0 to 4294967295"),
    ("u64", "a whole number of at least 0"),
    ("u128", "a whole number of at least 0"),
    ("usize", "a whole number of at least 0"),
    ("f32", "a number"),
    ("f64", "a number"),
    ("a sequence", "a list"),
    ("a map", "an object"),
    ("string or map", "a string or an object"),
    ("unit", "null"),
];

/// The beginnings of what Rust calls types by their names, which mean nothing to others, and what JSON calls them.
const NAMED: [(&str, &str); 6] = [
    ("struct ", "an object"),
    ("internally tagged enum ", "an object"),
    ("adjacently tagged enum ", "an object"),
    ("enum ", "a string or an object"),
    ("tuple struct ", "a list"),
    ("unit struct ", "null"),
];

/// The message of an error of `serde`, for people and models who know JSON and not Rust: `expected u16` is `expected a whole
/// number from 0 to 65535`, and a `map` is an `object`.
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
    if message.starts_with("data did not match any variant of untagged enum ") {
        return "it has none of the forms that are allowed".to_owned();
    }
    // What is expected comes last, so that a quoted value is not mistaken for it.
    let Some((found, expected)) = message.rsplit_once(", expected ") else {
        return message;
    };
    let (expected, place) = match expected.split_once(" at line ") {
        Some((expected, place)) => (expected, format!(" at line {place}")),
        None => (expected, String::new()),
    };
    let expected = in_json(expected);
    let found = match found {
        "invalid type: map" => "invalid type: object",
        "invalid type: sequence" => "invalid type: list",
        found => found,
    };
    format!("{found}, expected {expected}{place}")
}

/// What is expected, as JSON calls it.
fn in_json(expected: &str) -> Cow<'_, str> {
    let elements = || expected.rsplit_once(" with ")?.1.split_once(" element").map(|(number, _)| number);
    if let Some(number) = expected.strip_prefix("a tuple of size ").or_else(elements) {
        return format!("a list of {number}").into();
    }
    let named = || NAMED.iter().find(|(rust, _)| expected.starts_with(rust));
    WORDS.iter().find(|(rust, _)| *rust == expected).or_else(named).map_or(expected, |(_, json)| json).into()
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

    #[derive(Deserialize)]
    struct Pair(#[allow(dead_code)] u8, #[allow(dead_code)] u8);

    #[derive(Deserialize)]
    enum Outer {
        #[serde(rename = "one")]
        _One,
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        _Number(#[allow(dead_code)] u8),
        _Flag(#[allow(dead_code)] bool),
    }

    #[derive(Deserialize)]
    #[serde(tag = "kind")]
    enum Tagged {
        #[serde(rename = "one")]
        _One,
    }

    #[test]
    fn errors_name_no_types_of_rust() {
        for (told, expected) in [
            (read::<u16>(json!("5")), "invalid type: string \"5\", expected a whole number from 0 to 65535"),
            (read::<u16>(json!(70_000)), "invalid value: integer `70000`, expected a whole number from 0 to 65535"),
            (read::<u64>(json!(-1)), "invalid value: integer `-1`, expected a whole number of at least 0"),
            (read::<i64>(json!([])), "invalid type: list, expected a whole number"),
            (read::<f64>(json!({})), "invalid type: object, expected a number"),
            (
                read::<Vec<String>>(json!("x, expected u16")),
                "invalid type: string \"x, expected u16\", expected a list",
            ),
            (read::<Named>(json!(7)), "invalid type: integer `7`, expected an object"),
            (read::<String>(json!({})), "invalid type: object, expected a string"),
            (read::<Named>(json!({})), "missing field `name`"),
            (read::<Pair>(json!("x")), "invalid type: string \"x\", expected a list"),
            (read::<Pair>(json!([1])), "invalid length 1, expected a list of 2"),
            (read::<(u8, u8)>(json!([1])), "invalid length 1, expected a list of 2"),
            (read::<Outer>(json!(7)), "invalid type: integer `7`, expected a string or an object"),
            (read::<Outer>(json!("two")), "unknown variant `two`, expected `one`"),
            (read::<Either>(json!("x")), "it has none of the forms that are allowed"),
            (read::<Tagged>(json!("x")), "invalid type: string \"x\", expected an object"),
        ] {
            assert_eq!(told, expected);
        }
        let deep = serde_json::from_str::<Value>(&"[".repeat(10_000)).map_err(|error| json_words(&error)).unwrap_err();
        assert!(deep.starts_with("nested too deeply at line 1"), "{deep}");
        let at = serde_json::from_str::<u8>("{}").map_err(|error| json_words(&error)).unwrap_err();
        assert_eq!(at, "invalid type: object, expected a whole number from 0 to 255 at line 1 column 0");
    }
}
