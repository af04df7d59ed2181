//! The outcome of a call, by the predicates that a user has.

use fingerprint_management::types::{CreateWebhook, WebhookResponse};
use fingerprint_management::{Client, ClientBuilder, Error, Response};
use fingerprint_management_simulator::Simulator;

pub(crate) const URL: &str = "https://website.com/webhook";

pub(crate) type Created = Result<Response<WebhookResponse>, Error>;

/// The outcomes that a user can distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Created,
    /// No connection was made.
    Connect,
    Timeout,
    /// The connection was lost before a response.
    Lost,
    /// Something that is not HTTP.
    NotHttp,
    /// A success with a body that ended early.
    Interrupted,
    /// A success with a body over the limit.
    TooLong,
    /// A success with a body that does not decode.
    Decode,
    /// Another error, with a status code.
    Status(u16),
}

pub(crate) fn outcome(result: &Created) -> Outcome {
    let Err(error) = result else {
        return Outcome::Created;
    };
    let told = [
        (error.is_timeout(), Outcome::Timeout),
        (error.is_connect(), Outcome::Connect),
        (error.is_connection_lost(), Outcome::Lost),
        (error.is_not_http(), Outcome::NotHttp),
        (error.is_body_interrupted(), Outcome::Interrupted),
        (error.is_body_too_long(), Outcome::TooLong),
        (error.is_decode(), Outcome::Decode),
    ];
    match told.into_iter().find(|(holds, _)| *holds) {
        Some((_, outcome)) => outcome,
        None => Outcome::Status(error.status().unwrap().as_u16()),
    }
}

/// A service without a limit: its clock never makes a test fail.
pub(crate) async fn service() -> Simulator {
    Simulator::builder()
        .without_rate_limit()
        .start()
        .await
        .unwrap()
}

pub(crate) fn builder(service: &Simulator) -> ClientBuilder {
    Client::builder(service.api_key())
        .base_url(service.url())
        .without_rate_limiter()
}

pub(crate) fn client(service: &Simulator) -> Client {
    builder(service).build().unwrap()
}

pub(crate) async fn create(client: &Client) -> Created {
    let webhook = CreateWebhook::builder().url(URL);
    client.create_webhook(webhook).send().await
}
