//! What a help says to do.

/// One thing that can be done about a mistake.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Advice {
    /// Write this: in the place of the entry of that name, or else of what is marked.
    Write(String),
    /// Write this in the place of the entry of that name, and remove what is marked.
    Move(String),
    /// Write this beside that setting, and remove what is marked.
    Beside(String, String),
    /// Add this to what is marked, or else to the attribute.
    Add(String),
    /// Remove the setting of this name, or what is marked.
    Remove(Option<String>),
}

/// The pieces of advice in a help: what stands in backquotes right behind a verb, and each alternative to it.
pub(super) fn advice(help: &str) -> Vec<Advice> {
    let mut all = Vec::new();
    let mut verb: Option<&str> = None;
    for (index, piece) in help.split('`').enumerate() {
        if index % 2 == 0 {
            prose(piece, &mut verb, &mut all);
            continue;
        }
        let before = help.split('`').nth(index - 1).unwrap_or_default();
        let is_due = before.trim_end().is_empty()
            || ends_with(before, &["write", "mean", "as", "or", "add", "remove", "move", ","]);
        let code = piece.to_owned();
        let after = help.split('`').nth(index + 1).unwrap_or_default();
        match verb.filter(|_| is_due) {
            Some("write" | "mean") => match after.strip_prefix(" beside ") {
                Some(_) => {
                    let beside = help.split('`').nth(index + 2).unwrap_or_default().to_owned();
                    all.push(Advice::Beside(code, beside));
                    verb = None;
                }
                None => all.push(Advice::Write(code)),
            },
            Some("move") => all.push(Advice::Move(code)),
            Some("add") => all.push(Advice::Add(code)),
            Some("remove") => {
                // Taken for what is marked while nothing was named.
                all.pop_if(|last| *last == Advice::Remove(None));
                all.push(Advice::Remove(Some(code)));
            }
            _ => {}
        }
    }
    all
}

/// Follows the verbs of a piece that is not code.
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
    words.iter().any(|word| before.ends_with(word))
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
    ] {
        assert_eq!(advice(help), expected, "{help}");
    }
}
