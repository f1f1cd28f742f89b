use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::access::AccessKeys;
use super::{Access, Map};

/// Tools that run on the platform's own accounts, for a charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instant {
    /// None may run.
    Off,
    /// Some may run.
    On(InstantUsage),
}

/// Which instant tools may run, and what is said of their price.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InstantUsage {
    /// Of which toolkits.
    #[serde(skip_serializing_if = "is_any", serialize_with = "write", deserialize_with = "read")]
    pub toolkits: Access,
    /// Which tools of a toolkit.
    #[serde(skip_serializing_if = "Map::is_empty", serialize_with = "write_all", deserialize_with = "read_all")]
    pub tools: Map<Access>,
    /// Whether an execution's answer says what it cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_instant_charge: Option<bool>,
    /// Whether the search's answer says what tools cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_prices_in_search: Option<bool>,
}

impl InstantUsage {
    /// As the server has it.
    pub const DEFAULT: Self =
        Self { toolkits: Access::Any, tools: Map::EMPTY, return_instant_charge: None, return_prices_in_search: None };
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
                Err(D::Error::custom("`true` is no value of `instant`: leave it out, or say what"))
            }
            Request::Usage(usage) => Ok(Self::On(usage)),
        }
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
