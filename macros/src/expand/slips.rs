//! One slip is one message: correct declarations with one mistake each, of every kind and at every place.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

use super::{
    helps::follow,
    tests::{declared, diagnostics},
};

/// Declarations in which every setting appears beside others that depend on it.
pub(super) const RIGHT: &[&str] = &[
    r#"
    app = workflow,
    toolkits(enable = ["gmail", "slack"], require_approval = ["gmail"]),
    tools(
        gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
        slack(disable = ["SLACK_DELETE_MESSAGE"], require_approval = ["SLACK_SEND_MESSAGE"]),
    ),
    tags(disable = [destructive], require_approval = [update]),
    manage_connections(enable, wait = "10m", callback_url = "https://app.example.com/auth", removal = false),
    auth_configs(gmail = "ac_1", slack),
    connected_accounts(gmail = ["ca_1", "ca_2"], slack),
    multi_account(max_per_toolkit = 3, explicit_selection),
    sandbox(size = large, auto_offload_threshold = 20_000),
    hooks(before(id = "mail", condition = "Sends mail outside example.org", toolkits = ["gmail"])),
    permissions(default = ask_every_call, overrides("GMAIL_SEND_EMAIL" = always_allow, "*:ca_1" = ask_once)),
    instant(toolkits = ["slack"], tools(slack = ["SLACK_SEND_MESSAGE"]), return_instant_charge),
    timezone = "Europe/London",
    no_elicitation_support = deny,
    submit_feedback,
    link_url = "https://connect.example.com",
    mcp,
    search = false,
    "#,
    r#"app = automation, toolkits = ["gmail"], manage_connections = false, preload = ["GMAIL_FETCH_EMAILS"]"#,
    r#"app = automation, toolkits = ["gmail", "slack"], manage_connections(disable, missing = skip, required = ["gmail"])"#,
    r#"app = manual_auth, toolkits = ["gmail"], manage_connections(disable, missing = skip)"#,
    r#"toolkits = any, manage_connections(enable, wait, required = ["gmail", "slack"])"#,
    r#"toolkits = any, manage_connections(enable, wait_tool)"#,
    r#"app = manual_auth, toolkits = any, manage_connections(disable, callback_url), auth_configs(github)"#,
    r#"app = automation, toolkits = ["gmail"], preset = direct_tools, sandbox(proxy_execution = false)"#,
    r#"session_config = "sc_1", manage_connections(enable), proxy_execute = false"#,
    r#"toolkits = any, tags = [read_only], preload = all, hooks(after(id = "injection", prompt_injection))"#,
    r#"toolkits = ["gmail"], preload = none, multi_account, hooks(before(id = "audit", webhook))"#,
    r#"toolkits = ["gmail"], preload = all, multi_account?(max_per_toolkit? = 5, explicit_selection = false)"#,
    r#"toolkits(disable = ["exa"]), tools(gmail(tags(enable = [read_only], disable = [update])))"#,
    r#"catalog = "../tests/ui/catalogs/small.json", toolkits = ["gmail"], tools(gmail = ["GMAIL_FETCH_EMAILS"]), typed_tools = false"#,
    r#"toolkits = ["gmail"], policy = [acme::ACME, own], crate = ::tool_router, tags = [idempotent], allow(weak_tag)"#,
];

/// The content of one pair of brackets, and its place.
struct Place<'a> {
    tokens: &'a [TokenTree],
    /// The names that lead to it.
    path: &'a [String],
    is_list: bool,
}

/// Every declaration that results from editing one pair of brackets.
fn everywhere(stream: &TokenStream, edit: &dyn Fn(&Place<'_>) -> Vec<Vec<TokenTree>>) -> Vec<TokenStream> {
    fn walk(
        stream: &TokenStream,
        path: &[String],
        is_list: bool,
        edit: &dyn Fn(&Place<'_>) -> Vec<Vec<TokenTree>>,
    ) -> Vec<TokenStream> {
        let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
        let edited = edit(&Place { tokens: &tokens, path, is_list });
        let mut all: Vec<TokenStream> = edited.into_iter().map(|tokens| tokens.into_iter().collect()).collect();
        let mut key = String::new();
        for (position, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => {
                    let inner: Vec<String> = path.iter().cloned().chain([key.clone()]).collect();
                    let is_list = group.delimiter() == Delimiter::Bracket;
                    for stream in walk(&group.stream(), &inner, is_list, edit) {
                        let mut tokens = tokens.clone();
                        tokens[position] = TokenTree::Group(Group::new(group.delimiter(), stream));
                        all.push(tokens.into_iter().collect());
                    }
                }
                TokenTree::Ident(_) | TokenTree::Literal(_) => key = token.to_string().trim_matches('"').to_owned(),
                TokenTree::Punct(_) => {}
            }
        }
        all
    }
    walk(stream, &[], false, edit)
}

/// The start and end positions of each entry or item.
fn items(tokens: &[TokenTree]) -> Vec<(usize, usize)> {
    let mut items = Vec::new();
    let mut start = 0;
    for (position, token) in tokens.iter().enumerate() {
        if is(token, ',') {
            items.push((start, position));
            start = position + 1;
        }
    }
    items.push((start, tokens.len()));
    items.retain(|(start, end)| start < end);
    items
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn sign(sign: char) -> TokenTree {
    Punct::new(sign, Spacing::Alone).into()
}

fn word(word: &str) -> TokenTree {
    Ident::new(word, Span::call_site()).into()
}

fn text(text: &str) -> TokenTree {
    Literal::string(text).into()
}

/// The tokens with those from `start` to `end` replaced.
fn with(
    tokens: &[TokenTree],
    start: usize,
    end: usize,
    instead: impl IntoIterator<Item = TokenTree>,
) -> Vec<TokenTree> {
    tokens[..start].iter().cloned().chain(instead).chain(tokens[end..].iter().cloned()).collect()
}

/// Whether the names in these brackets are toolkits, tools or rules: any of them may be intended.
fn has_names(place: &Place<'_>) -> bool {
    let last = place.path.last().map(String::as_str);
    let inside_instant = place.path.first().is_some_and(|first| first == "instant");
    matches!(last, Some("auth_configs" | "connected_accounts" | "overrides" | "allow" | "hooks"))
        || (last == Some("tools") && (place.path.len() == 1 || inside_instant))
}

/// Makes every edit at every place of every declaration, and checks that each is reported once, with a help that mends.
fn holds(name: &str, edit: &dyn Fn(&Place<'_>) -> Vec<Vec<TokenTree>>) {
    holds_if(name, true, edit);
}

/// The same for slips that may leave the intention open: then the help is only an example.
fn holds_if(name: &str, leaves_no_doubt: bool, edit: &dyn Fn(&Place<'_>) -> Vec<Vec<TokenTree>>) {
    let (mut wrong, mut unmended) = (Vec::new(), Vec::new());
    let mut made = 0;
    for right in RIGHT {
        for slip in everywhere(&TokenStream::from_str(right).unwrap(), edit) {
            let found = declared(&slip.to_string());
            made += 1;
            if found.len() != 1 {
                wrong.push(format!("{found:?}\n    {slip}"));
            }
            let (_, failed) = follow(&format!("#[tool_router_session({slip})] struct Agent;"));
            // What cannot be read can be removed, and may then be missing.
            unmended.extend(failed.into_iter().filter(|failed| leaves_no_doubt && !failed.starts_with("Remove(")));
        }
    }
    assert!(made > 0, "{name} was tried nowhere");
    assert!(wrong.is_empty(), "{name}: {} of {made} are not told once\n{}", wrong.len(), wrong.join("\n"));
    assert!(unmended.is_empty(), "{name}: {} of {made} are not mended\n{}", unmended.len(), unmended.join("\n"));
}

#[test]
fn the_declarations_are_right() {
    for right in RIGHT {
        assert_eq!(declared(right), [], "{right}");
    }
}

#[test]
fn a_comment_anywhere() {
    holds("a comment", &|place| {
        let comment: Vec<TokenTree> = TokenStream::from_str("/** why */").unwrap().into_iter().collect();
        let is_within_path = |at: &usize| *at > 0 && is(&place.tokens[at - 1], ':');
        let places = (0..=place.tokens.len()).filter(|at| !is_within_path(at));
        places.map(|at| with(place.tokens, at, at, comment.clone())).collect()
    });
}

#[test]
fn a_name_that_is_nearly_right() {
    holds("a near miss", &|place| {
        if place.is_list || has_names(place) {
            return Vec::new();
        }
        let misspelt = |start: usize| match &place.tokens[start] {
            TokenTree::Ident(name) => Some(with(place.tokens, start, start + 1, [word(&format!("{name}e"))])),
            _ => None,
        };
        items(place.tokens).into_iter().filter_map(|(start, _)| misspelt(start)).collect()
    });
}

#[test]
fn a_name_that_nothing_is_called() {
    holds("an unknown name", &|place| {
        if place.is_list || has_names(place) {
            return Vec::new();
        }
        let starts = items(place.tokens).into_iter().map(|(start, _)| start);
        starts.map(|start| with(place.tokens, start, start + 1, [word("qwertzuiop")])).collect()
    });
}

#[test]
fn a_name_in_quotes() {
    holds("a quoted name", &|place| {
        if place.is_list || has_names(place) {
            return Vec::new();
        }
        let starts = items(place.tokens).into_iter().map(|(start, _)| start);
        starts.map(|start| with(place.tokens, start, start + 1, [text(&place.tokens[start].to_string())])).collect()
    });
}

#[test]
fn an_entry_twice() {
    holds("a repeated entry", &|place| {
        let again = |(start, end): (usize, usize)| {
            let entry = place.tokens[start..end].iter().cloned();
            with(place.tokens, end, end, [sign(',')].into_iter().chain(entry))
        };
        items(place.tokens).into_iter().map(again).collect()
    });
}

/// The second entry adds to the first, and others depend on it.
#[test]
fn an_entry_in_two_halves() {
    holds("an entry in two halves", &|place| {
        if place.is_list {
            return Vec::new();
        }
        let halves = |(start, end): (usize, usize)| {
            let TokenTree::Group(group) = &place.tokens[end - 1] else { return Vec::new() };
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let parts = items(&inner);
            let half = |(from, to): (usize, usize)| {
                let part = inner[from..to].iter().cloned().collect();
                let group = TokenTree::Group(Group::new(group.delimiter(), part));
                place.tokens[start..end - 1].iter().cloned().chain([group])
            };
            let halves = (1..parts.len()).flat_map(|middle| {
                let (one, other) = ((0, parts[middle - 1].1), (parts[middle].0, inner.len()));
                [[one, other], [other, one]]
            });
            let halves = halves.map(|[first, second]| {
                with(place.tokens, start, end, half(first).chain([sign(',')]).chain(half(second)))
            });
            halves.collect()
        };
        items(place.tokens).into_iter().flat_map(halves).filter(|_| place.path.is_empty()).collect()
    });
}

#[test]
fn other_brackets() {
    holds("other brackets", &|place| {
        let others = |(position, token): (usize, &TokenTree)| {
            let TokenTree::Group(group) = token else { return Vec::new() };
            let delimiters = [Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace];
            let others = delimiters.into_iter().filter(|delimiter| *delimiter != group.delimiter());
            let others = others.map(|delimiter| TokenTree::Group(Group::new(delimiter, group.stream())));
            others.map(|group| with(place.tokens, position, position + 1, [group])).collect()
        };
        place.tokens.iter().enumerate().flat_map(others).collect()
    });
}

#[test]
fn another_sign_or_none() {
    holds("another sign", &|place| {
        let mut slips = Vec::new();
        for (position, token) in place.tokens.iter().enumerate() {
            let before_group = matches!(place.tokens.get(position + 1), Some(TokenTree::Group(_)));
            if is(token, '=') {
                slips.push(with(place.tokens, position, position + 1, [sign(':')]));
                slips.push(with(place.tokens, position, position + 1, [sign('='), sign('>')]));
                if before_group {
                    slips.push(with(place.tokens, position, position + 1, []));
                }
            } else if before_group && !matches!(token, TokenTree::Punct(_)) {
                slips.push(with(place.tokens, position + 1, position + 1, [sign('=')]));
                slips.push(with(place.tokens, position + 1, position + 1, [sign(':')]));
            }
        }
        slips
    });
}

/// As written in Python and in JSON.
#[test]
fn a_dictionary() {
    fn dictionary(stream: TokenStream) -> TokenStream {
        let mut tokens: Vec<TokenTree> = Vec::new();
        for token in stream {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let is_pair = |(start, end): (usize, usize)| end > start + 1;
                    if items(&inner).into_iter().all(is_pair) {
                        let key = tokens.pop().map(|key| text(key.to_string().trim_matches('"')));
                        let group = Group::new(Delimiter::Brace, dictionary(group.stream()));
                        tokens.extend(key.into_iter().chain([sign(':'), TokenTree::Group(group)]));
                    } else {
                        tokens.push(TokenTree::Group(group));
                    }
                }
                token if is(&token, '=') => {
                    let key = tokens.pop().map(|key| text(key.to_string().trim_matches('"')));
                    tokens.extend(key.into_iter().chain([sign(':')]));
                }
                token => tokens.push(token),
            }
        }
        tokens.into_iter().collect()
    }
    holds("a dictionary", &|place| {
        if place.is_list || !place.path.is_empty() {
            return Vec::new();
        }
        let written = |(start, end): (usize, usize)| {
            let TokenTree::Group(group) = &place.tokens[end - 1] else { return None };
            let is_pair = |(start, end): (usize, usize)| end > start + 1;
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            // No dictionary has anything like a `?`.
            let is_plain = !inner.iter().any(|token| is(token, '?'));
            if group.delimiter() != Delimiter::Parenthesis || !is_plain || !items(&inner).into_iter().all(is_pair) {
                return None;
            }
            let braces = TokenTree::Group(Group::new(Delimiter::Brace, dictionary(group.stream())));
            Some(with(place.tokens, start + 1, end, [sign('='), braces]))
        };
        items(place.tokens).into_iter().filter_map(written).collect()
    });
}

#[test]
fn a_comma_that_is_missing_or_another() {
    holds("a comma", &|place| {
        let mut slips = Vec::new();
        for (position, token) in place.tokens.iter().enumerate().filter(|(_, token)| is(token, ',')) {
            let after = place.tokens.get(position + 1);
            if after.is_some() {
                slips.push(with(place.tokens, position, position + 1, []));
                slips.push(with(place.tokens, position, position + 1, [sign(';')]));
            }
            slips.push(with(place.tokens, position, position, [token.clone()]));
        }
        slips
    });
}

#[test]
fn a_slug_without_quotes_or_in_another_case() {
    holds("a slug", &|place| {
        let mut slips = Vec::new();
        for (start, _) in items(place.tokens).into_iter().filter(|_| place.is_list) {
            let written = place.tokens[start].to_string();
            let slug = written.trim_matches('"');
            if !written.starts_with('"') || slug.starts_with("ca_") {
                continue;
            }
            let other = if slug.starts_with(|letter: char| letter.is_ascii_uppercase()) {
                slug.to_lowercase()
            } else {
                format!("{}{}", slug[..1].to_uppercase(), &slug[1..])
            };
            slips.push(with(place.tokens, start, start + 1, [word(slug)]));
            slips.push(with(place.tokens, start, start + 1, [text(&other)]));
        }
        slips
    });
}

#[test]
fn a_setting_outside_of_its_parentheses() {
    holds("a setting outside", &|place| {
        let mut slips = Vec::new();
        for (start, end) in items(place.tokens).into_iter().filter(|_| place.path.is_empty()) {
            let is_of =
                matches!(place.tokens[start].to_string().as_str(), "manage_connections" | "multi_account" | "sandbox");
            let TokenTree::Group(group) = &place.tokens[end - 1] else { continue };
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            for (from, to) in items(&inner).into_iter().filter(|_| is_of) {
                let moved = inner[from..to].to_vec();
                // A name that several settings have belongs to none of them outside.
                if matches!(moved[0].to_string().as_str(), "enable" | "disable") || items(&inner).len() == 1 {
                    continue;
                }
                let rest: TokenStream = with(&inner, from, (to + 1).min(inner.len()), []).into_iter().collect();
                let group = TokenTree::Group(Group::new(group.delimiter(), rest));
                let left = place.tokens[start..end - 1].iter().cloned().chain([group, sign(',')]);
                slips.push(with(place.tokens, start, end, left.chain(moved)));
            }
        }
        slips
    });
}

#[test]
fn a_setting_inside_of_others() {
    holds("a setting inside", &|place| {
        let mut slips = Vec::new();
        let tops = items(place.tokens);
        for (start, end) in tops.iter().filter(|_| place.path.is_empty()) {
            let into = tops.iter().find(|(start, end)| {
                let name = place.tokens[*start].to_string();
                matches!(name.as_str(), "manage_connections" | "multi_account" | "sandbox") && *end == start + 2
            });
            let Some((into, behind)) = into.filter(|(into, _)| into != start) else { continue };
            // Some names are settings there as well.
            let TokenTree::Group(group) = &place.tokens[behind - 1] else { continue };
            let moved = [sign(',')].into_iter().chain(place.tokens[*start..*end].iter().cloned());
            let inner: TokenStream = group.stream().into_iter().chain(moved).collect();
            let mut tokens = place.tokens.to_vec();
            tokens[into + 1] = TokenTree::Group(Group::new(group.delimiter(), inner));
            slips.push(with(&tokens, *start, (*end + 1).min(tokens.len()), []));
        }
        slips
    });
}

#[test]
fn a_value_that_is_missing() {
    holds("a missing value", &|place| {
        let missing = |(start, end): (usize, usize)| {
            is(place.tokens.get(start + 1)?, '=').then(|| with(place.tokens, start + 2, end, []))
        };
        items(place.tokens).into_iter().filter_map(missing).collect()
    });
}

#[test]
fn something_that_does_not_belong_there() {
    holds_if("junk", false, &|place| {
        let places = items(place.tokens).into_iter().flat_map(|(start, end)| [start, end]);
        places.map(|at| with(place.tokens, at, at, [sign('!')])).collect()
    });
}

#[test]
fn a_value_of_another_kind() {
    holds_if("a value of another kind", false, &|place| {
        let mut slips = Vec::new();
        let mut replace = |position: usize| match &place.tokens[position] {
            TokenTree::Literal(literal) if literal.to_string().starts_with('"') => {
                slips.push(with(place.tokens, position, position + 1, [Literal::u8_unsuffixed(5).into()]));
            }
            TokenTree::Literal(literal) => {
                slips.push(with(place.tokens, position, position + 1, [text(&literal.to_string())]))
            }
            TokenTree::Ident(name) if !matches!(name.to_string().as_str(), "acme" | "own" | "ACME") => {
                slips.push(with(place.tokens, position, position + 1, [text(&name.to_string())]));
                slips.push(with(place.tokens, position, position + 1, [word("qwertzuiop")]));
                slips.push(with(place.tokens, position, position + 1, [Literal::f32_unsuffixed(1.5).into()]));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                slips.push(with(place.tokens, position, position + 1, [Literal::u8_unsuffixed(5).into()]));
            }
            _ => {}
        };
        for (start, end) in items(place.tokens) {
            if place.is_list {
                replace(start);
            } else if place.tokens.get(start + 1).is_some_and(|token| is(token, '=')) && end == start + 3 {
                replace(start + 2);
            }
        }
        slips
    });
}

#[test]
fn a_literal_with_a_suffix() {
    holds("a suffix", &|place| {
        let mut slips = Vec::new();
        for (position, token) in place.tokens.iter().enumerate() {
            if let TokenTree::Literal(literal) = token {
                let suffixed = TokenStream::from_str(&format!("{literal}u8")).unwrap();
                slips.push(with(place.tokens, position, position + 1, suffixed));
            }
        }
        slips
    });
}

/// Declarations that name everything in every possible place, all of it in the catalogue.
const CATALOGUED: &[&str] = &[
    r#"
    catalog = "../tests/ui/catalogs/small.json",
    toolkits(enable = ["gmail", "github"], require_approval = ["gmail"]),
    tools(
        gmail = ["GMAIL_FETCH_EMAILS", "GMAIL_SEND_EMAIL"],
        github(enable = ["GITHUB_CREATE_AN_ISSUE"], require_approval = ["GITHUB_CREATE_AN_ISSUE"]),
    ),
    auth_configs(gmail = "ac_1", github),
    connected_accounts(gmail = "ca_1", github),
    preload = ["GMAIL_SEND_EMAIL", "GITHUB_CREATE_AN_ISSUE"],
    hooks(before(id = "mail", condition = "Sends mail outside example.org", toolkits = ["gmail"])),
    permissions(default = allow_all, overrides("GMAIL_SEND_EMAIL" = always_deny, "GMAIL_FETCH_EMAILS:ca_1" = ask_once)),
    instant(toolkits = ["github"], tools(github = ["GITHUB_CREATE_AN_ISSUE"])),
    "#,
    r#"
    catalog = "../tests/ui/catalogs/small.json",
    toolkits = any,
    tools(gmail(disable = ["GMAIL_SEND_EMAIL"]), github(require_approval = ["GITHUB_DELETE_A_REPOSITORY"])),
    permissions(default = ask_every_call, overrides("GOOGLE_MAPS_GEOCODE" = always_allow)),
    instant(tools(google_maps(disable = ["GOOGLE_MAPS_GEOCODE"]))),
    "#,
    r#"catalog = "../tests/ui/catalogs/small.json", toolkits(disable = ["gmail"]), auth_configs(github = "ac_1")"#,
    r#"catalog = "../tests/ui/catalogs/small.json", toolkits = ["gmail"], manage_connections(enable, wait)"#,
];

#[test]
fn the_catalogued_declarations_are_right() {
    for right in CATALOGUED {
        assert_eq!(declared(right), [], "{right}");
    }
}

/// With two letters swapped, or unlike any known slug.
#[test]
fn a_slug_that_the_catalogue_lacks() {
    let is_slug =
        |slug: &str| ["gmail", "github", "google_maps"].iter().any(|toolkit| slug.to_lowercase().starts_with(toolkit));
    let typo = |slug: &str| format!("{}{}{}{}", &slug[..2], &slug[3..4], &slug[2..3], &slug[4..]);
    let other = |slug: &str| match slug.split_once('_').filter(|_| slug.starts_with('G')) {
        Some((toolkit, _)) => format!("{toolkit}_QWERTZUIOP"),
        None => "qwertzuiop".to_owned(),
    };
    let edit = |misspelt: &dyn Fn(&str) -> String, place: &Place<'_>| {
        let mut slips = Vec::new();
        for (position, token) in place.tokens.iter().enumerate() {
            let written = token.to_string();
            let slug = written.trim_matches('"');
            let slug = slug.split_once(':').map_or(slug, |(slug, _)| slug);
            if is_slug(slug) {
                let wrong = written.replace(slug, &misspelt(slug));
                slips.push(with(place.tokens, position, position + 1, TokenStream::from_str(&wrong).unwrap()));
            }
        }
        slips
    };
    let mut wrong = Vec::new();
    for right in CATALOGUED {
        let right = TokenStream::from_str(right).unwrap();
        for slip in everywhere(&right, &|place| edit(&typo, place)) {
            let found = diagnostics(&format!("#[tool_router_session({slip})] struct Agent;"));
            let told: Vec<_> = found.iter().map(|found| (found.rule.name, found.message())).collect();
            let is_right = matches!(&told[..], [(rule, message)] if rule.starts_with("unknown-tool") && message.contains("did you mean `"));
            if !is_right {
                wrong.push(format!("{told:?}\n    {slip}"));
            }
        }
        for slip in everywhere(&right, &|place| edit(&other, place)) {
            let found = declared(&slip.to_string());
            if !matches!(&found[..], [(rule, _)] if rule.starts_with("unknown-tool")) {
                wrong.push(format!("{found:?}\n    {slip}"));
            }
        }
    }
    assert!(wrong.is_empty(), "a typo: {} are not told once\n{}", wrong.len(), wrong.join("\n"));
}
