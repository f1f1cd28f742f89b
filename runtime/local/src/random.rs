//! Identifiers, secret tokens, and their hashes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::SecretString;
use sha2::{Digest, Sha256};

/// The operating system cannot provide random bytes.
pub(crate) type RandomError = getrandom::Error;

/// `N` random bytes.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// An unguessable identifier, such as `ca_qCq1…`, with 128 bits.
pub(crate) fn id(prefix: &str) -> Result<String, RandomError> {
    let id = URL_SAFE_NO_PAD.encode(bytes::<16>()?);
    Ok(format!("{prefix}_{}", id.replace('-', "A").replace('_', "B")))
}

/// A bearer token of 256 bits.
pub(crate) fn token() -> Result<SecretString, RandomError> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?).into())
}

/// The stored form of a token: enough to recognise it, but not to use it.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    hash_bytes(token.as_bytes()).to_vec()
}

/// SHA-256.
pub(crate) fn hash_bytes(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn tokens_carry_256_bits_and_differ() {
        let (one, other) = (token().unwrap(), token().unwrap());
        assert_eq!(one.expose_secret().len(), 43);
        assert_ne!(one.expose_secret(), other.expose_secret());
    }

    #[test]
    fn identifiers_are_one_word() {
        for _ in 0..64 {
            let id = id("ca").unwrap();
            let rest = id.strip_prefix("ca_").unwrap();
            assert!(rest.len() == 22 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{id}");
        }
    }
}
