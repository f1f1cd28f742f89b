//! What the tests of the toolkits share.

/// A client for loopback. Installs the process's TLS provider first, which reqwest wants even for plain HTTP.
pub(crate) fn http() -> reqwest::Client {
    let _already_installed = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}
