use serde::{Deserialize, Serialize};

/// The sandbox that the agent's code and files live in; `workbench` on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sandbox {
    /// Whether there is one. The server's default is yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable: Option<bool>,
    /// Whether code in it can execute tools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_tool_execution: Option<bool>,
    /// Whether code in it can call a toolkit's own HTTP API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_proxy_execution: Option<bool>,
    /// From how many characters on an answer is put into a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_offload_threshold: Option<u64>,
    /// How large it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sandbox_size: Option<SandboxSize>,
}

impl Sandbox {
    /// As the server has it.
    pub const DEFAULT: Self = Self {
        enable: None,
        enable_tool_execution: None,
        enable_proxy_execution: None,
        auto_offload_threshold: None,
        sandbox_size: None,
    };
}

/// The size of a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SandboxSize {
    /// 1 vCPU, 1 GB.
    Standard,
    /// 2 vCPU, 2 GB.
    Medium,
    /// 4 vCPU, 4 GB.
    Large,
    /// 8 vCPU, 8 GB.
    Xlarge,
}

impl SandboxSize {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Medium => "medium",
            Self::Large => "large",
            Self::Xlarge => "xlarge",
        }
    }
}
