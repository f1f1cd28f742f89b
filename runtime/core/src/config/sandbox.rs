//! `sandbox`: the environment for the agent's code and files.

use serde::{Deserialize, Deserializer, Serialize, de};

use super::Change;
use super::block::{Answered, Block, Whole, no_more};
use super::patch::{PatchProblem, Supplied};
use super::record::record;
use super::row::count;
use crate::fact::{Fact, can_or_cannot, fact};
use crate::words::words;

record! {
    /// As the server has it.
    const DEFAULT;

    /// The sandbox that the agent's code and files live in; `workbench` on the wire.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    pub struct Sandbox {
        /// Whether there is one. The server's default is yes.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub enable: Option<bool> = None, with_enable;
        /// Whether code in it can execute tools.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub enable_tool_execution: Option<bool> = None, with_enable_tool_execution;
        /// Whether code in it can call a toolkit's own HTTP API.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub enable_proxy_execution: Option<bool> = None, with_enable_proxy_execution;
        /// From how many characters on an answer is put into a file.
        #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "characters")]
        pub auto_offload_threshold: Option<u64> = None, with_auto_offload_threshold;
        /// How large it is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sandbox_size: Option<SandboxSize> = None, with_sandbox_size;
    }
}

words! {
    /// The size of a sandbox.
    pub enum SandboxSize {
        /// 1 vCPU, 1 GB.
        Standard = "standard", "standard", "1 vCPU and 1 GB";
        /// 2 vCPU, 2 GB.
        Medium = "medium", "medium", "2 vCPU and 2 GB";
        /// 4 vCPU, 4 GB.
        Large = "large", "large", "4 vCPU and 4 GB";
        /// 8 vCPU, 8 GB.
        Xlarge = "xlarge", "xlarge", "8 vCPU and 8 GB";
    }
}

/// A number of characters. The API takes any number, and the TypeScript SDK sends what it is given.
fn characters<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Number {
        Whole(u64),
        Fraction(f64),
    }
    let expected = || de::Error::custom("expected a number above 0");
    match Option::deserialize(deserializer).map_err(|_| expected())? {
        None => Ok(None),
        Some(Number::Whole(number)) => Ok(Some(number)),
        // `as` ends at the bounds.
        Some(Number::Fraction(number)) if number >= 1.0 => Ok(Some(number as u64)),
        Some(Number::Fraction(_)) => Err(expected()),
    }
}

impl Sandbox {
    /// Merges `patch` into `current`.
    fn merge(patch: Self, current: Option<Self>) -> Option<Self> {
        if patch == Self::DEFAULT {
            return current;
        }
        let current = current.unwrap_or_default();
        Some(Self {
            enable: patch.enable.or(current.enable),
            enable_tool_execution: patch.enable_tool_execution.or(current.enable_tool_execution),
            enable_proxy_execution: patch.enable_proxy_execution.or(current.enable_proxy_execution),
            auto_offload_threshold: patch.auto_offload_threshold.or(current.auto_offload_threshold),
            sandbox_size: patch.sandbox_size.or(current.sandbox_size),
        })
    }

    /// What the code can do is stated even if the declaration does not mention it: by default it can do everything.
    pub(crate) fn words(declared: Option<&Self>, otherwise: &str) -> Fact {
        let Self { enable, enable_tool_execution, enable_proxy_execution, auto_offload_threshold, sandbox_size } =
            declared.unwrap_or(&Self::DEFAULT);
        if *enable == Some(false) {
            return fact!["a sandbox for code and files: no"];
        }
        let by_default = if declared.is_none() { format!(", {otherwise}") } else { String::new() };
        let mut said = format!("a sandbox for code and files: yes{by_default}");
        if let Some(size) = sandbox_size {
            said.push_str(&format!(", with {}", size.summary()));
        }
        said.push_str(&format!("; its code {} execute tools", can_or_cannot(enable_tool_execution.unwrap_or(true))));
        said.push_str(match enable_proxy_execution.unwrap_or(true) {
            true => ", and can call a toolkit's own HTTP API, which is not limited to the tools above",
            false => ", and cannot call a toolkit's own HTTP API",
        });
        if let Some(characters) = auto_offload_threshold {
            said.push_str(&format!("; results of {characters} or more characters are saved as files in it"));
        }
        fact![said]
    }
}

impl Block for Sandbox {
    type Value = Option<Self>;
    type Patch = Self;

    fn is_within(proposed: &Option<Self>, declared: &Option<Self>, _: Whole<'_>) -> bool {
        let meant = |sandbox: &Option<Self>| StoredSandbox::from(sandbox.as_ref().unwrap_or(&Self::DEFAULT));
        let size = |sandbox: &Option<Self>| {
            sandbox.as_ref().and_then(|sandbox| sandbox.sandbox_size).unwrap_or(SandboxSize::Standard)
        };
        let (old, new) = (meant(declared), meant(proposed));
        // The size from which answers become files grants nothing, and the sandbox's size is compared by its own order.
        let StoredSandbox { enable, tool_execution_enabled, proxy_execution_enabled, .. } = new;
        !enable
            || (old.enable
                && no_more(old.tool_execution_enabled, tool_execution_enabled)
                && no_more(old.proxy_execution_enabled, proxy_execution_enabled)
                && size(proposed) <= size(declared))
    }

    fn sort(_: &mut Option<Self>) {}

    fn apply(change: Change<Self>, current: Option<Self>) -> Result<Option<Self>, PatchProblem> {
        Ok(match change {
            Change::Keep => current,
            Change::Remove => None,
            Change::Set(patch) => Self::merge(patch, current),
        })
    }

    fn restoring(declared: &Option<Self>, _: Supplied) -> Change<Self> {
        Change::restoring(declared)
    }
}

impl Answered<Option<StoredSandbox>> for Sandbox {
    fn answer(sandbox: &Option<Self>) -> Option<StoredSandbox> {
        Some(sandbox.as_ref().unwrap_or(&Self::DEFAULT).into())
    }

    fn said(answer: &Option<StoredSandbox>, declared: &Option<Self>) -> Option<Option<Self>> {
        let Some(stored) = answer else { return Some(declared.clone()) };
        let StoredSandbox {
            enable,
            tool_execution_enabled,
            proxy_execution_enabled,
            auto_offload_threshold,
            sandbox_size,
        } = stored;
        let sandbox_size = match sandbox_size {
            Some(size) => Some(SandboxSize::from_wire(size)?),
            None => None,
        };
        Some(Some(Self {
            enable: Some(*enable),
            enable_tool_execution: Some(*tool_execution_enabled),
            enable_proxy_execution: Some(*proxy_execution_enabled),
            auto_offload_threshold: *auto_offload_threshold,
            sandbox_size,
        }))
    }
}

/// The sandbox as a router answers it, with the API's defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredSandbox {
    /// Whether there is a sandbox.
    pub enable: bool,
    /// Whether code in it can execute tools.
    pub tool_execution_enabled: bool,
    /// Whether code in it can call a toolkit's own HTTP API.
    pub proxy_execution_enabled: bool,
    /// The number of characters from which an answer is saved as a file.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "count")]
    pub auto_offload_threshold: Option<u64>,
    /// Its size, by its wire name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sandbox_size: Option<String>,
}

impl From<&Sandbox> for StoredSandbox {
    fn from(sandbox: &Sandbox) -> Self {
        Self {
            enable: sandbox.enable.unwrap_or(true),
            tool_execution_enabled: sandbox.enable_tool_execution.unwrap_or(true),
            proxy_execution_enabled: sandbox.enable_proxy_execution.unwrap_or(true),
            auto_offload_threshold: sandbox.auto_offload_threshold,
            sandbox_size: sandbox.sandbox_size.map(|size| size.as_str().to_owned()),
        }
    }
}

impl Default for StoredSandbox {
    fn default() -> Self {
        Self::from(&Sandbox::DEFAULT)
    }
}
