use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// The ids that were seen lately, each until it would be too old to be taken anyway.
#[derive(Debug, Default)]
pub(super) struct Memory(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    ids: HashSet<Box<str>>,
    /// The ids with the time at which they can be forgotten, as they came.
    order: VecDeque<(u64, Box<str>)>,
}

/// Why an id cannot be remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotNew {
    Seen,
    Full,
}

impl Memory {
    /// Remembers `id` until the time `until`, unless it is remembered already or `most` others are.
    pub(super) fn admit(&self, id: &str, now: u64, until: u64, most: usize) -> Result<(), NotNew> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Seen { ids, order } = &mut *seen;
        if ids.contains(id) {
            return Err(NotNew::Seen);
        }
        // They come nearly in the order of their times; one that came early is forgotten with those before it.
        while order.front().is_some_and(|(until, _)| *until < now) {
            if let Some((_, id)) = order.pop_front() {
                ids.remove(&id);
            }
        }
        if ids.len() >= most {
            return Err(NotNew::Full);
        }
        ids.insert(id.into());
        order.push_back((until, id.into()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_remembered_until_its_time_and_no_more_than_so_many_are() {
        let memory = Memory::default();
        assert_eq!(memory.admit("a", 10, 20, 2), Ok(()));
        assert_eq!(memory.admit("a", 20, 30, 2), Err(NotNew::Seen));
        assert_eq!(memory.admit("b", 20, 30, 2), Ok(()));
        assert_eq!(memory.admit("c", 20, 30, 2), Err(NotNew::Full));
        assert_eq!(memory.admit("c", 21, 31, 2), Ok(()), "the first was forgotten");
        assert_eq!(memory.admit("b", 21, 31, 2), Err(NotNew::Seen));
    }
}
