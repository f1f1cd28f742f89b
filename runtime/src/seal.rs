//! What keeps a trait from being implemented elsewhere although it holds for every agent.

/// A type that nobody else can name, so that nobody else can write the method of a trait that takes it.
pub struct Seal(());
