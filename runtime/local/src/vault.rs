//! Encryption of tokens at rest.

use std::{
    fmt,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroize};

use super::{error::LocalError, private_file, random};

const KEY_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 24;
const CHECK: &str = "tool-router";

/// Encrypts secrets with XChaCha20-Poly1305, each bound to its owner.
pub(crate) struct Vault(XChaCha20Poly1305);

/// A stored secret that cannot be decrypted: another key, another owner, or damage.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a stored secret cannot be read")]
pub(crate) struct Unreadable;

impl Vault {
    pub(crate) fn new(key: &[u8; KEY_LENGTH]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// A vault with a key that only exists in this process.
    pub(crate) fn ephemeral() -> Result<Self, LocalError> {
        let mut key = random::bytes().map_err(LocalError::random)?;
        let vault = Self::new(&key);
        key.zeroize();
        Ok(vault)
    }

    /// Encrypts `secret`, so that it can be decrypted only for the same `owner`.
    pub(crate) fn seal(&self, owner: &str, secret: &str) -> Result<Vec<u8>, random::RandomError> {
        let nonce = random::bytes::<NONCE_LENGTH>()?;
        let payload = Payload { msg: secret.as_bytes(), aad: owner.as_bytes() };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload);
        // The cipher refuses only what is longer than 256 GiB.
        let sealed = sealed.map_err(|_| random::RandomError::UNEXPECTED)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts the output of [`seal`](Self::seal) for `owner`.
    pub(crate) fn open(&self, owner: &str, sealed: &[u8]) -> Result<SecretString, Unreadable> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LENGTH>().ok_or(Unreadable)?;
        let payload = Payload { msg: sealed, aad: owner.as_bytes() };
        let secret = self.0.decrypt(&XNonce::from(*nonce), payload).map_err(|_| Unreadable)?;
        Ok(String::from_utf8(secret).map_err(|_| Unreadable)?.into())
    }

    /// The value that a store keeps to recognise its key.
    pub(crate) fn seal_check(&self) -> Result<Vec<u8>, random::RandomError> {
        self.seal(CHECK, CHECK)
    }

    /// Whether `sealed` was made by [`seal_check`](Self::seal_check) with this key.
    pub(crate) fn recognises(&self, sealed: &[u8]) -> bool {
        self.open(CHECK, sealed).is_ok_and(|check| check.expose_secret() == CHECK)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

/// The path of the key file for the store at `store`: beside it, as `<store>.key`.
pub(crate) fn key_file(store: &Path) -> PathBuf {
    let mut path = store.as_os_str().to_owned();
    path.push(".key");
    path.into()
}

/// Reads the key file, or makes one if `may_create`.
pub(crate) fn from_key_file(path: &Path, may_create: bool) -> Result<Vault, LocalError> {
    let failed = |source| LocalError::KeyFile { path: path.to_owned(), source };
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && may_create => {
            create_key_file(path, &random::bytes().map_err(LocalError::random)?).map_err(failed)?;
            File::open(path).map_err(failed)?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(LocalError::MissingKeyFile { path: path.to_owned() });
        }
        opened => opened.map_err(failed)?,
    };
    if !private_file::is_private(&file).map_err(failed)? {
        return Err(LocalError::Exposed { path: path.to_owned() });
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(failed)?;
    let key = STANDARD.decode(text.trim());
    text.zeroize();
    let mut key: [u8; KEY_LENGTH] = key
        .ok()
        .and_then(|key| key.try_into().ok())
        .ok_or_else(|| failed(io::Error::new(io::ErrorKind::InvalidData, "it does not hold 32 bytes in Base64")))?;
    let vault = Vault::new(&key);
    key.zeroize();
    Ok(vault)
}

/// Puts the key in place atomically, and never over an existing one: every reader sees a complete key.
fn create_key_file(path: &Path, key: &[u8; KEY_LENGTH]) -> io::Result<()> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(format!(".{}", random::id("new").map_err(io::Error::other)?));
    let draft = PathBuf::from(draft);
    let written = private_file::create(&draft).and_then(|mut file| {
        file.write_all(STANDARD.encode(key).as_bytes())?;
        file.sync_all()?;
        match fs::hard_link(&draft, path) {
            // Another process was faster: its key counts.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        }
    });
    let removed = fs::remove_file(&draft);
    written.and(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_token_opens_for_its_account_only() {
        let vault = Vault::ephemeral().unwrap();
        let sealed = vault.seal("ca_1", "token").unwrap();
        assert_eq!(vault.open("ca_1", &sealed).unwrap().expose_secret(), "token");
        assert!(vault.open("ca_2", &sealed).is_err());
        assert!(Vault::ephemeral().unwrap().open("ca_1", &sealed).is_err());
    }

    #[test]
    fn a_damaged_token_does_not_open() {
        let vault = Vault::ephemeral().unwrap();
        let mut sealed = vault.seal("ca_1", "token").unwrap();
        assert!(vault.open("ca_1", &sealed[..10]).is_err());
        *sealed.last_mut().unwrap() ^= 1;
        assert!(vault.open("ca_1", &sealed).is_err());
    }

    #[test]
    fn the_key_file_is_private_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = key_file(&folder.path().join("store.db"));
        let sealed = from_key_file(&path, true).unwrap().seal_check().unwrap();
        assert!(from_key_file(&path, true).unwrap().recognises(&sealed));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "the draft stayed");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_bad_or_missing_key_file_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        assert!(matches!(from_key_file(&path, false), Err(LocalError::MissingKeyFile { .. })));
        private_file::create(&path).unwrap().write_all(b"short").unwrap();
        assert!(matches!(from_key_file(&path, true), Err(LocalError::KeyFile { .. })));
    }
}
