use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};

/// The id of every session.
pub(crate) const SESSION: &str = "trs_1";

/// Answers one request with a session. What goes wrong is seen by the client.
pub(crate) async fn answer(stream: impl AsyncRead + AsyncWrite + Unpin) {
    let mut stream = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        match stream.read_line(&mut line).await {
            Ok(0) | Err(_) => break,
            Ok(_) if line == "\r\n" => break,
            Ok(_) => {}
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    let _ = stream.read_exact(&mut body).await;
    let answer = session().to_string();
    let head = format!(
        "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        answer.len(),
    );
    let _ = stream.write_all((head + &answer).as_bytes()).await;
    let _ = stream.shutdown().await;
}

fn session() -> Value {
    json!({
        "session_id": SESSION,
        "mcp": { "type": "http", "url": format!("https://backend.composio.dev/tool_router/{SESSION}/mcp") },
        "tool_router_tools": ["COMPOSIO_SEARCH_TOOLS"],
        "config": {
            "user_id": "user_1",
            "toolkits": { "enabled": ["gmail"] },
            "preload": { "tools": [] },
            "search": { "enable": true },
            "execute": { "enable_multi_execute": true },
            "instant": false,
        },
        "config_version": 1,
    })
}
