//! What a model is told of a call: in words that it can act on, without paths, ids or secrets.

use serde_json::Value;
use tool_router_core::grammar::spelling;

use super::run::Runner;
use super::scrub::{scrub, scrub_data};
use super::{Execution, MetaTool};
use crate::error::{ApiError, ApiErrorKind, Delivery, Error, InvalidInput};
use crate::model::{ToolAnswer, ToolCall};

/// How many names an answer lists.
const MOST_NAMES: usize = 40;
/// The longest name that an answer repeats, in characters.
const LONGEST_NAME: usize = 80;

/// The answer to a call of a tool that the session does not have.
pub(super) fn unknown(runner: &Runner, call: &ToolCall, known: &[String]) -> ToolAnswer {
    let wanted = runner.meant().unwrap_or(call.name());
    let nearest = nearest(wanted, known.iter().map(String::as_str)).map(|name| runner.shown(name));
    let known: Vec<String> = known.iter().map(|name| runner.shown(name)).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let mut text = unknown_among(call, nearest.as_deref(), &known).text().to_owned();
    text.push_str(&found_by_search(runner).unwrap_or_default());
    ToolAnswer::error(call, text)
}

/// The answer to a call of a tool that no session of several has.
pub(super) fn unknown_among(call: &ToolCall, nearest: Option<&str>, known: &[&str]) -> ToolAnswer {
    let mut text = no_such_tool(call.name());
    match nearest {
        Some(name) => text.push_str(&format!(" Did you mean `{name}`?")),
        None if !known.is_empty() && known.len() <= MOST_NAMES => {
            text.push_str(&format!(" The tools are: {}.", known.join(", ")));
        }
        None => {}
    }
    ToolAnswer::error(call, text)
}

/// The answer to a call of a tool that several sessions have.
pub(super) fn ambiguous(call: &ToolCall, names: &[&str]) -> ToolAnswer {
    let text = format!("There are several tools `{}`. Call one of: {}.", short(call.name()), names.join(", "));
    ToolAnswer::error(call, text)
}

/// The known name that is most similar to what a model called, with or without the namespace that models put before it:
/// `functions.NAME`.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let last = name.rsplit(['.', ':', '/']).next().filter(|last| !last.is_empty() && *last != name);
    spelling::nearest(name, known.clone()).or_else(|| spelling::nearest(last?, known))
}

fn no_such_tool(name: &str) -> String {
    match name {
        "" => "The call names no tool.".to_owned(),
        name => format!("There is no tool `{}`.", short(name)),
    }
}

/// The answer to a call whose arguments are not an object.
pub(super) fn malformed(call: &ToolCall, problem: &str) -> ToolAnswer {
    ToolAnswer::error(call, format!("The arguments of `{}` cannot be used: {problem}.", short(call.name())))
}

/// The answer to a call with the id of another.
pub(super) fn repeated(call: &ToolCall) -> ToolAnswer {
    ToolAnswer::error(call, "This call has the id of another call of the same message, so it did not run.")
}

/// The answer to a call that ended in an error of the request, beside calls that have answers.
pub(super) fn interrupted(call: &ToolCall, error: Error) -> ToolAnswer {
    let text = match &error {
        Error::Api(_) if error.is_passing() => "The tool could not be run at the moment. Try again later.",
        Error::Api(_) => {
            "The call was refused and did not run. Repeating it does not help: tell the user that it failed."
        }
        _ if error.delivery() == Some(Delivery::NotSent) => {
            "The tool could not be reached, and the call did not run. Try again later."
        }
        _ => "The tool's answer was lost, and it is not known whether the call ran. Find out before you repeat it.",
    };
    ToolAnswer::error(call, text).with_cause(error)
}

/// The answer to a call of the tool `slug` that ended like this.
///
/// What the program has to handle stays an error.
pub(super) fn outcome(
    runner: &Runner,
    call: &ToolCall,
    slug: &str,
    outcome: Result<Execution, Error>,
) -> Result<ToolAnswer, Error> {
    let execution = match outcome {
        Ok(execution) => execution,
        Err(Error::Invalid(invalid)) if is_of_the_call(&invalid) => {
            return Ok(ToolAnswer::error(call, sentence(&invalid.to_string())));
        }
        Err(Error::Api(refusal)) => {
            return match refused(runner, call, slug, &refusal) {
                Some(text) => Ok(ToolAnswer::error(call, text)),
                None => Err(Error::Api(refusal)),
            };
        }
        Err(error) => return Err(error),
    };
    let answer = match &execution {
        Execution::Completed(completed) => ToolAnswer::new(call, data(&completed.data)),
        Execution::Failed(failed) => {
            let reason = failed.error.as_deref().filter(|reason| !reason.trim().is_empty());
            let mut text = words(runner, reason.unwrap_or("The tool failed and gives no reason."));
            let says_nothing = match &failed.data {
                Value::Null => true,
                Value::Object(members) => members.is_empty(),
                _ => false,
            };
            if !says_nothing {
                text.push_str(&format!("\n{}", scrub_data(runner, &failed.data)));
            }
            ToolAnswer::error(call, text)
        }
        Execution::InputRequired(input) => {
            let asked = input.requests().values().map(|request| scrub(runner, request.message.trim()));
            let asked: Vec<String> = asked.filter(|message| !message.is_empty()).collect();
            let mut text = sentence(&match &*asked {
                [] => "The user has to answer before this call runs".to_owned(),
                asked => format!("The user has to answer before this call runs: {}", asked.join("; ")),
            });
            text.push_str(" Nothing has run yet. Do not repeat the call: tell the user that it waits for an answer.");
            ToolAnswer::new(call, text)
        }
        Execution::Blocked(blocked) => {
            let what = if blocked.reason.kind == "response_blocked" {
                "The tool ran, and its answer is withheld"
            } else {
                "The call was blocked, and nothing has run"
            };
            let reason = scrub(runner, blocked.message.trim());
            let text = if reason.is_empty() { format!("{what}.") } else { sentence(&format!("{what}: {reason}")) };
            ToolAnswer::error(call, text)
        }
        Execution::Unknown(unknown) => {
            let kind = short(&unknown.result_type);
            ToolAnswer::error(call, format!("The call ended in a way that is not known here (`{kind}`)."))
        }
    };
    Ok(answer.with_outcome(execution))
}

/// Whether it is the model that got something wrong.
fn is_of_the_call(invalid: &InvalidInput) -> bool {
    matches!(invalid, InvalidInput::EmptyTool | InvalidInput::Arguments { .. } | InvalidInput::ToolsAtOnce { .. })
}

/// What a model is told of a refusal, or `None` for one that the program has to handle.
fn refused(runner: &Runner, call: &ToolCall, slug: &str, refusal: &ApiError) -> Option<String> {
    let is_of_the_call = match refusal.kind() {
        ApiErrorKind::NoActiveConnection => return Some(not_connected(runner, call, slug)),
        ApiErrorKind::BadRequest | ApiErrorKind::Conflict | ApiErrorKind::Unprocessable => true,
        // A key that may not do this is the program's concern, and so is a session that is gone.
        ApiErrorKind::Forbidden => refusal.message().starts_with("[Session Restriction]"),
        ApiErrorKind::NotFound => {
            let message = refusal.message().to_ascii_lowercase();
            message.contains("tool") && !message.contains("session")
        }
        ApiErrorKind::Other => refusal.status() == 413,
        _ => false,
    };
    if !is_of_the_call {
        return None;
    }
    if refusal.message().contains("request_state") {
        // The program sends it with the user's answer; the model has never seen it.
        let text = "The user's answer does not count: it was used already, or came too late. The call did not run again. Make \
                    it anew if it is still wanted, so that the user is asked again.";
        return Some(text.to_owned());
    }
    let mut text = sentence(refusal.message());
    for detail in refusal.details() {
        text.push_str(&format!(" {}", sentence(detail)));
    }
    let fix = refusal.suggested_fix().filter(|fix| names_only_what_is_there(runner, fix));
    if let Some(fix) = fix {
        text.push_str(&format!(" {}", sentence(fix)));
    }
    let text = words(runner, &text);
    let known = runner.live.known_tools();
    if known.iter().any(|name| name.eq_ignore_ascii_case(slug)) {
        return Some(text);
    }
    let is_out_of_reach = refusal.message().starts_with("[Session Restriction]") || refusal.suggested_fix() != fix;
    let instead = match nearest(slug, known.iter().map(String::as_str)) {
        Some(name) => format!(" Did you mean `{}`?", runner.shown(name)),
        None if fix.is_none() && is_out_of_reach => elsewhere(runner, &known),
        None => String::new(),
    };
    Some(text + &instead)
}

/// Where a model finds what it can call.
fn elsewhere(runner: &Runner, known: &[String]) -> String {
    let known: Vec<String> = known.iter().map(|name| runner.shown(name)).collect();
    found_by_search(runner).unwrap_or_else(|| match known.len() {
        1..=MOST_NAMES => format!(" The tools are: {}.", known.join(", ")),
        _ => String::new(),
    })
}

/// The tool that finds others, where the session has it.
fn found_by_search(runner: &Runner) -> Option<String> {
    let search = MetaTool::SearchTools;
    runner.live.has(&search).then(|| format!(" Find tools with {}.", runner.shown(search.as_str())))
}

/// Whether none of the router's own tools that a text names is one that the session does not have.
fn names_only_what_is_there(runner: &Runner, text: &str) -> bool {
    MetaTool::KNOWN.iter().all(|tool| runner.live.has(tool) || !text.contains(tool.as_str()))
}

/// A text of the router for the model: scrubbed, and with the names that the model knows the router's own tools by.
fn words(runner: &Runner, text: &str) -> String {
    let mut text = scrub(runner, text);
    for tool in MetaTool::KNOWN.iter().filter(|tool| runner.live.has(tool)) {
        let shown = runner.shown(tool.as_str());
        if shown != tool.as_str() {
            text = text.replace(tool.as_str(), &shown);
        }
    }
    text
}

fn not_connected(runner: &Runner, call: &ToolCall, slug: &str) -> String {
    let toolkit = runner.live.toolkit_of(slug);
    let name = toolkit
        .as_deref()
        .map_or_else(|| format!("The toolkit of `{}`", short(slug)), |toolkit| format!("`{toolkit}`"));
    if !runner.live.has(&MetaTool::ManageConnections) {
        return format!(
            "{name} is not connected for this user, and you cannot connect it. Tell the user to connect it first."
        );
    }
    let manage = runner.shown(MetaTool::ManageConnections.as_str());
    let with = toolkit.map_or_else(|| "with it".to_owned(), |toolkit| format!("with toolkits [\"{toolkit}\"]"));
    format!(
        "{name} is not connected for this user. Call {manage} {with}, show the user the link that it returns, and call `{}` \
         again once the user has connected.",
        short(call.name())
    )
}

/// A tool's data as text.
fn data(data: &Value) -> String {
    match data {
        Value::Null => "The tool ran and returned nothing.".to_owned(),
        Value::String(text) if text.is_empty() => "The tool ran and returned an empty text.".to_owned(),
        Value::String(text) => text.clone(),
        data => data.to_string(),
    }
}

/// A text with a full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let ends = text.ends_with(['.', '!', '?', ':']);
    format!("{text}{}", if ends { "" } else { "." })
}

/// A name that a model made up, which may be anything.
fn short(name: &str) -> String {
    let plain = |character: char| if character.is_control() || character == '`' { ' ' } else { character };
    let mut shown: String = name.chars().take(LONGEST_NAME).map(plain).collect();
    if name.chars().nth(LONGEST_NAME).is_some() {
        shown.push('…');
    }
    shown
}
