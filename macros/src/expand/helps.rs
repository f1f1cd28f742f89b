//! Applies every help of every UI case to its source: the result must have fewer mistakes.
//!
//! CONTRIBUTING.md describes how a help is written; this module relies on that.

mod advice;
mod edit;
mod source;

use std::path::{Path, PathBuf};

use self::{
    advice::advice,
    edit::apply,
    source::{Declared, declared},
};
use crate::diagnostic::Diagnostics;

/// The helps whose text cannot be applied, each with the reason.
const PROSE: &[(&str, &str)] = &[
    ("catalog-file", "the file has to be there"),
    ("custom-tools-impl", "which methods are tools is for their author to know, and where they belong"),
    ("not-a-struct", "what is meant to be the agent is for its author to know"),
    ("not-an-async-fn", "what is meant to be the tool is for its author to know, and where it belongs"),
];

fn cases() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui");
    let mut cases: Vec<PathBuf> = ["custom", "fail", "many", "requests"]
        .into_iter()
        .flat_map(|kind| std::fs::read_dir(directory.join(kind)).expect("the cases"))
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    cases.sort();
    cases
}

#[test]
fn what_a_help_says_mends() {
    let mut wrong = Vec::new();
    let mut applied = 0;
    for case in cases() {
        let source = std::fs::read_to_string(&case).unwrap();
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let (count, failed) = follow(&source);
        applied += count;
        wrong.extend(failed.into_iter().map(|failed| format!("{name}: {failed}")));
    }
    assert!(applied > 500, "{applied} pieces of advice");
    assert!(wrong.is_empty(), "{} of {applied} do not mend\n{}", wrong.len(), wrong.join("\n"));
}

/// Applies every help for the declarations of a source, one at a time. Returns how many there are, and which do not
/// mend.
pub(super) fn follow(source: &str) -> (usize, Vec<String>) {
    let (mut applied, mut wrong) = (0, Vec::new());
    for (index, declaration) in declared(source).iter().enumerate() {
        let found = declaration.diagnostics();
        for diagnostic in found.iter() {
            let help = diagnostic.help_text();
            let all = advice(help);
            if all.is_empty() && !PROSE.iter().any(|(rule, _)| *rule == diagnostic.rule.name) {
                wrong.push(format!("nothing to do in: {help}"));
            }
            for advice in all {
                applied += 1;
                let edited = apply(source, declaration, declaration.place_of(&diagnostic.tokens), &advice);
                let left = edited.as_deref().and_then(|edited| remaining(edited, index));
                if left.as_ref().is_some_and(|left| weight(left) < weight(&found)) {
                    continue;
                }
                let messages = left.iter().flat_map(Diagnostics::iter).map(|left| left.message().replace('\n', " | "));
                wrong.push(format!(
                    "{advice:?} of: {help}\n    {}\n    {}",
                    edited.as_deref().map_or("cannot be done".to_owned(), |edited| text(edited, index)),
                    messages.collect::<Vec<_>>().join("\n    "),
                ));
            }
        }
    }
    (applied, wrong)
}

/// The number of errors, and of warnings.
fn weight(found: &Diagnostics) -> (usize, usize) {
    (found.errors(), found.iter().count())
}

/// The mistakes of the declaration at the same position in the edited source.
fn remaining(source: &str, index: usize) -> Option<Diagnostics> {
    declared(source).get(index).map(Declared::diagnostics)
}

fn text(source: &str, index: usize) -> String {
    declared(source).get(index).map_or("no declaration".to_owned(), |declared| declared.text(source).to_owned())
}
