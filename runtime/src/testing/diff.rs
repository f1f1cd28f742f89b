//! Expected and recorded calls as text, and how they differ.

use std::fmt::Write;

use serde_json::Value;
use similar::{Algorithm, ChangeTag, TextDiff, capture_diff_slices};
use tool_router_local::testing::{CallOutcome, RecordedCall};

use super::expected::{Arguments, ExpectedCall, overlaid};

/// The difference between what was expected and what was called: call by call, and line by line in calls of the same tool.
pub(super) fn diff(expected: &[ExpectedCall], calls: &[RecordedCall]) -> String {
    let shows_users = expected.iter().any(|expected| expected.user.is_some());
    let before: Vec<String> = pairs(expected, calls).map(|(expected, call)| block(expected, call)).collect();
    let after: Vec<String> = calls.iter().map(|call| shown(call, shows_users)).collect();
    let mut told = String::from("\n  - expected\n  + called\n\n");
    for difference in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (_, old, new) = difference.as_tag_tuple();
        let (old, new) = (&before[old], &after[new]);
        for index in 0..old.len().max(new.len()) {
            match (old.get(index), new.get(index)) {
                (Some(old), Some(new)) if first_word(old) == first_word(new) => lines(&mut told, old, new),
                (old, new) => {
                    lines(&mut told, old.map_or("", String::as_str), "");
                    lines(&mut told, "", new.map_or("", String::as_str));
                }
            }
        }
    }
    told
}

fn first_word(text: &str) -> Option<&str> {
    text.split_whitespace().next()
}

/// Writes the difference of two texts.
fn lines(told: &mut String, old: &str, new: &str) {
    for change in TextDiff::from_lines(old, new).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        let _ = write!(told, "  {sign} {change}");
    }
}

/// Whether an expected call is compared with one that was made.
type Rule = fn(&ExpectedCall, &RecordedCall) -> bool;

/// Each expected call with the one that it is compared with: the one that fits, or else one of the same tool.
fn pairs<'a>(
    expected: &'a [ExpectedCall],
    calls: &'a [RecordedCall],
) -> impl Iterator<Item = (&'a ExpectedCall, Option<&'a RecordedCall>)> {
    let mut free: Vec<Option<&RecordedCall>> = calls.iter().map(Some).collect();
    let mut found: Vec<Option<&RecordedCall>> = vec![None; expected.len()];
    let rules: [Rule; 2] = [ExpectedCall::matches, |expected, call| expected.tool == call.tool];
    for rule in rules {
        for (index, expected) in expected.iter().enumerate() {
            if found[index].is_none() {
                // The one in the same place first.
                let candidates = [index].into_iter().chain(0..free.len());
                let mut candidates = candidates.filter(|place| free.get(*place).copied().flatten().is_some());
                let place = candidates.find(|place| free[*place].is_some_and(|call| rule(expected, call)));
                found[index] = place.and_then(|place| free[place].take());
            }
        }
    }
    expected.iter().zip(found)
}

/// What is expected, with whatever is not expected of it as it was called.
fn block(expected: &ExpectedCall, call: Option<&RecordedCall>) -> String {
    let arguments = match (&expected.arguments, call) {
        (Arguments::Any, Some(call)) => Some(call.arguments.clone()),
        (Arguments::Any, None) => None,
        (Arguments::Exactly(arguments), _) => Some(arguments.clone()),
        (Arguments::AtLeast(arguments), Some(call)) => Some(overlaid(&call.arguments, arguments)),
        (Arguments::AtLeast(arguments), None) => Some(arguments.clone()),
    };
    text(&expected.tool, expected.user.as_deref(), arguments.as_ref())
}

fn shown(call: &RecordedCall, shows_users: bool) -> String {
    text(&call.tool, shows_users.then_some(&*call.user_id), Some(&call.arguments))
}

fn text(tool: &str, user: Option<&str>, arguments: Option<&Value>) -> String {
    let mut text = tool.to_owned();
    if let Some(user) = user {
        let _ = write!(text, " by {user}");
    }
    if let Some(arguments) = arguments {
        let _ = write!(text, " {arguments:#}");
    }
    text.push('\n');
    text
}

/// All calls with their outcomes, one in a line, for a message.
pub(super) fn list(calls: &[RecordedCall]) -> String {
    if calls.is_empty() {
        return "\n  nothing was called".to_owned();
    }
    calls.iter().fold(String::new(), |mut list, call| {
        let _ = write!(list, "\n  {} {} by {}: {}", call.tool, call.arguments, call.user_id, told(&call.outcome));
        list
    })
}

fn told(outcome: &CallOutcome) -> String {
    match outcome {
        CallOutcome::Completed(_) => "completed".to_owned(),
        CallOutcome::Failed(error) => format!("failed, {error}"),
        CallOutcome::Refused(error) => format!("refused, {error}"),
        CallOutcome::AwaitsApproval => "waits for its user's approval".to_owned(),
        CallOutcome::Declined => "not approved by its user".to_owned(),
        CallOutcome::Unfinished => "unfinished".to_owned(),
        other => format!("{other:?}"),
    }
}
