//! A user who shadows every name of the prelude, the primitive types and the crates' modules sees no error.

#![allow(non_camel_case_types, non_upper_case_globals, dead_code, unused_macros)]

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
    trait Serialize {}
    trait Deserialize {}
    struct __Args;
    struct __Arguments;
    struct __FindArguments;
    struct Agents;
    mod core {}
    mod std {}
    mod alloc {}
    mod serde {}
    mod serde_json {}
    mod schemars {}
    mod tool_router {}
    mod config {}
    static __arguments: ::core::primitive::u8 = 1;
    const __context: ::core::primitive::u8 = 1;
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

    #[::tool_router::tool_router_session(
        catalog = "ui/catalogs/small.json",
        toolkits = ["gmail"],
        tools(gmail = ["GMAIL_SEND_EMAIL"]),
        policy = [POLICY, config],
        typed_tools,
    )]
    pub struct Typed;

    const POLICY: ::tool_router::policy::Policy =
        ::tool_router::policy::Policy::named("shadowed").deny_toolkits(&["stripe"]);

    const fn config(_: &::tool_router::SessionConfig) -> ::tool_router::policy::Verdict {
        ::tool_router::policy::Verdict::Allowed
    }

    /// Finds.
    #[::tool_router::custom_tool(output_schema)]
    pub async fn find(
        what: ::std::string::String,
        #[serde(default)] how_many: ::core::primitive::u8,
        context: ::tool_router::custom::ToolContext,
    ) -> ::core::result::Result<::std::string::String, ::std::string::String> {
        ::core::mem::drop((how_many, context));
        ::core::result::Result::Ok(what)
    }

    pub struct Finders;

    #[::tool_router::custom_tools]
    impl Finders {
        /// Finds.
        #[::tool_router::custom_tool(output_schema)]
        async fn find_more(
            &self,
            what: ::std::string::String,
        ) -> ::core::result::Result<::std::string::String, ::std::string::String> {
            ::core::result::Result::Ok(what)
        }
    }

    #[::tool_router::custom_tools]
    #[cfg(any())]
    impl Nobody {
        /// Is not there.
        #[::tool_router::custom_tool]
        async fn find_none(&self) -> ::core::result::Result<(), ::std::string::String> {}
    }

    /// Finds in something.
    #[::tool_router::custom_tool]
    pub async fn find_in(
        pool: ::tool_router::custom::State<Finders>,
    ) -> ::core::result::Result<(), ::std::string::String> {
        ::core::mem::drop(pool);
        ::core::result::Result::Ok(())
    }
}

pub fn main() {
    let agent = shadowed::Agent { user: "user_1" };
    let _ = agent.session().only([shadowed::Agent::GMAIL]);
    let _ = shadowed::GmailSendEmail { recipient_email: "ada@example.org".to_owned(), body: None, subject: None };
    let _ = shadowed::Typed::session("user_2").custom_tool(shadowed::Find);
    let tools = shadowed::Agent { user: "user_3" }.session().custom_tools(shadowed::Finders);
    let _ = tools.custom_tool(shadowed::FindIn::with_state(shadowed::Finders));
    let _ = shadowed::Agent::session_for("user_2").auth_config(shadowed::Agent::SLACK_AUTH_CONFIG, "ac_2");
}
