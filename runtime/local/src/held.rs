//! A body that keeps something until it has been sent.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};

/// A body, with a value that is dropped with it: when it has been sent, or when its client is gone.
pub(crate) struct Held<T> {
    body: Body,
    _value: T,
}

impl<T: Send + Unpin + 'static> Held<T> {
    /// `body`, which keeps `value`.
    pub(crate) fn body(body: Body, value: T) -> Body {
        Body::new(Self { body, _value: value })
    }
}

impl<T: Unpin> HttpBody for Held<T> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
