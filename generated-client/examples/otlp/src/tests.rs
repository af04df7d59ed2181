//! What a collector on the loopback interface is sent.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use fingerprint_management_simulator::{Answer, Fault, Reached};
use serde_json::{Value, json};

use super::*;

/// A collector that takes one export: its address, and the head and body of what it is sent.
fn collector() -> (String, Receiver<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1/traces", listener.local_addr().unwrap());
    let (sender, export) = channel();
    thread::spawn(move || {
        let mut connection = BufReader::new(listener.accept().unwrap().0);
        let mut request = String::new();
        let mut length = 0;
        while !request.ends_with("\r\n\r\n") {
            let start = request.len();
            connection.read_line(&mut request).unwrap();
            let line = request[start..].to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        connection.read_exact(&mut body).unwrap();
        sender
            .send((request, String::from_utf8(body).unwrap()))
            .unwrap();
        let answer = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
                      content-length: 2\r\nconnection: close\r\n\r\n{}";
        connection.get_mut().write_all(answer.as_bytes()).unwrap();
    });
    (url, export)
}

/// The attributes of a span or an event, each with its plain value.
fn attributes(holder: &Value) -> Value {
    let attributes = holder["attributes"].as_array().into_iter().flatten();
    let plain = attributes.map(|one| {
        let (_, value) = one["value"].as_object().unwrap().iter().next().unwrap();
        (one["key"].as_str().unwrap().to_owned(), value.clone())
    });
    plain.collect::<serde_json::Map<_, _>>().into()
}

fn contains(all: &Value, some: &Value) -> bool {
    let some = some.as_object().unwrap();
    some.iter().all(|(name, value)| all[name] == *value)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_is_sent_the_call_with_its_attempts_and_no_secret() {
    let (url, export) = collector();
    let exporter = SpanExporter::builder().with_http();
    let exporter = exporter
        .with_protocol(Protocol::HttpJson)
        .with_endpoint(url);
    let provider = provider(exporter.build().unwrap());
    tracing_subscriber::registry().with(layer(&provider)).init();

    let simulator = Simulator::builder().signatures(true).start().await.unwrap();
    let refused = Answer::status(429).header("retry-after", "1");
    simulator.answer_next([Fault::Replace(Reached::Gateway, refused)]);
    let client = Client::builder(simulator.api_key()).base_url(simulator.url());
    let client = client.build().unwrap();
    let webhook = CreateWebhook::builder()
        .url("https://example.com/hunter1")
        .description("hunter2");
    let created = client.create_webhook(webhook).send().await.unwrap();
    let signing_key = created.data.signing_key.clone().unwrap();
    tokio::task::spawn_blocking(move || provider.shutdown().unwrap())
        .await
        .unwrap();

    // Before the answer that the exporter has waited for.
    let (request, body) = export.try_recv().unwrap();
    assert!(
        request.starts_with("POST /v1/traces HTTP/1.1\r\n"),
        "{request}"
    );
    let sent: Value = serde_json::from_str(&body).unwrap();
    let spans = &sent["resourceSpans"][0]["scopeSpans"][0]["spans"];
    assert_eq!(spans.as_array().unwrap().len(), 1, "{spans}");
    let span = &spans[0];
    assert_eq!(span["name"], "POST /webhooks");
    assert_eq!(span["kind"], 3, "a client's");
    let port = simulator.url().rsplit(':').next().unwrap();
    let expected = json!({
        "http.request.method": "POST",
        "http.request.resend_count": "1",
        "http.response.status_code": "201",
        "server.address": "127.0.0.1",
        "server.port": port,
        "url.full": format!("{}/webhooks", simulator.url()),
        "url.template": "/webhooks",
    });
    assert!(contains(&attributes(span), &expected), "{span}");

    let events: Vec<(&str, Value)> = span["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| (event["name"].as_str().unwrap(), attributes(event)))
        .collect();
    let expected = [
        (
            "sends the request",
            json!({ "http.request.resend_count": "0" }),
        ),
        (
            "received a response",
            json!({ "http.response.status_code": "429", "error.type": "429" }),
        ),
        (
            "holds back all calls of the client",
            json!({ "hold.seconds": 1.0 }),
        ),
        (
            "waits before it sends the request again",
            json!({ "wait.reason": "retry_after", "wait.seconds": 1.0 }),
        ),
        (
            "sends the request",
            json!({ "http.request.resend_count": "1" }),
        ),
        (
            "received a response",
            json!({ "http.response.status_code": "201" }),
        ),
    ];
    let mut left = events.iter();
    for (name, fields) in &expected {
        let found = left.any(|(known, has)| known == name && contains(has, fields));
        assert!(found, "{name} {fields}: {events:?}");
    }
    for secret in [simulator.api_key(), signing_key.expose(), "hunter"] {
        assert!(!body.contains(secret), "{body}");
    }
}
