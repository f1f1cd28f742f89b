use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{List, Text};

/// A check that the server makes before or after each execution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hook {
    /// When it runs.
    #[serde(rename = "type")]
    pub stage: HookStage,
    /// Its id, which a blocked execution names.
    pub id: Text,
    /// Its name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Which toolkits it looks at.
    pub applies_to: AppliesTo,
    /// What it checks.
    pub handler: HookHandler,
}

/// When a hook runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HookStage {
    /// Before the tool: it sees the arguments.
    #[serde(rename = "before_execute")]
    BeforeExecute,
    /// After the tool: it sees the result.
    #[serde(rename = "after_execute")]
    AfterExecute,
}

/// Which toolkits a hook looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppliesTo {
    /// All.
    All,
    /// These.
    Toolkits(List<Text>),
}

/// What a hook checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum HookHandler {
    /// Whether a condition in plain words holds.
    ConditionCheck {
        /// The condition.
        condition: Text,
        /// What happens when it holds.
        action: HookAction,
    },
    /// Whether a result tries to instruct the model. Only after an execution.
    PromptInjectionCheck {
        /// What happens when it does.
        action: HookAction,
    },
}

/// What a hook does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HookAction {
    /// Stops the execution, or keeps its result back.
    Block,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    toolkits: List<Text>,
}

impl Serialize for AppliesTo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("all"),
            Self::Toolkits(toolkits) => Listed { toolkits: toolkits.clone() }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for AppliesTo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "\"all\", or an object with `toolkits`")]
        enum Request {
            Word(String),
            Listed(Listed),
        }
        match Request::deserialize(deserializer)? {
            Request::Listed(Listed { toolkits }) => Ok(Self::Toolkits(toolkits)),
            Request::Word(word) if word == "all" => Ok(Self::All),
            Request::Word(_) => Err(D::Error::custom("expected \"all\", or an object with `toolkits`")),
        }
    }
}
