//! What is there once: the configuration itself, and what is left to run time.

use std::borrow::Cow;
use std::time::Duration;

use super::reader::damaged;
use super::values::{Record, range};
use super::{Declared, Source};
use crate::config::{
    ApprovalDefault, AssistivePrompt, Execute, Experimental, Instant, InstantUsage, List, ManageConnections, Map,
    MultiAccount, NoElicitationSupport, Permissions, Preload, PreloadTools, ProxyExecute, Sandbox, SandboxSize, Search,
    SessionConfig, SubmitFeedback, Toolkits,
};
use crate::manifest::AtRunTime;

impl Record {
    /// Nothing is left at a default here, so that a new setting cannot be forgotten.
    pub(super) const fn settings<S: Source>(mut self) -> SessionConfig {
        SessionConfig {
            toolkits: Toolkits { access: self.access(), require_approval: self.list() },
            tools: Map(Cow::Borrowed(Declared::<S>::tools())),
            tags: self.tags(),
            auth_configs: Map(Cow::Borrowed(Declared::<S>::auth_configs())),
            connected_accounts: Map(Cow::Borrowed(Declared::<S>::connected_accounts())),
            manage_connections: self.manage_connections(),
            multi_account: self.multi_account(),
            sandbox: self.sandbox(),
            proxy_execute: match self.reader.flag() {
                Some(enable) => Some(ProxyExecute { enable }),
                None => None,
            },
            preload: self.preload(),
            search: match self.reader.flag() {
                Some(enable) => Some(Search { enable }),
                None => None,
            },
            execute: match self.reader.flag() {
                Some(enable_multi_execute) => Some(Execute { enable_multi_execute }),
                None => None,
            },
            instant: self.instant::<S>(),
            hooks: Cow::Borrowed(Declared::<S>::hooks()),
            experimental: self.experimental::<S>(),
        }
    }

    const fn manage_connections(&mut self) -> ManageConnections {
        ManageConnections {
            enable: matches!(self.reader.flag(), Some(true)),
            callback_url: self.optional_text(),
            enable_wait_for_connections: self.reader.flag(),
            enable_connection_removal: self.reader.flag(),
        }
    }

    const fn multi_account(&mut self) -> Option<MultiAccount> {
        if !self.reader.is_some() {
            return None;
        }
        Some(MultiAccount {
            enable: self.reader.flag(),
            max_accounts_per_toolkit: match self.optional_number() {
                Some(maximum) if maximum <= u8::MAX as u64 => Some(maximum as u8),
                Some(_) => damaged(),
                None => None,
            },
            require_explicit_selection: self.reader.flag(),
        })
    }

    const fn sandbox(&mut self) -> Option<Sandbox> {
        if !self.reader.is_some() {
            return None;
        }
        Some(Sandbox {
            enable: self.reader.flag(),
            enable_tool_execution: self.reader.flag(),
            enable_proxy_execution: self.reader.flag(),
            auto_offload_threshold: self.optional_number(),
            sandbox_size: if self.reader.is_some() { Some(self.sandbox_size()) } else { None },
        })
    }

    const fn sandbox_size(&mut self) -> SandboxSize {
        match self.slug().as_bytes() {
            b"Standard" => SandboxSize::Standard,
            b"Medium" => SandboxSize::Medium,
            b"Large" => SandboxSize::Large,
            b"Xlarge" => SandboxSize::Xlarge,
            _ => damaged(),
        }
    }

    const fn preload(&mut self) -> Option<Preload> {
        let tools = match self.reader.mark() {
            b'-' => return None,
            b'*' => PreloadTools::All,
            b'+' => PreloadTools::Only(self.list()),
            _ => damaged(),
        };
        Some(Preload { tools })
    }

    const fn instant<S: Source>(&mut self) -> Option<Instant> {
        match self.reader.flag() {
            None => None,
            Some(false) => Some(Instant::Off),
            Some(true) => Some(Instant::On(InstantUsage {
                toolkits: self.access(),
                tools: Map(Cow::Borrowed(Declared::<S>::instant_tools())),
                return_instant_charge: self.reader.flag(),
                return_prices_in_search: self.reader.flag(),
            })),
        }
    }

    const fn experimental<S: Source>(&mut self) -> Experimental {
        Experimental {
            assistive_prompt_config: if self.reader.is_some() {
                Some(AssistivePrompt { user_timezone: Some(self.text()) })
            } else {
                None
            },
            permissions: if self.reader.is_some() { Some(self.permissions::<S>()) } else { None },
            link_url_overwrite: self.optional_text(),
            fast_mode: self.reader.flag(),
            submit_feedback: match self.reader.flag() {
                Some(enable) => Some(SubmitFeedback { enable }),
                None => None,
            },
            no_elicitation_support_fallback: if self.reader.is_some() { Some(self.fallback()) } else { None },
            session_config_id: self.optional_text(),
        }
    }

    const fn permissions<S: Source>(&mut self) -> Permissions {
        let default = match self.slug().as_bytes() {
            b"AllowAll" => ApprovalDefault::AllowAll,
            b"AskEveryCall" => ApprovalDefault::AskEveryCall,
            b"AskOncePerSession" => ApprovalDefault::AskOncePerSession,
            _ => damaged(),
        };
        Permissions { default, overrides: Map(Cow::Borrowed(Declared::<S>::overrides())) }
    }

    const fn fallback(&mut self) -> NoElicitationSupport {
        match self.slug().as_bytes() {
            b"Deny" => NoElicitationSupport::Deny,
            b"Allow" => NoElicitationSupport::Allow,
            _ => damaged(),
        }
    }

    const fn optional_number(&mut self) -> Option<u64> {
        if self.reader.is_some() { Some(self.reader.number()) } else { None }
    }

    /// How long connections are waited for, in milliseconds.
    pub(super) const fn wait(&mut self) -> Option<Duration> {
        match self.optional_number() {
            Some(millis) => Some(Duration::from_millis(millis)),
            None => None,
        }
    }

    /// What is left to run time; the lists are ranges of `slugs`.
    pub(super) const fn at_run_time(&mut self, slugs: &'static [&'static str]) -> AtRunTime {
        AtRunTime {
            callback_url: matches!(self.reader.flag(), Some(true)),
            auth_configs: self.list_of_slugs(slugs),
            connected_accounts: self.list_of_slugs(slugs),
        }
    }

    const fn list_of_slugs(&mut self, slugs: &'static [&'static str]) -> List<&'static str> {
        match self.reader.number() {
            0 => Cow::Borrowed(&[]),
            len => Cow::Borrowed(range(slugs, self.reader.number() as usize, len as usize)),
        }
    }
}
