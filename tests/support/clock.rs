//! Tests that something happens immediately, without measuring time.

use std::future::Future;
use std::sync::mpsc;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{Instant, pause, resume};

/// After this the clock resumes, so that a test whose timers have to fire fails instead of hanging.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a future while the clock of its runtime is stopped: I/O continues, but no timer fires, however slow the machine
/// is.
///
/// # Panics
///
/// If the future only finishes once timers fire; if the clock is already stopped; or if the runtime is not of the
/// flavour `current_thread`.
pub async fn stopped<T>(future: impl Future<Output = T>) -> T {
    pause();
    let stopped_at = Instant::now();
    let (running, ended) = mpsc::channel::<()>();
    // While a blocking task runs, a paused clock does not advance by itself.
    spawn_blocking(move || ended.recv_timeout(PATIENCE));
    let output = future.await;
    let elapsed = stopped_at.elapsed();
    drop(running);
    resume();
    assert_eq!(elapsed, Duration::ZERO, "it has waited for a timer");
    output
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::time::{sleep, timeout};

    use super::*;

    #[tokio::test]
    async fn io_goes_on_while_no_timer_fires() -> std::io::Result<()> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        // The answer comes from another thread: until then this runtime is idle.
        let server = async {
            let (mut stream, _) = listener.accept().await?;
            let (sender, answered) = tokio::sync::oneshot::channel();
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(50));
                sender.send(b'!')
            });
            stream.write_u8(answered.await.unwrap_or_default()).await
        };
        let client = async { TcpStream::connect(address).await?.read_u8().await };
        let talk = timeout(Duration::from_millis(1), async { tokio::join!(client, server) });
        let (read, written) = stopped(talk).await?;
        written?;
        assert_eq!(read?, b'!');
        // The clock resumes afterwards.
        sleep(Duration::from_millis(1)).await;
        Ok(())
    }
}
