//! What keeps a connection from being made: each is named, none had an effect,
//! and only what may pass is tried again.

use std::error::Error as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fingerprint_management::reqwest::dns::{Name, Resolve, Resolving};
use fingerprint_management::reqwest::{self, Certificate, Proxy};
use fingerprint_management::{Client, Error, RetryPolicy};
use fingerprint_management_simulator::RefusedAddress;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, version};

use crate::outcome::create;

const ATTEMPTS: u32 = 4;
const PASSWORD: &str = "hunter2";

/// Serves each connection alike, and counts them.
pub(crate) struct Server {
    port: u16,
    connections: Arc<AtomicUsize>,
}

impl Server {
    async fn start<F: Future<Output = ()> + Send + 'static>(
        serve: impl Fn(TcpStream) -> F + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = connections.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                counter.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream));
            }
        });
        Self { port, connections }
    }

    /// Answers what the client says first with these bytes, then closes.
    async fn answering(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = Arc::new(bytes.into());
        Self::start(move |mut stream| {
            let bytes = bytes.clone();
            async move {
                let mut said = [0; 4096];
                let _ = stream.read(&mut said).await;
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
                // Until the client has left: what it still says must not reset the connection.
                while stream.read(&mut said).await.is_ok_and(|read| read > 0) {}
            }
        })
        .await
    }

    /// Shakes hands with this certificate of `tls/`.
    pub(crate) async fn with_certificate(name: &str) -> Self {
        let chain = vec![CertificateDer::from_pem_file(file(name)).unwrap()];
        let key = PrivateKeyDer::from_pem_file(file("key")).unwrap();
        let config = ServerConfig::builder_with_provider(aws_lc_rs::default_provider().into());
        let config = config.with_protocol_versions(&[&version::TLS13]).unwrap();
        let config = config.with_no_client_auth().with_single_cert(chain, key);
        let acceptor = TlsAcceptor::from(Arc::new(config.unwrap()));
        Self::start(move |stream| {
            let acceptor = acceptor.clone();
            async move {
                let _ = acceptor.accept(stream).await;
            }
        })
        .await
    }

    pub(crate) fn url(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

pub(crate) fn file(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/client/tls");
    folder.join(format!("{name}.pem"))
}

/// An HTTP client that trusts the tests' authority and nobody else.
fn trusting() -> reqwest::ClientBuilder {
    let authority = std::fs::read(file("authority")).unwrap();
    reqwest::Client::builder()
        .tls_certs_only([Certificate::from_pem(&authority).unwrap()])
        .redirect(reqwest::redirect::Policy::none())
}

/// Calls with a policy that would repeat without delay, and returns the error.
async fn failure(url: &str, http: reqwest::ClientBuilder) -> Error {
    let client = Client::builder("key")
        .base_url(url)
        .allow_insecure_http(true)
        .http_client(http.build().unwrap())
        .retry(RetryPolicy::default().base_delay(Duration::ZERO))
        .without_rate_limiter();
    let error = create(&client.build().unwrap()).await.unwrap_err();
    assert!(error.had_no_effect(), "{error}");
    error
}

/// Checks that the connection fails for this reason, for ever or for now.
async fn check(server: &Server, http: reqwest::ClientBuilder, reason: &str, passes: bool) {
    let error = failure(&server.url(), http).await;
    let attempts = if passes { ATTEMPTS } else { 1 };
    check_error(&error, "127.0.0.1", reason, attempts);
    assert_eq!(server.connections(), attempts as usize, "{reason}");
}

fn check_error(error: &Error, host: &str, reason: &str, attempts: u32) {
    let mut expected = format!("create_webhook (POST /webhooks): could not connect to {host}: ");
    expected.push_str(reason);
    if attempts > 1 {
        expected.push_str(", after 4 attempts");
    }
    assert_eq!(error.to_string(), expected, "{error:?}");
    assert!(error.is_connect() && error.status().is_none(), "{reason}");
    assert_eq!(error.is_retryable(), attempts > 1, "{reason}");
    assert_eq!(error.attempts(), attempts, "{reason}");
}

#[tokio::test]
async fn a_certificate_that_is_not_valid_is_named_and_not_tried_again() {
    for (certificate, reason) in [
        ("expired", "the certificate has expired"),
        ("early", "the certificate is not valid yet"),
        ("elsewhere", "the certificate is for another host"),
    ] {
        let server = Server::with_certificate(certificate).await;
        check(&server, trusting(), reason, false).await;
    }
    let server = Server::with_certificate("valid").await;
    let nobody = reqwest::Client::builder().tls_certs_only([]);
    check(
        &server,
        nobody,
        "the certificate's issuer is unknown",
        false,
    )
    .await;
}

#[tokio::test]
async fn a_valid_certificate_is_no_obstacle() {
    let server = Server::with_certificate("valid").await;
    let client = Client::builder("key")
        .base_url(server.url())
        .http_client(trusting().build().unwrap());
    let error = create(&client.build().unwrap()).await.unwrap_err();
    assert!(error.is_connection_lost(), "{error}");
}

/// An alert of TLS that ends the handshake.
fn alert(description: u8) -> Vec<u8> {
    vec![21, 3, 1, 0, 2, 2, description]
}

/// A server's hello that chooses TLS 1.1.
fn hello_of_tls_1_1() -> Vec<u8> {
    let mut hello = vec![22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2];
    hello.extend([7; 32]);
    hello.extend([0, 0xc0, 0x13, 0]);
    hello
}

#[tokio::test]
async fn a_server_without_a_usable_version_of_tls_is_not_tried_again() {
    let old = "the server has no version of TLS that is safe; expected 1.2 or 1.3";
    let plain = b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec();
    for (bytes, reason) in [
        (alert(70), old),
        (hello_of_tls_1_1(), old),
        (alert(40), "TLS: received fatal alert: HandshakeFailure"),
        (plain, "expected TLS, found another protocol"),
    ] {
        let server = Server::answering(bytes).await;
        check(&server, trusting(), reason, false).await;
    }
}

#[tokio::test]
async fn what_may_pass_during_a_handshake_is_tried_again() {
    let overloaded = Server::answering(alert(80)).await;
    let reason = "TLS: received fatal alert: InternalError";
    check(&overloaded, trusting(), reason, true).await;
    let leaving = Server::answering("").await;
    check(&leaving, trusting(), "the connection was closed", true).await;
}

/// The proxy's address with a password, and an HTTP client that goes through it.
fn through(scheme: &str, proxy: &Server) -> reqwest::ClientBuilder {
    let url = format!("{scheme}://me:{PASSWORD}@127.0.0.1:{}", proxy.port);
    trusting().proxy(Proxy::all(url).unwrap())
}

/// Everything that the error and its causes show.
fn shown(error: &Error) -> String {
    let mut shown = vec![format!("{error} {error:?}")];
    let mut cause = error.source();
    while let Some(error) = cause {
        shown.push(format!("{error} {error:?}"));
        cause = error.source();
    }
    shown.join(" ")
}

#[tokio::test]
async fn a_proxy_that_cannot_be_used_is_not_tried_again() {
    let refusing = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".to_vec();
    let credentials = "the proxy asks for other credentials";
    // A password is asked for, and refused (RFC 1929).
    let refusing_socks = vec![5, 2, 1, 1];
    for (proxy, answer, reason) in [
        ("http", refusing.clone(), credentials),
        ("socks5h", refusing_socks, credentials),
    ] {
        let server = Server::answering(answer).await;
        let error = failure("https://a.example", through(proxy, &server)).await;
        check_error(&error, "a.example", reason, 1);
        assert_eq!(server.connections(), 1, "{proxy}");
        assert!(!shown(&error).contains(PASSWORD), "{}", shown(&error));
    }
    // Without TLS the proxy answers the request itself.
    let proxy = Server::answering(refusing).await;
    let error = failure("http://a.example", through("http", &proxy)).await;
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts()),
        (407, 1)
    );
    assert!(!shown(&error).contains(PASSWORD), "{}", shown(&error));
}

#[tokio::test]
async fn the_proxys_own_certificate_is_told_from_the_servers() {
    let proxy = Server::with_certificate("expired").await;
    let error = failure("https://a.example", through("https", &proxy)).await;
    let reason = "on the way to the proxy, the certificate has expired";
    check_error(&error, "a.example", reason, 1);
    assert!(!shown(&error).contains(PASSWORD), "{}", shown(&error));
}

#[tokio::test]
async fn a_proxy_that_refuses_for_now_is_tried_again() {
    // "General failure" (RFC 1928), once a name without a password was taken.
    let socks = vec![5, 0, 5, 1, 0, 1, 0, 0, 0, 0, 0, 0];
    let http = b"HTTP/1.1 503 Service Unavailable\r\n\r\n".to_vec();
    for (scheme, answer) in [("http", http), ("socks5h", socks)] {
        let proxy = Server::answering(answer).await;
        let error = failure("https://a.example", through(scheme, &proxy)).await;
        check_error(&error, "a.example", "the proxy does not connect", ATTEMPTS);
        assert_eq!(proxy.connections(), ATTEMPTS as usize, "{scheme}");
    }
    let refused = RefusedAddress::take().unwrap();
    let address = refused.url().replace("http://", "socks5h://");
    let nobody = trusting().proxy(Proxy::all(address).unwrap());
    let error = failure("https://a.example", nobody).await;
    check_error(&error, "a.example", "the proxy cannot be reached", ATTEMPTS);
}

/// Knows no host.
struct Nowhere;

impl Resolve for Nowhere {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(async { Err("not found".into()) })
    }
}

#[tokio::test]
async fn what_the_network_does_is_named_and_tried_again() {
    let unknown = trusting().dns_resolver(Arc::new(Nowhere));
    let error = failure("https://a.example", unknown).await;
    let reason = "the host name cannot be resolved";
    check_error(&error, "a.example", reason, ATTEMPTS);

    let refused = RefusedAddress::take().unwrap();
    let error = failure(refused.url(), trusting()).await;
    check_error(&error, "127.0.0.1", "the connection was refused", ATTEMPTS);

    let silent = Server::start(|stream| async move {
        let _open = stream;
        std::future::pending::<()>().await;
    })
    .await;
    let impatient = trusting().connect_timeout(Duration::from_millis(50));
    let error = failure(&silent.url(), impatient).await;
    check_error(&error, "127.0.0.1", "it took too long", ATTEMPTS);
    assert!(error.is_timeout());
}

#[tokio::test]
async fn an_address_that_cannot_be_sent_ends_the_call_unsent() {
    let long = format!("http://127.0.0.1:1/{}", "a".repeat(70_000));
    let error = failure(&long, trusting()).await;
    assert!(error.is_builder() && !error.is_retryable(), "{error}");
    assert!(
        error.to_string().contains("not sent: its address"),
        "{error}"
    );
}
