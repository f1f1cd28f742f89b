//! Work that would keep a thread of the runtime from everything else.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::{api_error::ApiError, limits};

/// Runs work of the processor on other threads than those of the runtime, a few at the same time.
#[derive(Clone, Debug)]
pub(crate) struct Work(Arc<Semaphore>);

impl Default for Work {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(limits::WORK)))
    }
}

impl Work {
    /// Runs `work`, when there is room for it.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let permit = self.0.clone().acquire_owned().await.map_err(|error| ApiError::internal(&error))?;
        let working = tokio::task::spawn_blocking(move || {
            // Work that nobody waits for any more goes on, and counts.
            let _permit = permit;
            work()
        });
        working.await.map_err(|error| ApiError::internal(&error))
    }
}
