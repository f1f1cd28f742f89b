//! What holds for the body of a request, whatever it is. The fuzz target `request` in `tests/fuzz` tries it with anything, and the
//! test here with the target's seeds.

use axum::http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tool_router_core::config::SessionConfig;

use super::{api_error::ApiError, execute, request::json, sessions};

/// More than the router says of its own in one error.
const OF_ITS_OWN: usize = 4000;

/// Reads `body` as the body of each request that describes a session or a call.
pub fn request(body: &[u8]) {
    each::<sessions::AttachRequest>(body);
    each::<execute::ExecuteRequest>(body);
    each::<execute::ExecuteMetaRequest>(body);
    let read = match json::<Map<String, Value>>(body) {
        Ok(read) => read,
        Err(error) => return assert_told(&error, body),
    };
    match sessions::configuration(read.clone()) {
        Ok(config) => assert_reads_again(&config),
        Err(error) => assert_told(&error, body),
    }
    match sessions::changed(read, SessionConfig::DEFAULT) {
        Ok(config) => assert_reads_again(&config),
        Err(error) => assert_told(&error, body),
    }
}

fn each<T: DeserializeOwned>(body: &[u8]) {
    if let Err(error) = json::<T>(body) {
        assert_told(&error, body);
    }
}

/// A refusal blames the body, in at most one message that is not much longer than it.
fn assert_told(error: &ApiError, body: &[u8]) {
    assert_eq!(error.status, StatusCode::BAD_REQUEST, "{error:?}");
    assert!(error.errors.len() <= 1, "{error:?}");
    let length: usize = error.errors.iter().map(String::len).sum();
    // What is quoted is escaped.
    assert!(length <= body.len() * 12 + OF_ITS_OWN, "{length} bytes about {}: {error:?}", body.len());
}

/// A configuration that is taken is the same once it has been written and read.
fn assert_reads_again(config: &SessionConfig) {
    let Ok(Value::Object(mut body)) = serde_json::to_value(config) else {
        panic!("it cannot be written: {config:?}");
    };
    body.insert("user_id".to_owned(), "user_1".into());
    match sessions::configuration(body) {
        Ok(again) => assert_eq!(&again, config),
        Err(error) => panic!("it cannot be read again: {error:?}\n{config:?}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_seeds_hold() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/seeds/request");
        let files: Vec<_> = std::fs::read_dir(directory).unwrap().collect();
        assert!(files.len() >= 10, "{} seeds", files.len());
        for file in files {
            let path = file.unwrap().path();
            super::request(&std::fs::read(&path).unwrap());
        }
    }
}
