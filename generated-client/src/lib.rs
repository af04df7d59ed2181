//! A client for the Fingerprint Management API, generated from its OpenAPI document.
//!
//! This is an unofficial crate. It is not affiliated with Fingerprint.
//!
//! # Start
//!
//! Make a Management API key in Fingerprint's dashboard, and give it to your program in the
//! environment variable `FINGERPRINT_MANAGEMENT_API_KEY`:
//!
//! ```no_run
//! # fn start() -> Result<(), fingerprint_management::Error> {
//! let client = fingerprint_management::Client::from_env()?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Client`] has a method for each operation. It gives a call, which nothing happens of before
//! `send`:
//!
//! ```
//! use fingerprint_management::types::{CreateWebhook, UpdateWebhook};
//! use fingerprint_management::{Client, Error};
//!
//! async fn tour(client: &Client) -> Result<(), Error> {
//!     let webhook = CreateWebhook::builder().url("https://example.com/hook");
//!     let created = client.create_webhook(webhook).send().await?;
//!     let id = &created.data.id;
//!
//!     let page = client.list_webhooks().send().await?;
//!     println!("there are {} webhooks or more", page.data.len());
//!
//!     // What is not set stays as it is.
//!     let change = UpdateWebhook::builder().description("Of the billing service");
//!     let updated = client.update_webhook(id, change).send().await?;
//!     assert_eq!(updated.data.url, "https://example.com/hook");
//!
//!     client.delete_webhook(id).send().await?;
//!     Ok(())
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! #     let service = fingerprint_management_simulator::Simulator::builder();
//! #     let service = service.without_rate_limit().start().await?;
//! #     let client = Client::builder(service.api_key()).base_url(service.url());
//! #     tour(&client.without_rate_limiter().build()?).await?;
//! #     let methods: Vec<String> = service.requests().into_iter().map(|one| one.method).collect();
//! #     assert_eq!(methods, ["POST", "GET", "PATCH", "DELETE"]);
//! #     assert!(service.items("/webhooks").is_empty());
//! #     Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! There is one type, [`Error`], with a predicate for each situation; each method lists the
//! errors that are documented for it. `Display` is a line for people and shows no secret.
//!
//! ```
//! # use fingerprint_management::{Client, Error};
//! /// Deletes a webhook that may be gone already.
//! async fn remove(client: &Client, id: &str) -> Result<(), Error> {
//!     match client.delete_webhook(id).send().await {
//!         Err(error) if error.is_not_found() => Ok(()),
//!         Err(error) if error.is_unauthorized() => {
//!             eprintln!("is the API key right? {error}");
//!             Err(error)
//!         }
//!         result => result.map(|_| ()),
//!     }
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! #     let service = fingerprint_management_simulator::Simulator::start().await?;
//! #     let client = Client::builder(service.api_key()).base_url(service.url()).build()?;
//! #     remove(&client, "wh_none").await?;
//! #     assert_eq!(service.attempts(), 1);
//! #     Ok(())
//! # }
//! ```
//!
//! # What every call does
//!
//! - It waits its turn: by default at most 5 requests are sent in any second, the
//!   service's limit for an API key. See [`RateLimiter`].
//! - It is retried only if the request certainly had no effect. See [`RetryPolicy`].
//! - It is bounded by three timeouts. See [`ClientBuilder`].
//! - Dropping its future cancels it at any point. A request that was already sent may
//!   still take effect.
//!
//! # Lists
//!
//! A list that has a cursor can be read whole: `items()` gives its items and `pages()` its
//! pages, where `send()` gives one page. Both are [`Stream`](futures_core::Stream)s with a
//! `next` of their own, so no stream crate is needed. A page is fetched when it is asked for,
//! and everything above holds for each. See [`Pages`] for errors in the middle.
//!
//! ```
//! # use fingerprint_management::{Client, Error};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mut simulator = fingerprint_management_simulator::Simulator::builder().without_rate_limit();
//! # for number in 0..25 {
//! #     let webhook = serde_json::json!({ "url": format!("https://example.com/{number}") });
//! #     simulator = simulator.seed("/webhooks", webhook);
//! # }
//! # let simulator = simulator.start().await?;
//! # let client = Client::builder(simulator.api_key()).base_url(simulator.url()).build()?;
//! let mut webhooks = client.list_webhooks().limit(10).items();
//! # let mut urls = Vec::new();
//! while let Some(webhook) = webhooks.next().await {
//!     println!("{}", webhook?.url);
//! #   urls.push(());
//! }
//! # assert_eq!((urls.len(), simulator.attempts()), (25, 3));
//! # Ok(())
//! # }
//! ```
//!
//! # Requests and responses
//!
//! What a call cannot do without is an argument of its method; what is optional is a setter
//! of the call. A request body has a builder, and a call takes it built or not yet built: what
//! is missing or invalid in it is the call's error.
//!
//! # Your own tests
//!
//! [`fingerprint-management-simulator`](https://docs.rs/fingerprint-management-simulator) serves
//! the same operations in the process of a test, keeps what is created, refuses what is wrong,
//! and misbehaves on demand:
//!
//! ```
//! # use fingerprint_management::{Client, Error, types::CreateWebhook};
//! use fingerprint_management_simulator::{Answer, Fault, Reached, Simulator};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let service = Simulator::builder().environment("ae_1").start().await?;
//! let client = Client::builder(service.api_key()).base_url(service.url()).build()?;
//!
//! // Your code, which takes a client, goes here.
//! let webhook = CreateWebhook::builder().url("https://example.com/hook").environment("ae_1");
//! client.create_webhook(webhook).send().await?;
//! assert_eq!(service.items("/webhooks")[0]["environment"], "ae_1");
//!
//! // What does it do when the service is down?
//! service.answer_next([Fault::Replace(Reached::Gateway, Answer::status(500))]);
//! let error = client.list_webhooks().send().await.unwrap_err();
//! assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
//! # Ok(())
//! # }
//! ```
//!
//! Without a server, a [`Transport`] gives the answer. Everything else is as it always is:
//! retries, timeouts, decoding and errors. With the crate `http`:
//!
//! ```
//! # use std::time::Duration;
//! use fingerprint_management::reqwest::{Request, Response};
//! use fingerprint_management::{BoxError, BoxFuture, Client, NotSent, RetryPolicy, Transport};
//!
//! /// What comes of every request.
//! enum Canned {
//!     Answer(u16, &'static str),
//!     NotConnected,
//!     Lost,
//!     Never,
//! }
//!
//! impl Transport for Canned {
//!     fn send(&self, _: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
//!         Box::pin(async move {
//!             match self {
//!                 Self::Answer(status, body) => {
//!                     let answer = http::Response::builder().status(*status).body(*body)?;
//!                     Ok(answer.into())
//!                 }
//!                 Self::NotConnected => Err(NotSent::new("refused").into()),
//!                 Self::Lost => Err("reset".into()),
//!                 Self::Never => std::future::pending().await,
//!             }
//!         })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = |canned| {
//!     let client = Client::builder("key").transport(canned).without_rate_limiter();
//!     let client = client.retry(RetryPolicy::never());
//!     client.attempt_timeout(Duration::from_millis(10)).build()
//! };
//! let delete = async |canned| client(canned)?.delete_webhook("wh_1").send().await;
//! assert!(delete(Canned::Answer(204, "")).await.is_ok());
//! assert!(delete(Canned::Answer(404, "")).await.unwrap_err().is_not_found());
//! assert!(delete(Canned::NotConnected).await.unwrap_err().is_connect());
//! assert!(delete(Canned::Lost).await.unwrap_err().is_connection_lost());
//! assert!(delete(Canned::Never).await.unwrap_err().is_timeout());
//! # Ok(())
//! # }
//! ```
//!
//! Where a function takes what a call returns, [`Response::new`] and [`Error::from_response`]
//! make that. What only comes from the service has no builder: a test makes it from JSON.
//!
//! ```
//! use fingerprint_management::types::Violation;
//!
//! let json = serde_json::json!({ "property": "url", "message": "must be https" });
//! let violation: Violation = serde_json::from_value(json)?;
//! # assert_eq!(violation.property, "url");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Observing
//!
//! With the feature `tracing` a call is a span, `fingerprint_management.call`, with OpenTelemetry's
//! attributes of an HTTP client (`http.request.method`, `url.template`, `server.address`,
//! `http.response.status_code`, `http.request.resend_count`, `error.type`), and tells in it:
//!
//! | target | level | event |
//! |---|---|---|
//! | `fingerprint_management::attempt` | `DEBUG` | a request is sent; its answer, or that there is none, and after how long |
//! | `fingerprint_management::wait` | `INFO` | the wait before a retry, with its length and reason: `retry_after` or `backoff` |
//! | `fingerprint_management::wait` | `INFO`, below a second `DEBUG` | a wait that is over, with the reason `rate_limiter`, whichever limiter it was |
//! | `fingerprint_management::hold` | `WARN` | a 429 holds back all calls of the client |
//! | `fingerprint_management::call` | `WARN` | the call failed |
//! | `fingerprint_management::drift` | `WARN` | a response departs from the API document, with `TracingDriftObserver` |
//!
//! So `tracing_subscriber::fmt().init()` shows what delays or ends a call, and the filter
//! `info,fingerprint_management=debug` every attempt. `tracing_opentelemetry` takes spans and
//! events to a collector as they are. None has a key, a parameter, a body, or text of the service.
//!
//! Without the feature nothing of it is compiled. [`ClientBuilder::on_drift`] tells a program of
//! departures in any case.
//!
//! # Tuning
//!
//! ```
//! # use std::time::Duration;
//! use fingerprint_management::{Client, Replay, RequestOptions, RetryPolicy};
//!
//! let client = Client::builder("key")
//!     // What the vendor allows you.
//!     .requests_per_second(20)
//!     .connect_timeout(Duration::from_secs(2))
//!     .attempt_timeout(Duration::from_secs(10))
//!     .total_timeout(Duration::from_secs(60))
//!     .retry(RetryPolicy::default().max_attempts(6).replay(Replay::Idempotent))
//!     .build()?;
//!
//! // For some calls only, on the same connections and under the same rate limit.
//! let impatient = RequestOptions::new().total_timeout(Duration::from_secs(3));
//! let impatient = client.with_options(impatient);
//! # drop(impatient);
//! # Ok::<(), fingerprint_management::Error>(())
//! ```
//!
//! Make one client and clone it: clones share connections and the rate limit.
//! [`ClientBuilder::rate_limiter`] shares a limit among clients or processes.
//!
//! # Tasks and runtimes
//!
//! A call owns what it needs, the client included: `tokio::spawn(client.get_webhook(id).send())`
//! is all it takes.
//!
//! One client serves several tokio runtimes, at once or one after the other. But a connection
//! lives in the runtime that made it: where that ends, a call of another runtime that uses it
//! at that moment fails with [`Error::is_connection_lost`], and its message says so. A `static`
//! client in tests is such a case, since each `#[tokio::test]` has a runtime of its own. Make a
//! client in each, or give all tests one runtime:
//!
//! ```
//! # use fingerprint_management::{Client, Error};
//! use std::sync::LazyLock;
//! use tokio::runtime::Runtime;
//!
//! static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("threads"));
//!
//! // #[test]
//! fn there_are_no_webhooks() {
//!     # let service = RUNTIME.block_on(fingerprint_management_simulator::Simulator::start());
//!     # let service = service.expect("a port");
//!     # let client = Client::builder(service.api_key()).base_url(service.url()).build();
//!     # let client: Client = client.expect("a client");
//!     let page = RUNTIME.block_on(client.list_webhooks().send());
//!     assert!(page.is_ok_and(|page| page.data.is_empty()));
//! }
//! # there_are_no_webhooks();
//! ```
//!
//! Outside of tokio, such as under `smol` or `futures::executor`, a call is an error that says
//! so. In a runtime of tokio without timers or I/O it panics, as everything in tokio does:
//! build runtimes with `enable_all`.
//!
//! # A new API key
//!
//! [`Client::set_api_key`] replaces the key of a client and all its clones, and keeps the
//! connections. A [`KeyProvider`] is asked for the key of each request.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `rustls` | yes | TLS by rustls, with the platform's certificate verifier |
//! | `native-tls` | no | TLS by the platform's own library |
//! | `socks` | no | proxies that speak SOCKS |
//! | `schemars` | no | `schemars::JsonSchema` on every type in [`types`] |
//! | `tracing` | no | a span per call, events within it, and `TracingDriftObserver` |
//! | `webhook` | no | the `webhook` module: verification of signed deliveries |
//!
//! Without a TLS feature, only `http` base URLs or a custom HTTP client
//! ([`ClientBuilder::http_client`]) can be used.
//!
//! # What this crate does not do
//!
//! - **Blocking calls.** A second set of types would have to mirror each generated
//!   builder. In a synchronous program, build a runtime with
//!   `tokio::runtime::Builder::new_current_thread().enable_all()` and wrap a call in
//!   `block_on`.
//! - **WebAssembly.** A Management API key does not belong in a browser, and the timers
//!   need tokio's clock. `wasm32-unknown-unknown` is not tested.
//! - **Replaying a `POST` whose effect is unknown**, unless you opt in: the service does
//!   not document idempotency keys.
//!
//! # Versions
//!
//! The build metadata of the crate version (after `+`) is the API version, also available
//! as [`API_VERSION`]. Public types are `#[non_exhaustive]` and the API's enums are open,
//! so additions to the API are not breaking changes. [`reqwest`] is part of the public
//! interface (status codes, headers, [`ClientBuilder::http_client`]), and so is [`chrono`]
//! (times); both are re-exported.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod answer;
mod apart;
mod api_key;
mod base_url;
mod call;
mod casing;
mod certificates;
mod causes;
mod client;
mod client_builder;
mod deadline;
mod decode;
mod departure;
mod drift;
mod error;
mod fate;
mod given;
mod http_client;
mod http_date;
mod harmless;
mod integer;
mod json_text;
mod members;
mod misfit;
#[cfg(test)]
mod misfit_tests;
mod notice;
mod nullable;
mod number;
mod object;
mod obstacle;
mod open_enum;
mod operation;
mod options;
mod paging;
mod partial;
mod path;
mod rate_limit;
mod redaction;
mod request;
mod response;
mod retry;
mod retry_after;
mod salvage;
mod schema;
mod secret;
mod shape_check;
mod telemetry;
mod text_enum;
mod transport;
mod unique;
mod unreachable;
#[cfg(feature = "webhook")]
pub mod webhook;
mod whole_value;

#[allow(
    missing_docs,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the wording is the API document's, the style the generator's"
)]
#[rustfmt::skip]
mod generated;

pub use api_key::KeyProvider;
pub use client::Client;
pub use client_builder::ClientBuilder;
#[cfg(feature = "tracing")]
pub use departure::TracingDriftObserver;
pub use departure::{Departure, DepartureKind, DriftObserver};
pub use error::Error;
#[cfg(feature = "schemars")]
pub use generated::add_schemas;
/// Types of requests and responses.
///
/// With the feature `schemars`, each of them implements `schemars::JsonSchema`.
pub use generated::types;
pub use generated::{API_VERSION, BASE_URL, builder};
pub use integer::IntoInteger;
pub use nullable::Nullable;
pub use options::RequestOptions;
pub use paging::{Items, Page, Pages};
pub use partial::PartialResponse;
pub use rate_limit::{PacedLimiter, RateLimiter};
pub use response::Response;
pub use retry::{Replay, RetryPolicy};
pub use secret::{Secret, SecretJson};
pub use transport::{NotSent, Transport};

pub use chrono;
pub use reqwest;

/// The README, whose example is compiled as a doctest.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// An error of any type, as returned by [`Transport`] and [`RateLimiter`].
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A boxed future, which lets [`Transport`] and [`RateLimiter`] be trait objects.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
