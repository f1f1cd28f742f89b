//! The apps, one module each.

#[cfg(feature = "testing")]
pub(super) mod fake;
pub(super) mod github;
pub(super) mod gmail;
pub(super) mod slack;

use std::sync::Arc;

use super::app::SandboxApp;

/// Every app, with fresh data.
pub(super) fn all() -> Vec<Arc<dyn SandboxApp>> {
    vec![Arc::new(gmail::GmailApp::new()), Arc::new(slack::SlackApp::new()), Arc::new(github::GitHubApp::new())]
}
