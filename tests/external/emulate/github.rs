//! GitHub, against an emulated one.

use serde_json::{Value, json};
use tool_router::local::{GitHub, LocalRouter};
use tool_router::{Session, ToolRouter, tool_router_session};
use tool_router_test_support::Browser;

use super::{emulate, free_port};

#[tool_router_session(toolkits = ["github"])]
struct Agent;

#[tokio::test]
async fn repositories_are_worked_on_as_the_user_who_connected() {
    let port = free_port();
    let (_emulator, provider) = emulate("github", port).await;
    let at = |path: &str| provider.join(path).expect("a URL");
    let github = GitHub::builder("tool-router-tests")
        .client_secret("a-secret-of-the-tests")
        .base_url(provider.clone())
        .authorize_url(at("/login/oauth/authorize"))
        .token_url(at("/login/oauth/access_token"))
        .build();
    let router = LocalRouter::builder().toolkit(github).port(port).start().await.expect("an embedded router");
    let router = ToolRouter::embedded(router).expect("a client of it");
    let session = Agent::session("ada").create(&router).await.expect("a session");

    let link = session.authorize(Agent::GITHUB).await.expect("a link");
    let browser = Browser::new().expect("a browser");
    let users = browser.press(&browser.open(link.url()).await.expect("a page"), "Continue").await.expect("users");
    let end = browser.press(&users, "ada@example.com").await.expect("the end");
    assert!(end.text().contains("GitHub is connected"), "{}", end.text());

    assert_eq!(run(&session, "GITHUB_GET_THE_AUTHENTICATED_USER", json!({})).await["login"], "ada", "not the decoy");
    repositories(&session).await;
    issues(&session).await;
    files(&session).await;
    pull_requests(&session).await;
    searches(&session).await;
    errors(&session).await;
}

async fn repositories(session: &Session<Agent>) {
    let new = json!({ "name": "notes", "description": "On the engine", "auto_init": true });
    let created = run(session, "GITHUB_CREATE_A_REPOSITORY_FOR_THE_AUTHENTICATED_USER", new).await;
    assert_eq!(created["full_name"], "ada/notes");
    let mut names = Vec::new();
    let mut page = json!(1);
    while !page.is_null() {
        let list = json!({ "per_page": 1, "page": page });
        let list = run(session, "GITHUB_LIST_REPOSITORIES_FOR_THE_AUTHENTICATED_USER", list).await;
        names.push(list["repositories"][0]["full_name"].clone());
        page = list["next_page"].clone();
    }
    assert_eq!(names, ["ada/engine", "ada/notes"], "page by page, and nothing of the decoy");
    let public = run(session, "GITHUB_LIST_REPOSITORIES_FOR_A_USER", json!({ "username": "ada" })).await;
    assert_eq!(public["repositories"].as_array().map(Vec::len), Some(2));
    let engine = of_engine(session, "GITHUB_GET_A_REPOSITORY", json!({})).await;
    assert_eq!((&engine["default_branch"], &engine["language"]), (&json!("main"), &json!("Rust")));
}

async fn issues(session: &Session<Agent>) {
    let issue = json!({ "title": "Grüße aus Ockham", "body": "See note G.", "assignees": ["ada"] });
    let created = of_engine(session, "GITHUB_CREATE_AN_ISSUE", issue).await;
    let number = &created["number"];
    assert_eq!((&created["user"]["login"], &created["assignees"][0]["login"]), (&json!("ada"), &json!("ada")));
    let labels = json!({ "issue_number": number, "labels": ["notes"] });
    assert_eq!(of_engine(session, "GITHUB_ADD_LABELS_TO_AN_ISSUE", labels).await["labels"][0]["name"], "notes");
    let comment = json!({ "issue_number": number, "body": "Until Monday." });
    let comment = of_engine(session, "GITHUB_CREATE_AN_ISSUE_COMMENT", comment).await;
    let change = json!({ "comment_id": comment["id"], "body": "Until Tuesday." });
    of_engine(session, "GITHUB_UPDATE_AN_ISSUE_COMMENT", change).await;
    let comments = of_engine(session, "GITHUB_LIST_ISSUE_COMMENTS", json!({ "issue_number": number })).await;
    assert_eq!(comments["comments"][0]["body"], "Until Tuesday.");
    let gone = of_engine(session, "GITHUB_DELETE_ISSUE_COMMENT", json!({ "comment_id": comment["id"] })).await;
    assert_eq!(gone, json!({}));

    let list = async |filter: Value| {
        let list = of_engine(session, "GITHUB_LIST_REPOSITORY_ISSUES", filter).await;
        list["issues"].as_array().expect("issues").iter().map(|issue| issue["number"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(list(json!({ "labels": "notes", "assignee": "ada" })).await, std::slice::from_ref(number));
    let close = json!({ "issue_number": number, "state": "closed", "state_reason": "completed" });
    assert_eq!(of_engine(session, "GITHUB_UPDATE_AN_ISSUE", close).await["state"], "closed");
    assert_eq!(list(json!({})).await, [] as [Value; 0]);
    assert_eq!(list(json!({ "state": "all" })).await, std::slice::from_ref(number));
    assert_eq!(list(json!({ "state": "all", "page": 99 })).await, [] as [Value; 0]);
    // As models send it at times.
    let read = of_engine(session, "GITHUB_GET_AN_ISSUE", json!({ "issue_number": number.to_string() })).await;
    assert_eq!((&read["title"], &read["closed_by"]["login"]), (&json!("Grüße aus Ockham"), &json!("ada")));
}

async fn files(session: &Session<Agent>) {
    let write = "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS";
    let file = json!({ "path": "notes/g.md", "content": "# Note G\n", "message": "Begin note G" });
    let created = of_engine(session, write, file.clone()).await;
    assert_eq!(created["content"]["path"], "notes/g.md");
    // The SHA of what is replaced is looked up.
    let mut change = file;
    change["content"] = "IyBOb3RlIEcKCkJlcm5vdWxsaS4K".into();
    of_engine(session, write, change).await;
    let read = of_engine(session, "GITHUB_GET_REPOSITORY_CONTENT", json!({ "path": "notes/g.md" })).await;
    assert_eq!(read["content"]["content"].as_str().map(str::trim_end), Some("IyBOb3RlIEcKCkJlcm5vdWxsaS4K"));
    let folder = of_engine(session, "GITHUB_GET_REPOSITORY_CONTENT", json!({ "path": "" })).await;
    let names: Vec<_> = folder["content"].as_array().expect("a folder").iter().map(|entry| &entry["name"]).collect();
    assert!(names.contains(&&json!("notes")) && names.contains(&&json!("README.md")), "{names:?}");

    let commits = of_engine(session, "GITHUB_LIST_COMMITS", json!({ "path": "notes/g.md", "per_page": 10 })).await;
    assert_eq!(commits["commits"].as_array().map(Vec::len), Some(2));
    let commit = of_engine(session, "GITHUB_GET_A_COMMIT", json!({ "ref": commits["commits"][0]["sha"] })).await;
    assert_eq!(commit["files"][0]["filename"], "notes/g.md");
    // A name that has to be encoded, and one replaced by somebody who has not seen it.
    let odd = json!({ "path": "docs/ü ñ/a#b?.md", "content": "Größe: 1\n", "message": "Füge Größe hinzu" });
    assert_eq!(of_engine(session, write, odd.clone()).await["content"]["path"], odd["path"]);
    let read = of_engine(session, "GITHUB_GET_REPOSITORY_CONTENT", json!({ "path": odd["path"] })).await;
    assert_eq!((&read["content"]["name"], &read["content"]["path"]), (&json!("a#b?.md"), &odd["path"]));
    let mut unseen = odd;
    unseen["sha"] = "0".repeat(40).into();
    let refused = session.execute_named(write, engine(unseen)).await.expect("an answer").into_data();
    assert!(refused.expect_err("it has changed").to_string().contains("409"));
    let delete = json!({ "path": "notes/g.md", "message": "Move it" });
    assert_eq!(of_engine(session, "GITHUB_DELETE_A_FILE", delete).await["content"], Value::Null);
}

async fn pull_requests(session: &Session<Agent>) {
    let main = of_engine(session, "GITHUB_GET_A_BRANCH", json!({ "branch": "main" })).await;
    let branch = json!({ "ref": "refs/heads/notes/g", "sha": main["commit"]["sha"] });
    assert_eq!(of_engine(session, "GITHUB_CREATE_A_REFERENCE", branch).await["ref"], "refs/heads/notes/g");
    let file = json!({ "path": "g.md", "content": "# Note G\n", "message": "Add note G", "branch": "notes/g" });
    of_engine(session, "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS", file).await;
    let branches = of_engine(session, "GITHUB_LIST_BRANCHES", json!({})).await;
    assert_eq!(branches["branches"].as_array().map(Vec::len), Some(2));

    let pull = json!({ "title": "Note G", "body": "The one.", "head": "notes/g", "base": "main" });
    let pull = of_engine(session, "GITHUB_CREATE_A_PULL_REQUEST", pull).await;
    let number = &pull["number"];
    let open = of_engine(session, "GITHUB_LIST_PULL_REQUESTS", json!({ "head": "ada:notes/g" })).await;
    let listed = &open["pull_requests"][0];
    assert_eq!((&listed["number"], &listed["head"]["repo"]["full_name"]), (number, &json!("ada/engine")));
    assert!(listed.get("url").is_none() && listed["html_url"].is_string(), "{listed}");
    // The emulator knows none of them.
    let files = of_engine(session, "GITHUB_LIST_PULL_REQUESTS_FILES", json!({ "pull_number": number })).await;
    assert!(files["files"].is_array(), "{files}");
    let retitled = json!({ "pull_number": number, "title": "Add note G" });
    assert_eq!(of_engine(session, "GITHUB_UPDATE_A_PULL_REQUEST", retitled).await["title"], "Add note G");
    let lines = json!([{ "path": "g.md", "position": 1, "body": "Which one?" }]);
    let review = json!({ "pull_number": number, "event": "COMMENT", "body": "Mine.", "comments": lines });
    let review = of_engine(session, "GITHUB_CREATE_A_REVIEW_FOR_A_PULL_REQUEST", review).await;
    assert_eq!(review["state"], "COMMENTED");

    let merge = json!({ "pull_number": number, "merge_method": "squash", "commit_title": "Add note G" });
    let merged = of_engine(session, "GITHUB_MERGE_A_PULL_REQUEST", merge.clone()).await;
    assert_eq!(merged["merged"], true);
    let again = session.execute_named("GITHUB_MERGE_A_PULL_REQUEST", engine(merge)).await.expect("an answer");
    let error = again.into_data().expect_err("it is merged").to_string();
    assert!(error.contains("not mergeable"), "{error}");
    let read = of_engine(session, "GITHUB_GET_A_PULL_REQUEST", json!({ "pull_number": number })).await;
    assert_eq!((&read["state"], &read["merged"]), (&json!("closed"), &json!(true)));
    let file = of_engine(session, "GITHUB_GET_REPOSITORY_CONTENT", json!({ "path": "g.md", "ref": "main" })).await;
    assert_eq!(file["content"]["type"], "file");
}

async fn searches(session: &Session<Agent>) {
    let found = run(session, "GITHUB_SEARCH_REPOSITORIES", json!({ "q": "analytical" })).await;
    assert_eq!((&found["total_count"], &found["items"][0]["full_name"]), (&json!(1), &json!("ada/engine")));
    let decoys = run(session, "GITHUB_SEARCH_REPOSITORIES", json!({ "q": "decoy" })).await;
    assert_eq!(decoys["total_count"], 0);
    let issues = json!({ "q": "repo:ada/engine is:pr note" });
    let issues = run(session, "GITHUB_SEARCH_ISSUES_AND_PULL_REQUESTS", issues).await;
    assert_eq!(issues["items"][0]["title"], "Add note G");
    let code = run(session, "GITHUB_SEARCH_CODE", json!({ "q": "Note repo:ada/engine" })).await;
    assert_eq!(
        (&code["items"][0]["path"], &code["items"][0]["repository"]["name"]),
        (&json!("g.md"), &json!("engine"))
    );
}

async fn errors(session: &Session<Agent>) {
    let decoy = json!({ "owner": "nobody", "repo": "decoy" });
    for (tool, arguments, said) in [
        // GitHub itself would say that there is no such repository.
        ("GITHUB_GET_A_REPOSITORY", decoy, "403: Forbidden"),
        ("GITHUB_GET_AN_ISSUE", engine(json!({ "issue_number": 99 })), "404: Not Found"),
        ("GITHUB_CREATE_A_REPOSITORY_FOR_THE_AUTHENTICATED_USER", json!({ "name": "notes" }), "422"),
        ("GITHUB_LIST_REPOSITORIES_FOR_A_USER", json!({ "username": "unknown" }), "404: Not Found"),
        ("GITHUB_CREATE_AN_ISSUE", engine(json!({ "title": "x", "assignees": ["unknown"] })), "422"),
        ("GITHUB_DELETE_A_FILE", engine(json!({ "path": "none.md", "message": "x" })), "there is no such file"),
        ("GITHUB_GET_A_BRANCH", engine(json!({ "branch": "none" })), "404: Not Found"),
        ("GITHUB_DELETE_ISSUE_COMMENT", engine(json!({ "comment_id": 999 })), "404: Not Found"),
        ("GITHUB_CREATE_A_REFERENCE", engine(json!({ "ref": "refs/heads/x", "sha": "0".repeat(40) })), "422"),
        ("GITHUB_CREATE_A_PULL_REQUEST", engine(json!({ "title": "x", "head": "main", "base": "main" })), "422"),
        ("GITHUB_GET_A_PULL_REQUEST", engine(json!({ "pull_number": 999 })), "404: Not Found"),
        ("GITHUB_CREATE_AN_ISSUE_COMMENT", engine(json!({ "issue_number": 999, "body": "x" })), "404: Not Found"),
        ("GITHUB_GET_A_REPOSITORY", json!({ "owner": "ada", "repo": "../engine" }), "`repo`"),
        ("GITHUB_LIST_BRANCHES", engine(json!({ "per_page": 101 })), "from 1 to 100"),
        ("GITHUB_LIST_REPOSITORY_ISSUES", engine(json!({ "state": "odd" })), "`state`"),
    ] {
        let answer = session.execute_named(tool, arguments).await.expect("an answer");
        let error = answer.into_data().expect_err("it is refused").to_string();
        assert!(error.contains(said), "{tool}: {error}");
    }
}

/// Arguments about the repository that is there from the start.
fn engine(mut arguments: Value) -> Value {
    arguments["owner"] = "ada".into();
    arguments["repo"] = "engine".into();
    arguments
}

async fn of_engine(session: &Session<Agent>, tool: &str, arguments: Value) -> Value {
    run(session, tool, engine(arguments)).await
}

async fn run(session: &Session<Agent>, tool: &str, arguments: Value) -> Value {
    let done = session.execute_named(tool, arguments).await.unwrap_or_else(|error| panic!("{tool}: {error}"));
    done.into_data().unwrap_or_else(|error| panic!("{tool}: {error}"))
}
