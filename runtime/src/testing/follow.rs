use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;

use tool_router_local::testing::{Answer, Followed, Harness, Person};

use super::connect::LinkUrl;
use crate::{Error, Reply};

/// The way of a user through an auth link; await it for where it has led.
#[must_use = "the link is not followed until this is awaited"]
pub struct FollowRequest {
    harness: Arc<Harness>,
    link: LinkUrl,
    answer: Answer,
}

impl FollowRequest {
    pub(super) fn new(harness: Arc<Harness>, link: LinkUrl, answer: Answer) -> Self {
        Self { harness, link, answer }
    }

    /// Consents as this person, whose data the agent then sees. The default is [`Person::Maya`].
    pub fn person(mut self, person: Person) -> Self {
        if let Answer::Allow(allowing) = &mut self.answer {
            *allowing = person;
        }
        self
    }
}

impl IntoFuture for FollowRequest {
    type Output = Result<Followed, Error>;
    type IntoFuture = Reply<Followed>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { harness, link, answer } = self;
        Reply::new(async move { Ok(harness.follow(link.0, answer).await?) })
    }
}

impl fmt::Debug for FollowRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FollowRequest").field("answer", &self.answer).finish_non_exhaustive()
    }
}
