//! The people of the sandbox.

/// A fictional person.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
}

/// Everyone who can give consent here, and whose accounts the apps have.
pub(super) const PEOPLE: [Person; 3] = [
    Person { name: "Maya Lindqvist", email: "maya@sandbox.example" },
    Person { name: "Tomás Okafor", email: "tomas@sandbox.example" },
    Person { name: "Inès Moreau", email: "ines@sandbox.example" },
];
