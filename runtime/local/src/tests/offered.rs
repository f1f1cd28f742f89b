//! The router's own lists of toolkits and tools.

use super::*;

fn slugs(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["slug"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn toolkits_are_listed_searched_and_sorted() {
    let harness = Harness::start().await;
    let (status, all) = harness.get("toolkits").await;
    assert_eq!(
        (status, slugs(&all), &all["total_items"]),
        (StatusCode::OK, vec!["echo", "gmail", "slack", "github"], &json!(4))
    );
    let gmail = &all["items"][1];
    assert_eq!((&gmail["no_auth"], &gmail["auth_schemes"]), (&json!(false), &json!(["OAUTH2"])));
    assert!(gmail["meta"]["tools_count"].as_u64() > Some(10), "{gmail}");
    for (query, expected) in [
        ("search=MAIL", vec!["gmail"]),
        ("type=native&sort_by=alphabetically&limit=1", vec!["echo"]),
        ("type=all&managed_by=project", vec!["echo", "gmail", "slack", "github"]),
        ("managed_by=project", vec![]),
        ("type=custom", vec![]),
        ("category=email", vec![]),
        ("category=collaboration-%26-communication", vec!["gmail", "slack"]),
    ] {
        assert_eq!(slugs(&harness.get(&format!("toolkits?{query}")).await.1), expected, "{query}");
    }
    let (_, first) = harness.get("toolkits?limit=1").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    assert_eq!(slugs(&harness.get(&format!("toolkits?limit=1&cursor={cursor}")).await.1), ["gmail"]);
}

#[tokio::test]
async fn a_toolkit_of_ones_own_takes_the_place_of_the_sandboxs() {
    let harness =
        Harness::with(LocalRouter::builder().toolkit(Echo::open("gmail")).sandbox(SandboxProvider::default())).await;
    let (_, tools) = harness.get("tools?toolkit_slug=gmail").await;
    assert_eq!(slugs(&tools), ["GMAIL_READ", "GMAIL_DELETE"]);
}

#[tokio::test]
async fn tools_are_filtered_by_what_the_query_says() {
    let harness = Harness::start().await;
    let (_, all) = harness.get("tools?limit=1000").await;
    let total = slugs(&all).len();
    assert!(total > 10 && !slugs(&all).iter().any(|slug| slug.starts_with("COMPOSIO_")), "{total}");
    let of = async |query: &str| {
        let (status, page) = harness.get(&format!("tools?{query}")).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        slugs(&page).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of("toolkit_slug=Echo").await, ["ECHO_READ", "ECHO_DELETE"]);
    assert_eq!(of("toolkit_slug=gmail,echo,slack,github&limit=1000").await.len(), total);
    assert_eq!(of("toolkit_slug=unknown").await, [""; 0]);
    assert_eq!(of("toolkit_slug=echo&tags=destructiveHint,novelHint").await, ["ECHO_DELETE"]);
    assert_eq!(of("auth_config_ids=ac_echo").await, [""; 0], "it needs no account");
    assert_eq!(of("auth_config_ids=ac_gmail&limit=1000").await, of("toolkit_slug=gmail&limit=1000").await);
    assert_eq!(of("toolkit_slug=gmail&tool_slugs=echo_read,GMAIL_SEND_EMAIL&query=x").await.len(), 2);
    assert_eq!(of("query=read+latest+mails&toolkit_versions=latest").await[0], "GMAIL_FETCH_EMAILS");
    assert_eq!(of("search=quantum+chromodynamics").await, [""; 0]);
    let scoped = of("scopes=https://www.googleapis.com/auth/gmail.send&important=true").await;
    assert!(scoped.contains(&"GMAIL_SEND_EMAIL".to_owned()) && scoped.len() < total, "{scoped:?}");
    let (_, one) = harness.get("tools/ECHO_READ").await;
    let (_, listed) = harness.get("tools?tool_slugs=ECHO_READ").await;
    assert_eq!(listed["items"], json!([one]), "one tool is told alike wherever it is");
}

#[tokio::test]
async fn values_that_no_list_takes_are_refused() {
    let harness = Harness::start().await;
    for query in [
        "toolkits?limit=0",
        "toolkits?limit=many",
        "toolkits?cursor=%3F",
        "toolkits?sort_by=size",
        "toolkits?managed_by=nobody",
        "toolkits?type=odd",
        "toolkits?search=ab",
        "tools?cursor=%3F",
        "tools?important=very",
        "tools?include_deprecated=1",
    ] {
        let (status, answer) = harness.get(query).await;
        assert_eq!((status, &answer["error"]["code"]), (StatusCode::BAD_REQUEST, &json!(10400)), "{query}");
        assert!(answer["error"]["errors"][0].as_str().unwrap().starts_with("Error in query"), "{answer}");
    }
}

#[tokio::test]
async fn every_schema_is_of_an_object() {
    let harness = Harness::start().await;
    let (_, offered) = harness.get("tools?limit=9999").await;
    let session =
        harness.session("ada", json!({ "manage_connections": { "enable_wait_for_connections": true } })).await;
    let (_, meta) = harness.get(&format!("{session}/tools?limit=9999")).await;
    let tools: Vec<_> = [offered, meta].iter().flat_map(|page| page["items"].as_array().unwrap().clone()).collect();
    assert!(tools.iter().any(|tool| tool["slug"] == "GMAIL_GET_PROFILE") && tools.len() > 18, "{}", tools.len());
    for tool in tools {
        for schema in ["input_parameters", "output_parameters"] {
            assert_eq!(tool[schema]["type"], "object", "{schema} of {}", tool["slug"]);
            fits(&tool[schema], &format!("{}: {schema}", tool["slug"]));
        }
    }
}

/// Checks what the official SDKs' parsers demand of a schema, all the way down.
fn fits(schema: &Value, place: &str) {
    assert!(schema.is_object(), "{place}: {schema}");
    let properties = schema.get("properties").map(|properties| properties.as_object().expect(place));
    for (name, property) in properties.into_iter().flatten() {
        fits(property, &format!("{place}.{name}"));
    }
    if let Some(required) = schema.get("required") {
        assert!(required.as_array().is_some_and(|required| required.iter().all(Value::is_string)), "{place}");
    }
    for key in ["items", "not"] {
        schema.get(key).into_iter().for_each(|inner| fits(inner, &format!("{place}.{key}")));
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        let inner = schema.get(key).map(|inner| inner.as_array().expect(place));
        inner.into_iter().flatten().for_each(|inner| fits(inner, &format!("{place}.{key}")));
    }
    assert!(schema.get("$ref").is_none(), "{place}: not every SDK follows references");
}
