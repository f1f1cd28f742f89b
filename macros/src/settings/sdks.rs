//! Names of the SDKs that a setting's name alone does not explain.

/// The names of a setting that can be taken for another one.
struct Ambiguous {
    /// The setting that has them among its `foreign` ones.
    setting: &'static str,
    names: &'static [&'static str],
    /// What the setting does, and what the other one does.
    difference: &'static str,
    /// The setting that includes what they mean, and why it does.
    included: Option<(&'static str, &'static str)>,
}

static AMBIGUOUS: [Ambiguous; 2] = [
    Ambiguous {
        setting: "wait_tool",
        names: &[
            "wait_for_connections",
            "waitForConnections",
            "enable_wait_for_connections",
            "enableWaitForConnections",
        ],
        difference: "it gives the agent a tool to wait with, as in the SDKs; with `wait`, `create` waits as well",
        included: Some(("wait", "with `wait`, the agent can wait already")),
    },
    Ambiguous {
        setting: "wait",
        names: &["wait_for_connection", "waitForConnection", "ensure_connected", "ensureConnected"],
        difference: "`create` waits until everything is connected; with `wait_tool`, the agent gets a tool to wait with",
        included: None,
    },
];

/// What to add to a help that names `setting` for `name`, if it can be taken for another one.
pub(super) fn difference(name: &str, setting: &str) -> Option<&'static str> {
    ambiguous(name).filter(|ambiguous| ambiguous.setting == setting).map(|ambiguous| ambiguous.difference)
}

/// Why `name` is not needed beside the settings in `said`.
pub(super) fn included(name: &str, said: &[&str]) -> Option<&'static str> {
    let (setting, why) = ambiguous(name)?.included?;
    said.contains(&setting).then_some(why)
}

fn ambiguous(name: &str) -> Option<&'static Ambiguous> {
    AMBIGUOUS.iter().find(|ambiguous| ambiguous.names.contains(&name))
}

/// A parameter of the SDKs that is not declared.
struct Undeclared {
    names: &'static [&'static str],
    instead: Instead,
}

/// What takes the place of a parameter that is not declared.
#[derive(Clone, Copy)]
pub(super) enum Instead {
    /// Something at run time.
    Later(&'static str),
    /// The settings inside of it, which are settings of the attribute.
    Inside,
}

static UNDECLARED: [Undeclared; 3] = [
    Undeclared {
        names: &["user_id", "userId", "user", "entity_id", "entityId"],
        instead: Instead::Later("the user is known at run time; `session(user_id)` takes the id"),
    },
    Undeclared {
        names: &["custom_tools", "customTools", "custom_toolkits", "customToolkits"],
        instead: Instead::Later(
            "your own tools are given to the builder, with `.custom_tools(..)` or `.custom_toolkit(..)`",
        ),
    },
    Undeclared {
        names: &[
            "experimental",
            "assistive_prompt",
            "assistivePrompt",
            "assistive_prompt_config",
            "assistivePromptConfig",
        ],
        instead: Instead::Inside,
    },
];

/// What takes the place of a parameter of the SDKs, if it is not declared.
pub(super) fn undeclared(name: &str) -> Option<Instead> {
    UNDECLARED.iter().find(|undeclared| undeclared.names.contains(&name)).map(|undeclared| undeclared.instead)
}

#[cfg(test)]
mod tests {
    use super::{AMBIGUOUS, UNDECLARED};
    use crate::settings::{Info, SETTINGS};

    fn rows() -> Vec<&'static Info> {
        SETTINGS.iter().flat_map(|row| row.info.nested().into_iter().chain([&row.info])).collect()
    }

    #[test]
    fn every_ambiguous_name_leads_to_its_setting_and_to_no_other() {
        for ambiguous in &AMBIGUOUS {
            for name in ambiguous.names {
                let led: Vec<_> = rows().iter().filter(|row| row.foreign.contains(name)).map(|row| row.name).collect();
                assert_eq!(led, [ambiguous.setting], "{name}");
            }
            let included = ambiguous.included.map(|(setting, _)| setting);
            assert!(included.is_none_or(|included| rows().iter().any(|row| row.name == included)));
        }
    }

    #[test]
    fn no_undeclared_parameter_is_a_setting() {
        for name in UNDECLARED.iter().flat_map(|undeclared| undeclared.names) {
            assert!(!rows().iter().any(|row| row.name == *name || row.foreign.contains(name)), "{name}");
        }
    }
}
