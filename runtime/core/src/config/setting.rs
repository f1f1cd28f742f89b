/// Declares [`Setting`] with the name that each has in a declaration.
macro_rules! settings {
    ($($(#[$doc:meta])* $setting:ident = $name:literal;)*) => {
        /// A setting of a session, by its name in a declaration.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Setting {
            $($(#[$doc])* $setting,)*
        }

        impl Setting {
            /// The name in a declaration.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$setting => $name,)*
                }
            }
        }
    };
}

settings! {
    /// `toolkits`.
    Toolkits = "toolkits";
    /// `tools`.
    Tools = "tools";
    /// `tags`.
    Tags = "tags";
    /// `auth_configs`; those that were supplied at run time are kept.
    AuthConfigs = "auth_configs";
    /// `connected_accounts`; those that were supplied at run time are kept, and what updates pinned beside them.
    ConnectedAccounts = "connected_accounts";
    /// `manage_connections`, but for a callback URL that was supplied at run time.
    ManageConnections = "manage_connections";
    /// `multi_account`.
    MultiAccount = "multi_account";
    /// `sandbox`.
    Sandbox = "sandbox";
    /// `proxy_execute`.
    ProxyExecute = "proxy_execute";
    /// `preload`.
    Preload = "preload";
    /// `search`.
    Search = "search";
    /// `multi_execute`.
    MultiExecute = "multi_execute";
    /// `instant`.
    Instant = "instant";
    /// `hooks`.
    Hooks = "hooks";
    /// `permissions`. The API has it in one block with the other experimental settings, which are restored together.
    Permissions = "permissions";
    /// `no_elicitation_support`; see [`Permissions`](Self::Permissions).
    NoElicitationSupport = "no_elicitation_support";
    /// `link_url`; see [`Permissions`](Self::Permissions).
    LinkUrl = "link_url";
    /// `fast_mode`; see [`Permissions`](Self::Permissions).
    FastMode = "fast_mode";
    /// `submit_feedback`; see [`Permissions`](Self::Permissions).
    SubmitFeedback = "submit_feedback";
    /// `timezone`, which no update changes.
    Timezone = "timezone";
    /// `session_config`, which no update changes.
    SessionConfig = "session_config";
}

impl std::fmt::Display for Setting {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}
