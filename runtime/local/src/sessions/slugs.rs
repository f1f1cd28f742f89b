use tool_router_core::config::{
    Access, AppliesTo, Instant, List, Map, PreloadTools, SessionConfig, Target, Text, ToolAccess,
};

use crate::api_error::ApiError;

/// Normalises every slug of a configuration as in the catalogue: toolkits in lower case, tools in upper case.
///
/// Tools can be called in any case. A restriction that was compared case-sensitively would miss a tool that is called
/// in another case.
pub(super) fn normalize(config: &mut SessionConfig) -> Result<(), ApiError> {
    access(&mut config.toolkits.access, str::make_ascii_lowercase);
    each(&mut config.toolkits.require_approval, str::make_ascii_lowercase);
    keys("tools", &mut config.tools)?;
    for (_, tools) in config.tools.0.to_mut() {
        match &mut tools.access {
            ToolAccess::Only(slugs) | ToolAccess::Except(slugs) => each(slugs, str::make_ascii_uppercase),
            ToolAccess::Any | ToolAccess::Tagged(_) => {}
        }
        each(&mut tools.require_approval, str::make_ascii_uppercase);
    }
    keys("auth_configs", &mut config.auth_configs)?;
    keys("connected_accounts", &mut config.connected_accounts)?;
    if let Some(PreloadTools::Only(slugs)) = config.preload.as_mut().map(|preload| &mut preload.tools) {
        each(slugs, str::make_ascii_uppercase);
    }
    if let Some(Instant::On(usage)) = &mut config.instant {
        access(&mut usage.toolkits, str::make_ascii_lowercase);
        keys("instant.tools", &mut usage.tools)?;
        usage.tools.0.to_mut().iter_mut().for_each(|(_, tools)| access(tools, str::make_ascii_uppercase));
    }
    for hook in config.hooks.to_mut() {
        if let AppliesTo::Toolkits(slugs) = &mut hook.applies_to {
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
    match access {
        Access::Only(slugs) | Access::Except(slugs) => each(slugs, change),
        Access::Any => {}
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
    let entries = map.0.to_mut();
    entries.iter_mut().for_each(|(key, _)| change(key.to_mut()));
    let twice = |(index, (key, _)): (usize, &(Text, V))| {
        entries[..index].iter().any(|(other, _)| other == key).then(|| key.clone().into_owned())
    };
    match entries.iter().enumerate().find_map(twice) {
        Some(key) => Err(ApiError::invalid(&format!("payload.{place}"), format_args!("`{key}` comes twice"))),
        None => Ok(()),
    }
}
