//! A client for the Fingerprint Management API, generated from its OpenAPI document.
//!
//! This is an unofficial crate. It is not affiliated with Fingerprint.
//!
//! ```no_run
//! use fingerprint_management::{Client, types::CreateWebhook};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env()?; // FINGERPRINT_MANAGEMENT_API_KEY
//! let webhook = CreateWebhook::builder().url("https://example.com/hook");
//! match client.create_webhook(webhook).send().await {
//!     Ok(created) => println!("created {}", created.data.id),
//!     Err(error) if error.is_validation() => println!("refused: {:?}", error.violations()),
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
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
//! is missing or invalid in it is the call's error. What only comes from the service has no
//! builder. A test makes it from JSON:
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
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `rustls` | yes | TLS by rustls, with the platform's certificate verifier |
//! | `native-tls` | no | TLS by the platform's own library |
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
//! interface (status codes, headers, [`ClientBuilder::http_client`]) and is re-exported.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod answer;
mod base_url;
mod call;
mod casing;
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
mod harmless;
mod integer;
mod json_text;
mod notice;
mod nullable;
mod number;
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
mod secret;
mod shape_check;
mod telemetry;
mod text_enum;
mod transport;
mod unique;
mod unreachable;
#[cfg(feature = "webhook")]
pub mod webhook;

#[allow(
    missing_docs,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the wording is the API document's, the style the generator's"
)]
#[rustfmt::skip]
mod generated;

pub use client::Client;
pub use client_builder::ClientBuilder;
#[cfg(feature = "tracing")]
pub use departure::TracingDriftObserver;
pub use departure::{Departure, DepartureKind, DriftObserver};
pub use error::Error;
#[cfg(feature = "schemars")]
pub use generated::add_schemas;
pub use generated::{API_VERSION, BASE_URL, builder, types};
pub use integer::IntoInteger;
pub use nullable::Nullable;
pub use options::RequestOptions;
pub use paging::{Items, Page, Pages};
pub use partial::PartialResponse;
pub use rate_limit::{PacedLimiter, RateLimiter};
pub use response::Response;
pub use retry::{Replay, RetryPolicy};
pub use secret::{Secret, SecretJson};
pub use transport::Transport;

pub use reqwest;

/// The README, whose example is compiled as a doctest.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// An error of any type, as returned by [`Transport`] and [`RateLimiter`].
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A boxed future, which lets [`Transport`] and [`RateLimiter`] be trait objects.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
