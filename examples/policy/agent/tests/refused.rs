//! Sessions that Acme's policy must refuse: one that compiles is a hole in the policy.
//!
//! `TRYBUILD=overwrite cargo test -p acme-agent` rewrites the expected messages; review the changes. trybuild's first
//! run compiles all dependencies once more, which takes minutes.

#[test]
fn what_breaks_the_policy_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/refused/*.rs");
}
