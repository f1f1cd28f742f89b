//! Several toolkits or tools at once, in whatever form a program has them.

use std::collections::{BTreeSet, HashSet, VecDeque};

use crate::config::Text;

/// Several toolkits or tools: an array, a slice, a vector, a set, an option, or an iterator, of their constants or their slugs.
///
/// `Form` is found by the compiler. Other collections are given by their iterator: `.only(set.iter())`.
// An array is not iterated: the iterator of an array of constants would be compiled for each agent, with everything that it
// calls, and would be half of what creating a session costs the compiler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of toolkits or tools",
    label = "not a list",
    note = "write it in brackets: `[\"gmail\"]`; a collection of another crate is given by its iterator"
)]
pub trait Names<Form> {
    /// A toolkit or a tool.
    type Item;

    /// Adds the name of each to `names`.
    #[doc(hidden)]
    fn __add(self, name: fn(&Self::Item) -> Text, names: &mut Vec<Text>);
}

/// The [form](Names) of an array.
#[derive(Debug)]
pub enum Array {}

/// The [form](Names) of a collection of the standard library.
#[derive(Debug)]
pub enum Collection {}

/// The [form](Names) of an iterator.
#[derive(Debug)]
pub enum Iterated {}

impl<T, const N: usize> Names<Array> for [T; N] {
    type Item = T;

    fn __add(self, name: fn(&T) -> Text, names: &mut Vec<Text>) {
        let mut items: &[T] = &self;
        while let [item, rest @ ..] = items {
            names.push(name(item));
            items = rest;
        }
    }
}

impl<I: Iterator> Names<Iterated> for I {
    type Item = I::Item;

    fn __add(self, name: fn(&I::Item) -> Text, names: &mut Vec<Text>) {
        names.extend(self.map(|item| name(&item)));
    }
}

macro_rules! collections {
    ($($collection:ident <$item:ident $(, $other:ident)?>),* $(,)?) => {$(
        impl<$item $(, $other)?> Names<Collection> for $collection<$item $(, $other)?> {
            type Item = $item;

            fn __add(self, name: fn(&$item) -> Text, names: &mut Vec<Text>) {
                names.extend(self.iter().map(name));
            }
        }

        impl<$item $(, $other)?> Names<Collection> for &$collection<$item $(, $other)?> {
            type Item = $item;

            fn __add(self, name: fn(&$item) -> Text, names: &mut Vec<Text>) {
                names.extend(self.iter().map(name));
            }
        }
    )*};
}

collections!(BTreeSet<T>, HashSet<T, H>, Option<T>, Vec<T>, VecDeque<T>);

impl<T> Names<Collection> for &[T] {
    type Item = T;

    fn __add(self, name: fn(&T) -> Text, names: &mut Vec<Text>) {
        names.extend(self.iter().map(name));
    }
}

impl<T, const N: usize> Names<Collection> for &[T; N] {
    type Item = T;

    fn __add(self, name: fn(&T) -> Text, names: &mut Vec<Text>) {
        names.extend(self.iter().map(name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<Form>(names: impl Names<Form, Item: AsRef<str>>) -> Vec<Text> {
        let mut read = Vec::new();
        names.__add(|name| name.as_ref().to_owned().into(), &mut read);
        read
    }

    #[test]
    fn names_are_read_in_order_from_whatever_holds_them() {
        let (gmail, slack) = ("gmail".to_owned(), "slack".to_owned());
        let both = ["gmail", "slack"];
        assert_eq!(read(both), both);
        assert_eq!(read(&both), both);
        assert_eq!(read(&both[..]), both);
        assert_eq!(read(vec![gmail.clone(), slack.clone()]), both);
        let owned = vec![gmail.clone(), slack.clone()];
        assert_eq!(read(&owned), both);
        assert_eq!(read(BTreeSet::from([slack, gmail])), both);
        assert_eq!(read(both.iter().filter(|name| **name == "slack")), ["slack"]);
        assert_eq!(read(Some("gmail")), ["gmail"]);
        assert_eq!(read(None::<String>), Vec::<Text>::new());
    }
}
