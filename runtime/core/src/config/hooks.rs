//! `hooks`: checks that the server makes before or after each execution.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::block::{Block, Whole};
use super::patch::{PatchProblem, Supplied};
use super::record::record;
use super::{Change, List, Text};
use crate::constant::constant;
use crate::fact::{Fact, Piece, fact, toolkit};
use crate::words::words;

record! {
    /// A check that the server makes before or after each execution.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Hook {
        /// When it runs.
        #[serde(rename = "type")]
        pub stage: HookStage,
        /// Its id, which a blocked execution names.
        pub id: Text,
        /// Which toolkits it looks at.
        pub applies_to: AppliesTo,
        /// What it checks.
        pub handler: HookHandler,
    } with {
        /// Its name for people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<Text> = None, with_name;
    }
}

words! {
    /// When a hook runs.
    pub enum HookStage {
        /// Before the tool runs, with its arguments.
        BeforeExecute = "before_execute", "before", "before a tool runs: it sees the arguments";
        /// After the tool has run, with its result.
        AfterExecute = "after_execute", "after", "after a tool has run: it sees the result";
    }
}

/// The toolkits that a hook applies to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AppliesTo {
    /// All.
    All,
    /// These.
    Toolkits(List<Text>),
}

constant!(
    enum AppliesTo {
        All,
        Toolkits(toolkits),
    }
);

impl AppliesTo {
    /// The toolkits that it names, to change them.
    pub fn named_mut(&mut self) -> Option<&mut List<Text>> {
        match self {
            Self::All => None,
            Self::Toolkits(slugs) => Some(slugs),
        }
    }
}

/// What a hook checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum HookHandler {
    /// Whether a condition in plain words holds; made by [`condition_check`](Self::condition_check).
    #[non_exhaustive]
    ConditionCheck {
        /// The condition.
        condition: Text,
        /// The action if the condition holds.
        action: HookAction,
    },
    /// Whether a result tries to instruct the model; made by [`prompt_injection_check`](Self::prompt_injection_check). Only after an
    /// execution.
    #[non_exhaustive]
    PromptInjectionCheck {
        /// The action if it does.
        action: HookAction,
    },
    /// What the endpoint at the project's session webhook URL answers; made by [`webhook`](Self::webhook). The endpoint and its secret
    /// are set for the project, on the platform, or by the builder of an embedded router, which evaluates no other handler.
    #[non_exhaustive]
    Webhook {},
}

constant!(
    enum HookHandler {
        ConditionCheck { condition, action } = condition_check,
        PromptInjectionCheck { action } = prompt_injection_check,
        Webhook {} = webhook,
    }
);

impl HookHandler {
    /// Checks whether a condition in plain words holds.
    #[must_use]
    pub const fn condition_check(condition: Text, action: HookAction) -> Self {
        Self::ConditionCheck { condition, action }
    }

    /// Checks whether a result tries to instruct the model. Only after an execution.
    #[must_use]
    pub const fn prompt_injection_check(action: HookAction) -> Self {
        Self::PromptInjectionCheck { action }
    }

    /// Posts each call, or its result, to the project's session webhook URL, and does what the answer says.
    #[must_use]
    pub const fn webhook() -> Self {
        Self::Webhook {}
    }
}

words! {
    /// The action of a hook.
    pub enum HookAction {
        /// Stops the execution, or withholds its result.
        Block = "block", "block", "the call is blocked, or its result is withheld";
    }
}

/// The setting `hooks`.
pub(super) enum Hooks {}

impl Block for Hooks {
    type Value = List<Hook>;
    type Patch = List<Hook>;

    fn is_within(proposed: &List<Hook>, declared: &List<Hook>, _: Whole<'_>) -> bool {
        declared.iter().all(|hook| proposed.contains(hook))
    }

    /// The hooks are not sorted: their order matters.
    fn sort(hooks: &mut List<Hook>) {
        for hook in hooks.to_mut() {
            if let Some(slugs) = hook.applies_to.named_mut() {
                slugs.to_mut().sort_unstable();
            }
        }
    }

    fn apply(change: Change<List<Hook>>, current: List<Hook>) -> Result<List<Hook>, PatchProblem> {
        Ok(change.of(current, List::default()))
    }

    fn restoring(declared: &List<Hook>, _: Supplied) -> Change<List<Hook>> {
        Change::restoring_unless(&List::default(), declared.clone())
    }
}

impl Hook {
    pub(crate) fn words(&self) -> Fact {
        let Self { stage, id, name, applies_to, handler } = self;
        let (when, blocked) = match stage {
            HookStage::BeforeExecute => ("before a tool runs", "it is blocked"),
            HookStage::AfterExecute => ("after a tool has run", "its result is withheld"),
        };
        let mut fact = fact![when, ", ", Piece::Verbatim(id.to_string())];
        if let Some(name) = name {
            fact.said.extend([" (".into(), Piece::Verbatim(name.to_string()), ")".into()]);
        }
        match handler {
            HookHandler::ConditionCheck { condition, action: HookAction::Block } => {
                let condition = Piece::Verbatim(condition.to_string());
                fact.said.extend([": ".into(), blocked.into(), " if this condition holds: ".into(), condition]);
            }
            HookHandler::PromptInjectionCheck { action: HookAction::Block } => {
                fact.said.extend([": ".into(), blocked.into(), " if it tries to instruct the model".into()]);
            }
            HookHandler::Webhook {} => fact.said.push(match stage {
                HookStage::BeforeExecute => {
                    ": the call is sent to the project's session webhook, whose answer lets it run, changes it or blocks it".into()
                }
                HookStage::AfterExecute => {
                    ": the result is sent to the project's session webhook, whose answer passes it on, changes it or withholds it"
                        .into()
                }
            }),
        }
        match applies_to {
            AppliesTo::All => fact,
            AppliesTo::Toolkits(toolkits) => {
                fact.said.push("; for the toolkits".into());
                fact.items(toolkits.iter().map(toolkit))
            }
        }
    }
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
