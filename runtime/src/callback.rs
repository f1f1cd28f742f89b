//! What the user's browser brings back to the callback URL.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::CallbackStatus;
use crate::error::InvalidInput;
use crate::ids::ConnectedAccountId;

/// The longest value of a parameter, in bytes.
const LONGEST: usize = 1024;

/// The query that a user's browser brings back to the callback URL after connecting.
///
/// Any framework's query extractor reads it; [`parse`](Self::parse) does so without one. The parameters of the
/// application's own, which the callback URL had before, are left aside.
///
/// ```
/// use axum::extract::Query;
/// use axum::response::Redirect;
/// use tool_router::CallbackQuery;
///
/// async fn callback(Query(callback): Query<CallbackQuery>) -> Redirect {
///     Redirect::to(if callback.is_success() { "/settings" } else { "/settings?retry" })
/// }
///
/// # fn main() -> Result<(), tool_router::InvalidInput> {
/// let callback = CallbackQuery::parse("next=inbox&status=success&connected_account_id=ca_1")?;
/// assert!(callback.is_success());
/// assert_eq!(callback.connected_account_id.unwrap(), "ca_1");
/// # Ok(())
/// # }
/// ```
///
/// It is what a browser says, and anybody can open the URL with any query. Use it to choose what to show, and ask the router
/// what is connected: [`Session::connection`](crate::Session::connection), or
/// [`ToolRouter::connected_account`](crate::ToolRouter::connected_account) with
/// [`of`](crate::accounts::ConnectedAccountRequest::of) the user who is logged in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallbackQuery {
    /// How it ended.
    pub status: Option<CallbackStatus>,
    /// The account: `connected_account_id`, which older routers write `connectedAccountId`.
    pub connected_account_id: Option<ConnectedAccountId>,
    /// Why it failed. It is text from outside: escape it in a page.
    pub error: Option<String>,
    /// The toolkit, as older routers name it: `appName`.
    pub app_name: Option<String>,
}

impl CallbackQuery {
    /// Reads a raw query, with or without the `?`, or that of a whole URL.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::CallbackQuery`] for a parameter that is there twice, is longer than 1024 bytes, has control
    /// characters, or is not what it should be.
    pub fn parse(query: &str) -> Result<Self, InvalidInput> {
        let mut read = Self::default();
        for (name, value) in url::form_urlencoded::parse(raw(query).as_bytes()) {
            if let Some(parameter) = Parameter::named(&name) {
                read.take(parameter, &value)?;
            }
        }
        Ok(read)
    }

    /// Whether the browser says that the user connected.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.status == Some(CallbackStatus::Success) && self.error.is_none()
    }

    /// Whether there is nothing of a router in the query: the page was opened in another way.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn take(&mut self, parameter: Parameter, value: &str) -> Result<(), InvalidInput> {
        let refused = |problem| InvalidInput::CallbackQuery { parameter: parameter.name(), problem };
        if value.len() > LONGEST {
            return Err(refused("it has more than 1024 bytes"));
        }
        if value.chars().any(char::is_control) {
            return Err(refused("it has control characters"));
        }
        // An empty value is none. It counts when the parameter comes again.
        let is_repeated = match parameter {
            Parameter::Status => self.status.replace(value.into()).is_some(),
            Parameter::AppName => self.app_name.replace(value.to_owned()).is_some(),
            Parameter::Error => self.error.replace(value.to_owned()).is_some(),
            Parameter::ConnectedAccountId => {
                let id = ConnectedAccountId::from(value);
                id.check().map_err(|_| refused("it is not the id of a connected account, `ca_…`"))?;
                self.connected_account_id.replace(id).is_some()
            }
        };
        if is_repeated { Err(refused("it is there twice")) } else { Ok(()) }
    }
}

/// The query of a URL or of a path, whose first parameter would be lost behind what is before it; a query is what it is.
fn raw(text: &str) -> &str {
    let is_location = ["http://", "https://", "/"].iter().any(|start| text.starts_with(start));
    if is_location {
        let location = text.split_once('#').map_or(text, |(before, _)| before);
        return location.split_once('?').map_or("", |(_, query)| query);
    }
    text.strip_prefix('?').unwrap_or(text)
}

/// A parameter that a router appends.
#[derive(Clone, Copy, Debug)]
enum Parameter {
    Status,
    ConnectedAccountId,
    Error,
    AppName,
}

impl Parameter {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "status" => Self::Status,
            "connected_account_id" | "connectedAccountId" => Self::ConnectedAccountId,
            "error" => Self::Error,
            "app_name" | "appName" => Self::AppName,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::ConnectedAccountId => "connected_account_id",
            Self::Error => "error",
            Self::AppName => "app_name",
        }
    }
}

// Derived, it would not see parameters that are there twice in two spellings, and its messages would be serde's.
impl<'de> Deserialize<'de> for CallbackQuery {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Query;

        impl<'de> Visitor<'de> for Query {
            type Value = CallbackQuery;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the query of a callback")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CallbackQuery, A::Error> {
                let mut read = CallbackQuery::default();
                while let Some(name) = map.next_key::<Cow<'_, str>>()? {
                    match Parameter::named(&name) {
                        None => drop(map.next_value::<IgnoredAny>()?),
                        Some(parameter) => {
                            let value = map.next_value::<Cow<'_, str>>()?;
                            read.take(parameter, &value).map_err(de::Error::custom)?;
                        }
                    }
                }
                Ok(read)
            }
        }

        deserializer.deserialize_map(Query)
    }
}

#[cfg(test)]
mod tests {
    use axum::extract::Query;
    use axum::http::Uri;

    use super::*;

    #[test]
    fn a_whole_url_loses_nothing() {
        let query = "status=success&connected_account_id=ca_1";
        let expected = CallbackQuery::parse(query).unwrap();
        assert!(expected.is_success());
        for text in [format!("https://app.example.com/done?{query}#top"), format!("/done?{query}"), format!("?{query}")]
        {
            assert_eq!(CallbackQuery::parse(&text).unwrap(), expected, "{text}");
        }
        assert_eq!(CallbackQuery::parse("https://app.example.com/done").unwrap(), CallbackQuery::default());
    }

    /// What is read, by both ways.
    fn read(query: &str) -> Result<CallbackQuery, String> {
        let parsed = CallbackQuery::parse(query).map_err(|error| error.to_string());
        let uri: Uri = format!("http://localhost/callback?{query}").parse().unwrap();
        match (Query::<CallbackQuery>::try_from_uri(&uri), &parsed) {
            (Ok(Query(extracted)), _) => assert_eq!(Ok(&extracted), parsed.as_ref(), "{query}"),
            (Err(rejection), Err(error)) => assert!(rejection.body_text().contains(error), "{}", rejection.body_text()),
            (Err(rejection), Ok(_)) => panic!("{query}: {}", rejection.body_text()),
        }
        parsed
    }

    #[test]
    fn both_spellings_are_read() {
        for query in [
            "status=success&connected_account_id=ca_1",
            "next=%2Finbox&next=2&status=success&connectedAccountId=ca_1",
            "status=SUCCESS&connected_account_id=ca%5F1#top",
        ] {
            let read = read(query.split('#').next().unwrap()).unwrap();
            assert!(read.is_success() && !read.is_empty(), "{query}");
            assert_eq!(read.connected_account_id.unwrap(), "ca_1");
        }
        let old = read("appName=gmail&connectedAccountId=ca_1").unwrap();
        assert_eq!((old.app_name.as_deref(), old.is_success()), (Some("gmail"), false));
    }

    #[test]
    fn only_success_without_an_error_is_one() {
        for query in [
            "status=failed&error=access_denied",
            "status=success&error=access_denied",
            "status=novelty",
            "status=",
            "connected_account_id=ca_1",
            "Status=success",
            "",
        ] {
            assert!(!read(query).unwrap().is_success(), "{query}");
        }
        assert!(read("tab=accounts").unwrap().is_empty());
        assert_eq!(CallbackQuery::parse("?status=failed").unwrap().status, Some(CallbackStatus::Failed));
    }

    #[test]
    fn hostile_and_repeated_parameters_are_named() {
        let long = format!("error={}", "a".repeat(1025));
        for (query, said) in [
            ("status=success&status=failed", "`status` cannot be used: it is there twice"),
            ("status=&status=success", "`status` cannot be used: it is there twice"),
            (
                "connected_account_id=ca_1&connectedAccountId=ca_2",
                "`connected_account_id` cannot be used: it is there twice",
            ),
            ("connectedAccountId=ca_1&connectedAccountId=ca_1", "it is there twice"),
            ("connected_account_id=ac_1", "it is not the id of a connected account"),
            ("connected_account_id=", "it is not the id of a connected account"),
            ("connected_account_id=ca_1%2F..%2F2", "it is not the id of a connected account"),
            (
                "connected_account_id=ca_1%0d%0aset-cookie",
                "`connected_account_id` cannot be used: it has control characters",
            ),
            ("error=a%00b", "`error` cannot be used: it has control characters"),
            ("appName=%1b[2J", "`app_name` cannot be used: it has control characters"),
            (&long, "`error` cannot be used: it has more than 1024 bytes"),
        ] {
            let error = read(query).unwrap_err();
            assert!(error.contains(said), "{query}: {error}");
        }
    }
}
