//! Extracts the advice from a help.

/// One possible correction of a mistake.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Advice {
    /// Write this in place of the entry of the same name, or else of the marked tokens.
    Write(String),
    /// Write this in place of the entry of the same name, and remove the marked tokens.
    Move(String),
    /// Write this beside that setting, and remove the marked tokens.
    Beside(String, String),
    /// Add this to the marked tokens, or else to the attribute.
    Add(String),
    /// Add this to the list of the innermost name.
    AddTo(String, Vec<String>),
    /// Remove the setting of this name, or the marked tokens.
    Remove(Option<String>),
    /// Remove this from the setting of the innermost name.
    RemoveFrom(String, Vec<String>),
    /// Remove the marked tokens, and add them to the list of the innermost name.
    MoveTo(Vec<String>),
}

/// The pieces of advice in a help: the code right after a verb, and each alternative to it.
pub(super) fn advice(help: &str) -> Vec<Advice> {
    let pieces: Vec<&str> = help.split('`').collect();
    let mut all = Vec::new();
    let mut verb: Option<&str> = None;
    let mut index = 0;
    while index < pieces.len() {
        if index % 2 == 0 {
            prose(pieces[index], &mut verb, &mut all);
            index += 1;
            continue;
        }
        let code = pieces[index].to_owned();
        let before = pieces[index - 1];
        // The text after it states where: "to `slack` in `tools`", "from the `tags` of `gmail`", "beside `toolkits`".
        let after = |index: usize| pieces.get(index + 1).copied().unwrap_or_default();
        let place = |word: &str| {
            let (mut names, mut at) = (Vec::new(), index);
            let mut due: &[&str] = std::slice::from_ref(&word);
            while due.iter().any(|word| {
                let after = after(at).trim_start_matches(' ').strip_prefix(word);
                matches!(after, Some(" " | " the " | " the session's "))
            }) {
                at += 2;
                names.push(pieces[at].to_owned());
                due = &["in", "of"];
            }
            (names, at)
        };
        if verb == Some("move") && ends_with(before, &["to"]) {
            let (inside, at) = place("in");
            all.push(Advice::MoveTo(std::iter::once(code).chain(inside).collect()));
            index = at + 1;
            continue;
        }
        let is_due = before.trim().is_empty()
            || ends_with(before, &["write", "mean", "as", "or", "add", "remove", ","])
            || (verb == Some("move") && ends_with(before, &[":"]));
        let mut next = index + 1;
        match verb.filter(|_| is_due) {
            Some("write" | "mean") if after(index) == " beside " => {
                let (beside, at) = place("beside");
                all.extend(beside.into_iter().map(|beside| Advice::Beside(code.clone(), beside)));
                (next, verb) = (at + 1, None);
            }
            Some("write" | "mean") => all.push(Advice::Write(code)),
            Some("move") => all.push(Advice::Move(code)),
            Some("add") => {
                let (to, at) = place("to");
                all.push(if to.is_empty() { Advice::Add(code) } else { Advice::AddTo(code, to) });
                next = at + 1;
            }
            Some("remove") => {
                // It referred to the marked tokens only as long as nothing was named.
                all.pop_if(|last| *last == Advice::Remove(None));
                let (from, at) = place("from");
                all.push(if from.is_empty() { Advice::Remove(Some(code)) } else { Advice::RemoveFrom(code, from) });
                next = at + 1;
            }
            _ => {}
        }
        index = next;
    }
    all
}

/// Follows the verbs in a piece that is not code.
fn prose(piece: &str, verb: &mut Option<&str>, all: &mut Vec<Advice>) {
    for clause in piece.split_inclusive([';', ':', '.']) {
        for word in clause.split_whitespace().map(|word| word.trim_end_matches([',', ';', ':', '.', '?'])) {
            match word {
                "write" => *verb = Some("write"),
                "mean" => *verb = Some("mean"),
                "add" => *verb = Some("add"),
                "move" => *verb = Some("move"),
                "remove" => {
                    *verb = Some("remove");
                    all.push(Advice::Remove(None));
                }
                _ => {}
            }
        }
        if clause.ends_with([';', '.']) {
            *verb = None;
        }
    }
}

fn ends_with(before: &str, words: &[&str]) -> bool {
    let before = before.trim_end();
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let sign = &last[last.len() - last.chars().next_back().map_or(0, char::len_utf8)..];
    words.contains(&last) || words.contains(&sign)
}

#[test]
fn a_help_is_read_as_people_read_it() {
    let write = |text: &str| Advice::Write(text.to_owned());
    for (help, expected) in [
        ("write `a = 1` or `b`", vec![write("a = 1"), write("b")]),
        ("did you mean `x`, `y` or `z`?", vec![write("x"), write("y"), write("z")]),
        ("write a number such as `3`, or remove it", vec![write("3"), Advice::Remove(None)]),
        ("add `a`, or remove `b`", vec![Advice::Add("a".into()), Advice::Remove(Some("b".into()))]),
        ("remove it: `a` does the same", vec![Advice::Remove(None)]),
        ("write `a(b)` beside `c`, not inside of it", vec![Advice::Beside("a(b)".into(), "c".into())]),
        ("only an account of `x` can stand here", vec![]),
        (
            "add `a` to `b` in `c`, or remove it here",
            vec![Advice::AddTo("a".into(), vec!["b".into(), "c".into()]), Advice::Remove(None)],
        ),
        ("remove `a` from `b`", vec![Advice::RemoveFrom("a".into(), vec!["b".into()])]),
        ("move it to `b` in `c`", vec![Advice::MoveTo(vec!["b".into(), "c".into()])]),
        ("move it: `a(b)`", vec![Advice::Move("a(b)".into())]),
    ] {
        assert_eq!(advice(help), expected, "{help}");
    }
}
