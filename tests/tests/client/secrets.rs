//! Secrets stay out of everything that is printed for people.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use fingerprint_management::reqwest::{self, Request, Response};
use fingerprint_management::types::CreateWebhook;
use fingerprint_management::{BoxError, BoxFuture, RetryPolicy, Transport};
use fingerprint_management_simulator::{Answer, Bend, Edit, Fault, Reached, ResetAt};
use serde_json::json;

use crate::outcome::{URL, builder, create, service};

const SIGNING_KEY: &str = "simulated-signing-key-1";
const PASSWORD: &str = "hunter2";

fn assert_hides(shown: &str, api_key: &str) {
    for secret in [api_key, SIGNING_KEY, PASSWORD] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

fn debug(value: &impl Debug) -> String {
    format!("{value:?} {value:#?}")
}

#[tokio::test]
async fn a_webhook_hides_its_signing_key_and_its_basic_auth() {
    let service = service().await;
    let auth = json!({ "username": "me", "password": PASSWORD });
    service.answer_next([Fault::Drift(vec![Edit::set("/data/basic_auth", auth)])]);
    let client = builder(&service).build().unwrap();
    let created = create(&client).await.unwrap();
    assert_hides(&debug(&created), service.api_key());
    assert_hides(&debug(&created.data), service.api_key());
    // They are there, for those who ask.
    let data = &created.data;
    assert_eq!(data.signing_key.as_ref().unwrap().expose(), SIGNING_KEY);
    assert_eq!(
        data.basic_auth.as_ref().unwrap().expose()["password"],
        PASSWORD
    );
}

#[tokio::test]
async fn a_client_its_builder_and_its_calls_hide_the_key() {
    let service = service().await;
    let builder = builder(&service);
    assert_hides(&debug(&builder), service.api_key());
    let client = builder.build().unwrap();
    assert_hides(&debug(&client), service.api_key());
    let call = client.create_webhook(CreateWebhook::builder().url(URL));
    assert_hides(&debug(&call), service.api_key());
}

/// A transport that shows the requests it sends, as a careless log would.
struct Showing {
    inner: reqwest::Client,
    shown: Arc<Mutex<String>>,
}

impl Transport for Showing {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        self.shown.lock().unwrap().push_str(&debug(&request));
        self.inner.send(request)
    }
}

#[tokio::test]
async fn a_request_hides_the_key_from_a_transport_that_shows_it() {
    let service = service().await;
    let shown = Arc::new(Mutex::new(String::new()));
    let transport = Showing {
        inner: reqwest::Client::new(),
        shown: Arc::clone(&shown),
    };
    let client = builder(&service).transport(transport).build().unwrap();
    create(&client).await.unwrap();
    let shown = shown.lock().unwrap();
    assert!(shown.contains("authorization"), "{shown}");
    assert_hides(&shown, service.api_key());
}

#[tokio::test]
async fn an_error_hides_the_key_and_the_response_body() {
    let service = service().await;
    let client = builder(&service)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let leak = format!("{} {SIGNING_KEY} {PASSWORD}", service.api_key());
    let only_key = format!("the key {} is unknown", service.api_key());
    let secret_answer = format!(r#"{{"data":{{"signing_key":"{SIGNING_KEY}","id":1}}}}"#);
    let faults = [
        Fault::Reset(ResetAt::AfterStore),
        Fault::Bend(Bend::CloseMidway),
        Fault::Bend(Bend::LengthTooShort),
        Fault::Drift(vec![Edit::set("/data/verified", PASSWORD)]),
        Fault::Drift(vec![Edit::set("/data/created_at", PASSWORD)]),
        Fault::Drift(vec![Edit::remove("/data/id")]),
        Fault::Bytes(Reached::Service, leak.clone().into_bytes()),
        replaced(Answer::status(201).body("text/html", leak.clone())),
        replaced(Answer::status(201).body("application/json", secret_answer)),
        replaced(Answer::status(403).body("text/html", leak.clone())),
        replaced(Answer::status(307).header("Location", &format!("http://x/?{PASSWORD}"))),
        replaced(Answer::error(401, "unauthorized", &only_key)),
        replaced(Answer::status(500).header("Set-Cookie", &leak)),
    ];
    for fault in faults {
        service.answer_next([fault.clone()]);
        let error = create(&client).await.expect_err(&debug(&fault));
        let mut shown = format!("{error} {}", debug(&error));
        let mut source = error.source();
        while let Some(cause) = source {
            shown.push_str(&cause.to_string());
            shown.push_str(&debug(&cause));
            source = cause.source();
        }
        assert_hides(&shown, service.api_key());
    }
    assert_eq!(service.faults_left(), 0);
}

fn replaced(answer: Answer) -> Fault {
    Fault::Replace(Reached::Service, answer)
}
