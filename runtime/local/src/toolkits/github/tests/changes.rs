//! Files, commits, branches and pull requests.

use super::*;

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
