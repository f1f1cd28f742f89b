//! `instant`: tools that run on the platform's own accounts, for a charge.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::access::AccessKeys;
use super::block::{Answered, Block, Whole};
use super::patch::{PatchProblem, Supplied};
use super::record::record;
use super::{Access, Change, Map, StoredAccess};
use crate::constant::constant;
use crate::fact::{Fact, Piece, fact, toolkit, yes_or_no};

/// Tools that run on the platform's own accounts, for a charge. The server's default is the project's setting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Instant {
    /// None may run.
    Off,
    /// Some may run.
    On(InstantUsage),
}

constant!(
    enum Instant {
        Off,
        On(usage),
    }
);

record! {
    /// As the server has it.
    const DEFAULT;

    /// Which instant tools may run, and what is said of their price.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    pub struct InstantUsage {
        /// Of which toolkits.
        #[serde(skip_serializing_if = "is_any", serialize_with = "write", deserialize_with = "read")]
        pub toolkits: Access = Access::Any, with_toolkits;
        /// Which tools of a toolkit.
        #[serde(skip_serializing_if = "Map::is_empty", serialize_with = "write_all", deserialize_with = "read_all")]
        pub tools: Map<Access> = Map::EMPTY, with_tools;
        /// Whether an execution's answer says what it cost.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub return_instant_charge: Option<bool> = None, with_return_instant_charge;
        /// Whether the search's answer says what tools cost.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub return_prices_in_search: Option<bool> = None, with_return_prices_in_search;
    }
}

impl Instant {
    pub(crate) fn words(declared: Option<&Self>) -> Vec<Fact> {
        const OWN: &str = "instant tools, which run on the platform's own accounts and cost money:";
        let InstantUsage { toolkits, tools, return_instant_charge, return_prices_in_search } = match declared {
            None => return vec![fact![OWN, " as set for the project"]],
            Some(Self::Off) => return vec![fact![OWN, " no"]],
            Some(Self::On(usage)) => usage,
        };
        let toolkits = match toolkits {
            Access::Any => fact![OWN, " of every toolkit above"],
            access => access.words(vec![OWN.into(), " of the toolkits".into()], Piece::Toolkit),
        };
        let tools = tools.iter();
        let tools = tools.map(|(slug, access)| {
            access.words(vec!["the instant tools of ".into(), toolkit(slug), ":".into()], Piece::Tool)
        });
        let charge =
            return_instant_charge.map(|said| fact!["a result includes the cost of the call: ", yes_or_no(said)]);
        let prices = return_prices_in_search.map(|said| fact!["search results include prices: ", yes_or_no(said)]);
        [toolkits].into_iter().chain(tools).chain(charge).chain(prices).collect()
    }
}

impl Block for Instant {
    type Value = Option<Self>;
    type Patch = InstantPatch;

    /// Without a declaration the API's default applies: every instant tool that the session reaches.
    fn is_within(proposed: &Option<Self>, declared: &Option<Self>, _: Whole<'_>) -> bool {
        let declared = match (declared, proposed) {
            (_, Some(Self::Off)) | (None, _) => return true,
            (Some(Self::Off), _) => return false,
            (Some(Self::On(declared)), _) => declared,
        };
        let proposed = match proposed {
            Some(Self::On(proposed)) => proposed,
            _ => &InstantUsage::DEFAULT,
        };
        let InstantUsage { toolkits, tools, return_instant_charge: _, return_prices_in_search: _ } = proposed;
        let of_tools = |(toolkit, declared): (&str, &Access)| {
            *declared == Access::Any || tools.get(toolkit).is_some_and(|proposed| proposed.is_within(declared))
        };
        toolkits.is_within(&declared.toolkits) && declared.tools.iter().all(of_tools)
    }

    fn sort(instant: &mut Option<Self>) {
        let Some(Self::On(usage)) = instant else { return };
        let InstantUsage { toolkits, tools, return_instant_charge: _, return_prices_in_search: _ } = usage;
        let sort = |access: &mut Access| {
            if let Some(slugs) = access.named_mut() {
                slugs.to_mut().sort_unstable();
            }
        };
        sort(toolkits);
        tools.sort(sort);
    }

    fn apply(change: Change<InstantPatch>, current: Option<Self>) -> Result<Option<Self>, PatchProblem> {
        match change {
            Change::Keep => Ok(current),
            Change::Remove => Err(InstantPatch::null()),
            Change::Set(patch) => Ok(Some(patch.apply(current))),
        }
    }

    /// The API accepts no `null` here: an object switches instant tools on again, and keeps what it leaves out.
    /// Therefore everything is sent; only a filter of toolkits cannot be cleared by the API.
    fn restoring(declared: &Option<Self>, _: Supplied) -> Change<InstantPatch> {
        Change::Set(match declared {
            Some(Self::Off) => InstantPatch::Off,
            Some(Self::On(usage)) => InstantPatch::full(usage),
            None => InstantPatch::full(&InstantUsage::DEFAULT),
        })
    }
}

impl Answered<Option<StoredInstant>> for Instant {
    fn answer(instant: &Option<Self>) -> Option<StoredInstant> {
        Some(instant.as_ref().into())
    }

    fn said(answer: &Option<StoredInstant>, declared: &Option<Self>) -> Option<Option<Self>> {
        let StoredInstantUsage { toolkits, tools, return_instant_charge, return_prices_in_search } = match answer {
            None => return Some(declared.clone()),
            Some(StoredInstant::Switch(false)) => return Some(Some(Self::Off)),
            Some(StoredInstant::Switch(true)) => return None,
            Some(StoredInstant::Usage(usage)) => usage,
        };
        let mut of_toolkits = Map::EMPTY;
        tools.iter().for_each(|(slug, access)| of_toolkits.insert(slug.clone(), access.to_access()));
        Some(Some(Self::On(InstantUsage {
            toolkits: toolkits.as_ref().map_or(Access::Any, StoredAccess::to_access),
            tools: of_toolkits,
            return_instant_charge: Some(*return_instant_charge),
            return_prices_in_search: Some(*return_prices_in_search),
        })))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Off => serializer.serialize_bool(false),
            Self::On(usage) => usage.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "false, or an object with `toolkits`, `tools`, `return_instant_charge` and \
            `return_prices_in_search`"
        )]
        enum Request {
            Switch(bool),
            Usage(InstantUsage),
        }
        match Request::deserialize(deserializer)? {
            Request::Switch(false) => Ok(Self::Off),
            Request::Switch(true) => {
                Err(D::Error::custom("`true` is not a value of `instant`: omit it, or name what may be used"))
            }
            Request::Usage(usage) => Ok(Self::On(usage)),
        }
    }
}

/// An update of instant tools. An omitted part differs from an empty one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InstantPatch {
    /// Switches them off.
    Off,
    /// Switches them on, and sets the parts given.
    Set(InstantUsagePatch),
}

/// The parts of [`InstantUsage`] to set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct InstantUsagePatch {
    /// The toolkits.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "write_some", deserialize_with = "read_some")]
    pub toolkits: Option<Access>,
    /// The tools of a toolkit; an empty map clears them.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "write_map", deserialize_with = "read_map")]
    pub tools: Option<Map<Access>>,
    /// Whether an execution's answer includes its charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_instant_charge: Option<bool>,
    /// Whether a search's answer includes the prices of tools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_prices_in_search: Option<bool>,
}

impl InstantPatch {
    /// All parts of `usage`.
    fn full(usage: &InstantUsage) -> Self {
        let InstantUsage { toolkits, tools, return_instant_charge, return_prices_in_search } = usage;
        Self::Set(InstantUsagePatch {
            toolkits: (*toolkits != Access::Any).then(|| toolkits.clone()),
            tools: Some(tools.clone()),
            return_instant_charge: Some(return_instant_charge.unwrap_or(false)),
            return_prices_in_search: Some(return_prices_in_search.unwrap_or(false)),
        })
    }

    fn apply(self, current: Option<Instant>) -> Instant {
        let Self::Set(patch) = self else { return Instant::Off };
        let InstantUsagePatch { toolkits, tools, return_instant_charge, return_prices_in_search } = patch;
        let current = match current {
            Some(Instant::On(usage)) => usage,
            Some(Instant::Off) | None => InstantUsage::DEFAULT,
        };
        Instant::On(InstantUsage {
            toolkits: toolkits.unwrap_or(current.toolkits),
            tools: tools.unwrap_or(current.tools),
            return_instant_charge: return_instant_charge.or(current.return_instant_charge),
            return_prices_in_search: return_prices_in_search.or(current.return_prices_in_search),
        })
    }

    fn null() -> PatchProblem {
        let problem = "it cannot be null: write `false`, or name what may be used".to_owned();
        PatchProblem { place: "instant", problem }
    }
}

/// Sets the parts that have a value; the others are kept.
impl From<Instant> for InstantPatch {
    fn from(instant: Instant) -> Self {
        let Instant::On(usage) = instant else { return Self::Off };
        let InstantUsage { toolkits, tools, return_instant_charge, return_prices_in_search } = usage;
        Self::Set(InstantUsagePatch {
            toolkits: (toolkits != Access::Any).then_some(toolkits),
            tools: (!tools.is_empty()).then_some(tools),
            return_instant_charge,
            return_prices_in_search,
        })
    }
}

impl Serialize for InstantPatch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Off => serializer.serialize_bool(false),
            Self::Set(usage) => usage.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for InstantPatch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "false, or an object with `toolkits`, `tools`, `return_instant_charge` and \
            `return_prices_in_search`"
        )]
        enum Request {
            Switch(bool),
            Usage(InstantUsagePatch),
        }
        match Request::deserialize(deserializer)? {
            Request::Switch(false) => Ok(Self::Off),
            Request::Switch(true) => Err(D::Error::custom("expected `false`, or an object")),
            Request::Usage(usage) => Ok(Self::Set(usage)),
        }
    }
}

/// Instant tools as a router answers them, with the API's defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum StoredInstant {
    /// `false`: none may run. Routers are not known to answer `true`.
    Switch(bool),
    /// Some may run.
    Usage(StoredInstantUsage),
}

impl<'de> Deserialize<'de> for StoredInstant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// By hand: a derived one copies what it reads, and makes an error of each form that it is not.
        struct Form;

        impl<'de> Visitor<'de> for Form {
            type Value = StoredInstant;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a switch, or which instant tools may run")
            }

            fn visit_bool<E: Error>(self, on: bool) -> Result<StoredInstant, E> {
                Ok(StoredInstant::Switch(on))
            }

            fn visit_map<A: MapAccess<'de>>(self, usage: A) -> Result<StoredInstant, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(usage)).map(StoredInstant::Usage)
            }
        }

        deserializer.deserialize_any(Form)
    }
}

/// Which instant tools may run, as a router answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StoredInstantUsage {
    /// The toolkits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toolkits: Option<StoredAccess>,
    /// The tools of a toolkit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tools: BTreeMap<String, StoredAccess>,
    /// Whether an execution's answer includes its charge.
    pub return_instant_charge: bool,
    /// Whether a search's answer includes the prices of tools.
    pub return_prices_in_search: bool,
}

impl From<Option<&Instant>> for StoredInstant {
    fn from(instant: Option<&Instant>) -> Self {
        let InstantUsage { toolkits, tools, return_instant_charge, return_prices_in_search } = match instant {
            Some(Instant::Off) => return Self::Switch(false),
            Some(Instant::On(usage)) => usage,
            None => &InstantUsage::DEFAULT,
        };
        Self::Usage(StoredInstantUsage {
            toolkits: (*toolkits != Access::Any).then(|| toolkits.into()),
            tools: tools.iter().map(|(slug, access)| (slug.to_owned(), access.into())).collect(),
            return_instant_charge: return_instant_charge.unwrap_or(false),
            return_prices_in_search: return_prices_in_search.unwrap_or(false),
        })
    }
}

fn is_any(access: &Access) -> bool {
    *access == Access::Any
}

fn write<S: Serializer>(access: &Access, serializer: S) -> Result<S::Ok, S::Error> {
    AccessKeys::from(access.clone()).serialize(serializer)
}

fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Access, D::Error> {
    AccessKeys::deserialize(deserializer)?.into_access().map_err(D::Error::custom)
}

fn write_all<S: Serializer>(tools: &Map<Access>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(tools.iter().map(|(toolkit, access)| (toolkit, AccessKeys::from(access.clone()))))
}

fn read_all<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<Access>, D::Error> {
    #[derive(Clone, Deserialize)]
    struct Read(#[serde(deserialize_with = "read")] Access);
    let read = Map::<Read>::deserialize(deserializer)?;
    let mut tools = Map::EMPTY;
    for (toolkit, Read(access)) in read.iter() {
        tools.insert(toolkit.to_owned(), access.clone());
    }
    Ok(tools)
}

#[allow(clippy::ref_option, reason = "serde passes the field by reference")]
fn write_some<S: Serializer>(access: &Option<Access>, serializer: S) -> Result<S::Ok, S::Error> {
    write(access.as_ref().unwrap_or(&Access::Any), serializer)
}

fn read_some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Access>, D::Error> {
    read(deserializer).map(Some)
}

#[allow(clippy::ref_option, reason = "serde passes the field by reference")]
fn write_map<S: Serializer>(tools: &Option<Map<Access>>, serializer: S) -> Result<S::Ok, S::Error> {
    write_all(tools.as_ref().unwrap_or(&Map::EMPTY), serializer)
}

fn read_map<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Map<Access>>, D::Error> {
    read_all(deserializer).map(Some)
}
