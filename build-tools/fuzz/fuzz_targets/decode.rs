//! Answers of any kind, through the client's own transport: a value or an
//! error comes, and neither shows a secret.
//!
//! An input reads like an answer: the status, lines of headers, an empty line,
//! the body.
#![no_main]

use fingerprint_management::reqwest::{Client as HttpClient, Request, Response};
use fingerprint_management::types::{CreateWebhook, WebhookResponse};
use fingerprint_management::{
    BoxError, BoxFuture, Client, Departure, DriftObserver, Error, Transport,
};
use libfuzzer_sys::fuzz_target;
use std::error::Error as _;
use std::sync::{Arc, LazyLock, Mutex};

/// Also in the dictionary and the corpus, so that answers repeat it.
const KEY: &str = "hunter2-key";

fuzz_target!(|input: &[u8]| {
    let answer = Answer::of(input);
    let plain = answer.call(None);
    let seen = Seen::default();
    let observed = answer.call(Some(seen.clone()));
    // An observer changes no result.
    assert_eq!(outcome(&plain), outcome(&observed));
    answer.check(&plain);
    answer.check(&observed);
    // A departure names properties, whatever the answer calls them, but no value.
    for told in seen.0.lock().expect("nothing panicked").iter() {
        assert!(!told.contains(['\n', '\r', '\u{1b}']), "{told:?}");
    }
});

type Called = Result<fingerprint_management::Response<WebhookResponse>, Error>;

/// What a call came to, without the time that is left until a date: another
/// moment has another.
fn outcome(called: &Called) -> String {
    let shown = format!("{called:?}");
    match called.as_ref().err().and_then(Error::retry_after) {
        Some(left) => shown.replacen(&format!("{left:?}"), "some time", 1),
        None => shown,
    }
}

struct Answer<'i> {
    status: u16,
    headers: Vec<(&'i [u8], &'i [u8])>,
    body: &'i [u8],
}

impl<'i> Answer<'i> {
    fn of(input: &'i [u8]) -> Self {
        let end = input.windows(2).position(|at| at == b"\n\n");
        let (head, body) = end.map_or((&[][..], input), |end| (&input[..end], &input[end + 2..]));
        let mut lines = head.split(|byte| *byte == b'\n');
        let status = std::str::from_utf8(lines.next().unwrap_or_default()).unwrap_or_default();
        let header = |line: &'i [u8]| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            Some((&line[..colon], line[colon + 1..].trim_ascii()))
        };
        Self {
            status: status.parse().unwrap_or(201),
            headers: lines.filter_map(header).collect(),
            body,
        }
    }

    /// As it comes from the network: what is no header is not there.
    fn response(&self) -> Response {
        let mut response = http::Response::new(self.body.to_vec());
        if let Ok(status) = http::StatusCode::from_u16(self.status) {
            *response.status_mut() = status;
        }
        for (name, value) in &self.headers {
            let name = http::HeaderName::from_bytes(name);
            if let (Ok(name), Ok(value)) = (name, http::HeaderValue::from_bytes(value)) {
                response.headers_mut().append(name, value);
            }
        }
        response.into()
    }

    fn call(&self, observer: Option<Seen>) -> Called {
        static HTTP: LazyLock<HttpClient> = LazyLock::new(HttpClient::new);
        let responses = (0..8).map(|_| self.response()).collect();
        let mut builder = Client::builder(KEY)
            .http_client(HTTP.clone())
            .transport(Script(Mutex::new(responses)))
            .without_rate_limiter();
        if let Some(observer) = observer {
            builder = builder.on_drift(observer);
        }
        let client = builder.build().expect("these settings are sound");
        // Waiting between attempts takes no time in it.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("a runtime");
        let webhook = CreateWebhook::builder().url("https://example.com/hook");
        runtime.block_on(client.create_webhook(webhook).send())
    }

    fn check(&self, result: &Called) {
        match result {
            Ok(response) => {
                let shown = format!("{response:?}");
                if let Some(secret) = &response.data.signing_key {
                    self.check_secret(secret.expose(), &shown);
                }
            }
            Err(error) => {
                self.check_text(&error.to_string());
                self.check_text(&format!("{error:?}"));
                let mut source = error.source();
                while let Some(cause) = source {
                    self.check_text(&format!("{cause} {cause:?}"));
                    source = cause.source();
                }
                for told in [error.message(), error.code()].into_iter().flatten() {
                    self.check_text(told);
                    assert!(!told.chars().any(char::is_control), "{told:?}");
                }
                let raw = error.raw_body().unwrap_or_default();
                self.check_text(&String::from_utf8_lossy(raw));
                if let Some(partial) = error.partial() {
                    for (_, secret) in partial.secrets() {
                        self.check_secret(secret.expose(), &format!("{partial:?}"));
                    }
                }
                assert!(
                    !error.to_string().contains(['\n', '\r', '\u{1b}']),
                    "{error}"
                );
            }
        }
    }

    /// The key of the client is in no text.
    fn check_text(&self, shown: &str) {
        assert!(!shown.contains(KEY), "{shown}");
    }

    /// A secret of the answer is not shown, unless the answer has the same
    /// text where it is no secret.
    fn check_secret(&self, secret: &str, shown: &str) {
        let body = String::from_utf8_lossy(self.body);
        if secret.len() > 8 && body.matches(secret).count() == 1 && self.headers.is_empty() {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

/// Gives the same answer to each attempt.
struct Script(Mutex<Vec<Response>>);

impl Transport for Script {
    fn send(&self, _: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        let answer = self.0.lock().expect("nothing panicked").pop();
        Box::pin(async move { answer.ok_or_else(|| "more attempts than answers".into()) })
    }
}

/// What an observer was told.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl DriftObserver for Seen {
    fn observe(&self, departure: &Departure) {
        let told = format!("{departure} {departure:?}");
        self.0.lock().expect("nothing panicked").push(told);
    }
}
