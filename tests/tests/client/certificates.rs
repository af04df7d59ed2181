//! A client on a machine without CA certificates, which is a process with another environment.
#![cfg(target_os = "linux")]

use std::process::Command;

use fingerprint_management::Client;

use crate::outcome::{builder, create, service};

/// Runs a test of this file where there are no certificates.
fn without_certificates(test: &str) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--include-ignored", "--nocapture"])
        .arg(format!("certificates::{test}"))
        .env("SSL_CERT_FILE", "/nowhere/certificates.pem")
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
