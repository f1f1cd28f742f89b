//! What a session has beside its tools, also where the declaration is silent: what the server then does is part of what the
//! agent may do.

use super::{Docs, prose::can_or_cannot};
use crate::declaration::{Preload, Reach, Said, Sandbox, Spanned, sandbox::SIZES};

/// What is not limited to the tools that a declaration names.
const OWN_API: &str = "a toolkit's own HTTP API, which is not limited to the tools above";

impl Docs<'_> {
    pub(super) fn powers(&self) -> Vec<String> {
        let declaration = self.declaration;
        let proxy = declaration.proxy_execute.yes().filter(|proxy| proxy.value);
        let proxy = proxy.map(|_| format!("{OWN_API}, called directly"));
        let mut facts: Vec<String> = self.sandbox().into_iter().chain(proxy).collect();
        facts.extend(self.instant());
        facts.extend(self.search());
        facts.extend(self.several_at_once().then(|| "several tools in one call".to_owned()));
        facts.extend(self.preloaded());
        if declaration.submit_feedback.yes().is_some_and(|feedback| feedback.value) {
            facts.push("feedback: it can send the platform its opinion of a tool".to_owned());
        }
        facts.extend(
            declaration.timezone.yes().map(|zone| format!("the user's time zone: the model is told `{}`", zone.value)),
        );
        facts
    }

    pub(super) fn powers_denied(&self) -> Vec<String> {
        let declaration = self.declaration;
        let search = declaration.search.yes().map_or(!self.has_preset(), |search| search.value);
        let instant = declaration.instant.as_ref().and_then(|instant| instant.switch.is_on(true));
        // A saved config can allow what is not said here.
        let proxy = match declaration.proxy_execute.yes() {
            Some(proxy) => proxy.value,
            None => self.saved_config().is_some(),
        };
        let outside = if self.sandbox_calls_apis() { ", other than by the code in its sandbox" } else { "" };
        let denied = [
            (self.has_sandbox() == Some(false)).then(|| "a sandbox for code and files".to_owned()),
            (!proxy).then(|| format!("a toolkit's own HTTP API, called directly{outside}")),
            (instant == Some(false)).then(|| "instant tools, which cost money".to_owned()),
            (!search).then(|| "the search for tools".to_owned()),
            (!self.several_at_once()).then(|| "several tools in one call".to_owned()),
        ];
        denied.into_iter().flatten().collect()
    }

    /// Who has the session, where that is not the program alone.
    pub(super) fn users(&self) -> Vec<String> {
        match self.declaration.serves_mcp() {
            None => Vec::new(),
            Some(_) => vec![
                "the program that creates it".to_owned(),
                "MCP clients that are given its endpoint, with the API key in its headers".to_owned(),
            ],
        }
    }

    fn sandbox(&self) -> Option<String> {
        match &self.declaration.sandbox {
            Some(sandbox) => (sandbox.switch.is_on(true) != Some(false)).then(|| of_sandbox(sandbox)),
            None if self.has_preset() => None,
            None if self.saved_config().is_some() => Some(format!(
                "a sandbox for code and files, unless the saved config says otherwise; {}",
                code_can(None, None)
            )),
            None => Some(format!("a sandbox for code and files, by default; {}", code_can(None, None))),
        }
    }

    fn instant(&self) -> Vec<String> {
        let Some(instant) = &self.declaration.instant else {
            return vec!["instant tools, which cost money, as far as the project has them".to_owned()];
        };
        if instant.switch.is_on(true) == Some(false) {
            return Vec::new();
        }
        let of = match &instant.toolkits {
            Some(Reach::Only(slugs)) => format!(" of {}", self.toolkits(slugs)),
            Some(Reach::Except(slugs)) => format!(", but for those of {}", self.toolkits(slugs)),
            Some(Reach::Any | Reach::None) | None => String::new(),
        };
        let tools = instant.tools.iter().filter_map(|(toolkit, reach)| {
            let which = match reach {
                Reach::Only(slugs) => format!("only {}", self.tools(slugs)),
                Reach::Except(slugs) => format!("all but {}", self.tools(slugs)),
                Reach::Any | Reach::None => return None,
            };
            Some(format!("of the instant tools of {}: {which}", self.toolkit(toolkit)))
        });
        [format!("instant tools{of}, which cost money")].into_iter().chain(tools).collect()
    }

    fn search(&self) -> Option<String> {
        let search = self.declaration.search.yes().map_or(!self.has_preset(), |search| search.value);
        let fast = self.declaration.fast_mode.yes().is_some_and(|fast| fast.value);
        search.then(|| format!("the search for tools{}", if fast { ", in its fast mode" } else { "" }))
    }

    fn several_at_once(&self) -> bool {
        self.declaration.multi_execute.yes().map_or(!self.has_preset(), |several| several.value)
    }

    fn preloaded(&self) -> Option<String> {
        let listed = match &self.declaration.preload {
            Said::Yes(Spanned { value: Preload::Only(slugs), .. }) => self.tools(slugs),
            Said::Yes(Spanned { value: Preload::All, .. }) => "every tool that it reaches".to_owned(),
            Said::No if self.has_preset() => "every tool that it reaches".to_owned(),
            Said::No | Said::Wrong => return None,
        };
        Some(format!("listed from the start: {listed}"))
    }

    /// Whether code in the sandbox can call a toolkit's own HTTP API, as it can by default.
    fn sandbox_calls_apis(&self) -> bool {
        let sandbox = self.declaration.sandbox.as_ref();
        let denied = sandbox.and_then(|sandbox| sandbox.proxy_execution.yes()).is_some_and(|said| !said.value);
        self.has_sandbox() != Some(false) && !denied
    }

    fn has_preset(&self) -> bool {
        self.declaration.preset.yes().is_some()
    }

    /// Whether there is a sandbox, or `None` where a mistake leaves that open.
    fn has_sandbox(&self) -> Option<bool> {
        self.declaration.sandbox.as_ref().map_or(Some(!self.has_preset()), |sandbox| sandbox.switch.is_on(true))
    }
}

fn of_sandbox(sandbox: &Sandbox) -> String {
    let size = sandbox.size.yes().and_then(|size| SIZES.iter().find(|word| word.value == size.value));
    let size = size.map(|word| format!(" with {}", word.summary)).unwrap_or_default();
    let said = |said: &Said<Spanned<bool>>| said.yes().map(|said| said.value);
    let threshold = sandbox.auto_offload_threshold.yes();
    let threshold = threshold.map(|size| format!("; answers from {} characters on become files in it", size.value));
    format!(
        "a sandbox for code and files{size}; {}{}",
        code_can(said(&sandbox.tool_execution), said(&sandbox.proxy_execution)),
        threshold.unwrap_or_default()
    )
}

/// What code in the sandbox can do, which is everything unless it is said otherwise.
fn code_can(execute: Option<bool>, call: Option<bool>) -> String {
    let (execute, call) = (execute.unwrap_or(true), call.unwrap_or(true));
    let api = if call { OWN_API } else { "a toolkit's own HTTP API" };
    format!("its code {} execute tools, and {} call {api}", can_or_cannot(execute), can_or_cannot(call))
}
