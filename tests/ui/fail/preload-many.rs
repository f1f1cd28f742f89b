#![deny(deprecated)]

use tool_router::tool_router_session;

#[tool_router_session(
    toolkits = ["gmail"],
    preload = [
        "GMAIL_TOOL_01",
        "GMAIL_TOOL_02",
        "GMAIL_TOOL_03",
        "GMAIL_TOOL_04",
        "GMAIL_TOOL_05",
        "GMAIL_TOOL_06",
        "GMAIL_TOOL_07",
        "GMAIL_TOOL_08",
        "GMAIL_TOOL_09",
        "GMAIL_TOOL_10",
        "GMAIL_TOOL_11",
        "GMAIL_TOOL_12",
        "GMAIL_TOOL_13",
        "GMAIL_TOOL_14",
        "GMAIL_TOOL_15",
        "GMAIL_TOOL_16",
        "GMAIL_TOOL_17",
        "GMAIL_TOOL_18",
        "GMAIL_TOOL_19",
        "GMAIL_TOOL_20",
        "GMAIL_TOOL_21",
    ],
)]
struct Agent;

fn main() {}
