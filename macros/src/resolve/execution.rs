//! What runs where: the sandbox, preloaded tools, instant tools.

use tool_router_core::config::{self, InstantUsage, Map, PreloadTools};

use super::{flag, slugs, toolkits::access};
use crate::declaration::{Instant, Preload, Reach, Sandbox};

pub(super) fn sandbox(sandbox: &Sandbox) -> Option<config::Sandbox> {
    let Sandbox { switch: _, size, tool_execution, proxy_execution, auto_offload_threshold } = sandbox;
    Some(config::Sandbox {
        enable: Some(sandbox.switch.is_on()?),
        enable_tool_execution: flag(tool_execution),
        enable_proxy_execution: flag(proxy_execution),
        auto_offload_threshold: auto_offload_threshold.yes().map(|threshold| threshold.value),
        sandbox_size: size.yes().map(|size| size.value),
    })
}

pub(super) fn preload(preload: &Preload) -> config::Preload {
    let tools = match preload {
        Preload::Only(tools) => PreloadTools::Only(slugs(tools)),
        Preload::All => PreloadTools::All,
    };
    config::Preload { tools }
}

pub(super) fn instant(instant: &Instant) -> Option<config::Instant> {
    let Instant { switch: _, toolkits, tools, return_instant_charge, return_prices_in_search, tokens: _ } = instant;
    if !instant.switch.is_on()? {
        return Some(config::Instant::Off);
    }
    let tools = tools.iter().filter(|(_, reach)| !matches!(reach, Reach::Any));
    Some(config::Instant::On(InstantUsage {
        toolkits: toolkits.as_ref().map(access).unwrap_or_default(),
        tools: Map(tools.map(|(toolkit, reach)| (toolkit.name.clone().into(), access(reach))).collect()),
        return_instant_charge: flag(return_instant_charge),
        return_prices_in_search: flag(return_prices_in_search),
    }))
}
