use std::sync::Arc;

use serde::Serialize;
use tool_router_core::config::ConfigPatch;

use crate::client::Request;
use crate::config::Text;
use crate::custom::Registry;
use crate::error::{ApiErrorKind, Error, InvalidInput};
use crate::ids::SessionId;
use crate::opaque::Opaque;
use crate::session::live::Live;
use crate::session::{Work, work};

/// The part of an update that does not depend on the agent's type.
pub(super) struct Plan {
    pub(super) live: Arc<Live>,
    pub(super) patch: ConfigPatch,
    /// The version that the change is for.
    pub(super) expected: Option<u64>,
    /// What the narrowing names that is being read.
    pub(super) names: Vec<Text>,
    /// The first mistake. Awaiting reports it, so that the methods stay chainable.
    invalid: Option<InvalidInput>,
}

/// A change as it is sent.
#[derive(Serialize)]
pub(in crate::session) struct UpdateBody {
    #[serde(flatten)]
    pub(in crate::session) patch: ConfigPatch,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::session) expected_config_version: Option<u64>,
}

impl Plan {
    pub(super) fn of(live: &Arc<Live>) -> Opaque<Box<Self>> {
        Opaque::new(Box::new(Self {
            live: Arc::clone(live),
            patch: ConfigPatch::default(),
            expected: Some(live.version),
            names: Vec::new(),
            invalid: None,
        }))
    }

    pub(super) fn session(&self) -> &SessionId {
        &self.live.id
    }

    pub(super) fn for_version(&mut self, version: u64) {
        if version == 0 {
            let what = "the expected version";
            self.note(Err(InvalidInput::OutOfBounds { what, given: version, least: 1, most: u64::MAX }));
        }
        self.expected = Some(version);
    }

    pub(super) fn note(&mut self, checked: Result<(), InvalidInput>) {
        if self.invalid.is_none() {
            self.invalid = checked.err();
        }
    }

    /// Sends the update, once it is checked.
    pub(super) fn send(mut self: Box<Self>) -> Work<'static> {
        let checked = self.check();
        let Self { live, patch, expected, .. } = *self;
        work(async move {
            checked?;
            live.updated(UpdateBody { patch, expected_config_version: expected }).await
        })
    }

    /// Checks everything that can be checked before a request.
    fn check(&mut self) -> Result<(), Error> {
        if let Some(invalid) = self.invalid.take() {
            return Err(invalid.into());
        }
        if self.patch.is_empty() {
            return Err(InvalidInput::EmptyUpdate.into());
        }
        let proposed = self.complete()?;
        let settings = proposed.wider_than(self.live.fence.config());
        if !settings.is_empty() {
            return Err(InvalidInput::WiderThanDeclared { settings }.into());
        }
        self.live.fence.hold(&proposed)
    }
}

impl Live {
    /// The session as it is after the change, which is sent whatever it says.
    pub(in crate::session) async fn updated(&self, body: UpdateBody) -> Result<Self, Error> {
        let request = Request::patch(&["tool_router", "session", self.id.as_str()], &body);
        match self.router.send(request).await {
            Ok(answer) => {
                let user_id = Some(&self.user_id);
                let later = Self::read(&self.router, &answer, self.fence, user_id, Registry::default())?;
                Ok(self.renewed(later))
            }
            Err(Error::Api(refusal)) if refusal.kind() == ApiErrorKind::Conflict => {
                Err(Error::ConfigConflict { expected: body.expected_config_version, refusal })
            }
            Err(error) => Err(error),
        }
    }
}
