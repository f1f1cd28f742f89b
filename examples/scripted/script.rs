use serde_json::{Value, json};

use super::conversation::Conversation;
use super::{Refusal, Step};

const SEARCH: &str = "COMPOSIO_SEARCH_TOOLS";
const CONNECT: &str = "COMPOSIO_MANAGE_CONNECTIONS";
const EXECUTE: &str = "COMPOSIO_MULTI_EXECUTE_TOOL";
const FETCH: &str = "GMAIL_FETCH_EMAILS";
const SEND: &str = "GMAIL_SEND_EMAIL";

/// Decides as a model would that is asked what is new in the inbox, and that answers the newest mail if it can send.
pub(super) fn next(conversation: &Conversation) -> Result<Step, Refusal> {
    let has = |name: &str| conversation.tools.iter().any(|tool| tool == name);
    let newest = json!({ "max_results": 3 });
    let execute =
        || json!({ "tools": [{ "tool_slug": FETCH, "arguments": newest }], "sync_response_to_workbench": false });
    let Some((called, result)) = conversation.last()? else {
        if has(FETCH) {
            return Ok(call(FETCH, newest));
        }
        if has(SEARCH) {
            let queries = json!([{ "use_case": "read the newest mails of the inbox" }]);
            return Ok(call(SEARCH, json!({ "queries": queries, "session": { "generate_id": true } })));
        }
        return Err(Refusal::new("the script needs a tool that reads mail"));
    };
    let Ok(data) = serde_json::from_str::<Value>(result) else {
        // What went wrong is told in plain words, and the model passes it on.
        return Ok(Step::Say(format!("That did not work: {result}")));
    };
    Ok(match called {
        SEARCH if data["toolkit_connection_statuses"][0]["has_active_connection"] == true => call(EXECUTE, execute()),
        SEARCH => call(CONNECT, json!({ "toolkits": ["gmail"] })),
        CONNECT if conversation.user_spoke_last => call(EXECUTE, execute()),
        CONNECT => Step::Say(match data["results"]["gmail"]["redirect_url"].as_str() {
            Some(link) => format!("I need access to your Gmail first. Please open this link and come back: {link}"),
            None => format!("I cannot ask for access to Gmail: {result}"),
        }),
        EXECUTE => Step::Say(match mails(&data["results"][0]["response"]["data"]) {
            Some(mails) => format!("Your newest mails:{mails}"),
            None => format!("I could not read your mail. {}", data["results"][0]["error"].as_str().unwrap_or(result)),
        }),
        FETCH => {
            let mails = mails(&data).ok_or_else(|| Refusal::new("the tool's result holds no mails"))?;
            if !has(SEND) {
                return Ok(Step::Say(format!("Your newest mails:{mails}")));
            }
            let newest = &data["messages"][0];
            let subject = format!("Re: {}", newest["subject"].as_str().unwrap_or_default());
            let body = "Thank you, I will answer tomorrow.";
            call(SEND, json!({ "recipient_email": newest["sender"], "subject": subject, "body": body }))
        }
        SEND => Step::Say(match data["id"].as_str() {
            Some(id) => format!("I answered the newest mail; the answer is {id}."),
            None => format!("The answer was not sent: {result}"),
        }),
        other => return Err(Refusal::new(format!("the script does not call {other}"))),
    })
}

/// A line for each mail, if these are mails.
fn mails(data: &Value) -> Option<String> {
    let line = |mail: &Value| Some(format!("\n       - {} ({})", mail["subject"].as_str()?, mail["sender"].as_str()?));
    data["messages"].as_array()?.iter().map(line).collect()
}

fn call(name: &str, arguments: Value) -> Step {
    Step::Call { name: name.to_owned(), arguments }
}
