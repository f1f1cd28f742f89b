//! What a session has beside its tools, also where the declaration is silent: what the server then does is part of what the
//! agent may do.

use super::Docs;
use crate::declaration::{Reach, Sandbox, sandbox::SIZES};

impl Docs<'_> {
    pub(super) fn powers(&self) -> Vec<String> {
        let declaration = self.declaration;
        let sandbox = (self.has_sandbox() != Some(false)).then(|| match &declaration.sandbox {
            None => "a sandbox for code and files, by default".to_owned(),
            Some(sandbox) => of_sandbox(sandbox),
        });
        let proxy = declaration.proxy_execute.yes().filter(|proxy| proxy.value);
        let proxy = proxy.map(|_| "a toolkit's own HTTP API, called directly".to_owned());
        let instant = match &declaration.instant {
            None => Some("instant tools, which cost money, as far as the project has them".to_owned()),
            Some(instant) if instant.switch.is_on(true) == Some(false) => None,
            Some(instant) => {
                let of = match &instant.toolkits {
                    Some(Reach::Only(slugs)) => format!(" of {}", self.toolkits(slugs)),
                    Some(Reach::Except(slugs)) => format!(", but for those of {}", self.toolkits(slugs)),
                    Some(Reach::Any | Reach::None) | None => String::new(),
                };
                Some(format!("instant tools{of}, which cost money"))
            }
        };
        [sandbox, proxy, instant].into_iter().flatten().collect()
    }

    pub(super) fn powers_denied(&self) -> impl Iterator<Item = &'static str> {
        let declaration = self.declaration;
        let search = declaration.search.yes().map_or(!self.has_preset(), |search| search.value);
        let instant = declaration.instant.as_ref().and_then(|instant| instant.switch.is_on(true));
        let proxy = declaration.proxy_execute.yes().is_some_and(|proxy| proxy.value);
        let denied = [
            (self.has_sandbox() == Some(false)).then_some("a sandbox for code and files"),
            (!proxy).then_some("a toolkit's own HTTP API, called directly"),
            (instant == Some(false)).then_some("instant tools, which cost money"),
            (!search).then_some("the search for tools"),
        ];
        denied.into_iter().flatten()
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
    let can = |said: bool| if said { "can" } else { "cannot" };
    let tools = sandbox.tool_execution.yes().map(|said| format!("; its code {} execute tools", can(said.value)));
    let proxy = sandbox.proxy_execution.yes();
    let proxy = proxy.map(|said| format!("; its code {} call a toolkit's own HTTP API", can(said.value)));
    format!("a sandbox for code and files{size}{}{}", tools.unwrap_or_default(), proxy.unwrap_or_default())
}
