//! What the struct's own page says of its session, in plain words.

use super::Expansion;
use crate::{
    declaration::{App, Reach, Said, Slug, Slugs, Spanned, Supplied, Tag, Tags, ToolkitTools},
    handles::{self, Kind},
};

impl Expansion<'_> {
    /// What is appended to the documentation of the struct.
    pub(crate) fn agent_docs(&self) -> String {
        let paragraphs = [Some("# Session".to_owned()), Some(self.toolkits()), self.tools(), Some(self.connections())];
        let mut text = paragraphs.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
        text.push_str("\n\nA session begins with [`session`](Self::session).");
        text
    }

    /// The documentation of `session`: what has to be called on the builder, and what can be.
    pub(crate) fn session_docs(&self, user: &str) -> String {
        let mut text = format!("Starts a session of this agent for {user}.\n\n");
        for (method, reason) in self.required() {
            text.push_str(&format!("- **Required:** {}: {reason}\n", self.builder(method)));
        }
        text.push_str(&format!(
            "- **Optional:** {}: narrows the session to some of the agent's toolkits\n- {} creates it\n",
            self.builder("only"),
            self.builder("create"),
        ));
        text
    }

    fn required(&self) -> Vec<(&'static str, String)> {
        let mut required = Vec::new();
        let connections = &self.declaration.manage_connections;
        if self.waits() {
            required.push(("on_auth_link", "shows the user each auth link".to_owned()));
        }
        if let Said::Yes(Spanned { value: Supplied::AtRunTime, .. }) = connections.callback_url {
            required.push(("callback_url", "where the user's browser goes after authenticating".to_owned()));
        }
        for handle in handles::of(self.declaration).0 {
            match handle.kind {
                Kind::AuthConfig(_) => required.push(("auth_config", format!("[`{0}`](Self::{0})", handle.name()))),
                Kind::Account(_) => required.push(("connected_account", format!("[`{0}`](Self::{0})", handle.name()))),
                Kind::Toolkit | Kind::Tool => {}
            }
        }
        required
    }

    fn builder(&self, method: &str) -> String {
        let path: String = self.runtime.path("SessionBuilder").to_string().split_whitespace().collect();
        format!("[`{method}`]({path}::{method})")
    }

    fn toolkits(&self) -> String {
        let approvals = self.declaration.toolkits.as_ref().and_then(|toolkits| toolkits.require_approval.as_ref());
        let approvals = approvals.map(|slugs| {
            format!(" Each call of a tool of {} waits for the user's approval.", self.toolkit_links(slugs))
        });
        let reach = match self.declaration.reach() {
            Said::Yes(Reach::Any) => "This agent can reach every toolkit of the catalogue.".to_owned(),
            Said::Yes(Reach::None) => "This agent can reach no toolkit.".to_owned(),
            Said::Yes(Reach::Only(slugs)) => {
                format!("This agent can reach {}, and no other.", self.toolkit_links(slugs))
            }
            Said::Yes(Reach::Except(slugs)) => {
                format!("This agent can reach every toolkit of the catalogue but {}.", self.toolkit_links(slugs))
            }
            Said::No | Said::Wrong => match self.declaration.session_config.yes() {
                Some(id) => format!("The saved config `{}` says what this agent can reach.", id.value),
                None => "The declaration of this agent is not valid.".to_owned(),
            },
        };
        format!("**Toolkits.** {reach}{}", approvals.unwrap_or_default())
    }

    fn tools(&self) -> Option<String> {
        let mut lines: Vec<String> = self.declaration.tools.iter().flat_map(|tools| self.tools_of(tools)).collect();
        lines.extend(self.declaration.tags.iter().flat_map(|tags| by_tags("- ", tags)));
        (!lines.is_empty())
            .then(|| format!("**Tools.** Not every tool of the toolkits can be used:\n\n{}", lines.join("\n")))
    }

    fn tools_of(&self, tools: &ToolkitTools) -> Vec<String> {
        let ToolkitTools { toolkit, enable, disable, tags, require_approval } = tools;
        let of = format!("- of {}", self.link(toolkit, Kind::Toolkit));
        let mut lines = Vec::new();
        lines.extend(enable.as_ref().map(|slugs| format!("{of} only {}", self.tool_links(slugs))));
        lines.extend(disable.as_ref().map(|slugs| format!("{of} all but {}", self.tool_links(slugs))));
        lines.extend(tags.iter().flat_map(|tags| by_tags(&format!("{of} "), tags)));
        lines.extend(
            require_approval
                .as_ref()
                .map(|slugs| format!("{of} each call of {} waits for the user's approval", self.tool_links(slugs))),
        );
        lines
    }

    fn connections(&self) -> String {
        let connections = &self.declaration.manage_connections;
        let app = self.declaration.app.yes().map(|app| app.value).unwrap_or_default();
        let how = match (connections.is_enabled(), app) {
            (Some(false), App::ManualAuth) => {
                "The application connects the user's accounts, with Connect buttons of its own; the agent cannot."
            }
            (Some(false), _) => {
                "Every account is connected beforehand. Creating a session fails with the names of the toolkits that are not."
            }
            _ if self.waits() => {
                "Before a session starts, the user is shown an auth link for each toolkit that is not connected yet, and \
                 connects them all."
            }
            _ => {
                "When the agent needs a toolkit that is not connected, it gives the user an auth link in the conversation, and \
                 goes on when the user has authenticated."
            }
        };
        let callback = match &connections.callback_url {
            Said::Yes(Spanned { value: Supplied::Here(url), .. }) => format!(" Then the browser goes to <{url}>."),
            _ => String::new(),
        };
        format!("**Connections.** {how}{callback}")
    }

    fn waits(&self) -> bool {
        let connections = &self.declaration.manage_connections;
        connections.is_enabled() != Some(false) && connections.deadline().is_some()
    }

    fn toolkit_links(&self, slugs: &Slugs) -> String {
        enumerate(slugs.items.iter().map(|slug| self.link(slug, Kind::Toolkit)))
    }

    fn tool_links(&self, slugs: &Slugs) -> String {
        enumerate(slugs.items.iter().map(|slug| self.link(slug, Kind::Tool)))
    }

    /// A link to the slug's constant, where it has one.
    fn link(&self, slug: &Slug, kind: Kind) -> String {
        let (handles, _) = handles::of(self.declaration);
        let handle = handles.iter().find(|handle| handle.kind == kind && handle.slug == slug.name);
        match handle {
            Some(handle) => format!("[`{}`](Self::{})", slug.name, handle.name()),
            None => format!("`{}`", slug.name),
        }
    }
}

fn by_tags(start: &str, tags: &Tags) -> Vec<String> {
    let names = |tags: &[Spanned<Tag>]| enumerate(tags.iter().map(|tag| format!("`{}`", tag.value.name())));
    let mut lines = Vec::new();
    if !tags.enable.is_empty() {
        lines.push(format!("{start}only tools tagged {}", names(&tags.enable)));
    }
    if !tags.disable.is_empty() {
        lines.push(format!("{start}no tool tagged {}", names(&tags.disable)));
    }
    if !tags.require_approval.is_empty() {
        lines.push(format!(
            "{start}each call of a tool tagged {} waits for the user's approval",
            names(&tags.require_approval)
        ));
    }
    lines
}

/// a, b and c.
fn enumerate(items: impl IntoIterator<Item = String>) -> String {
    let mut items: Vec<String> = items.into_iter().collect();
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} and {last}", items.join(", ")),
    }
}
