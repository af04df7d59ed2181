//! Calls over a scripted transport, in paused time and without sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod attempts;
mod drift;
#[cfg(feature = "tracing")]
mod events;
#[cfg(feature = "tracing")]
mod log;
mod pages;
mod request;
mod secrecy;
#[cfg(feature = "tracing")]
mod spans;

use std::collections::VecDeque;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use reqwest::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::types::{CreateWebhook, WebhookResponse};
use crate::{BoxError, BoxFuture, Client, ClientBuilder, Error, Transport};

const KEY: &str = "hunter2";

/// What the transport does with one request.
enum Step {
    Answer(Response),
    Fail(BoxError),
    Hang,
}

/// Takes one step for each request, and notes what was sent and when.
#[derive(Clone, Default)]
struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    sent: Arc<Mutex<Vec<(Request, Instant)>>>,
}

impl Script {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let script = Self::default();
        script.steps.lock().unwrap().extend(steps);
        script
    }

    /// A client on this script, without a rate limiter.
    fn client(&self) -> ClientBuilder {
        // Making one takes a while, and it is used for nothing but to make requests.
        static HTTP: LazyLock<reqwest::Client> = LazyLock::new(reqwest::Client::new);
        Client::builder(KEY)
            .http_client(HTTP.clone())
            .transport(self.clone())
            .without_rate_limiter()
    }

    async fn call(&self) -> Result<crate::Response<WebhookResponse>, Error> {
        create(&self.client().build().unwrap()).await
    }

    fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }

    /// The seconds from the first request to each.
    fn times(&self) -> Vec<f64> {
        let sent = self.sent.lock().unwrap();
        let since = |(_, at): &(Request, Instant)| (*at - sent[0].1).as_secs_f64();
        sent.iter().map(since).collect()
    }
}

impl Transport for Script {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        self.sent.lock().unwrap().push((request, Instant::now()));
        let step = self.steps.lock().unwrap().pop_front();
        Box::pin(async move {
            match step.expect("one request more than steps") {
                Step::Answer(response) => Ok(response),
                Step::Fail(error) => Err(error),
                Step::Hang => std::future::pending().await,
            }
        })
    }
}

fn answer(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Step {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Step::Answer(response.body(body.into()).unwrap().into())
}

fn json_answer(status: u16, body: &Value) -> Step {
    let headers = [("content-type", "application/json; charset=utf-8")];
    answer(status, &headers, body.to_string())
}

fn status(status: u16) -> Step {
    json_answer(status, &error_body("it failed"))
}

fn error_body(message: &str) -> Value {
    json!({"error": {"code": "some_code", "message": message}})
}

fn created() -> Step {
    json_answer(201, &webhook_body())
}

fn webhook_body() -> Value {
    json!({"data": {
        "id": "wh_1", "description": "", "status": "enabled", "verified": false,
        "environment": null, "url": "https://example.com/hook", "legacy": false,
        "basic_auth": null, "created_at": "2025-01-31T15:53:52.180Z",
        "signing_key": "hunter3",
    }})
}

async fn create(client: &Client) -> Result<crate::Response<WebhookResponse>, Error> {
    let webhook = CreateWebhook::builder().url("https://example.com/hook");
    client.create_webhook(webhook).send().await
}

async fn failure(steps: impl IntoIterator<Item = Step>) -> Error {
    Script::new(steps).call().await.expect_err("must fail")
}
