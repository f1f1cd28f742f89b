//! Session webhooks: what the platform posts before or after a tool runs, verified. Feature `webhooks`.
//!
//! A hook of a session can have a webhook as its handler. The platform then posts each call that the hook applies to, waits,
//! and does as the answer says. The endpoint has to know that it is the platform who asks: [`SessionWebhook::verify`].
//!
//! ```
//! use axum::Json;
//! use axum::body::Bytes;
//! use axum::extract::State;
//! use axum::http::{HeaderMap, StatusCode};
//! use std::sync::Arc;
//! use tool_router::webhook::{SessionHookAnswer, SessionWebhook};
//!
//! /// Nothing runs at night.
//! async fn hook(
//!     State(webhook): State<Arc<SessionWebhook>>,
//!     headers: HeaderMap,
//!     body: Bytes,
//! ) -> Result<Json<SessionHookAnswer>, StatusCode> {
//!     let _event = webhook.verify(&headers, &body).map_err(|error| {
//!         eprintln!("refused: {error}");
//!         StatusCode::UNAUTHORIZED
//!     })?;
//!     Ok(Json(SessionHookAnswer::block("the office is closed")))
//! }
//! # let _ = hook;
//! ```

mod event;
mod memory;
mod verify;

pub use self::event::{SessionHookAnswer, SessionHookEvent, SessionHookKind};
pub use self::verify::{SessionWebhook, WebhookError};
