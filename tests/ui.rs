//! What the compiler says of wrong declarations, and what it takes without a word.
//!
//! `TRYBUILD=overwrite cargo test -p tool-router-tests --test ui` writes the expected output anew; read what changed.

#[test]
fn ui() {
    // One `TestCases` for all: with several, a mismatch in the first would keep the others from running.
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/custom/*.rs");
    cases.compile_fail("ui/fail/*.rs");
    cases.compile_fail("ui/many/*.rs");
    cases.compile_fail("ui/policy/*.rs");
    cases.compile_fail("ui/types/*.rs");
    cases.compile_fail("ui/requests/*.rs");
    cases.pass("ui/pass/*.rs");
}
