//! What goes over TLS, as the program's own rustls and reqwest do it, and as `tool-router` does.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::{Certificate, Client};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use crate::{causes, create, refusal, router, server};

/// Makes a handshake with each of the three, and gives what the client says of a certificate that nobody vouches for.
pub async fn tls() -> Result<String, Box<dyn Error>> {
    let (address, certificate) = tls_server().await?;
    let url = format!("https://localhost:{}", address.port());
    let root = || Certificate::from_der(&certificate);

    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone())?;
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let stream = TcpStream::connect(address).await?;
    TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost")?, stream).await?;

    let answer = Client::builder().no_proxy().tls_certs_only([root()?]).build()?.get(&url).send().await?;
    assert!(answer.status().is_success(), "{answer:?}");
    let refused = Client::new().get(&url).send().await.err().ok_or("reqwest takes any certificate")?;
    assert!(causes(&refused).contains("certificate"), "{}", causes(&refused));

    let root = root()?;
    create(router(&url).http_client(|http| http.no_proxy().tls_certs_only([root])).build()?).await?;
    let refusal = refusal(&url).await?;
    assert!(refusal.contains("certificate"), "{refusal}");
    Ok(refusal)
}

/// Where a router listens that speaks https, and its certificate.
async fn tls_server() -> Result<(SocketAddr, CertificateDer<'static>), Box<dyn Error>> {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der())?;
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate.clone()], key)?;
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that does not take the certificate ends the handshake.
            if let Ok(stream) = acceptor.accept(stream).await {
                server::answer(stream).await;
            }
        }
    });
    Ok((address, certificate))
}
