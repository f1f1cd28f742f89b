//! The block `experimental` of a session's requests.

use serde_json::{Map, Value};
use tool_router_core::{config::Experimental, grammar::timezone};

use super::custom_tools::CustomTools;
use crate::{api_error::ApiError, request::parse};

const PLACE: &str = "payload.experimental";

/// Set when a session is created, and only then.
const FIXED: &str = "assistive_prompt_config";

/// The client's own tools in a request that creates a session. They are not part of the configuration.
pub(super) fn of_creation(body: &Map<String, Value>) -> Result<CustomTools, ApiError> {
    let Some(block) = body.get("experimental") else { return Ok(CustomTools::default()) };
    check_keys(block, |key| Experimental::KEYS.contains(&key) || CustomTools::KEYS.contains(&key))?;
    parse(PLACE, block.clone())
}

/// Refuses what an update cannot change. A client sends its own tools with other requests.
pub(super) fn check_update(body: &Map<String, Value>) -> Result<(), ApiError> {
    let Some(block) = body.get("experimental") else { return Ok(()) };
    check_keys(block, |key| Experimental::KEYS.contains(&key) && key != FIXED)
}

/// Refuses keys that are not of the block: a mistyped `permissions` must not be lost.
pub(super) fn check_keys(block: &Value, is_known: impl Fn(&str) -> bool) -> Result<(), ApiError> {
    let unknown = block.as_object().into_iter().flat_map(Map::keys).filter(|key| !is_known(key));
    let problems: Vec<_> = unknown.map(|key| (PLACE.to_owned(), format!("unknown field `{key}`"))).collect();
    if problems.is_empty() { Ok(()) } else { Err(ApiError::invalid_places(problems)) }
}

pub(super) fn check_timezone(zone: &str) -> Result<(), ApiError> {
    let place = "payload.experimental.assistive_prompt_config.user_timezone";
    timezone::check(zone).map_err(|nearest| {
        let error = ApiError::invalid(place, format_args!("`{zone}` is not a time zone of the IANA database"));
        match nearest {
            Some(nearest) => error.suggest(format!("Did you mean {nearest}?")),
            None => error,
        }
    })
}
