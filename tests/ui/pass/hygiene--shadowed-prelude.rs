//! A user who shadows every name of the prelude, the primitive types and the crates' modules sees no error.

#![allow(non_camel_case_types, dead_code, unused_macros)]

mod shadowed {
    struct Option;
    struct Some;
    struct None;
    struct Result;
    struct Ok;
    struct Err;
    struct String;
    struct Vec;
    struct Box;
    trait Into {}
    trait From {}
    trait Clone {}
    trait Copy {}
    trait Sized {}
    trait Default {}
    struct Borrowed;
    struct Cow;
    struct Duration;
    struct SessionSpec;
    struct SessionBuilder;
    struct SessionConfig;
    struct Toolkit;
    struct Tool;
    struct UserId;
    struct str;
    struct bool;
    struct u8;
    struct u64;
    struct usize;
    mod core {}
    mod std {}
    mod tool_router {}
    mod config {}
    fn drop() {}
    macro_rules! concat { () => {}; }
    macro_rules! compile_error { () => {}; }
    macro_rules! vec { () => {}; }
    macro_rules! panic { () => {}; }

    #[::tool_router::tool_router_session(
        toolkits = ["gmail", "slack"],
        tools(gmail = ["GMAIL_SEND_EMAIL"]),
        tags(disable = [destructive]),
        manage_connections(enable, wait = "5m", callback_url = "https://app.example.com/cb", removal = false),
        auth_configs(gmail = "ac_1", slack),
        connected_accounts(gmail = ["ca_1", "ca_2"], slack),
        multi_account(max_per_toolkit = 2),
    )]
    pub struct Agent {
        #[session(user_id)]
        pub user: &'static ::core::primitive::str,
    }
}

pub fn main() {
    let agent = shadowed::Agent { user: "user_1" };
    let _ = agent.session().only([shadowed::Agent::GMAIL]);
    let _ = shadowed::Agent::session_for("user_2").auth_config(shadowed::Agent::SLACK_AUTH_CONFIG, "ac_2");
}
