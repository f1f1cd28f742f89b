#![no_main]

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    #[cfg(fuzzing)]
    tool_router_local::__fuzz_request(body);
    // A plain `cargo check` builds the router without its entrance for this.
    #[cfg(not(fuzzing))]
    let _ = body;
});
