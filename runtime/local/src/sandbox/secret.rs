//! Tokens: how they are generated, and what is stored of them.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use secrecy::ExposeSecret;
use subtle::ConstantTimeEq;

use crate::random;

/// The SHA-256 of a token. It is the key of tables, so that neither memory nor the time of a look-up reveals a token.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Digest([u8; 32]);

impl Digest {
    pub(super) fn of(token: &str) -> Self {
        Self(random::hash_bytes(token.as_bytes()))
    }
}

/// A token of 256 random bits in base64url.
///
/// # Panics
///
/// If the operating system provides no random bytes: no token would be safe then.
pub(super) fn random_token() -> String {
    random::token().expect("the operating system gives random bytes").expose_secret().to_owned()
}

/// Compares in a time that does not depend on where the texts differ.
pub(super) fn equal(left: &str, right: &str) -> bool {
    Digest::of(left).0.ct_eq(&Digest::of(right).0).into()
}

/// The S256 challenge of a PKCE verifier (RFC 7636).
pub(super) fn pkce_challenge(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(random::hash_bytes(verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_differ() {
        let (one, other) = (random_token(), random_token());
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
        assert!(equal(&one, &one.clone()) && !equal(&one, &other) && !equal(&one, ""));
    }

    #[test]
    fn challenge_is_that_of_rfc_7636() {
        let challenge = pkce_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
