//! Answers that begin before their content is known.

use std::{pin::Pin, time::Duration};

use axum::{
    body::{Body, BodyDataStream, Bytes, to_bytes},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};
use tokio::time::timeout;

use super::{COMMENT, EVENT_STREAM, is_stream};
use crate::limits;

/// The time for an answer with a status of its own, e.g. to a request that is malformed.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often a client hears that its call goes on.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// What is still to be sent.
enum Rest {
    Waiting(Answer),
    Sending(BodyDataStream),
    Nothing,
}

/// The answer; if it takes longer, a stream that begins at once and ends with it.
pub(super) async fn respond(answer: impl Future<Output = Response> + Send + 'static) -> Response {
    let mut answer: Answer = Box::pin(answer);
    if let Ok(response) = timeout(PATIENCE, &mut answer).await {
        return response;
    }
    let chunks = stream::unfold(Rest::Waiting(answer), |rest| async move {
        match rest {
            Rest::Waiting(mut answer) => match timeout(KEEP_ALIVE, &mut answer).await {
                Ok(response) => Some(begin(response).await),
                Err(_) => Some((Ok(COMMENT), Rest::Waiting(answer))),
            },
            Rest::Sending(mut body) => {
                let chunk = body.next().await?;
                Some((chunk, Rest::Sending(body)))
            }
            Rest::Nothing => None,
        }
    });
    let headers = [
        (header::CONTENT_TYPE, EVENT_STREAM),
        (header::CACHE_CONTROL, "no-cache"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(chunks)).into_response()
}

/// The first part of an answer in a stream that has begun. A message that would have been the whole answer becomes an event.
async fn begin(response: Response) -> (Result<Bytes, axum::Error>, Rest) {
    if is_stream(&response) {
        return (Ok(COMMENT), Rest::Sending(response.into_body().into_data_stream()));
    }
    let is_json = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    let message = match to_bytes(response.into_body(), limits::BODY).await {
        // Only line breaks within strings would end an event, and JSON escapes those.
        Ok(message) if is_json => [b"data: ", message.trim_ascii(), b"\n\n"].concat().into(),
        _ => COMMENT,
    };
    (Ok(message), Rest::Nothing)
}
