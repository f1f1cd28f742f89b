//! Session webhooks: what the platform posts before or after a tool runs, verified. Feature `webhooks`.
//!
//! A hook of a session can have a webhook as its handler. The platform then posts each call that the hook applies to, waits,
//! and does as the answer says. The endpoint has to know that it is the platform who asks: [`SessionWebhook::verify`].
//!
//! ```
//! use axum::body::Bytes;
//! use axum::extract::State;
//! use axum::http::{HeaderMap, StatusCode};
//! use std::sync::Arc;
//! use tool_router::webhook::{SessionHookKind, SessionWebhook};
//!
//! async fn hook(State(webhook): State<Arc<SessionWebhook>>, headers: HeaderMap, body: Bytes) -> StatusCode {
//!     match webhook.verify(&headers, &body) {
//!         Ok(event) if event.kind == SessionHookKind::BeforeExecute => StatusCode::OK, // and the answer as the body
//!         Ok(_) => StatusCode::OK,
//!         Err(error) => {
//!             eprintln!("refused: {error}");
//!             StatusCode::UNAUTHORIZED
//!         }
//!     }
//! }
//! # let _ = hook;
//! ```

mod event;
mod memory;
mod verify;

pub use self::event::{SessionHookEvent, SessionHookKind};
pub use self::verify::{SessionWebhook, WebhookError};
