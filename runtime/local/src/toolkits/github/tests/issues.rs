//! Issues, comments and search.

use super::*;

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
