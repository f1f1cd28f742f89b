//! The sessions that Acme's policy has to refuse: a policy that no longer refuses them is a hole in it.
//!
//! `TRYBUILD=overwrite cargo test -p acme-agent` writes the expected messages anew; read what changed.

#[test]
fn what_breaks_the_policy_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/refused/*.rs");
}
