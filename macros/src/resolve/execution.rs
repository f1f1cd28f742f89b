//! What runs where: the sandbox, preloaded tools, instant tools.

use tool_router_core::config::{self, InstantUsage, Map, PreloadTools};

use super::{flag, slugs, toolkits::access};
use crate::declaration::{Instant, Preload, Reach, Sandbox};

pub(super) fn sandbox(sandbox: &Sandbox) -> Option<config::Sandbox> {
    let Sandbox { switch: _, size, tool_execution, proxy_execution, auto_offload_threshold } = sandbox;
    let sandbox = config::Sandbox::DEFAULT
        .with_enable(Some(sandbox.switch.is_on()?))
        .with_enable_tool_execution(flag(tool_execution))
        .with_enable_proxy_execution(flag(proxy_execution))
        .with_auto_offload_threshold(auto_offload_threshold.yes().map(|threshold| threshold.value))
        .with_sandbox_size(size.yes().map(|size| size.value));
    Some(sandbox)
}

pub(super) fn preload(preload: &Preload) -> config::Preload {
    let tools = match preload {
        Preload::Only(tools) => PreloadTools::Only(slugs(tools)),
        Preload::All => PreloadTools::All,
        Preload::None => PreloadTools::NONE,
    };
    config::Preload::DEFAULT.with_tools(tools)
}

pub(super) fn instant(instant: &Instant) -> Option<config::Instant> {
    let Instant { switch: _, toolkits, tools, return_instant_charge, return_prices_in_search, tokens: _ } = instant;
    if !instant.switch.is_on()? {
        return Some(config::Instant::Off);
    }
    let tools = tools.iter().filter(|(_, reach)| !matches!(reach, Reach::Any));
    let usage = InstantUsage::DEFAULT
        .with_toolkits(toolkits.as_ref().map(access).unwrap_or_default())
        .with_tools(Map::new(tools.map(|(toolkit, reach)| (toolkit.name.clone().into(), access(reach))).collect()))
        .with_return_instant_charge(flag(return_instant_charge))
        .with_return_prices_in_search(flag(return_prices_in_search));
    Some(config::Instant::On(usage))
}
