//! Tools that cannot be registered, each refused before any request.

use std::borrow::Cow::Borrowed;
use std::convert::Infallible;

use super::{Grep, Nothing, SearchCode};
use crate::config::{Access, Experimental, Preload, PreloadTools, SessionConfig, Toolkits};
use crate::custom::{CustomTool, CustomToolkit, CustomTools, ToolContext};
use crate::error::InvalidInput;
use crate::test_support::{OnDemand, client};
use crate::{Error, SessionBuilder};

macro_rules! tool {
    ($name:ident, $slug:literal, $arguments:ty $(, extends $toolkit:literal)?) => {
        struct $name;

        impl CustomTool for $name {
            const SLUG: &'static str = $slug;
            const NAME: &'static str = "A tool";
            const DESCRIPTION: &'static str = "Does nothing.";
            $(const EXTENDS_TOOLKIT: Option<&'static str> = Some($toolkit);)?
            type Arguments = $arguments;
            type Output = ();
            type Error = Infallible;

            async fn call(&self, _: $arguments, _: ToolContext) -> Result<(), Infallible> {
                Ok(())
            }
        }
    };
}

tool!(Again, "grep", Nothing);
tool!(B, "B", Nothing);
tool!(AB, "A_B", Nothing);
tool!(Extending, "EXTENDING", Nothing, extends "github");
tool!(Long, "FIFTY_CHARACTERS_ARE_ABOUT_WHAT_A_SLUG_CAN_HAVE___", Nothing);
tool!(Listed, "LISTED", Vec<String>);
tool!(Anything, "ANYTHING", serde_json::Value);

fn toolkit(slug: &'static str) -> CustomToolkit {
    CustomToolkit::new(slug, "Name", "Description")
}

/// The rule that registration breaks, and the message.
fn broken(custom: CustomTools, config: &SessionConfig) -> (&'static str, String) {
    match custom.register(config) {
        Err(InvalidInput::CustomTool { problem, rule, .. }) => (rule, problem),
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("nothing is wrong"),
    }
}

#[test]
fn names_that_stand_for_two_tools_are_refused() {
    let grep = || CustomTools::new().tool(Grep);
    for (custom, says) in [
        (grep().tool(Again), "two custom tools have this slug"),
        (grep().toolkit(toolkit("DEV").tool(Again)), "two custom tools have this slug"),
        (grep().toolkit(toolkit("DEV").tool(B)).toolkit(toolkit("dev").tool(AB)), "two custom toolkits"),
        (CustomTools::new().toolkit(toolkit("X_A").tool(B)).toolkit(toolkit("X").tool(AB)), "`LOCAL_X_A_B`"),
    ] {
        let (rule, problem) = broken(custom, &SessionConfig::DEFAULT);
        assert_eq!(rule, "custom-tool-slug");
        assert!(problem.contains(says), "{problem}");
    }
}

#[test]
fn toolkits_are_held_to_their_rules() {
    for (toolkit, rule) in [
        (toolkit("DEV TOOLS").tool(Grep), "custom-tool-slug"),
        (toolkit("LOCAL_DEV").tool(Grep), "custom-tool-slug"),
        (toolkit("DEV").tool(Extending), "custom-tool-slug"),
        (toolkit("A_TOOLKIT").tool(Long), "custom-tool-slug"),
        (toolkit("DEV"), "custom-tool-text"),
        ((0..101).fold(toolkit("DEV"), |toolkit, _| toolkit.tool(Grep)), "custom-tool-text"),
        (CustomToolkit::new("DEV", "", "Description").tool(Grep), "custom-tool-text"),
        (CustomToolkit::new("DEV", "Name", "x".repeat(2049)).tool(Grep), "custom-tool-text"),
    ] {
        assert_eq!(broken(CustomTools::new().toolkit(toolkit.clone()), &SessionConfig::DEFAULT).0, rule, "{toolkit:?}");
    }
}

#[test]
fn arguments_have_to_be_an_object() {
    for custom in [CustomTools::new().tool(Listed), CustomTools::new().tool(Anything)] {
        assert_eq!(broken(custom, &SessionConfig::DEFAULT).0, "custom-tool-schema");
    }
}

#[test]
fn the_declaration_comes_first() {
    let only = |slug| Toolkits::DEFAULT.with_access(Access::Only(vec![Borrowed(slug)].into()));
    let preload = Preload::DEFAULT.with_tools(PreloadTools::Only(vec![Borrowed("GREP")].into()));
    let saved = Experimental::DEFAULT.with_session_config_id(Some(Borrowed("sc_1")));
    for (config, custom, rule) in [
        (SessionConfig::DEFAULT.with_preload(Some(preload)), CustomTools::new().tool(Grep), "preload-custom-tool"),
        (SessionConfig::DEFAULT.with_experimental(saved), CustomTools::new().tool(Grep), "saved-config-conflict"),
        (SessionConfig::DEFAULT.with_toolkits(only("gmail")), CustomTools::new().tool(Extending), "custom-tool-slug"),
        (
            SessionConfig::DEFAULT.with_toolkits(only("dev")),
            CustomTools::new().toolkit(toolkit("DEV").tool(SearchCode)),
            "custom-tool-slug",
        ),
    ] {
        assert_eq!(broken(custom, &config).0, rule);
    }
}

#[tokio::test]
async fn a_mistake_is_reported_before_any_request() {
    // Nothing listens there.
    let router = client("http://127.0.0.1:1").build().unwrap();
    let error = SessionBuilder::<OnDemand>::new("user_1").custom_tool(Listed).create(&router).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(InvalidInput::CustomTool { .. })), "{error:?}");
    assert!(error.help().unwrap().contains("rules#custom-tool-schema"), "{error:?}");
}
