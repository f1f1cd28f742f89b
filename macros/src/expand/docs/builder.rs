//! The documentation of `session`.

use super::Docs;
use tool_router_core::{Missing, Mode, Start};

use crate::handles::Kind;

impl Docs<'_> {
    /// The required and optional methods of the builder, and what `create` does.
    pub(crate) fn of_session(&self, user: &str) -> String {
        let required = self.required();
        let required = if required.is_empty() {
            "**Required.** Nothing.".to_owned()
        } else {
            format!("**Required.** Without these, `create` does not compile:\n\n{}", required.join("\n"))
        };
        format!(
            "Starts a session of this agent for {user}.\n\n{required}\n\n**Optional.**\n\n- {}: narrows the session to some of \
             the toolkits{}; by default it has all declared ones\n- `custom_tool` and `custom_toolkit`, with the feature \
             `custom-tools`: your own tools, which run in your process; by default there are none\n\n\
             **Then.** {} {}\n",
            self.method("only"),
            if self.resolved.declared.required.is_empty() { "" } else { ", with the required ones among them" },
            self.method("create"),
            self.creating(),
        )
    }

    fn required(&self) -> Vec<String> {
        let mut required = Vec::new();
        if self.mode() == Mode::Upfront {
            required.push(format!("- {}: shows the user each auth link", self.method("on_auth_link")));
        }
        if self.resolved.declared.at_run_time.callback_url {
            let method = self.method("callback_url");
            required.push(format!("- {method}: where the user's browser goes after authenticating"));
        }
        required.extend(self.handles.iter().filter_map(|handle| {
            let (method, what) = match handle.kind {
                Kind::AuthConfig(_) => ("auth_config", "the auth config that connects"),
                Kind::Account(_) => ("connected_account", "the connected account to use of"),
                Kind::Toolkit | Kind::Tool => return None,
            };
            let (method, name) = (self.method(method), handle.name());
            Some(format!("- {method} with [`{name}`](Self::{name}): {what} `{}`", handle.slug))
        }));
        required
    }

    fn creating(&self) -> &'static str {
        let declared = &self.resolved.declared;
        match (self.mode().start(), declared.required.is_empty(), declared.missing) {
            (Start::Connected, true, _) => "creates it, and returns when every toolkit is connected.",
            (Start::Connected, false, _) => "creates it, and returns when every required toolkit is connected.",
            (Start::Checked, false, Missing::Skip) => {
                "creates it without the toolkits that are not connected; it fails when a required one is not."
            }
            (_, _, Missing::Skip) => {
                "creates it without the toolkits that are not connected; it fails when none is connected."
            }
            (Start::Checked, true, _) => "creates it; it fails when a toolkit is not connected.",
            (Start::Checked, false, _) => "creates it; it fails when a required toolkit is not connected.",
            (Start::AtOnce, ..) => "creates it, and returns at once.",
        }
    }

    fn method(&self, name: &str) -> String {
        format!("[`{name}`]({}::{name})", self.runtime.text("SessionBuilder"))
    }
}
