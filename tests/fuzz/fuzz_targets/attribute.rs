#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| tool_router_fuzz::attribute(text));
