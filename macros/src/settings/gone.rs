//! Settings that the API used to have. Code and tutorials of that time are still found.

/// A setting of an earlier version of the API.
pub(super) struct Gone {
    /// Its spellings, on the wire and in the SDKs.
    names: &'static [&'static str],
    pub(super) now: Now,
}

/// What took the place of a setting.
pub(super) enum Now {
    /// A setting that has the old name among its `foreign` ones.
    Setting(&'static str),
    /// This, if it was on.
    Entries(&'static str),
    /// Nothing, for this reason.
    Nothing(&'static str),
}

static GONE: [Gone; 10] = [
    Gone {
        names: &["infer_scopes_from_tools", "inferScopesFromTools"],
        now: Now::Nothing("a toolkit is asked for the scopes of its auth config, which `auth_configs` can name"),
    },
    Gone {
        names: &["timeout_seconds", "timeoutSeconds"],
        now: Now::Nothing("the platform limits how long code runs in the sandbox"),
    },
    Gone { names: &["callback_uri", "callbackUri"], now: Now::Setting("callback_url") },
    Gone { names: &["auto_manage_connections", "autoManageConnections"], now: Now::Setting("manage_connections") },
    Gone {
        names: &["manually_manage_connections", "manuallyManageConnections"],
        now: Now::Entries("app = manual_auth, manage_connections = false"),
    },
    Gone { names: &["auth_config_overrides", "authConfigOverrides"], now: Now::Setting("auth_configs") },
    Gone {
        names: &["connected_account_overrides", "connectedAccountOverrides"],
        now: Now::Setting("connected_accounts"),
    },
    Gone { names: &["execution"], now: Now::Setting("sandbox") },
    Gone { names: &["premium_usage", "premiumUsage"], now: Now::Setting("instant") },
    Gone { names: &["return_premium_charge", "returnPremiumCharge"], now: Now::Setting("return_instant_charge") },
];

/// The setting of an earlier version with this name.
pub(super) fn gone(name: &str) -> Option<&'static Gone> {
    GONE.iter().find(|gone| gone.names.contains(&name))
}

impl Gone {
    /// The end of the message: what took its place.
    pub(super) fn successor(&self) -> String {
        match self.now {
            Now::Setting(setting) => format!("`{setting}` took its place"),
            Now::Entries(_) => "`app` took its place".to_owned(),
            Now::Nothing(_) => "nothing took its place".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GONE, Now};
    use crate::settings::{Info, SETTINGS};

    #[test]
    fn every_successor_knows_the_old_names() {
        let rows: Vec<&Info> =
            SETTINGS.iter().flat_map(|row| row.info.nested().into_iter().chain([&row.info])).collect();
        for gone in &GONE {
            for name in gone.names {
                assert!(!rows.iter().any(|row| row.name == *name), "{name} is a setting");
                match gone.now {
                    Now::Setting(setting) => {
                        let mut known = rows.iter().filter(|row| row.name == setting);
                        assert!(known.any(|row| row.foreign.contains(name)), "{name} does not lead to {setting}");
                    }
                    Now::Entries(_) | Now::Nothing(_) => {
                        assert!(!rows.iter().any(|row| row.foreign.contains(name)), "{name} leads to a setting");
                    }
                }
            }
        }
    }
}
