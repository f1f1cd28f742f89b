//! The settings that the API calls experimental, in their block on the wire.

use super::block::Switch;
use super::public::{AssistivePrompt, NoElicitationSupport, Permissions, SubmitFeedback, Text};
use super::record::record;
use super::{Change, Setting};

/// Declares [`Experimental`].
///
/// A row has the field, its type when set, its setting, whether an update can change it, and when a proposed value is
/// within the declared one.
macro_rules! experimental {
    ($(
        $(#[$about:meta])*
        $field:ident: $said:ty, $with:ident {
            setting: $setting:ident,
            updatable: $updatable:literal,
            is_within: $is_within:expr,
        }
    )*) => {
        record! {
            /// Nothing experimental.
            const DEFAULT;

            /// What the API itself calls experimental.
            ///
            /// The official SDKs drop `permissions`, `fast_mode`, `link_url_overwrite` and `submit_feedback` when a session is
            /// created, although the API takes them; here they are sent.
            #[derive(Clone, Debug, PartialEq, Eq, ::serde::Serialize, ::serde::Deserialize)]
            #[serde(default)]
            pub struct Experimental {
                $(
                    $(#[$about])*
                    #[serde(skip_serializing_if = "Option::is_none")]
                    pub $field: Option<$said> = None, $with;
                )*
            }
        }

        impl Experimental {
            /// The keys of the block on the wire.
            pub const KEYS: &'static [&'static str] = &[$(stringify!($field)),*];

            /// The settings that have a value.
            pub(super) fn said(&self) -> impl Iterator<Item = Setting> {
                [$((Setting::$setting, self.$field.is_some())),*].into_iter().filter(|(_, said)| *said).map(|(setting, _)| setting)
            }

            /// The part that an update can contain. The rest applies only when the session is created.
            #[must_use]
            pub fn updatable(&self) -> Self {
                Self { $($field: if $updatable { self.$field.clone() } else { None }),* }
            }

            /// What is left after an update removes what it can.
            fn without_updatable(self) -> Self {
                Self { $($field: if $updatable { None } else { self.$field }),* }
            }

            /// Whether an update can change `setting`. Each row has a setting of its own.
            #[deny(unreachable_patterns)]
            fn can_update(setting: Setting) -> bool {
                match setting {
                    $(Setting::$setting => $updatable,)*
                    _ => false,
                }
            }

            /// Merges `patch` into `current`.
            fn merge(patch: Self, current: Self) -> Self {
                Self { $($field: patch.$field.or(current.$field)),* }
            }

            /// The settings that are not provably within `declared`.
            pub(super) fn wider_than(&self, declared: &Self) -> Vec<Setting> {
                let is_within = [
                    $((Setting::$setting, $is_within(self.$field.as_ref(), declared.$field.as_ref()))),*
                ];
                let mut wider: Vec<_> =
                    is_within.into_iter().filter(|(_, within)| !within).map(|(setting, _)| setting).collect();
                wider.sort_unstable_by_key(|setting| *setting as usize);
                wider
            }
        }
    };
}

experimental! {
    /// What the model is told about the user's surroundings: `timezone`.
    assistive_prompt_config: AssistivePrompt, with_assistive_prompt_config {
        setting: Timezone,
        updatable: false,
        is_within: always,
    }
    /// When the user is asked before a tool runs.
    permissions: Permissions, with_permissions {
        setting: Permissions,
        updatable: true,
        is_within: Permissions::is_within,
    }
    /// The base URL of auth links: a link becomes `<base>/link/<link_token>`.
    link_url_overwrite: Text, with_link_url_overwrite {
        setting: LinkUrl,
        updatable: true,
        is_within: if_unchanged,
    }
    /// Faster search answers.
    fast_mode: bool, with_fast_mode {
        setting: FastMode,
        updatable: true,
        is_within: always,
    }
    /// Whether `COMPOSIO_SUBMIT_FEEDBACK` is offered.
    submit_feedback: SubmitFeedback, with_submit_feedback {
        setting: SubmitFeedback,
        updatable: true,
        is_within: SubmitFeedback::stays_off,
    }
    /// What happens to an approval when the client cannot ask the user.
    no_elicitation_support_fallback: NoElicitationSupport, with_no_elicitation_support_fallback {
        setting: NoElicitationSupport,
        updatable: true,
        is_within: NoElicitationSupport::is_within,
    }
    /// The saved configuration (`sc_…`) that the session starts from.
    session_config_id: Text, with_session_config_id {
        setting: SessionConfig,
        updatable: false,
        is_within: if_unchanged,
    }
}

/// For settings that grant nothing.
fn always<T>(_: Option<&T>, _: Option<&T>) -> bool {
    true
}

/// For settings that have no notion of more or less.
fn if_unchanged<T: PartialEq>(proposed: Option<&T>, declared: Option<&T>) -> bool {
    proposed == declared
}

impl Experimental {
    /// Whether nothing has to be sent.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::DEFAULT
    }

    /// Sorts values that are sets.
    pub(super) fn sort(&mut self) {
        // Every setting is named, so that a new one cannot be forgotten here.
        let Self {
            assistive_prompt_config: _,
            permissions,
            link_url_overwrite: _,
            fast_mode: _,
            submit_feedback: _,
            no_elicitation_support_fallback: _,
            session_config_id: _,
        } = self;
        if let Some(permissions) = permissions {
            permissions.sort();
        }
    }

    /// Applies `change` to `current`. Parts that are set are merged.
    pub(super) fn apply(change: Change<Self>, current: Self) -> Self {
        match change {
            Change::Keep => current,
            Change::Remove => current.without_updatable(),
            Change::Set(patch) => Self::merge(patch, current),
        }
    }

    /// Restores the declared values of everything that an update can change, which is one block on the wire. The rest
    /// never changes.
    pub(super) fn restore(&self, setting: Setting, change: &mut Change<Self>) {
        if Self::can_update(setting) {
            *change = Change::restoring_unless(&Self::DEFAULT, self.updatable());
        }
    }
}
