use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An update of a part of a configuration: on the wire an omitted key, `null` or a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// Leaves the part as it is.
    #[default]
    Keep,
    /// Removes it, or resets it to the API's default.
    Remove,
    /// Sets it.
    Set(T),
}

impl<T> Change<T> {
    /// Whether nothing changes.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Amends the value to set, starting from `first` if there is none.
    pub fn amend_from(&mut self, first: impl FnOnce() -> T, amend: impl FnOnce(&mut T)) {
        let mut value = match std::mem::take(self) {
            Self::Set(value) => value,
            Self::Keep | Self::Remove => first(),
        };
        amend(&mut value);
        *self = Self::Set(value);
    }

    /// Applies the change to `current`; removing leaves `default`.
    pub(super) fn of(self, current: T, default: T) -> T {
        match self {
            Self::Keep => current,
            Self::Remove => default,
            Self::Set(value) => value,
        }
    }

    /// Restores what was declared, if anything was.
    pub(super) fn restoring(declared: &Option<T>) -> Self
    where
        T: Clone,
    {
        declared.clone().map_or(Self::Remove, Self::Set)
    }

    /// Restores what was declared, unless it is the `default`.
    pub(super) fn restoring_unless(default: &T, declared: T) -> Self
    where
        T: PartialEq,
    {
        if declared == *default { Self::Remove } else { Self::Set(declared) }
    }

    /// Applies the change to an optional value.
    pub(super) fn of_option(self, current: Option<T>) -> Option<T> {
        match self {
            Self::Keep => current,
            Self::Remove => None,
            Self::Set(value) => Some(value),
        }
    }
}

impl<T: Default> Change<T> {
    /// Amends the value to set, starting from the default if there is none.
    pub fn amend(&mut self, amend: impl FnOnce(&mut T)) {
        self.amend_from(T::default, amend);
    }
}

/// For fields that are present: an omitted key is `Keep` by its default.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(deserializer)?.map_or(Self::Remove, Self::Set))
    }
}

/// For fields that [`Change::is_keep`] does not skip.
impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Remove => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}
