//! A client and the CA certificates of its machine, which are those of a process's environment.
#![cfg(target_os = "linux")]

use std::process::Command;

use fingerprint_management::Client;

use crate::outcome::{builder, create, service};
use crate::unreachable::{Server, file};

/// Runs a test of this file where there are no certificates.
fn without_certificates(test: &str) {
    with_certificates(test, "/nowhere/certificates.pem");
}

/// Runs a test of this file where the certificates are those in this file.
fn with_certificates(test: &str, file: &str) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--include-ignored", "--nocapture"])
        .arg(format!("certificates::{test}"))
        .env("SSL_CERT_FILE", file)
        .env("SSL_CERT_DIR", "/nowhere")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
fn a_machine_without_certificates_can_call_a_loopback_address() {
    without_certificates("on_loopback");
}

#[tokio::test]
#[ignore = "run by another test, without certificates"]
async fn on_loopback() {
    let service = service().await;
    let client = builder(&service).build().unwrap();
    create(&client).await.unwrap();
}

#[test]
fn a_machine_without_certificates_is_told_what_is_missing() {
    without_certificates("elsewhere");
}

#[tokio::test]
#[ignore = "run by another test, without certificates"]
async fn elsewhere() {
    for url in ["https://a.example", "https://127.0.0.1"] {
        let error = Client::builder("key").base_url(url).build().unwrap_err();
        assert!(error.is_configuration() && error.had_no_effect());
        let shown = error.to_string();
        for words in ["No CA certificates", "ca-certificates", "SSL_CERT_FILE"] {
            assert!(shown.contains(words), "{shown}");
        }
    }
}

#[test]
fn the_certificates_of_a_machine_are_read_once() {
    let name = format!("certificates-{}.pem", std::process::id());
    let copy = std::env::temp_dir().join(name);
    std::fs::copy(file("authority"), &copy).unwrap();
    with_certificates("once", copy.to_str().unwrap());
    assert!(!copy.exists(), "the test has deleted it");
}

#[tokio::test]
#[ignore = "run by another test, with a file of certificates that it may delete"]
async fn once() {
    let server = Server::with_certificate("valid").await;
    let client = || Client::builder("key").base_url(server.url());
    // The server hangs up as soon as the handshake is done.
    let trusts = async || {
        let client = client().build().unwrap();
        create(&client).await.unwrap_err().is_connection_lost()
    };
    assert!(trusts().await);
    std::fs::remove_file(std::env::var("SSL_CERT_FILE").unwrap()).unwrap();
    assert!(trusts().await);

    // A client with settings of its own trusts nothing that it was not told to.
    let own = client().configure_http_client(|http| http.tls_certs_only([]));
    let error = create(&own.build().unwrap()).await.unwrap_err();
    assert!(error.to_string().contains("issuer is unknown"), "{error}");
    let read_again = client().configure_http_client(|http| http).build();
    assert!(read_again.unwrap_err().is_configuration());
}
