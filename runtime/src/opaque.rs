//! Where the types of a session stop depending on its agent.

use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

/// Why the value is always there.
const THERE: &str = "the value is taken out only when its holder ends";

/// A value whose type ends here for the compiler of a caller.
///
/// For each type that a function drops, the borrow checker follows the fields down to the last one, in case one of them borrows
/// something. It does so again for each agent, whose builder and session are types of their own. It does not follow what is to be
/// dropped by hand.
pub(crate) struct Opaque<T: 'static>(ManuallyDrop<Option<T>>);

impl<T> Opaque<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(ManuallyDrop::new(Some(value)))
    }

    pub(crate) fn into_inner(mut self) -> T {
        self.0.take().expect(THERE)
    }
}

impl<T: Clone> Clone for Opaque<T> {
    fn clone(&self) -> Self {
        Self::new(T::clone(self))
    }
}

impl<T> Deref for Opaque<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_ref().expect(THERE)
    }
}

impl<T> DerefMut for Opaque<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.as_mut().expect(THERE)
    }
}

impl<T> Drop for Opaque<T> {
    fn drop(&mut self) {
        drop(self.0.take());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Opaque;

    #[test]
    fn the_value_ends_with_its_holder() {
        let value = Arc::new(());
        let holder = Opaque::new(Arc::clone(&value));
        let copy = holder.clone();
        assert_eq!(Arc::strong_count(&value), 3);
        drop(holder);
        assert_eq!(Arc::strong_count(&value), 2);
        drop(copy.into_inner());
        assert_eq!(Arc::strong_count(&value), 1);
    }
}
