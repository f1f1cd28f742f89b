//! The descriptions of the tools, and every tool against the sandbox provider over real HTTP.

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};
use tool_router_core::config::Tag;

use super::SCOPES;
use crate::{
    Caller, GitHub, LocalToolkit, ToolCall, ToolError,
    sandbox::test_support::{Fixture, builder},
};

const MAYA: &str = "maya@sandbox.example";
const TOMAS: &str = "tomas@sandbox.example";
const INES: &str = "ines@sandbox.example";

/// A person's agent.
struct Agent<'a> {
    sandbox: &'a Fixture,
    github: GitHub,
    token: String,
}

impl<'a> Agent<'a> {
    async fn of(sandbox: &'a Fixture, person: &str) -> Self {
        Self::with_scopes(sandbox, person, &SCOPES.join(" ")).await
    }

    async fn with_scopes(sandbox: &'a Fixture, person: &str, scopes: &str) -> Self {
        let token = sandbox.access_token(person, scopes).await;
        Self { sandbox, github: sandbox.provider.github(sandbox.server.url()), token }
    }

    fn caller(&self) -> Caller<'_> {
        Caller::with_token(&self.sandbox.http, &self.token)
    }

    async fn try_call(&self, tool: &str, arguments: Value) -> Result<Value, ToolError> {
        let arguments = arguments.as_object().cloned().unwrap_or_default();
        self.github.execute(ToolCall::new(tool, &arguments, self.caller())).await
    }

    async fn call(&self, tool: &str, arguments: Value) -> Value {
        self.try_call(tool, arguments).await.unwrap_or_else(|error| panic!("{tool}: {error}"))
    }

    /// Calls a tool about `maya/checkout`.
    async fn try_at(&self, tool: &str, mut arguments: Value) -> Result<Value, ToolError> {
        arguments["owner"] = "maya".into();
        arguments["repo"] = "checkout".into();
        self.try_call(tool, arguments).await
    }

    async fn at(&self, tool: &str, arguments: Value) -> Value {
        self.try_at(tool, arguments).await.unwrap_or_else(|error| panic!("{tool}: {error}"))
    }
}

fn all<'v>(page: &'v Value, list: &str, field: &str) -> Vec<&'v str> {
    page[list].as_array().expect("a list").iter().map(|item| item[field].as_str().expect("a text")).collect()
}

fn numbers(page: &Value, list: &str) -> Vec<u64> {
    page[list].as_array().expect("a list").iter().map(|item| item["number"].as_u64().expect("a number")).collect()
}

fn upstream(answer: Result<Value, ToolError>) -> (u16, String) {
    match answer {
        Err(ToolError::Upstream { status, message }) => (status, message),
        other => panic!("{other:?}"),
    }
}

fn text_of(file: &Value) -> String {
    let encoded = file["content"]["content"].as_str().expect("a content").replace('\n', "");
    String::from_utf8(BASE64_STANDARD.decode(encoded).expect("base64")).expect("UTF-8")
}

#[tokio::test]
async fn repositories_are_listed_as_far_as_the_user_sees_them() {
    let sandbox = Fixture::start_github(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let list = "GITHUB_LIST_REPOSITORIES_FOR_THE_AUTHENTICATED_USER";
    let of_maya = maya.call(list, json!({})).await;
    assert_eq!(all(&of_maya, "repositories", "full_name"), ["ines/quarterly-report", "maya/checkout"]);
    assert!(of_maya.get("next_page").is_none());
    let of_tomas = tomas.call(list, json!({ "type": "private" })).await;
    assert_eq!(all(&of_tomas, "repositories", "full_name"), ["tomas/notes"]);
    let first = tomas.call(list, json!({ "per_page": 1, "sort": "created", "direction": "asc" })).await;
    assert_eq!((all(&first, "repositories", "name"), &first["next_page"]), (vec!["build-bot"], &json!(2)));
    let last = tomas.call(list, json!({ "per_page": 1, "page": 3, "sort": "created", "direction": "asc" })).await;
    assert_eq!((all(&last, "repositories", "name"), last.get("next_page")), (vec!["notes"], None));

    let public = maya.call("GITHUB_LIST_REPOSITORIES_FOR_A_USER", json!({ "username": "@Tomas" })).await;
    assert_eq!(all(&public, "repositories", "name"), ["build-bot"]);
    let one = maya.call("GITHUB_GET_A_REPOSITORY", json!({ "owner": "MAYA", "repo": "Checkout.git" })).await;
    assert_eq!((&one["default_branch"], &one["stargazers_count"]), (&json!("main"), &json!(2)));
    assert_eq!(one["permissions"]["push"], true);
    let hidden = maya.try_call("GITHUB_GET_A_REPOSITORY", json!({ "owner": "tomas", "repo": "notes" })).await;
    assert_eq!(upstream(hidden), (404, "Not Found".into()));
}

#[tokio::test]
async fn a_repository_is_created_filled_and_read_back() {
    let sandbox = Fixture::start_github(builder()).await;
    let (ines, maya) = (Agent::of(&sandbox, INES).await, Agent::of(&sandbox, MAYA).await);
    let create = "GITHUB_CREATE_A_REPOSITORY_FOR_THE_AUTHENTICATED_USER";
    let created = ines.call(create, json!({ "name": "figures", "description": "Mine", "private": true })).await;
    assert_eq!((&created["full_name"], &created["private"]), (&json!("ines/figures"), &json!(true)));
    let again = upstream(ines.try_call(create, json!({ "name": "Figures" })).await);
    assert_eq!(again, (422, "Validation Failed: name already exists on this account".into()));
    let empty = json!({ "owner": "ines", "repo": "figures", "path": "" });
    assert_eq!(upstream(ines.try_call("GITHUB_GET_REPOSITORY_CONTENT", empty.clone()).await).0, 404);
    let file = json!({ "owner": "ines", "repo": "figures", "path": "q1/a.md", "content": "Grüße", "message": "Begin" });
    ines.call("GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS", file).await;
    let root = ines.call("GITHUB_GET_REPOSITORY_CONTENT", empty.clone()).await;
    assert_eq!((&root["content"][0]["type"], &root["content"][0]["path"]), (&json!("dir"), &json!("q1")));
    assert_eq!(upstream(maya.try_call("GITHUB_GET_REPOSITORY_CONTENT", empty).await).0, 404, "it is private");

    let begun = ines.call(create, json!({ "name": "begun", "auto_init": true })).await;
    let readme = json!({ "owner": begun["owner"]["login"], "repo": "begun", "path": "README.md" });
    assert_eq!(text_of(&maya.call("GITHUB_GET_REPOSITORY_CONTENT", readme).await), "# begun\n");
}

#[tokio::test]
async fn files_are_read_written_and_deleted_in_commits() {
    let sandbox = Fixture::start_github(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let read = "GITHUB_GET_REPOSITORY_CONTENT";
    let root = maya.at(read, json!({ "path": "/" })).await;
    assert_eq!(all(&root, "content", "name"), ["docs", "src", "tests", "README.md"]);
    let readme = maya.at(read, json!({ "path": "README" })).await;
    assert_eq!((&readme["content"]["path"], &readme["content"]["type"]), (&json!("README.md"), &json!("file")));
    assert!(text_of(&readme).starts_with("# checkout"));
    let whole = json!({ "owner": "maya/checkout", "repo": "checkout", "path": "src/cart.rs", "ref": "fix/half-even" });
    assert!(text_of(&tomas.call(read, whole).await).contains("round_ties_even"));
    assert_eq!(upstream(maya.try_at(read, json!({ "path": "README.md", "ref": "nowhere" })).await).0, 404);

    let write = "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS";
    let created = maya.at(write, json!({ "path": "docs/tax.md", "content": "# Tax\n", "message": "Begin" })).await;
    let sha = &created["content"]["sha"];
    let author =
        json!({ "author__name": "Ada", "author__email": "ada@example.com", "author__date": "2024-05-01T00:00:00Z" });
    let mut change = json!({ "path": "docs/tax.md", "content": "IyBUYXhlcwo=", "message": "Rename", "sha": sha });
    change.as_object_mut().expect("an object").extend(author.as_object().expect("an object").clone());
    let changed = tomas.at(write, change.clone()).await;
    assert_eq!(
        (&changed["commit"]["author"]["name"], &changed["commit"]["message"]),
        (&json!("Ada"), &json!("Rename"))
    );
    assert_eq!(text_of(&maya.at(read, json!({ "path": "docs/tax.md" })).await), "# Taxes\n");
    assert_eq!(upstream(tomas.try_at(write, change).await).0, 409, "the SHA is that of an older content");
    let blind = maya.at(write, json!({ "path": "docs/tax.md", "content": "test", "message": "Replace" })).await;
    assert_eq!(text_of(&maya.at(read, json!({ "path": "docs/tax.md" })).await), "test");

    let remove = json!({ "path": "docs/tax.md", "message": "Remove it" });
    let removed = maya.at("GITHUB_DELETE_A_FILE", remove.clone()).await;
    assert_eq!((&removed["content"], &removed["commit"]["message"]), (&Value::Null, &json!("Remove it")));
    assert_eq!(upstream(maya.try_at("GITHUB_DELETE_A_FILE", remove).await).0, 404);
    let old = json!({ "path": "docs/tax.md", "ref": blind["commit"]["sha"] });
    assert_eq!(text_of(&maya.at(read, old).await), "test", "the commit before has it");
}

#[tokio::test]
async fn commits_are_listed_filtered_and_shown_with_their_patch() {
    let sandbox = Fixture::start_github(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let list = "GITHUB_LIST_COMMITS";
    let first = maya.at(list, json!({})).await;
    assert_eq!(first["commits"].as_array().map(Vec::len), Some(1), "the default is one");
    assert_eq!(
        (&first["commits"][0]["commit"]["message"], &first["next_page"]),
        (&json!("Test what becomes of halves"), &json!(2))
    );
    let messages = async |filter: Value| {
        let mut filter = filter;
        filter["per_page"] = 100.into();
        let page = maya.at(list, filter).await;
        let commits = page["commits"].as_array().cloned().expect("commits");
        commits
            .iter()
            .map(|commit| commit["commit"]["message"].as_str().expect("a text").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(messages(json!({})).await.len(), 4);
    assert_eq!(
        messages(json!({ "sha": "fix/half-even", "path": "src" })).await,
        ["Round half to even", "Add up carts"]
    );
    assert_eq!(messages(json!({ "author": "maya" })).await, ["Add up carts", "Begin with a README"]);
    assert_eq!(messages(json!({ "author": TOMAS, "since": "2020-01-01T00:00:00Z" })).await.len(), 2);
    assert!(messages(json!({ "until": "2020-01-01T00:00:00Z" })).await.is_empty());

    let commit = maya.at("GITHUB_GET_A_COMMIT", json!({ "ref": "fix/half-even" })).await;
    assert_eq!((&commit["author"]["login"], &commit["stats"]["total"]), (&json!("tomas"), &json!(3)));
    let patch = commit["files"][0]["patch"].as_str().expect("a patch");
    assert!(patch.contains("-    price.round() as i64\n") && patch.contains("\n+/// Rounds half to even."), "{patch}");
    let by_sha = maya.at("GITHUB_GET_A_COMMIT", json!({ "ref": commit["sha"] })).await;
    assert_eq!(by_sha["sha"], commit["sha"]);
}

#[tokio::test]
async fn a_change_goes_from_a_branch_through_a_review_to_the_default_branch() {
    let sandbox = Fixture::start_github(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let main = maya.at("GITHUB_GET_A_BRANCH", json!({ "branch": "main" })).await;
    let branch = json!({ "ref": "refs/heads/docs/halves", "sha": main["commit"]["sha"] });
    assert_eq!(maya.at("GITHUB_CREATE_A_REFERENCE", branch.clone()).await["ref"], "refs/heads/docs/halves");
    let again = upstream(maya.try_at("GITHUB_CREATE_A_REFERENCE", branch).await);
    assert_eq!(again, (422, "Reference already exists".into()));
    let branches = maya.at("GITHUB_LIST_BRANCHES", json!({})).await;
    assert_eq!(all(&branches, "branches", "name"), ["docs/halves", "fix/half-even", "main"]);

    let pull = json!({ "title": "Say what happens", "body": "Fixes #4", "head": "docs/halves", "base": "main" });
    let nothing = upstream(maya.try_at("GITHUB_CREATE_A_PULL_REQUEST", pull.clone()).await);
    assert_eq!(nothing, (422, "Validation Failed: No commits between main and docs/halves".into()));
    let file = json!({
        "path": "docs/rounding.md", "content": "# Rounding\n\nHalves go to even.\n", "message": "Say it", "branch": "docs/halves",
    });
    maya.at("GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS", file).await;
    let created = maya.at("GITHUB_CREATE_A_PULL_REQUEST", pull).await;
    let number = &created["number"];
    assert_eq!(
        (number, &created["head"]["ref"], &created["mergeable"]),
        (&json!(5), &json!("docs/halves"), &json!(true))
    );

    let files = tomas.at("GITHUB_LIST_PULL_REQUESTS_FILES", json!({ "pull_number": number })).await;
    assert_eq!(all(&files, "files", "filename"), ["docs/rounding.md"]);
    assert_eq!((&files["files"][0]["additions"], &files["files"][0]["deletions"]), (&json!(1), &json!(3)));
    let own = json!({ "pull_number": number, "event": "APPROVE" });
    assert_eq!(upstream(maya.try_at("GITHUB_CREATE_A_REVIEW_FOR_A_PULL_REQUEST", own.clone()).await).0, 422);
    let approval = json!({
        "pull_number": number, "event": "APPROVE", "body": "Yes.",
        "comments": [{ "path": "docs/rounding.md", "body": "Nice", "line": 3, "side": "RIGHT" }],
    });
    let review = tomas.at("GITHUB_CREATE_A_REVIEW_FOR_A_PULL_REQUEST", approval).await;
    assert_eq!((&review["state"], &review["user"]["login"]), (&json!("APPROVED"), &json!("tomas")));

    let retitled = json!({ "pull_number": number, "title": "Say what happens to halves" });
    assert_eq!(maya.at("GITHUB_UPDATE_A_PULL_REQUEST", retitled).await["title"], "Say what happens to halves");
    let stale = json!({ "pull_number": number, "sha": main["commit"]["sha"] });
    assert_eq!(upstream(tomas.try_at("GITHUB_MERGE_A_PULL_REQUEST", stale).await).0, 409);
    let merge = json!({ "pull_number": number, "merge_method": "squash" });
    let merged = tomas.at("GITHUB_MERGE_A_PULL_REQUEST", merge.clone()).await;
    assert_eq!(merged["merged"], true);
    let head = maya.at("GITHUB_GET_A_COMMIT", json!({ "ref": "main" })).await;
    assert_eq!((&head["sha"], &head["commit"]["message"]), (&merged["sha"], &json!("Say what happens to halves (#5)")));
    let again = upstream(tomas.try_at("GITHUB_MERGE_A_PULL_REQUEST", merge).await);
    assert_eq!(again, (405, "Pull Request is not mergeable".into()));
    let closed = maya.at("GITHUB_GET_A_PULL_REQUEST", json!({ "pull_number": number })).await;
    assert_eq!((&closed["state"], &closed["merged_by"]["login"]), (&json!("closed"), &json!("tomas")));
    let open = maya.at("GITHUB_LIST_PULL_REQUESTS", json!({})).await;
    assert_eq!(numbers(&open, "pull_requests"), [3]);
    assert!(!open.to_string().contains("api.github.example"), "links of the API are left out: {open}");
    let every = maya.at("GITHUB_LIST_PULL_REQUESTS", json!({ "state": "all", "head": "maya:docs/halves" })).await;
    assert_eq!(numbers(&every, "pull_requests"), [5]);
}

#[tokio::test]
async fn contradicting_changes_are_not_merged_and_others_are() {
    let sandbox = Fixture::start_github(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let write = "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS";
    maya.at(write, json!({ "path": "CHANGES.md", "content": "Elsewhere", "message": "Change something else" })).await;
    assert_eq!(maya.at("GITHUB_GET_A_PULL_REQUEST", json!({ "pull_number": 3 })).await["mergeable"], true);
    maya.at(write, json!({ "path": "src/cart.rs", "content": "// Gone", "message": "Contradict" })).await;
    let pull = maya.at("GITHUB_GET_A_PULL_REQUEST", json!({ "pull_number": 3 })).await;
    assert_eq!((&pull["mergeable"], &pull["mergeable_state"]), (&json!(false), &json!("dirty")));
    let refused = upstream(maya.try_at("GITHUB_MERGE_A_PULL_REQUEST", json!({ "pull_number": 3 })).await);
    assert_eq!(refused, (405, "Pull Request has merge conflicts".into()));
}

#[tokio::test]
async fn issues_are_listed_created_labelled_and_closed() {
    let sandbox = Fixture::start_github(builder()).await;
    let (maya, ines) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, INES).await);
    let list = async |filter: Value| numbers(&maya.at("GITHUB_LIST_REPOSITORY_ISSUES", filter).await, "issues");
    assert_eq!(list(json!({})).await, [4, 3, 2], "pull requests are issues");
    assert_eq!(list(json!({ "state": "all", "direction": "asc", "per_page": 3 })).await, [1, 2, 3]);
    assert_eq!(list(json!({ "labels": "BUG" })).await, [2]);
    assert_eq!(list(json!({ "assignee": "none" })).await, [4]);
    assert_eq!(list(json!({ "creator": "tomas", "sort": "comments" })).await, [2, 3]);

    let issue = json!({ "title": "Halves", "body": "@maya?", "labels": ["bug", "new label"], "assignees": ["maya"] });
    let by_reader = ines.at("GITHUB_CREATE_AN_ISSUE", issue.clone()).await;
    assert_eq!((&by_reader["labels"], &by_reader["assignees"]), (&json!([]), &json!([])), "she may not push");
    let issue = maya.at("GITHUB_CREATE_AN_ISSUE", issue).await;
    assert_eq!((&issue["number"], &issue["labels"][1]["name"]), (&json!(6), &json!("new label")));
    let labels = json!({ "issue_number": 5, "labels": ["Documentation"] });
    let labelled = maya.at("GITHUB_ADD_LABELS_TO_AN_ISSUE", labels).await;
    assert_eq!(all(&labelled, "labels", "name"), ["documentation"]);

    let close = json!({ "issue_number": 6, "state": "closed", "state_reason": "not_planned", "labels": [] });
    let closed = maya.at("GITHUB_UPDATE_AN_ISSUE", close).await;
    assert_eq!(
        (&closed["state"], &closed["state_reason"], &closed["labels"]),
        (&json!("closed"), &json!("not_planned"), &json!([]))
    );
    let foreign = json!({ "issue_number": 2, "title": "Mine" });
    assert_eq!(upstream(ines.try_at("GITHUB_UPDATE_AN_ISSUE", foreign).await).0, 403);
    let read = maya.at("GITHUB_GET_AN_ISSUE", json!({ "issue_number": 2 })).await;
    assert_eq!((&read["comments"], &read["user"]["login"]), (&json!(2), &json!("tomas")));

    let assigned = "GITHUB_LIST_ISSUES_ASSIGNED_TO_THE_AUTHENTICATED_USER";
    let mine = maya.call(assigned, json!({})).await;
    assert_eq!(all(&mine, "issues", "title"), ["Round half to even", "Check the churn figures"]);
    assert_eq!(mine["issues"][1]["repository"]["full_name"], "ines/quarterly-report");
    let mentioned = maya.call(assigned, json!({ "filter": "mentioned", "state": "all" })).await;
    assert_eq!(numbers(&mentioned, "issues"), [6, 5]);
}

#[tokio::test]
async fn comments_are_written_changed_and_deleted_by_those_who_may() {
    let sandbox = Fixture::start_github(builder()).await;
    let (maya, ines) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, INES).await);
    let said =
        ines.at("GITHUB_CREATE_AN_ISSUE_COMMENT", json!({ "issue_number": 3, "body": "**Please** merge" })).await;
    let id = &said["id"];
    let listed = maya.at("GITHUB_LIST_ISSUE_COMMENTS", json!({ "issue_number": 3 })).await;
    assert_eq!(all(&listed, "comments", "body"), ["**Please** merge"]);
    let change = json!({ "comment_id": id, "body": "Please merge" });
    assert_eq!(ines.at("GITHUB_UPDATE_AN_ISSUE_COMMENT", change).await["body"], "Please merge");
    let first = maya.at("GITHUB_LIST_ISSUE_COMMENTS", json!({ "issue_number": 2, "per_page": 1 })).await;
    assert_eq!(first["next_page"], 2);
    let foreign = json!({ "comment_id": first["comments"][0]["id"] });
    assert_eq!(upstream(ines.try_at("GITHUB_DELETE_ISSUE_COMMENT", foreign).await).0, 403);
    assert_eq!(maya.at("GITHUB_DELETE_ISSUE_COMMENT", json!({ "comment_id": id })).await, json!({}));
    assert_eq!(upstream(maya.try_at("GITHUB_DELETE_ISSUE_COMMENT", json!({ "comment_id": id })).await).0, 404);
}

#[tokio::test]
async fn repositories_are_starred_and_unstarred() {
    let sandbox = Fixture::start_github(builder()).await;
    let tomas = Agent::of(&sandbox, TOMAS).await;
    let starred = async || {
        let page = tomas.call("GITHUB_LIST_REPOSITORIES_STARRED_BY_THE_AUTHENTICATED_USER", json!({})).await;
        all(&page, "repositories", "name").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(starred().await, ["checkout"]);
    let bot = json!({ "owner": "tomas", "repo": "build-bot" });
    for _ in 0..2 {
        let star = "GITHUB_STAR_A_REPOSITORY_FOR_THE_AUTHENTICATED_USER";
        assert_eq!(tomas.call(star, bot.clone()).await, json!({}));
    }
    assert_eq!(starred().await, ["build-bot", "checkout"]);
    tomas.call("GITHUB_UNSTAR_REPOSITORY", bot.clone()).await;
    assert_eq!(upstream(tomas.try_call("GITHUB_UNSTAR_REPOSITORY", bot).await).0, 404);
    assert_eq!(starred().await, ["checkout"]);
}

#[tokio::test]
async fn a_search_finds_what_the_user_sees() {
    let sandbox = Fixture::start_github(builder()).await;
    let (maya, tomas) = (Agent::of(&sandbox, MAYA).await, Agent::of(&sandbox, TOMAS).await);
    let names = async |agent: &Agent<'_>, query: &str| {
        let page = agent.call("GITHUB_SEARCH_REPOSITORIES", json!({ "q": query })).await;
        all(&page, "items", "name").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names(&maya, "figures").await, ["quarterly-report"]);
    assert_eq!(names(&tomas, "figures").await, [""; 0], "it is private");
    assert_eq!(names(&maya, "language:rust stars:>=2").await, ["checkout"]);
    assert_eq!(names(&tomas, "user:@me -is:private").await, ["build-bot"]);

    let issues = async |agent: &Agent<'_>, query: &str| {
        let page = agent.call("GITHUB_SEARCH_ISSUES_AND_PULL_REQUESTS", json!({ "q": query, "sort": "created" })).await;
        assert_eq!(page["total_count"].as_u64(), page["items"].as_array().map(|items| items.len() as u64));
        numbers(&page, "items")
    };
    assert_eq!(issues(&maya, "is:open is:pr repo:maya/checkout").await, [3]);
    assert_eq!(issues(&maya, "author:tomas -is:closed label:bug").await, [2]);
    assert_eq!(issues(&tomas, "assignee:@me is:issue").await, [2]);
    assert_eq!(issues(&maya, "\"ties\" OR nothing").await, [0_u64; 0]);
    assert_eq!(issues(&tomas, "churn").await, [0_u64; 0], "it was said where he is not");
    assert_eq!(issues(&maya, "churn").await, [1]);
    let alone = upstream(maya.try_call("GITHUB_SEARCH_ISSUES_AND_PULL_REQUESTS", json!({ "q": "is:pr" })).await);
    assert!(alone.0 == 422 && alone.1.starts_with("Validation Failed: Query must include"), "{alone:?}");
    let search = |detail: &str| json!({ "q": "halves", "response_detail": detail });
    let minimal = maya.call("GITHUB_SEARCH_ISSUES_AND_PULL_REQUESTS", search("minimal")).await;
    let full = maya.call("GITHUB_SEARCH_ISSUES_AND_PULL_REQUESTS", search("full")).await;
    assert!(minimal["items"][0].get("url").is_none() && full["items"][0]["url"].is_string());
    assert!(minimal["items"][0]["repository_url"].is_string(), "nothing else names the repository");

    let code = maya.call("GITHUB_SEARCH_CODE", json!({ "q": "positions extension:rs user:maya" })).await;
    assert_eq!(all(&code, "items", "path"), ["src/cart.rs"]);
    assert_eq!(code["items"][0]["repository"]["full_name"], "maya/checkout");
    let page = json!({ "q": "a", "per_page": 1, "page": 2 });
    let page = maya.call("GITHUB_SEARCH_CODE", page).await;
    assert_eq!((page["items"].as_array().map(Vec::len), &page["next_page"]), (Some(1), &json!(3)));
}

#[tokio::test]
async fn the_connection_tells_whom_it_acts_as() {
    let sandbox = Fixture::start_github(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let user = maya.call("GITHUB_GET_THE_AUTHENTICATED_USER", json!({})).await;
    assert_eq!(
        (&user["login"], &user["name"], &user["email"]),
        (&json!("maya"), &json!("Maya Lindqvist"), &json!(MAYA))
    );
    assert_eq!(maya.github.current_user(maya.caller()).await, Ok(Some(user)));
}

#[tokio::test]
async fn a_scope_that_is_missing_is_named() {
    let sandbox = Fixture::start_github(builder()).await;
    let reader = Agent::with_scopes(&sandbox, MAYA, "read:user").await;
    let issue = json!({ "title": "x" });
    let refused = upstream(reader.try_at("GITHUB_CREATE_AN_ISSUE", issue.clone()).await);
    assert_eq!(refused, (404, "Not Found; the connection may need the scope public_repo or repo".into()));
    let private = json!({ "owner": "ines", "repo": "quarterly-report" });
    let refused = upstream(reader.try_call("GITHUB_GET_A_REPOSITORY", private.clone()).await);
    assert_eq!(refused, (404, "Not Found; the connection may need the scope repo".into()));
    assert_eq!(reader.at("GITHUB_GET_A_REPOSITORY", json!({})).await["name"], "checkout", "it is public");
    let public = Agent::with_scopes(&sandbox, MAYA, "public_repo").await;
    public.at("GITHUB_CREATE_AN_ISSUE", issue).await;
    assert_eq!(upstream(public.try_call("GITHUB_GET_A_REPOSITORY", private).await).0, 404);
    let own = public.call("GITHUB_LIST_REPOSITORIES_FOR_THE_AUTHENTICATED_USER", json!({})).await;
    assert_eq!(all(&own, "repositories", "name"), ["checkout"]);
}

#[tokio::test]
async fn what_github_refuses_is_the_tools_error() {
    let sandbox = Fixture::start_github(builder()).await;
    let ines = Agent::of(&sandbox, INES).await;
    for (tool, arguments, status, said) in [
        ("GITHUB_GET_AN_ISSUE", json!({ "issue_number": 99 }), 404, "Not Found"),
        ("GITHUB_GET_A_PULL_REQUEST", json!({ "pull_number": 2 }), 404, "Not Found"),
        ("GITHUB_GET_A_BRANCH", json!({ "branch": "nowhere" }), 404, "Branch not found"),
        ("GITHUB_GET_A_COMMIT", json!({ "ref": "nowhere" }), 422, "No commit found for SHA: nowhere"),
        ("GITHUB_CREATE_AN_ISSUE", json!({ "title": "x".repeat(257) }), 422, "title is too long"),
        ("GITHUB_CREATE_AN_ISSUE", json!({ "title": "x", "assignees": ["nobody"] }), 422, "assignees invalid"),
        ("GITHUB_CREATE_AN_ISSUE_COMMENT", json!({ "issue_number": 2, "body": "x".repeat(65_537) }), 422, "too long"),
        ("GITHUB_ADD_LABELS_TO_AN_ISSUE", json!({ "issue_number": 2, "labels": ["x"] }), 403, "push access"),
        (
            "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS",
            json!({ "path": "a.md", "content": "x", "message": "x" }),
            403,
            "push access",
        ),
        ("GITHUB_CREATE_A_PULL_REQUEST", json!({ "title": "x", "head": "a", "base": "main" }), 403, "push access"),
        ("GITHUB_LIST_COMMITS", json!({ "since": "yesterday" }), 422, "since"),
    ] {
        let (answered, message) = upstream(ines.try_at(tool, arguments).await);
        assert!(answered == status && message.contains(said), "{tool}: {answered} {message}");
    }
    let maya = Agent::of(&sandbox, MAYA).await;
    for (tool, arguments, status, said) in [
        (
            "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS",
            json!({ "path": "a.md", "content": "x", "message": "x", "branch": "nowhere" }),
            404,
            "Branch nowhere not found",
        ),
        (
            "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS",
            json!({ "path": "README.md/x", "content": "x", "message": "x" }),
            422,
            "conflicts",
        ),
        (
            "GITHUB_CREATE_A_REFERENCE",
            json!({ "ref": "refs/heads/a..b", "sha": "x" }),
            422,
            "Reference name is invalid",
        ),
        ("GITHUB_CREATE_A_REFERENCE", json!({ "ref": "refs/heads/a", "sha": "x" }), 422, "Object does not exist"),
        (
            "GITHUB_CREATE_A_PULL_REQUEST",
            json!({ "title": "x", "head": "fix/half-even", "base": "main" }),
            422,
            "A pull request already exists for maya:fix/half-even",
        ),
        (
            "GITHUB_CREATE_A_PULL_REQUEST",
            json!({ "title": "x", "head": "ines:a", "base": "main" }),
            422,
            "head invalid",
        ),
    ] {
        let (answered, message) = upstream(maya.try_at(tool, arguments).await);
        assert!(answered == status && message.contains(said), "{tool}: {answered} {message}");
    }
}

#[tokio::test]
async fn wrong_arguments_reach_nobody() {
    let sandbox = Fixture::start_github(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    for (tool, arguments, said) in [
        ("GITHUB_GET_A_REPOSITORY", json!({ "owner": "maya", "repo": "maya/checkout" }), "`repo`"),
        ("GITHUB_GET_A_REPOSITORY", json!({ "owner": "..", "repo": "checkout" }), "`owner`"),
        ("GITHUB_GET_A_REPOSITORY", json!({ "owner": "maya" }), "repo"),
        ("GITHUB_LIST_BRANCHES", json!({ "owner": "maya", "repo": "checkout", "per_page": 101 }), "between 1 and 100"),
        ("GITHUB_LIST_BRANCHES", json!({ "owner": "maya", "repo": "checkout", "page": 0 }), "1 or more"),
        ("GITHUB_GET_AN_ISSUE", json!({ "owner": "maya", "repo": "checkout", "issue_number": 0 }), "1 or more"),
        ("GITHUB_GET_AN_ISSUE", json!({ "owner": "maya", "repo": "checkout", "issue": 1 }), "issue"),
        ("GITHUB_LIST_REPOSITORY_ISSUES", json!({ "owner": "maya", "repo": "checkout", "state": "odd" }), "`state`"),
        ("GITHUB_CREATE_AN_ISSUE", json!({ "owner": "maya", "repo": "checkout", "title": " " }), "empty"),
        (
            "GITHUB_CREATE_AN_ISSUE",
            json!({ "owner": "maya", "repo": "checkout", "title": "x", "milestone": "v1" }),
            "milestone",
        ),
        (
            "GITHUB_UPDATE_AN_ISSUE",
            json!({ "owner": "maya", "repo": "checkout", "issue_number": 2 }),
            "nothing to change",
        ),
        (
            "GITHUB_ADD_LABELS_TO_AN_ISSUE",
            json!({ "owner": "maya", "repo": "checkout", "issue_number": 2, "labels": [] }),
            "labels",
        ),
        (
            "GITHUB_CREATE_A_PULL_REQUEST",
            json!({ "owner": "maya", "repo": "checkout", "head": "a", "base": "main" }),
            "exactly one",
        ),
        (
            "GITHUB_CREATE_A_REVIEW_FOR_A_PULL_REQUEST",
            json!({ "owner": "maya", "repo": "checkout", "pull_number": 3, "event": "COMMENT" }),
            "`body`",
        ),
        (
            "GITHUB_CREATE_A_REFERENCE",
            json!({ "owner": "maya", "repo": "checkout", "ref": "my-branch", "sha": "x" }),
            "refs/heads/",
        ),
        (
            "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS",
            json!({ "owner": "maya", "repo": "checkout", "path": "a", "message": "x", "content": "x".repeat(1_048_577) }),
            "1 MiB",
        ),
        (
            "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS",
            json!({ "owner": "maya", "repo": "checkout", "path": "a", "message": "x", "content": "x", "author__name": "A" }),
            "author__email",
        ),
        (
            "GITHUB_GET_REPOSITORY_CONTENT",
            json!({ "owner": "maya", "repo": "checkout", "path": "../../user" }),
            "not an identifier",
        ),
        (
            "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS",
            json!({ "owner": "maya", "repo": "checkout", "path": "src", "message": "x", "content": "x" }),
            "directory",
        ),
        ("GITHUB_SEARCH_CODE", json!({ "q": "" }), "empty"),
        ("GITHUB_SEARCH_ISSUES_AND_PULL_REQUESTS", json!({ "q": "x".repeat(257) }), "256"),
    ] {
        match maya.try_call(tool, arguments).await {
            Err(ToolError::InvalidArguments(message)) => assert!(message.contains(said), "{tool}: {message}"),
            other => panic!("{tool}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn an_expired_token_is_reported_as_such() {
    let sandbox = Fixture::start_github(builder().access_token_ttl(std::time::Duration::ZERO)).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    assert_eq!(maya.try_call("GITHUB_GET_THE_AUTHENTICATED_USER", json!({})).await, Err(ToolError::Unauthorized));
}

#[test]
fn every_tool_explains_itself_and_its_arguments() {
    let github = GitHub::builder("client").build();
    assert_eq!(github.tools().len(), 36);
    for tool in github.tools() {
        assert!(tool.slug.starts_with("GITHUB_"), "{}", tool.slug);
        assert!(tool.description.len() > 20, "{} has no description", tool.slug);
        assert_eq!(tool.input_schema["type"], "object", "{}", tool.slug);
        let is_asked_for = |scope: &String| SCOPES.contains(&scope.as_str());
        assert!(tool.scopes.iter().any(is_asked_for), "{}: users are not asked for any of its scopes", tool.slug);
        for (name, argument) in tool.input_schema["properties"].as_object().into_iter().flatten() {
            assert!(argument["description"].is_string(), "{}: `{name}` has no description", tool.slug);
        }
    }
}

#[test]
fn tools_are_tagged_by_what_they_do() {
    let github = GitHub::builder("client").build();
    let tagged = |tag| {
        let tools = github.tools().iter().filter(move |tool| tool.tags.contains(&tag));
        tools.map(|tool| tool.slug.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        tagged(Tag::Destructive),
        [
            "GITHUB_UNSTAR_REPOSITORY",
            "GITHUB_DELETE_A_FILE",
            "GITHUB_DELETE_ISSUE_COMMENT",
            "GITHUB_MERGE_A_PULL_REQUEST",
        ]
    );
    assert_eq!(
        tagged(Tag::Create),
        [
            "GITHUB_CREATE_A_REPOSITORY_FOR_THE_AUTHENTICATED_USER",
            "GITHUB_CREATE_A_REFERENCE",
            "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS",
            "GITHUB_CREATE_AN_ISSUE",
            "GITHUB_CREATE_AN_ISSUE_COMMENT",
            "GITHUB_CREATE_A_PULL_REQUEST",
            "GITHUB_CREATE_A_REVIEW_FOR_A_PULL_REQUEST",
        ]
    );
    assert_eq!(tagged(Tag::Update).len(), 6);
    assert_eq!(tagged(Tag::ReadOnly).len(), 36 - 4 - 7 - 5);
}

#[test]
fn the_secret_stays_out_of_debug() {
    let builder = GitHub::builder("client").client_secret("s3cret");
    assert!(!format!("{builder:?} {:?}", builder.clone().build()).contains("s3cret"));
}
