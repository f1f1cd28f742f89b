use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What an update does with a part of a configuration: the wire's omitted key, its `null`, and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// Leaves it as it is.
    #[default]
    Keep,
    /// Takes it away, or puts it back to the API's default.
    Remove,
    /// Sets it.
    Set(T),
}

impl<T> Change<T> {
    /// Whether it leaves everything as it is.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Changes the value to set, which is `first` if none was to be set.
    pub fn amend_from(&mut self, first: impl FnOnce() -> T, amend: impl FnOnce(&mut T)) {
        let mut value = match std::mem::take(self) {
            Self::Set(value) => value,
            Self::Keep | Self::Remove => first(),
        };
        amend(&mut value);
        *self = Self::Set(value);
    }

    /// What becomes of `current`, where taking it away leaves `default`.
    pub(super) fn of(self, current: T, default: T) -> T {
        match self {
            Self::Keep => current,
            Self::Remove => default,
            Self::Set(value) => value,
        }
    }

    /// Puts back what was declared, if anything was.
    pub(super) fn restoring(declared: &Option<T>) -> Self
    where
        T: Clone,
    {
        declared.clone().map_or(Self::Remove, Self::Set)
    }

    /// Puts back what was declared. Nothing was if it is the `default`.
    pub(super) fn restoring_unless(default: &T, declared: T) -> Self
    where
        T: PartialEq,
    {
        if declared == *default { Self::Remove } else { Self::Set(declared) }
    }

    /// What becomes of something that need not be there.
    pub(super) fn of_option(self, current: Option<T>) -> Option<T> {
        match self {
            Self::Keep => current,
            Self::Remove => None,
            Self::Set(value) => Some(value),
        }
    }
}

impl<T: Default> Change<T> {
    /// Changes the value to set, which is made first if none was to be set.
    pub fn amend(&mut self, amend: impl FnOnce(&mut T)) {
        self.amend_from(T::default, amend);
    }
}

/// For fields that are there: an omitted key is `Keep` by its default.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(deserializer)?.map_or(Self::Remove, Self::Set))
    }
}

/// For fields that are not left out by [`Change::is_keep`].
impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Remove => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}
