//! What a model is told of its session: `experimental.assistive_prompt`.

use tool_router_core::config::SessionConfig;

use crate::meta::{self, MetaTool};

/// The prompt of a session that was created with this configuration.
pub(super) fn prompt(config: &SessionConfig) -> String {
    let has = |wanted: MetaTool| meta::exposed(config).any(|tool| tool == wanted);
    let mut lines =
        vec!["You act for one user, with the tools of the applications that this session reaches.".to_owned()];
    let mut say = |tool: MetaTool, what: &str| {
        if has(tool) {
            lines.push(format!("- {} {what}", tool.slug()));
        }
    };
    say(MetaTool::SearchTools, "finds the tools for a task, and says which applications are connected. Call it first.");
    say(MetaTool::GetToolSchemas, "returns the arguments of tools by their slugs. Never guess a slug or an argument.");
    say(MetaTool::MultiExecute, "runs the tools that were found, several at once if none needs another's result.");
    say(
        MetaTool::ManageConnections,
        "makes a link where an application is not connected. Show the link to the user, and go on once they have signed in.",
    );
    say(MetaTool::WaitForConnections, "waits until the user has signed in.");
    say(MetaTool::ProxyExecute, "calls an application's own HTTP API where no tool fits.");
    say(MetaTool::SubmitFeedback, "reports tools whose results are empty, wrong or errors.");
    if !config.manage_connections.enable {
        lines.push("- Applications are connected outside this session. If one is not, tell the user.".to_owned());
    }
    let prompt = config.experimental.assistive_prompt_config.as_ref();
    if let Some(zone) = prompt.and_then(|prompt| prompt.user_timezone.as_deref()) {
        lines.push(format!(
            "The user's time zone is {zone}: understand the dates and times that they name in it, and write yours in it."
        ));
    }
    lines.join("\n")
}
