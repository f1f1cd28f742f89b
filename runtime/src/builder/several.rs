//! Several accounts of a toolkit, as far as that is decided at run time.

use crate::config::{MultiAccount, SessionConfig};
use crate::error::InvalidInput;
use crate::manifest::AtRunTime;
use tool_router_core::config::MAX_PER_TOOLKIT;

/// What a program decides about several accounts of a toolkit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Several {
    /// Whether they are on.
    pub(super) enable: bool,
    /// How many accounts a toolkit can have; by default as many as are declared.
    pub(super) most: Option<usize>,
}

impl Several {
    /// What holds while nothing is called: several accounts are off where that is decided at run time.
    pub(super) fn declared(at_run_time: &AtRunTime) -> Self {
        Self { enable: !at_run_time.multi_account, most: None }
    }

    /// Sets in `config` what was decided within the declaration.
    pub(super) fn decide(self, declared: &SessionConfig, config: &mut SessionConfig) {
        let Self { enable, most } = self;
        if !enable {
            config.multi_account = Some(MultiAccount::DISABLED);
            if config.preload.is_none() && declared.preload.is_some() {
                // It may have been taken out before.
                config.preload.clone_from(&declared.preload);
                config.narrow(config.toolkits.access.clone());
            }
            return;
        }
        config.multi_account.clone_from(&declared.multi_account);
        if let (Some(several), Some(most)) = (&mut config.multi_account, most) {
            several.max_accounts_per_toolkit = u8::try_from(most).ok();
        }
        config.preload.take_if(|preload| !preload.is_none());
    }

    /// Checks the number against the declaration.
    pub(super) fn check(self, declared: &SessionConfig) -> Result<(), InvalidInput> {
        let Self { enable, most } = self;
        let Some(given) = most else { return Ok(()) };
        let bound = MultiAccount::most(declared.multi_account.as_ref());
        let least = if enable { (*MAX_PER_TOOLKIT.start()).into() } else { 0 };
        if (least..=bound).contains(&given) {
            return Ok(());
        }
        let what = "the number of accounts of a toolkit";
        let [given, least, most] = [given, least, bound].map(|number| u64::try_from(number).unwrap_or(u64::MAX));
        Err(InvalidInput::OutOfBounds { what, given, least, most })
    }
}
