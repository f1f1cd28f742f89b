//! Applies a piece of advice.

use std::{ops::Range, str::FromStr};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use tool_router_core::grammar::spelling::nearest;

use super::{
    advice::Advice,
    source::{Declared, range},
};

/// An entry or a list item in the text.
struct Node {
    /// The name, where it is an entry's.
    name: Option<String>,
    range: Range<usize>,
    key: Range<usize>,
    /// Its final brackets, with their content.
    brackets: Option<(Delimiter, Range<usize>)>,
    inside: Vec<Node>,
}

/// The entries or items of a pair of brackets.
fn nodes(group: &Group) -> Vec<Node> {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';'));
    tokens.split(is_comma).filter_map(node).collect()
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

/// The source after applying the advice; `None` if it cannot be applied.
pub(super) fn apply(source: &str, declared: &Declared, place: Option<Range<usize>>, advice: &Advice) -> Option<String> {
    let arguments = declared.arguments();
    let roots = declared.roots();
    let place = place.filter(|place| place.end <= source.len());
    let holds = |outer: &Range<usize>, place: &Range<usize>| outer.start <= place.start && place.end <= outer.end;
    let root = place.as_ref().and_then(|place| roots.iter().find(|root| holds(&range(root.span()), place)));
    let root = root.or(arguments.as_ref());
    let top = root.map(nodes).unwrap_or_default();
    let path = place.as_ref().map(|place| around(&top, place)).unwrap_or_default();
    let remove_marked = || removed(declared, &top, &path, place.clone()?, source);
    let edits = match advice {
        Advice::Write(text) => written(text, &top, &path, place.as_ref())?,
        Advice::Move(text) => {
            let marked = remove_marked()?;
            let mut edits = match written(text, &top, &[], None) {
                Some(edits) => edits,
                None => vec![insertion(text, source, declared, range(arguments.as_ref()?.span()))],
            };
            edits.push(marked);
            edits
        }
        Advice::Beside(text, name) => {
            let beside = top.iter().find(|node| node.name.as_deref() == Some(name))?;
            let (marked, _) = remove_marked()?;
            if holds(&marked, &beside.range) {
                // The surrounding entry would be empty.
                vec![(beside.range.clone(), text.clone())]
            } else {
                let end = beside.range.end;
                vec![(marked, String::new()), (end..end, format!(", {text}"))]
            }
        }
        Advice::Add(text) => {
            let marked = path.last().filter(|node| {
                let is_marked = place.as_ref().is_some_and(|place| *place == node.key || *place == node.range);
                is_marked && matches!(node.brackets, Some((Delimiter::Parenthesis, _)))
            });
            match (marked.and_then(|node| node.brackets.clone()), &arguments) {
                (Some((_, brackets)), _) => vec![insertion(text, source, declared, brackets)],
                (None, Some(arguments)) => vec![insertion(text, source, declared, range(arguments.span()))],
                (None, None) => {
                    let end = declared.end_of_name();
                    vec![(end..end, format!("({text})"))]
                }
            }
        }
        Advice::AddTo(text, names) => vec![added(text, names, &top, &path, source, declared)?],
        Advice::MoveTo(names) => {
            let text = source[place.clone()?].to_owned();
            let to = added(&text, names, &top, &path, source, declared)?;
            let marked = remove_marked()?;
            if holds(&marked.0, &to.0) {
                // It is the only item of its toolkit, so the toolkit's name changes.
                let own = path.iter().rev().find(|node| node.range != place.clone().unwrap_or_default())?;
                vec![(own.range.clone(), format!("{} = [{text}]", names[0]))]
            } else {
                vec![marked, to]
            }
        }
        Advice::Remove(Some(name)) => {
            let node = entry(first_word(name), &top, &path)?;
            vec![removed(declared, &top, &around(&top, &node.range), node.range.clone(), source)?]
        }
        Advice::Remove(None) => vec![remove_marked()?],
        Advice::RemoveFrom(text, names) => {
            let container = container(names, &top, &path)?;
            let path = path_to(text, container, source)?;
            let item = path.last()?.range.clone();
            vec![removed(declared, &top, &around(&top, &item), item, source)?]
        }
    };
    Some(edited(source, edits))
}

fn first_word(text: &str) -> &str {
    text.split([' ', '=', '(']).next().unwrap_or(text)
}

/// The entry of a name: around the place, beside it, or in the attribute; otherwise one with a misspelt name.
fn entry<'a>(name: &str, top: &'a [Node], path: &[&'a Node]) -> Option<&'a Node> {
    let is_named = |node: &&'a Node| node.name.as_deref() == Some(name);
    let beside = path.iter().rev().flat_map(|node| &node.inside).chain(top);
    let around = path.iter().rev().copied().find(is_named).or_else(|| beside.into_iter().find(is_named));
    around.or_else(|| {
        let meant = nearest(name, top.iter().filter_map(|node| node.name.as_deref()))?;
        top.iter().find(|node| node.name.as_deref() == Some(meant))
    })
}

/// The container for `names`, given from the outermost to the innermost.
fn container<'a>(names: &[String], top: &'a [Node], path: &[&'a Node]) -> Option<&'a Node> {
    match names {
        [] => None,
        // The attribute comes first: nearer entries are identified by what surrounds them.
        [name] => top.iter().find(|node| node.name.as_deref() == Some(name)).or_else(|| entry(name, top, path)),
        [name, outer @ ..] => {
            let outer = container(outer, top, path)?;
            find(name, outer)
        }
    }
}

fn find<'a>(name: &str, outer: &'a Node) -> Option<&'a Node> {
    outer.inside.iter().find_map(|node| if node.name.as_deref() == Some(name) { Some(node) } else { find(name, node) })
}

/// The nodes down to the one of this text.
fn path_to<'a>(text: &str, outer: &'a Node, source: &str) -> Option<Vec<&'a Node>> {
    if source[outer.range.clone()] == *text {
        return Some(vec![outer]);
    }
    let mut path = outer.inside.iter().find_map(|node| path_to(text, node, source))?;
    path.insert(0, outer);
    Some(path)
}

/// Adds an item to the list of a name; creates the entry if it does not exist.
fn added(
    text: &str,
    names: &[String],
    top: &[Node],
    path: &[&Node],
    source: &str,
    declared: &Declared,
) -> Option<(Range<usize>, String)> {
    let Some(container) = container(names, top, path) else {
        let (name, outer) = names.split_first()?;
        let outer = self::container(outer, top, path)?;
        let of_toolkits = outer.inside.iter().find(|node| node.name.as_deref() == Some("tools"));
        let (_, brackets) = of_toolkits.unwrap_or(outer).brackets.clone()?;
        return Some(insertion(&format!("{name} = [{text}]"), source, declared, brackets));
    };
    let list = match &container.brackets {
        Some((Delimiter::Bracket, brackets)) => brackets.clone(),
        _ => container.inside.iter().find(|node| node.name.as_deref() == Some("enable"))?.brackets.clone()?.1,
    };
    let end = list.end - 1;
    let separator = if source[list.start + 1..end].trim().is_empty() { "" } else { ", " };
    Some((end..end, format!("{separator}{text}")))
}

/// Inserts an entry at the start of the brackets.
fn insertion(text: &str, source: &str, _: &Declared, brackets: Range<usize>) -> (Range<usize>, String) {
    let start = brackets.start + 1;
    let separator = if source[start..brackets.end - 1].trim().is_empty() { "" } else { ", " };
    (start..start, format!("{text}{separator}"))
}

/// Replaces each entry of the advice by its name; a new entry replaces the marked tokens.
fn written(
    text: &str,
    top: &[Node],
    path: &[&Node],
    place: Option<&Range<usize>>,
) -> Option<Vec<(Range<usize>, String)>> {
    let text = text.replace('…', "1");
    let tokens = TokenStream::from_str(&format!("({text})")).ok();
    let entries = tokens.and_then(|tokens| match tokens.into_iter().next() {
        Some(TokenTree::Group(group)) => Some(nodes(&group)),
        _ => None,
    });
    let entries = entries.unwrap_or_default();
    let has_body = |node: &Node| node.range != node.key && node.name.is_some();
    let are_entries = !entries.is_empty() && entries.iter().all(has_body);
    if are_entries {
        let found: Vec<Option<&Node>> =
            entries.iter().map(|node| entry(node.name.as_deref().unwrap_or_default(), top, path)).collect();
        if found.iter().any(Option::is_some) {
            let mut edits = Vec::new();
            let mut added = String::new();
            for (node, found) in entries.iter().zip(&found) {
                // The text began after a parenthesis.
                let text = text[node.range.start - 1..node.range.end - 1].to_owned();
                match found {
                    Some(found) => edits.push((found.range.clone(), text)),
                    None => added.push_str(&format!("{text}, ")),
                }
            }
            edits.last_mut()?.1.insert_str(0, &added);
            return Some(edits);
        }
    }
    let place = place?;
    if let Some(node) = path.iter().rev().find(|node| node.name.as_deref() == Some(&*text) && node.key != *place) {
        return Some(vec![(node.range.clone(), text)]);
    }
    // An entry that is marked by its name is meant as a whole.
    let whole = path.last().filter(|node| are_entries && node.key == *place).map(|node| node.range.clone());
    Some(vec![(whole.unwrap_or_else(|| place.clone()), text)])
}

/// Removes the marked tokens, and what would be left empty.
fn removed(
    declared: &Declared,
    top: &[Node],
    path: &[&Node],
    place: Range<usize>,
    source: &str,
) -> Option<(Range<usize>, String)> {
    let mut path = path.to_vec();
    let Some(mut node) = path.pop() else {
        // An attribute of the item is removed as a whole.
        let whole = declared.attribute_of_item(&place).unwrap_or(place);
        return Some((whole, String::new()));
    };
    // A sign or a comma is part of an entry.
    let is_sign = place.start > node.key.start && place.end < node.range.end;
    let is_name =
        source[place.clone()].starts_with(|first: char| first.is_alphanumeric() || matches!(first, '"' | '_'));
    if is_sign && !is_name && !node.inside.iter().any(|inner| inner.range == place) {
        return Some((place, String::new()));
    }
    let is_trailing = place.start > node.key.start
        && node.range != place
        && !is_name
        && place.end == node.range.end
        && !source[place.clone()].starts_with(['[', '(', '{', '-']);
    if is_trailing {
        return Some((place, String::new()));
    }
    loop {
        match path.pop() {
            Some(outer) if outer.inside.len() == 1 => node = outer,
            Some(_) => break,
            None => {
                if top.len() == 1 && declared.attribute_of_item(&place).is_some() {
                    return Some((declared.attribute_of_item(&place)?, String::new()));
                }
                break;
            }
        }
    }
    Some((removal(source, node), String::new()))
}

/// An entry with the comma after it, or the one before it.
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

fn edited(source: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
    let mut text = source.to_owned();
    for (range, instead) in edits {
        text.replace_range(range, &instead);
    }
    text
}
