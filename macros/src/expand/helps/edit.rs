//! Does what a help says.

use std::{ops::Range, str::FromStr};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{
    advice::Advice,
    source::{Declared, range},
};

/// An entry or an item of a list, in the text.
struct Node {
    /// The name, where it is an entry's.
    name: Option<String>,
    range: Range<usize>,
    key: Range<usize>,
    /// The brackets that it ends in, with what they hold.
    brackets: Option<(Delimiter, Range<usize>)>,
    inside: Vec<Node>,
}

/// The entries or items of a pair of brackets.
fn nodes(group: &Group) -> Vec<Node> {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';'));
    tokens.split(is_comma).filter_map(|tokens| node(tokens)).collect()
}

fn node(tokens: &[TokenTree]) -> Option<Node> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let group = match last {
        TokenTree::Group(group) => Some(group),
        _ => None,
    };
    Some(Node {
        name: matches!(first, TokenTree::Ident(_) | TokenTree::Literal(_))
            .then(|| first.to_string().trim_start_matches("r#").trim_matches('"').to_owned()),
        range: range(first.span()).start..range(last.span()).end,
        key: range(first.span()),
        brackets: group.map(|group| (group.delimiter(), range(group.span()))),
        inside: group.map(nodes).unwrap_or_default(),
    })
}

impl Node {
    fn holds(&self, place: &Range<usize>) -> bool {
        self.range.start <= place.start && place.end <= self.range.end
    }
}

/// The nodes around a place, the outermost first.
fn around<'a>(nodes: &'a [Node], place: &Range<usize>) -> Vec<&'a Node> {
    match nodes.iter().find(|node| node.holds(place)) {
        Some(node) => std::iter::once(node).chain(around(&node.inside, place)).collect(),
        None => Vec::new(),
    }
}

/// The source after following the advice; nothing where that cannot be done.
pub(super) fn apply(source: &str, declared: &Declared, place: Option<Range<usize>>, advice: &Advice) -> Option<String> {
    let arguments = declared.arguments();
    let roots = declared.roots();
    let place = place.filter(|place| place.end <= source.len());
    let root = place.as_ref().and_then(|place| {
        roots.iter().find(|root| range(root.span()).start <= place.start && place.end <= range(root.span()).end)
    });
    let top = root.or(arguments.as_ref()).map(nodes).unwrap_or_default();
    let path = place.as_ref().map(|place| around(&top, place)).unwrap_or_default();
    match advice {
        Advice::Write(text) => {
            let edits = written(text, &top, &path, place.as_ref())?;
            Some(edited(source, declared, edits))
        }
        Advice::Move(text) => {
            let mut edits = written(text, &top, &[], None)?;
            edits.push((removal(source, path.last()?), String::new()));
            Some(edited(source, declared, edits))
        }
        Advice::Beside(text, name) => {
            let beside = top.iter().find(|node| node.name.as_deref() == Some(name))?;
            let own = path.last()?;
            // What is left empty says nothing.
            let own = if path.len() > 1 && beside.inside.len() == 1 { beside } else { own };
            if std::ptr::eq(own, beside) {
                return Some(edited(source, declared, vec![(own.range.clone(), text.clone())]));
            }
            let end = beside.range.end;
            Some(edited(source, declared, vec![(removal(source, own), String::new()), (end..end, format!(", {text}"))]))
        }
        Advice::Add(text) => {
            let marked = path.last().filter(|node| {
                let is_marked = place.as_ref().is_some_and(|place| *place == node.key || *place == node.range);
                is_marked && matches!(node.brackets, Some((Delimiter::Parenthesis, _)))
            });
            let brackets = match marked {
                Some(node) => node.brackets.as_ref().map(|(_, range)| range.clone()),
                None => arguments.as_ref().map(|arguments| range(arguments.span())),
            };
            let Some(brackets) = brackets else {
                let end = declared.end_of_name();
                return Some(edited(source, declared, vec![(end..end, format!("({text})"))]));
            };
            let start = brackets.start + 1;
            let is_empty = source[start..brackets.end - 1].trim().is_empty();
            let separator = if is_empty { "" } else { ", " };
            Some(edited(source, declared, vec![(start..start, format!("{text}{separator}"))]))
        }
        Advice::Remove(name) => {
            let node = match name {
                Some(name) => entry(name, &top, &path)?,
                None => return Some(without_marked(source, declared, &path, place?)),
            };
            Some(edited(source, declared, vec![(removal(source, node), String::new())]))
        }
    }
}

/// The entry of a name: around the place, beside it, or in the attribute.
fn entry<'a>(name: &str, top: &'a [Node], path: &[&'a Node]) -> Option<&'a Node> {
    let is_named = |node: &&&'a Node| node.name.as_deref() == Some(name);
    let beside =
        path.iter().rev().flat_map(|node| &node.inside).chain(top).find(|node| node.name.as_deref() == Some(name));
    path.iter().rev().find(is_named).copied().or(beside)
}

/// Each entry of what is to be written in the place of that of its name; one that is not there in the place of what is marked.
fn written(
    text: &str,
    top: &[Node],
    path: &[&Node],
    place: Option<&Range<usize>>,
) -> Option<Vec<(Range<usize>, String)>> {
    let tokens = TokenStream::from_str(&format!("({text})")).ok();
    let entries = tokens.and_then(|tokens| match tokens.into_iter().next() {
        Some(TokenTree::Group(group)) => Some(nodes(&group)),
        _ => None,
    });
    let entries = entries.unwrap_or_default();
    let has_body = |node: &Node| node.range != node.key && node.name.is_some();
    if !entries.is_empty() && entries.iter().all(has_body) {
        let found: Vec<Option<&Node>> =
            entries.iter().map(|node| entry(node.name.as_deref().unwrap_or_default(), top, path)).collect();
        if found.iter().any(Option::is_some) {
            let mut edits = Vec::new();
            let mut added = String::new();
            let (mut last, shift) = (0, 1);
            for (node, found) in entries.iter().zip(&found) {
                let text = text[node.range.start - shift..node.range.end - shift].to_owned();
                match found {
                    Some(found) => {
                        last = edits.len();
                        edits.push((found.range.clone(), text));
                    }
                    None => added.push_str(&format!("{text}, ")),
                }
            }
            edits[last].1.insert_str(0, &added);
            return Some(edits);
        }
    }
    Some(vec![(place?.clone(), text.to_owned())])
}

/// What is marked, without what it leaves empty.
fn without_marked(source: &str, declared: &Declared, path: &[&Node], place: Range<usize>) -> String {
    let mut path = path.to_vec();
    let Some(node) = path.pop() else { return edited(source, declared, vec![(place, String::new())]) };
    // A sign or a comma is a part of an entry.
    let is_part =
        place.start > node.key.start && node.range != place && !node.inside.iter().any(|inner| inner.range == place);
    let is_value = node.range.end == place.end;
    if is_part && !is_value {
        return edited(source, declared, vec![(place, String::new())]);
    }
    let mut node = node;
    while let Some(outer) = path.pop().filter(|outer| outer.inside.len() == 1) {
        node = outer;
    }
    edited(source, declared, vec![(removal(source, node), String::new())])
}

/// An entry with the comma behind it, or the one before it.
fn removal(source: &str, node: &Node) -> Range<usize> {
    let behind = &source[node.range.end..];
    let spaces = behind.len() - behind.trim_start().len();
    if behind.trim_start().starts_with(',') {
        return node.range.start..node.range.end + spaces + 1;
    }
    let before = source[..node.range.start].trim_end();
    match before.strip_suffix(',') {
        Some(rest) => rest.len()..node.range.end,
        None => node.range.clone(),
    }
}

fn edited(source: &str, _: &Declared, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = source.to_owned();
    for (range, instead) in edits {
        text.replace_range(range, &instead);
    }
    text
}
