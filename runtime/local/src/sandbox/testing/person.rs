//! The people of the sandbox, as tests name them.

use crate::sandbox::people::PEOPLE;

/// Somebody whose accounts the sandbox provider has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Person {
    /// Maya Lindqvist, maya@sandbox.example. She consents if nobody else is named.
    #[default]
    Maya,
    /// Tomás Okafor, tomas@sandbox.example.
    Tomas,
    /// Inès Moreau, ines@sandbox.example.
    Ines,
}

impl Person {
    const ALL: [Self; 3] = [Self::Maya, Self::Tomas, Self::Ines];

    /// The name: `Maya Lindqvist`.
    #[must_use]
    pub fn name(self) -> &'static str {
        PEOPLE[self.index()].name
    }

    /// The e-mail address: `maya@sandbox.example`.
    #[must_use]
    pub fn email(self) -> &'static str {
        PEOPLE[self.index()].email
    }

    /// The place among the provider's people.
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// The person at this place, if it is one.
    pub(crate) fn at(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }
}
