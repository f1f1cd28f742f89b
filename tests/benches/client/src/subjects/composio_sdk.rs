use composio_sdk::models::TagType;
use composio_sdk::{ComposioClient, Session};

use crate::wire::{KEY, TOOL, USER, arguments, messages};
use crate::{Client, Failure};

/// The crate `composio-sdk`. It asks an older version of the API, and reads answers that are shaped in its own way.
pub struct ComposioSdk(ComposioClient);

impl Client for ComposioSdk {
    type Session = Session;

    fn new(url: &str) -> Result<Self, Failure> {
        Ok(Self(ComposioClient::builder().api_key(KEY).base_url(format!("{url}/api/v3")).build()?))
    }

    async fn create(&self) -> Result<Session, Failure> {
        let session = self.0.create_session(USER).toolkits(vec!["gmail", "slack"]);
        let session = session.tools("gmail", vec![TOOL, "GMAIL_SEND_EMAIL"]);
        let session = session.tags(None, Some(vec![TagType::DestructiveHint])).manage_connections(true);
        Ok(session.send().await?)
    }

    async fn execute(&self, session: &Session) -> Result<usize, Failure> {
        Ok(messages(&session.execute_tool(TOOL, arguments()).await?.data))
    }

    async fn tools(&self, session: &Session) -> Result<usize, Failure> {
        Ok(session.get_meta_tools().await?.len())
    }
}
