//! What is refused.

use super::*;

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
        // The catalogue has the number as text, and GitHub as a number: both get there.
        ("GITHUB_CREATE_AN_ISSUE", json!({ "title": "x", "milestone": 9 }), 422, "milestone invalid"),
        ("GITHUB_CREATE_AN_ISSUE", json!({ "title": "x", "milestone": "9" }), 422, "milestone invalid"),
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
        ("GITHUB_GET_A_REPOSITORY", json!({ "owner": "maya", "repo": "x".repeat(1_000_000) }), "`repo` is too long"),
        ("GITHUB_SEARCH_REPOSITORIES", json!({ "q": "x".repeat(1_000_000) }), "`q` is too long"),
        ("GITHUB_LIST_BRANCHES", json!({ "owner": "maya", "repo": "checkout", "per_page": 101 }), "from 1 to 100"),
        (
            "GITHUB_LIST_BRANCHES",
            json!({ "owner": "maya", "repo": "checkout", "page": 0 }),
            "a whole number of at least 1",
        ),
        (
            "GITHUB_GET_AN_ISSUE",
            json!({ "owner": "maya", "repo": "checkout", "issue_number": 0 }),
            "a whole number of at least 1",
        ),
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
