//! Files and directories.

use base64::prelude::{BASE64_STANDARD, Engine};
use reqwest::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tool_router_core::config::Tag;

use super::{
    DESTRUCTIVE, READ_ONLY, REPO,
    arguments::{Filled, Login, RepoName},
};
use crate::{
    ToolError,
    toolkits::{
        github::api::{Fields, GitHubApi, Object, Repository},
        rest::{Parameters, RestApi},
        table::Tool,
    },
};

/// A file is created or changed.
const WRITES: &[Tag] = &[Tag::Create, Tag::Update, Tag::OpenWorld];

/// The longest content of a file that an argument can carry, in bytes.
const MAX_CONTENT_BYTES: usize = 1024 * 1024;
/// From this length on, a text of nothing but base64 is base64, whatever it decodes to.
const CERTAINLY_BASE64: usize = 100;

/// Names of files that people leave the extension out of, and the extensions that are tried.
const WITHOUT_EXTENSION: [&str; 3] = ["README", "LICENSE", "CHANGELOG"];
const EXTENSIONS: [&str; 3] = ["md", "txt", "rst"];

/// Reads a file, whose content is returned in base64, or lists a directory.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GetContent {
    /// Login of the repository's owner, or the owner with the repository: `octocat/hello-world`.
    owner: Filled,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Path of the file or the directory, with its extension and without the branch. An empty one is the root.
    path: String,
    /// The branch, the tag or the SHA of the commit to read. Without it, the default branch.
    #[serde(rename = "ref")]
    reference: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Content {
    /// The file, with its `content` in base64 and its `sha`; of a directory, a list of its entries.
    content: Value,
}

impl Tool for GetContent {
    const SLUG: &'static str = "GITHUB_GET_REPOSITORY_CONTENT";
    const NAME: &'static str = "Get repository content";
    const TAGS: &'static [Tag] = READ_ONLY;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Content;

    async fn run(self, api: &RestApi<'_>) -> Result<Content, ToolError> {
        let owner = self.owner.as_str();
        let login = owner.split_once('/').map_or(owner, |(login, _)| login);
        let login = Login::try_from(login.to_owned());
        let login = login.map_err(|reason| ToolError::InvalidArguments(format!("`owner`: {reason}")))?;
        let api = GitHubApi::new(api);
        let repository = api.repository(login.as_str(), self.repo.as_str());
        let reference = self.reference.as_deref().filter(|reference| !reference.is_empty());
        let missing = match read(repository, &self.path, reference).await {
            Err(ToolError::Upstream { status: 404, message }) => ToolError::Upstream { status: 404, message },
            content => return content.map(|content| Content { content }),
        };
        let path = self.path.trim_end_matches('/');
        let name = path.rsplit('/').next().unwrap_or_default();
        if WITHOUT_EXTENSION.contains(&name) {
            for extension in EXTENSIONS {
                match read(repository, &format!("{path}.{extension}"), reference).await {
                    Err(ToolError::Upstream { status: 404, .. }) => {}
                    content => return content.map(|content| Content { content }),
                }
            }
        }
        Err(missing)
    }
}

async fn read(repository: Repository<'_>, path: &str, reference: Option<&str>) -> Result<Value, ToolError> {
    repository.get(&below_contents(path), &Parameters::default().maybe("ref", reference)).await
}

/// The path of something in a repository, below the repository's own.
fn below_contents(path: &str) -> Vec<&str> {
    ["contents"].into_iter().chain(path.split('/').filter(|segment| !segment.is_empty())).collect()
}

/// SHA of the file at `path`, if there is one.
async fn sha_of(repository: Repository<'_>, path: &str, branch: Option<&Filled>) -> Result<Option<String>, ToolError> {
    match read(repository, path, branch.map(Filled::as_str)).await {
        Ok(Value::Object(file)) => Ok(file.get("sha").and_then(Value::as_str).map(str::to_owned)),
        Ok(_) => Err(ToolError::InvalidArguments("`path` is that of a directory".into())),
        Err(ToolError::Upstream { status: 404, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Creates a file or replaces its content, in a commit of its own.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WriteFile {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Path of the file, with its extension.
    path: Filled,
    /// The whole new content, as text or in base64, at most 1 MiB. What can be base64 of a text is taken for base64.
    content: String,
    /// The message of the commit.
    message: Filled,
    /// The branch to commit to, which has to exist. Without it, the default branch.
    branch: Option<Filled>,
    /// SHA of the file that is replaced, so that nobody else's change is lost. Without it, whatever is there is replaced.
    sha: Option<Filled>,
    /// Name of the commit's author. Without it, the committer.
    #[serde(rename = "author__name")]
    author_name: Option<String>,
    /// Email address of the commit's author.
    #[serde(rename = "author__email")]
    author_email: Option<String>,
    /// When the author made the change, in ISO 8601.
    #[serde(rename = "author__date")]
    author_date: Option<String>,
    /// Name of the committer. Without it, the connected user.
    #[serde(rename = "committer__name")]
    committer_name: Option<String>,
    /// Email address of the committer.
    #[serde(rename = "committer__email")]
    committer_email: Option<String>,
    /// When it is committed, in ISO 8601.
    #[serde(rename = "committer__date")]
    committer_date: Option<String>,
}

#[derive(Deserialize, Serialize, JsonSchema)]
pub(super) struct Written {
    /// The file, with its new `sha`; nothing if it was deleted.
    content: Option<Object>,
    /// The commit.
    commit: Object,
}

impl Tool for WriteFile {
    const SLUG: &'static str = "GITHUB_CREATE_OR_UPDATE_FILE_CONTENTS";
    const NAME: &'static str = "Create or update file contents";
    const TAGS: &'static [Tag] = WRITES;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Written;

    async fn run(self, api: &RestApi<'_>) -> Result<Written, ToolError> {
        if self.content.len() > MAX_CONTENT_BYTES {
            return Err(ToolError::InvalidArguments("`content` must have at most 1 MiB".into()));
        }
        let author = person("author", self.author_name, self.author_email, self.author_date)?;
        let committer = person("committer", self.committer_name, self.committer_email, self.committer_date)?;
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        let sha = match self.sha {
            Some(sha) => Some(sha.to_string()),
            None => sha_of(repository, self.path.as_str(), self.branch.as_ref()).await?,
        };
        let body = Fields::default()
            .with("message", self.message)
            .with("content", encoded(&self.content))
            .maybe("sha", sha)
            .maybe("branch", self.branch)
            .maybe("author", author)
            .maybe("committer", committer);
        repository.send(Method::PUT, &below_contents(self.path.as_str()), Some(body)).await
    }
}

/// A content in base64, whether it is given as that or as text.
fn encoded(content: &str) -> String {
    let bare: String = content.chars().filter(|char| !matches!(char, '\n' | '\r')).collect();
    let decoded = if bare.is_empty() { None } else { BASE64_STANDARD.decode(&bare).ok() };
    let is_text = |bytes: &[u8]| {
        let is_printed = |char: char| !char.is_control() || matches!(char, '\n' | '\r' | '\t');
        std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_printed))
    };
    match decoded {
        Some(bytes) if bare.len() >= CERTAINLY_BASE64 || is_text(&bytes) => bare,
        _ => BASE64_STANDARD.encode(content),
    }
}

/// The author or the committer of a commit.
fn person(
    role: &str,
    name: Option<String>,
    email: Option<String>,
    date: Option<String>,
) -> Result<Option<Fields>, ToolError> {
    match (name, email) {
        (Some(name), Some(email)) => {
            Ok(Some(Fields::default().with("name", name).with("email", email).maybe("date", date)))
        }
        (None, None) if date.is_none() => Ok(None),
        _ => {
            let message = format!("`{role}__name` and `{role}__email` are needed together");
            Err(ToolError::InvalidArguments(message))
        }
    }
}

/// Deletes a file, in a commit of its own.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeleteFile {
    /// Login of the repository's owner, a user or an organization.
    owner: Login,
    /// Name of the repository, without its owner.
    repo: RepoName,
    /// Path of the file, with its extension.
    path: Filled,
    /// The message of the commit.
    message: Filled,
    /// The branch to commit to. Without it, the default branch.
    branch: Option<Filled>,
    /// SHA of the file, so that nobody else's change is lost. Without it, whatever is there is deleted.
    sha: Option<Filled>,
    /// Name of the commit's author. Without it, the committer.
    #[serde(rename = "author__name")]
    author_name: Option<String>,
    /// Email address of the commit's author.
    #[serde(rename = "author__email")]
    author_email: Option<String>,
    /// Name of the committer. Without it, the connected user.
    #[serde(rename = "committer__name")]
    committer_name: Option<String>,
    /// Email address of the committer.
    #[serde(rename = "committer__email")]
    committer_email: Option<String>,
}

impl Tool for DeleteFile {
    const SLUG: &'static str = "GITHUB_DELETE_A_FILE";
    const NAME: &'static str = "Delete a file";
    const TAGS: &'static [Tag] = DESTRUCTIVE;
    const SCOPES: &'static [&'static str] = REPO;
    type Output = Written;

    async fn run(self, api: &RestApi<'_>) -> Result<Written, ToolError> {
        let author = person("author", self.author_name, self.author_email, None)?;
        let committer = person("committer", self.committer_name, self.committer_email, None)?;
        let api = GitHubApi::new(api);
        let repository = api.repository(self.owner.as_str(), self.repo.as_str());
        let sha = match self.sha {
            Some(sha) => sha.to_string(),
            None => sha_of(repository, self.path.as_str(), self.branch.as_ref()).await?.ok_or_else(|| {
                ToolError::Upstream { status: 404, message: "Not Found: there is no such file".into() }
            })?,
        };
        let body = Fields::default()
            .with("message", self.message)
            .with("sha", sha)
            .maybe("branch", self.branch)
            .maybe("author", author)
            .maybe("committer", committer);
        repository.send(Method::DELETE, &below_contents(self.path.as_str()), Some(body)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_is_encoded_unless_it_is_base64_already() {
        let decoded = |content: &str| BASE64_STANDARD.decode(encoded(content)).expect("base64");
        assert_eq!(decoded("Hello World"), b"Hello World");
        assert_eq!(decoded("SGVsbG8gV29ybGQ="), b"Hello World");
        assert_eq!(decoded("SGVsbG8g\nV29ybGQ=\n"), b"Hello World");
        assert_eq!(decoded("test"), b"test", "it decodes to nothing that is text");
        assert_eq!(decoded(""), b"");
        assert_eq!(decoded("\n"), b"\n");
        let picture: Vec<u8> = (0..=255).collect();
        assert_eq!(decoded(&BASE64_STANDARD.encode(&picture)), picture);
    }

    #[test]
    fn a_path_is_that_of_its_segments() {
        assert_eq!(below_contents("/src//main.rs"), ["contents", "src", "main.rs"]);
        assert_eq!(below_contents(""), ["contents"]);
    }
}
