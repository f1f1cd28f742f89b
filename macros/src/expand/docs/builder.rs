//! The documentation of `session`.

use super::Docs;
use tool_router_core::{Missing, Mode, Start, manifest::Left};

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
            "Starts a session of this agent for {user}.\n\n{required}\n\n**Optional.**\n\n{}\n\n**Then.** {} {}\n",
            self.optional().join("\n"),
            self.method("create"),
            self.creating(),
        )
    }

    fn required(&self) -> Vec<String> {
        let mut required = Vec::new();
        if self.mode() == Mode::Upfront {
            required.push(format!("- {}: shows the user each auth link", self.method("on_auth_link")));
        }
        let at_run_time = &self.resolved.declared.at_run_time;
        if at_run_time.toolkits {
            required.push(format!("- {}: chooses the toolkits", self.method("toolkits")));
        }
        if at_run_time.callback_url == Some(Left::Required) {
            required.push(self.callback_url());
        }
        if at_run_time.auth_configs.all {
            required.push(format!("- {}: the auth configs, by toolkit", self.method("auth_configs")));
        }
        if at_run_time.connected_accounts.all {
            required.push(format!("- {}: the connected accounts, by toolkit", self.method("connected_accounts")));
        }
        required.extend(self.ids(|place| place.is_some()));
        required
    }

    fn optional(&self) -> Vec<String> {
        let at_run_time = &self.resolved.declared.at_run_time;
        let mut optional = Vec::new();
        if at_run_time.callback_url == Some(Left::Optional) {
            optional.push(self.callback_url());
        }
        optional.extend(self.ids(|place| place.is_none()));
        if at_run_time.multi_account {
            let preloads = self.resolved.config().preload.as_ref().is_some_and(|preload| !preload.is_none());
            let without = if preloads { ", without the preloaded tools" } else { "" };
            optional.push(format!(
                "- {}: turns several accounts of a toolkit on{without}; by default they are off",
                self.method("multi_account"),
            ));
        }
        if at_run_time.max_per_toolkit {
            optional.push(format!(
                "- {}: how many accounts a toolkit can have; by default as many as are declared",
                self.method("max_per_toolkit"),
            ));
        }
        optional.push(format!(
            "- {}, {}, {}, {} and {}: narrow the session{}; by default it has everything that is declared",
            self.method("only"),
            self.method("without"),
            self.method("only_tools"),
            self.method("without_tools"),
            self.method("tags"),
            if self.resolved.declared.required.is_empty() {
                ""
            } else {
                ", with the required toolkits among what is left"
            },
        ));
        optional.push(
            "- `custom_tool`, `custom_tools` and `custom_toolkit`, with the feature `custom-tools`: your own tools, which run in your process; \
             by default there are none"
                .to_owned(),
        );
        optional
    }

    fn callback_url(&self) -> String {
        format!("- {}: where the user's browser goes after authenticating", self.method("callback_url"))
    }

    /// The methods for ids that are left to run time, for places among those that must be supplied, or others.
    fn ids(&self, is_meant: impl Fn(Option<usize>) -> bool) -> impl Iterator<Item = String> {
        self.handles.iter().filter_map(move |handle| {
            let (method, what, place) = match handle.kind {
                Kind::AuthConfig(place) => ("auth_config", "the auth config that connects", place),
                Kind::Account(place) => ("connected_account", "the connected account to use of", place),
                Kind::Toolkit | Kind::Tool => return None,
            };
            let (method, name) = (self.method(method), handle.name());
            is_meant(place).then(|| format!("- {method} with [`{name}`](Self::{name}): {what} `{}`", handle.slug))
        })
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
