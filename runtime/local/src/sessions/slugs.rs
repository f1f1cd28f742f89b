use tool_router_core::config::{Access, Instant, List, Map, SessionConfig, Target, Text};

use crate::api_error::ApiError;

/// Normalises every slug of a configuration as in the catalogue: toolkits in lower case, tools in upper case.
///
/// Tools can be called in any case. A restriction that was compared case-sensitively would miss a tool that is called
/// in another case.
pub(super) fn normalize(config: &mut SessionConfig) -> Result<(), ApiError> {
    access(&mut config.toolkits.access, str::make_ascii_lowercase);
    each(&mut config.toolkits.require_approval, str::make_ascii_lowercase);
    keys("tools", &mut config.tools)?;
    for tools in config.tools.values_mut() {
        if let Some(slugs) = tools.access.named_mut() {
            each(slugs, str::make_ascii_uppercase);
        }
        each(&mut tools.require_approval, str::make_ascii_uppercase);
    }
    keys("auth_configs", &mut config.auth_configs)?;
    keys("connected_accounts", &mut config.connected_accounts)?;
    if let Some(slugs) = config.preload.as_mut().and_then(|preload| preload.tools.named_mut()) {
        each(slugs, str::make_ascii_uppercase);
    }
    if let Some(Instant::On(usage)) = &mut config.instant {
        access(&mut usage.toolkits, str::make_ascii_lowercase);
        keys("instant.tools", &mut usage.tools)?;
        usage.tools.values_mut().for_each(|tools| access(tools, str::make_ascii_uppercase));
    }
    for hook in config.hooks.to_mut() {
        if let Some(slugs) = hook.applies_to.named_mut() {
            each(slugs, str::make_ascii_lowercase);
        }
    }
    if let Some(permissions) = &mut config.experimental.permissions {
        rename("experimental.permissions.overrides", &mut permissions.overrides, |key| {
            // Account ids are case-sensitive.
            let Target { tool, account } = Target::read(key);
            let tool = tool.map(str::to_ascii_uppercase);
            *key = Target { tool: tool.as_deref(), account }.key();
        })?;
    }
    Ok(())
}

fn access(access: &mut Access, change: impl Fn(&mut str)) {
    if let Some(slugs) = access.named_mut() {
        each(slugs, change);
    }
}

fn each(slugs: &mut List<Text>, change: impl Fn(&mut str)) {
    slugs.to_mut().iter_mut().for_each(|slug| change(slug.to_mut()));
}

fn keys<V: Clone>(place: &str, map: &mut Map<V>) -> Result<(), ApiError> {
    rename(place, map, |key| key.make_ascii_lowercase())
}

/// Renames the keys of a map, which must stay distinct.
fn rename<V: Clone>(place: &str, map: &mut Map<V>, change: impl Fn(&mut String)) -> Result<(), ApiError> {
    let twice = |key| ApiError::invalid(&format!("payload.{place}"), format_args!("`{key}` comes twice"));
    map.rename(change).map_err(twice)
}
