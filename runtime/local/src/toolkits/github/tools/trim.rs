//! Leaves out of an answer what an agent has no use for.

use serde_json::Value;

/// What is left of a repository inside of something else.
const REPOSITORY: [&str; 5] = ["id", "name", "full_name", "private", "html_url"];

/// Removes the API's links from an object, and most of the repositories in it. Pages for people stay.
pub(super) fn trim(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(trim),
        Value::Object(object) => {
            object.retain(|name, _| !is_link(name));
            for (name, value) in object {
                match value.as_object_mut() {
                    Some(repository) if name == "repo" => {
                        repository.retain(|name, _| REPOSITORY.contains(&name.as_str()))
                    }
                    _ => trim(value),
                }
            }
        }
        _ => {}
    }
}

/// `repository_url` stays, because nothing else tells which repository a found issue is of.
fn is_link(name: &str) -> bool {
    match name {
        "html_url" | "avatar_url" | "repository_url" => false,
        "url" | "_links" | "node_id" | "gravatar_id" => true,
        _ => name.ends_with("_url"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn links_of_the_api_are_left_out_and_pages_stay() {
        let user = json!({ "login": "maya", "html_url": "h", "url": "u", "followers_url": "f", "node_id": "n" });
        let repository = json!({ "id": 1, "full_name": "o/r", "forks_url": "f", "has_wiki": true, "owner": user });
        let head = json!({ "ref": "fix", "sha": "s", "repo": repository });
        let mut pull = json!({ "number": 3, "url": "u", "diff_url": "d", "html_url": "h", "user": user, "head": head });
        trim(&mut pull);
        let head = json!({ "ref": "fix", "sha": "s", "repo": { "id": 1, "full_name": "o/r" } });
        let user = json!({ "login": "maya", "html_url": "h" });
        assert_eq!(pull, json!({ "number": 3, "html_url": "h", "user": user, "head": head }));
    }
}
