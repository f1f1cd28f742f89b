use axum::routing::get;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::{sleep, timeout},
};

use super::*;

const PATIENCE: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(200);

struct Server {
    connections: Connections,
    address: std::net::SocketAddr,
    /// Lets one request to `/slow` end.
    gate: Arc<Semaphore>,
}

async fn start(bounds: Bounds) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let gate = Arc::new(Semaphore::new(0));
    let waits = gate.clone();
    let slow = async move || {
        waits.acquire().await.unwrap().forget();
        "slow"
    };
    let router = Router::new()
        .route("/", get(async || "quick"))
        .route("/slow", get(slow))
        .route("/large", get(async || vec![0_u8; 64 * 1024 * 1024]));
    let connections = Connections::new(bounds);
    let serving = connections.clone();
    tokio::spawn(async move { serving.serve(listener, router).await });
    Server { connections, address, gate }
}

async fn send(stream: &mut TcpStream, path: &str) {
    let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 1024];
    let read = timeout(PATIENCE, stream.read(&mut bytes)).await.expect("an answer").unwrap_or(0);
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

impl Server {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn answered(&self) -> TcpStream {
        let mut stream = self.connect().await;
        send(&mut stream, "/").await;
        assert!(answer(&mut stream).await.ends_with("quick"));
        stream
    }
}

#[tokio::test]
async fn the_connection_that_has_been_idle_the_longest_makes_room() {
    let server = start(Bounds { connections: 3, ..Bounds::default() }).await;
    let mut silent = server.connect().await;
    sleep(SHORT).await;
    let mut first = server.answered().await;
    let mut second = server.answered().await;
    let mut third = server.answered().await;
    assert_eq!(answer(&mut silent).await, "", "it has never asked anything");
    let _fourth = server.answered().await;
    assert_eq!(answer(&mut first).await, "");
    for stream in [&mut second, &mut third] {
        send(stream, "/").await;
        assert!(answer(stream).await.ends_with("quick"));
    }
}

#[tokio::test]
async fn a_thousand_silent_connections_do_not_keep_others_out() {
    let server = start(Bounds { connections: 16, ..Bounds::default() }).await;
    let mut silent = Vec::new();
    for _ in 0..200 {
        silent.push(server.connect().await);
    }
    server.answered().await;
    assert!(server.connections.open.lock().len() <= 16);
}

#[tokio::test]
async fn a_connection_whose_request_runs_does_not_make_room() {
    let server = start(Bounds { connections: 1, ..Bounds::default() }).await;
    let mut slow = server.connect().await;
    send(&mut slow, "/slow").await;
    let mut other = server.connect().await;
    send(&mut other, "/").await;
    assert!(timeout(SHORT, other.readable()).await.is_err(), "there is no room yet");
    server.gate.add_permits(1);
    assert!(answer(&mut slow).await.ends_with("slow"));
    assert!(answer(&mut other).await.ends_with("quick"));
}

#[tokio::test]
async fn a_client_that_sends_nothing_is_left() {
    let server = start(Bounds { head: SHORT, ..Bounds::default() }).await;
    let mut idle = server.answered().await;
    let mut silent = server.connect().await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET / HTTP/1.1\r\nhost: local").await.unwrap();
    for stream in [&mut idle, &mut silent, &mut slow] {
        let end = async { while !answer(stream).await.is_empty() {} };
        timeout(PATIENCE, end).await.expect("the connection ends");
    }
}

#[tokio::test]
async fn a_client_that_reads_nothing_is_left() {
    let server = start(Bounds { write: SHORT, ..Bounds::default() }).await;
    let mut stream = server.connect().await;
    send(&mut stream, "/large").await;
    let left = async {
        while server.connections.open.lock().is_empty() {
            sleep(Duration::from_millis(10)).await;
        }
        while !server.connections.open.lock().is_empty() {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, left).await.expect("the connection ends");
}

#[tokio::test]
async fn a_client_that_sends_its_head_byte_by_byte_is_left() {
    let server = start(Bounds { head: SHORT, ..Bounds::default() }).await;
    let (mut reading, mut writing) = server.connect().await.into_split();
    let dripping = tokio::spawn(async move {
        while writing.write_all(b"G").await.is_ok() {
            sleep(SHORT / 10).await;
        }
    });
    let mut said = Vec::new();
    let _ = timeout(PATIENCE, reading.read_to_end(&mut said)).await.expect("the connection ends");
    drop(reading);
    timeout(PATIENCE, dripping).await.expect("nobody takes more").unwrap();
}

/// Reads an answer to its end, slowly, and returns its length.
async fn read_slowly(mut stream: TcpStream) -> usize {
    let (mut bytes, mut length) = (vec![0; 4 * 1024 * 1024], 0);
    loop {
        sleep(Duration::from_millis(5)).await;
        match timeout(PATIENCE, stream.read(&mut bytes)).await.expect("more").unwrap_or(0) {
            0 => return length,
            read => length += read,
        }
    }
}

#[tokio::test]
async fn neither_closing_nor_making_room_cuts_an_answer_that_is_still_read() {
    for closes in [true, false] {
        let server = start(Bounds { connections: 1, ..Bounds::default() }).await;
        let mut stream = server.connect().await;
        stream.write_all(b"GET /large HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
        assert!(answer(&mut stream).await.starts_with("HTTP/1.1 200"));
        let connections = server.connections.clone();
        let other = closes.then(|| tokio::spawn(async move { connections.close(PATIENCE).await }));
        let waiting = if closes { None } else { Some(server.connect().await) };
        sleep(SHORT).await;
        assert!(read_slowly(stream).await >= 63 * 1024 * 1024, "closing: {closes}");
        if let Some(closing) = other {
            timeout(PATIENCE, closing).await.expect("closed").unwrap();
        }
        if let Some(mut waiting) = waiting {
            send(&mut waiting, "/").await;
            assert!(answer(&mut waiting).await.ends_with("quick"));
        }
    }
}

#[tokio::test]
async fn a_client_that_reads_little_by_little_is_left() {
    let server = start(Bounds { slow: SHORT, ..Bounds::default() }).await;
    let mut stream = server.connect().await;
    send(&mut stream, "/large").await;
    let (mut bytes, mut length) = (vec![0; 64 * 1024], 0);
    loop {
        sleep(Duration::from_millis(10)).await;
        match timeout(PATIENCE, stream.read(&mut bytes)).await.expect("more, or the end").unwrap_or(0) {
            0 => break,
            read => length += read,
        }
    }
    assert!(length < 48 * 1024 * 1024, "{length}");
    server.answered().await;
}

#[tokio::test]
async fn closing_answers_what_runs_and_ends_what_is_idle() {
    let server = start(Bounds::default()).await;
    let mut idle = server.answered().await;
    let mut slow = server.connect().await;
    send(&mut slow, "/slow").await;
    while server.connections.open.lock().values().all(|connection| connection.is_idle()) {
        tokio::task::yield_now().await;
    }
    let connections = server.connections.clone();
    let closing = tokio::spawn(async move { connections.close(PATIENCE).await });
    assert_eq!(answer(&mut idle).await, "");
    server.gate.add_permits(1);
    assert!(answer(&mut slow).await.ends_with("slow"));
    timeout(PATIENCE, closing).await.expect("closed").unwrap();
}
