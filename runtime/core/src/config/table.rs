//! Expands the table of settings in [`super`]: the forms of a configuration, and the code that visits every setting.

/// Declares [`Setting`](super::Setting), [`SessionConfig`](super::SessionConfig), [`ConfigPatch`](super::ConfigPatch)
/// and [`StoredConfig`](super::StoredConfig).
///
/// A row has the field, its setting and its name in a declaration. The setting's name is also the name of the type that
/// implements [`Block`](super::block::Block) for it. Then come the field's types in a request (with the value that
/// leaves it to the server), in a change and in an answer, each with documentation and serde attributes. A row without
/// `answer` is a setting that routers do not repeat.
macro_rules! configuration {
    (
        settings {
            $(
                $(#[$about:meta])*
                $field:ident: $setting:ident = $name:literal {
                    $(#[$in_request:meta])*
                    request: $request:ty = $default:expr, $with:ident;
                    $(#[$in_change:meta])*
                    change: $change:ty,
                    $(
                        $(#[$in_answer:meta])*
                        answer: $answer:ty,
                    )?
                }
            )*
        }
        experimental {
            $(
                $(#[$about_experimental:meta])*
                $experimental:ident = $experimental_name:literal,
            )*
        }
    ) => {
        /// A setting of a session, by its name in a declaration.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Setting {
            $(
                #[doc = concat!("`", $name, "`.")]
                $(#[$about])*
                $setting,
            )*
            $(
                #[doc = concat!("`", $experimental_name, "`.")]
                $(#[$about_experimental])*
                $experimental,
            )*
        }

        impl Setting {
            /// Every setting, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$setting,)* $(Self::$experimental,)*];

            /// The name in a declaration.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$setting => $name,)*
                    $(Self::$experimental => $experimental_name,)*
                }
            }
        }

        impl AsRef<str> for Setting {
            fn as_ref(&self) -> &str {
                self.name()
            }
        }

        impl From<Setting> for String {
            fn from(setting: Setting) -> Self {
                setting.name().to_owned()
            }
        }

        impl ::std::str::FromStr for Setting {
            type Err = $crate::words::UnknownValue;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                let setting = Self::ALL.iter().copied().find(|setting| setting.name() == name);
                setting.ok_or_else(|| $crate::words::UnknownValue::new("Setting", name))
            }
        }

        impl ::serde::Serialize for Setting {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl ::std::fmt::Display for Setting {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.name())
            }
        }

        record! {
            /// Every toolkit and tool, connections managed by the agent, all else as the server has it.
            const DEFAULT;

            /// Everything that a session is created with, but for the user.
            ///
            /// Fields left at [`SessionConfig::DEFAULT`] are left to the server, with one exception that follows the official
            /// SDKs: `manage_connections` is always sent.
            #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
            #[serde(default, deny_unknown_fields)]
            pub struct SessionConfig {
                $(
                    $(#[$in_request])*
                    pub $field: $request = $default, $with;
                )*
                /// What the API itself calls experimental.
                #[serde(skip_serializing_if = "Experimental::is_default")]
                pub experimental: Experimental = Experimental::DEFAULT, with_experimental;
            }
        }

        /// Compiles only if `public` exports the type of every field.
        mod nameable {
            use super::public::*;

            $(const _: Option<$request> = None;)*
        }

        impl SessionConfig {
            /// The settings in which this configuration is not provably within `declared`: an update of a session must
            /// stay within its declaration.
            #[must_use]
            pub fn wider_than(&self, declared: &Self) -> Vec<Setting> {
                let whole = block::Whole { proposed: self, declared };
                let mut wider = Vec::new();
                $(
                    if !<$setting as block::Block>::is_within(&self.$field, &declared.$field, whole) {
                        wider.push(Setting::$setting);
                    }
                )*
                wider.extend(self.experimental.wider_than(&declared.experimental));
                wider
            }

            /// The settings with a value that no router repeats in its answers.
            #[must_use]
            pub fn not_answered(&self) -> Vec<Setting> {
                const ANSWERED: &[&str] = &[$($({ let _: Option<$answer>; $name },)?)*];
                let mut settings = Vec::new();
                $(
                    if !ANSWERED.contains(&$name) && self.$field != Self::DEFAULT.$field {
                        settings.push(Setting::$setting);
                    }
                )*
                settings.extend(self.experimental.said());
                settings
            }

            /// Sorts values that are sets, so that a manifest does not depend on the declaration's order. The accounts
            /// of a toolkit and the hooks stay as they are: their order matters.
            pub fn sort(&mut self) {
                $(<$setting as block::Block>::sort(&mut self.$field);)*
                self.experimental.sort();
            }
        }

        /// The body of a session's `PATCH`, except the expected version: the client sends it, and the embedded router
        /// reads it.
        #[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        #[non_exhaustive]
        pub struct ConfigPatch {
            $(
                #[doc = concat!("`", $name, "`.")]
                $(#[$in_change])*
                #[serde(skip_serializing_if = "Change::is_keep")]
                pub $field: Change<$change>,
            )*
            /// The experimental settings; parts that are set are merged.
            #[serde(skip_serializing_if = "Change::is_keep")]
            pub experimental: Change<Experimental>,
        }

        impl ConfigPatch {
            /// Applies the change to `config`. Blocks are replaced as a whole, except those that the API merges.
            ///
            /// # Errors
            ///
            /// If the change is invalid for any configuration.
            pub fn apply(self, config: SessionConfig) -> Result<SessionConfig, PatchProblem> {
                Ok(SessionConfig {
                    $($field: <$setting as block::Block>::apply(self.$field, config.$field)?,)*
                    experimental: Experimental::apply(self.experimental, config.experimental),
                })
            }

            /// Restores a setting to its value in `declared`. If the declaration does not mention it, the API's default
            /// applies, as it did then.
            pub fn restore(&mut self, setting: Setting, declared: &SessionConfig, supplied: Supplied) {
                match setting {
                    $(
                        Setting::$setting => {
                            self.$field = <$setting as block::Block>::restoring(&declared.$field, supplied);
                        }
                    )*
                    $(Setting::$experimental)|* => {
                        declared.experimental.restore(setting, &mut self.experimental);
                    }
                }
            }
        }

        /// A session's configuration as a router answers it.
        ///
        /// The wire has other names here than in a request: `enabled` for `enable`, and lists of tags as objects. What this
        /// version does not know is passed over, so that a newer server breaks nothing: a key, a name, a number that no request may
        /// have. A setting in a form that it cannot read at all is in [`unreadable`](Self::unreadable). Hooks and what is
        /// experimental are not answered.
        #[derive(Clone, Debug, Default, PartialEq, ::serde::Serialize)]
        #[non_exhaustive]
        pub struct StoredConfig {
            /// The user whose session it is.
            pub user_id: String,
            $(
                $(
                    $(#[$in_answer])*
                    pub $field: $answer,
                )?
            )*
            #[serde(skip)]
            unreadable: Vec<Setting>,
        }

        impl<'de> ::serde::Deserialize<'de> for StoredConfig {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::read::<row::Tolerant, D>(deserializer)
            }
        }

        /// A [`StoredConfig`] in which this version knows the form of every setting: reading any other is an error.
        ///
        /// It is what answers are, and is read without the copies that going on after an unknown form takes. Try it first.
        pub struct Understood(pub StoredConfig);

        impl<'de> ::serde::Deserialize<'de> for Understood {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                StoredConfig::read::<row::Strict, D>(deserializer).map(Self)
            }
        }

        impl StoredConfig {
            fn read<'de, R: row::Reading, D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(::serde::Deserialize)]
                #[serde(bound = "R: row::Reading")]
                struct Rows<R> {
                    #[serde(default)]
                    user_id: row::Row<String, R>,
                    $(
                        $(
                            $(#[$in_answer])*
                            #[serde(default)]
                            $field: row::Row<$answer, R>,
                        )?
                    )*
                }
                let rows: Rows<R> = ::serde::Deserialize::deserialize(deserializer)?;
                let mut unreadable = Vec::new();
                $($(
                    let _: Option<&$answer> = None;
                    if !rows.$field.is_readable {
                        unreadable.push(Setting::$setting);
                    }
                )?)*
                Ok(Self {
                    user_id: rows.user_id.value,
                    $($($field: { let value: $answer = rows.$field.value; value },)?)*
                    unreadable,
                })
            }
        }

        impl StoredConfig {
            /// The router's answer for `config`, with the API's defaults filled in.
            #[must_use]
            pub fn new(user_id: &str, config: &SessionConfig) -> Self {
                Self {
                    user_id: user_id.to_owned(),
                    $($($field: <$setting as block::Answered<$answer>>::answer(&config.$field),)?)*
                    unreadable: Vec::new(),
                }
            }

            /// The settings that are answered in a form that this version cannot read. The fields have the API's default then,
            /// which need not be what holds.
            #[must_use]
            pub fn unreadable(&self) -> &[Setting] {
                &self.unreadable
            }

            /// The configuration that the answer stands for, with what answers do not repeat as it was `declared`; and the
            /// settings that this version cannot read.
            #[must_use]
            pub fn said(&self, declared: &SessionConfig) -> (SessionConfig, Vec<Setting>) {
                let (mut config, mut unreadable) = (declared.clone(), self.unreadable.clone());
                $($(
                    if !self.unreadable.contains(&Setting::$setting) {
                        match <$setting as block::Answered<$answer>>::said(&self.$field, &declared.$field) {
                            Some(value) => config.$field = value,
                            None => unreadable.push(Setting::$setting),
                        }
                    }
                )?)*
                (config, unreadable)
            }
        }
    };
}

pub(super) use configuration;
