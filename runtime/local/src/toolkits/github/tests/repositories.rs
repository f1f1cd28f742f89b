//! Repositories, stars and the user.

use super::*;

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
async fn the_connection_tells_whom_it_acts_as() {
    let sandbox = Fixture::start_github(builder()).await;
    let maya = Agent::of(&sandbox, MAYA).await;
    let user = maya.call("GITHUB_GET_THE_AUTHENTICATED_USER", json!({})).await;
    assert_eq!(
        (&user["login"], &user["name"], &user["email"]),
        (&json!("maya"), &json!("Maya Lindqvist"), &json!(MAYA))
    );
    assert_eq!(maya.toolkit.current_user(maya.caller()).await, Ok(Some(user)));
}
