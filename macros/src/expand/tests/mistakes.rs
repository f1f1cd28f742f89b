//! Several mistakes in one declaration, and slips of the pen.

use super::declared;

#[test]
fn six_mistakes_are_six_errors() {
    let found = declared(
        r#"toolkit = ["gmail", "Slack"], tools(gmail = ["gmail_send_email"]), manage_connections(wiat, callback_url = "/cb"),
           tags = [readOnlyHint]"#,
    );
    assert_eq!(
        found,
        [
            ("unknown-setting", "toolkit".to_owned()),
            ("toolkit-slug", "\"Slack\"".to_owned()),
            ("tool-slug", "\"gmail_send_email\"".to_owned()),
            ("unknown-setting", "wiat".to_owned()),
            ("callback-url", "\"/cb\"".to_owned()),
            ("unknown-tag", "readOnlyHint".to_owned()),
        ]
    );
}

#[test]
fn slips_of_the_pen_are_each_one_error_at_their_token() {
    for (attribute, underlined) in [
        (r#"toolkits = ["gmail"] app = interactive"#, "app"),
        (r#"toolkits = ["gmail"],, app = interactive"#, ","),
        (r#", toolkits = ["gmail"]"#, ","),
        (r#"toolkits = ["gmail"]; app = interactive"#, ";"),
        (r#"toolkits => ["gmail"]"#, "=>"),
        (r#"toolkits == ["gmail"]"#, "=="),
        (r#"toolkits["gmail"]"#, r#"["gmail"]"#),
        (r#"toolkits = ["gmail"], app ="#, "="),
        (r#"toolkits = ["gmail"], manage_connections { enable }"#, "{ enable }"),
        (r#"toolkits = ["gmail"], manage_connections = (enable)"#, "="),
        (r#"toolkits = ["gmail" "slack"]"#, r#""slack""#),
        (r#"toolkits = [gmail]"#, "gmail"),
        (r#"toolkits = ["gmail", 5]"#, "5"),
        (r#"toolkits = &["gmail"]"#, r#"& ["gmail"]"#),
        (r#"toolkits = ["gmail"], tools(google-maps = ["GOOGLE_MAPS_GEOCODE"])"#, "google-maps"),
        (r#"toolkits = [concat!("g", "mail")]"#, r#"concat ! ("g" , "mail")"#),
        (r#"toolkits = ["gmail"], manage_connections(wait = 10m)"#, "10m"),
        (r#"toolkits = ["gmail"], app = interactive ! "#, "interactive !"),
        (r#"toolkits = [, "slack"], tools(gmail = ["GMAIL_SEND_EMAIL"]), auth_configs(exa = "ac_1")"#, ","),
        (r#"toolkits = "slack", tools(gmail = ["GMAIL_SEND_EMAIL"]), auth_configs(exa = "ac_1")"#, r#""slack""#),
        (r#"toolkits(enable = "slack"), tools(gmail = ["GMAIL_SEND_EMAIL"])"#, r#""slack""#),
        (r#"toolkits = ["gmail"], tags sessionConfig [read_only]"#, "sessionConfig"),
    ] {
        let found = declared(attribute);
        let plain = |text: &str| text.replace(' ', "");
        let at: Vec<String> = found.iter().map(|(_, tokens)| plain(tokens)).collect();
        if !attribute.contains("google-maps") {
            assert_eq!(at, [plain(underlined)], "{attribute}: {found:?}");
        } else {
            assert_eq!(at[0], plain(underlined), "{attribute}: {found:?}");
        }
    }
}

#[test]
fn what_is_set_twice_is_told_once_whatever_it_says() {
    let right = r#"toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]), manage_connections(enable)"#;
    for again in [
        "tools(enable, wait = \"10m\", callback_url = 3, removal = false, nonsense(5))",
        "tools = { \"gmail\": [5] }",
        "tools = 3",
        "manage_connections(gmail = [\"GMAIL_SEND_EMAIL\"], slack(disable = []), qwertzuiop)",
        "manage_connections = \"no\"",
        "toolkits(enabel = [3, 5], disable = [])",
    ] {
        let told = declared(&format!("{right}, {again}"));
        assert!(matches!(&told[..], [("repeated-setting", _)]), "{again}: {told:#?}");
    }
}

#[test]
fn a_policy_has_a_name_of_its_own() {
    for module in ["crate", "self", "super::super", "[acme::ACME, crate]"] {
        let told = declared(&format!(r#"toolkits = ["gmail"], policy = {module}"#));
        assert!(matches!(&told[..], [("wrong-form", _)]), "{module}: {told:#?}");
    }
}
