//! What an agent can do beside calling the tools of its toolkits, also where the declaration is silent: what the server then
//! does is part of what the agent can do.

use super::Manifest;
use super::markdown::{Fact, verbatim};
use crate::config::{Access, AppliesTo, Experimental, Hook, HookHandler, HookStage, Instant, PreloadTools, Sandbox};

impl Manifest {
    pub(super) fn powers(&self) -> Vec<Fact> {
        let config = &self.config;
        let saved = config.experimental.session_config_id.is_some();
        let otherwise = if saved { "unless the saved config says otherwise" } else { "by default" };
        let mut facts = vec![sandbox(config.sandbox.as_ref(), otherwise)];
        facts.push(match config.proxy_execute {
            None => format!("direct calls of a toolkit's own HTTP API, outside the sandbox: no, {otherwise}").into(),
            Some(proxy) => {
                let beyond = if proxy.enable { ", beyond the tools above" } else { "" };
                let enabled = yes_or_no(proxy.enable);
                format!("direct calls of a toolkit's own HTTP API, outside the sandbox: {enabled}{beyond}").into()
            }
        });
        facts.extend(instant(config.instant.as_ref()));
        let said = |what: &str, said: Option<bool>| match said {
            Some(said) => Fact::from(format!("{what}: {}", yes_or_no(said))),
            None => Fact::from(format!("{what}: yes, {otherwise}")),
        };
        facts.push(said("search for tools", config.search.map(|search| search.enable)));
        facts.push(said("several tools in one call", config.execute.map(|execute| execute.enable_multi_execute)));
        facts.push("tools of the program's own, which run in its process: those that it registers".into());
        facts.extend(config.preload.as_ref().map(|preload| match &preload.tools {
            PreloadTools::All => "listed from the start: every tool that it reaches".into(),
            PreloadTools::Only(tools) => Fact::list("listed from the start:", tools.iter()),
        }));
        facts.extend(config.hooks.iter().map(hook));
        facts.extend(experimental(&config.experimental));
        facts
    }
}

/// What code in it can do is said also where the declaration is silent: by default it can do everything.
fn sandbox(declared: Option<&Sandbox>, otherwise: &str) -> Fact {
    let Sandbox { enable, enable_tool_execution, enable_proxy_execution, auto_offload_threshold, sandbox_size } =
        declared.unwrap_or(&Sandbox::DEFAULT);
    if *enable == Some(false) {
        return "a sandbox for code and files: no".into();
    }
    let by_default = if declared.is_none() { format!(", {otherwise}") } else { String::new() };
    let mut said = vec![format!("a sandbox for code and files: yes{by_default}")];
    said.extend(sandbox_size.map(|size| format!("of size {}", size.as_str())));
    said.push(format!("its code {} execute tools", can_or_cannot(enable_tool_execution.unwrap_or(true))));
    said.push(match enable_proxy_execution.unwrap_or(true) {
        true => "its code can call a toolkit's own HTTP API, beyond the tools above".to_owned(),
        false => "its code cannot call a toolkit's own HTTP API".to_owned(),
    });
    said.extend(auto_offload_threshold.map(|size| format!("answers from {size} characters on become files in it")));
    said.join("; ").into()
}

fn instant(instant: Option<&Instant>) -> Vec<Fact> {
    let usage = match instant {
        None => return vec!["tools on the platform's own accounts, for a charge: as the project has it".into()],
        Some(Instant::Off) => return vec!["tools on the platform's own accounts, for a charge: no".into()],
        Some(Instant::On(usage)) => usage,
    };
    let said = |of: &str, access: &Access| match access {
        Access::Any => Fact::from(format!("{of} every one")),
        Access::Only(slugs) => Fact::list(format!("{of} only"), slugs.iter()),
        Access::Except(slugs) => Fact::list(format!("{of} all but"), slugs.iter()),
    };
    let toolkits = said("toolkits on the platform's own accounts, for a charge:", &usage.toolkits);
    let tools = usage.tools.iter();
    let tools = tools.map(|(slug, access)| said(&format!("tools of `{slug}` on the platform's own accounts:"), access));
    let charge =
        usage.return_instant_charge.map(|said| format!("an answer says what it cost: {}", yes_or_no(said)).into());
    let prices =
        usage.return_prices_in_search.map(|said| format!("the search says prices: {}", yes_or_no(said)).into());
    [toolkits].into_iter().chain(tools).chain(charge).chain(prices).collect()
}

fn hook(hook: &Hook) -> Fact {
    let stage = match hook.stage {
        HookStage::BeforeExecute => "before",
        HookStage::AfterExecute => "after",
    };
    let what = match &hook.handler {
        HookHandler::ConditionCheck { condition, action: _ } => {
            format!("blocked if: {}", verbatim(condition))
        }
        HookHandler::PromptInjectionCheck { action: _ } => {
            "blocked if its result tries to instruct the model".to_owned()
        }
    };
    let name = hook.name.as_ref().map(|name| format!(" ({})", verbatim(name))).unwrap_or_default();
    let said = format!("checked {stage} each call by {}{name}, {what}", verbatim(&hook.id));
    match &hook.applies_to {
        AppliesTo::All => said.into(),
        AppliesTo::Toolkits(toolkits) => Fact::list(format!("{said}; for the toolkits"), toolkits.iter()),
    }
}

/// What is experimental, but for the approvals and the saved config, which have places of their own.
fn experimental(experimental: &Experimental) -> Vec<Fact> {
    let Experimental {
        assistive_prompt_config,
        permissions: _,
        link_url_overwrite,
        fast_mode,
        submit_feedback,
        no_elicitation_support_fallback: _,
        session_config_id: _,
    } = experimental;
    let mut facts = Vec::new();
    facts.extend(link_url_overwrite.as_ref().map(|url| Fact::from(format!("auth links start at <{url}>"))));
    facts.extend(fast_mode.map(|fast| Fact::from(format!("fast mode of the search: {}", yes_or_no(fast)))));
    facts.extend(submit_feedback.map(|feedback| Fact::from(format!("sends feedback: {}", yes_or_no(feedback.enable)))));
    let timezone = assistive_prompt_config.as_ref().and_then(|prompt| prompt.user_timezone.as_ref());
    facts.extend(timezone.map(|timezone| Fact::from(format!("the model is told the time zone `{timezone}`"))));
    facts
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn can_or_cannot(can: bool) -> &'static str {
    if can { "can" } else { "cannot" }
}
