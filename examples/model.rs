use std::env;

use crate::{Failure, scripted};

/// The model that an example talks to: a real one if its key is in the environment, or else a scripted one, which answers on
/// loopback in the same format.
///
/// It has no `Debug`, since it holds the key.
#[derive(Clone)]
#[non_exhaustive]
pub struct Model {
    /// Whose API it has.
    pub api: Api,
    /// The address of the API, with its version and without a slash at its end.
    pub base_url: String,
    /// The key of the API.
    pub key: String,
    /// The model's name; `MODEL` in the environment replaces the default.
    pub name: String,
}

/// Whose API a model has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    /// OpenAI's: Chat Completions and Responses. Its key is in `OPENAI_API_KEY`.
    OpenAi,
    /// Anthropic's: Messages, and Chat Completions too. Its key is in `ANTHROPIC_API_KEY`.
    Anthropic,
    /// Gemini's. Its key is in `GEMINI_API_KEY` or `GOOGLE_API_KEY`.
    Gemini,
}

impl Model {
    /// The first of these APIs whose key is set, or else a script in the format of the first.
    ///
    /// # Errors
    ///
    /// If the server of the script does not start.
    pub async fn of(apis: &[Api]) -> Result<Self, Failure> {
        let set = |name: &&str| env::var(name).ok().filter(|value| !value.trim().is_empty());
        for &api in apis {
            if let Some(key) = api.variables().iter().find_map(set) {
                let name = set(&"MODEL").unwrap_or_else(|| api.default_model().to_owned());
                println!("       [{name} answers]");
                return Ok(Self { api, base_url: api.base_url().to_owned(), key, name });
            }
        }
        let api = *apis.first().ok_or("an example names the APIs that it speaks")?;
        let version = if api == Api::Gemini { "v1beta" } else { "v1" };
        let base_url = format!("{}/{version}", scripted::start().await?);
        println!(
            "       [a script answers; with {} set, a model does]",
            apis.iter().map(|api| api.variables()[0]).collect::<Vec<_>>().join(" or ")
        );
        Ok(Self { api, base_url, key: scripted::KEY.to_owned(), name: api.default_model().to_owned() })
    }
}

impl Api {
    fn variables(self) -> &'static [&'static str] {
        match self {
            Self::OpenAi => &["OPENAI_API_KEY"],
            Self::Anthropic => &["ANTHROPIC_API_KEY"],
            Self::Gemini => &["GEMINI_API_KEY", "GOOGLE_API_KEY"],
        }
    }

    fn base_url(self) -> &'static str {
        match self {
            Self::OpenAi => "https://api.openai.com/v1",
            Self::Anthropic => "https://api.anthropic.com/v1",
            Self::Gemini => "https://generativelanguage.googleapis.com/v1beta",
        }
    }

    fn default_model(self) -> &'static str {
        match self {
            Self::OpenAi => "gpt-5.2",
            Self::Anthropic => "claude-sonnet-5",
            Self::Gemini => "gemini-3.7-flash",
        }
    }
}
