//! Client for the Fingerprint Management API, generated from the API's own document.
//!
//! This is an unofficial crate. It is not affiliated with Fingerprint.
//!
//! ```no_run
//! use fingerprint_management::{Client, types::CreateWebhook};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env()?; // FINGERPRINT_MANAGEMENT_API_KEY
//! let webhook = CreateWebhook::builder().url("https://example.com/hook");
//! match client.create_webhook().body(webhook).send().await {
//!     Ok(created) => println!("created {}", created.data.id),
//!     Err(error) if error.is_invalid() => println!("refused: {:?}", error.violations()),
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What every call does
//!
//! - It waits its turn: by default at most 5 requests in any second, which is what the
//!   service allows a key. See [`RateLimiter`].
//! - It is tried again only where the request certainly had no effect. See [`RetryPolicy`].
//! - It is bounded in time by three timeouts. See [`ClientBuilder`].
//! - Dropping its future cancels it, at any point. A request that was already on its
//!   way may still have its effect.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `rustls` | yes | TLS by rustls, with the platform's certificate verifier |
//! | `native-tls` | no | TLS by the platform's own library |
//! | `schemars` | no | `schemars::JsonSchema` on every type in [`types`] |
//! | `tracing` | no | a span per call, and `TracingDriftObserver` |
//! | `webhook` | no | the `webhook` module: verification of signed deliveries |
//!
//! Without a TLS feature only `http` addresses or a client of your own
//! ([`ClientBuilder::http_client`]) can be used.
//!
//! # What this crate does not do
//!
//! - **No blocking interface.** A second set of types would have to mirror each
//!   generated builder. In a program without async,
//!   `tokio::runtime::Builder::new_current_thread().enable_all()` and `block_on` around
//!   a call do the same in two lines.
//! - **No WebAssembly.** A Management API key does not belong in a browser, and the
//!   timers used here need tokio's clock. `wasm32-unknown-unknown` is not checked.
//! - **No replay of a `POST` whose effect is unknown**, unless you ask for it: the
//!   service documents no idempotency keys.
//!
//! # Versions
//!
//! The part of the crate's version behind `+` is the version of the API, also found in
//! [`API_VERSION`]. Public types are `#[non_exhaustive]` and enums of the API are open, so
//! what the API adds is not a breaking change here. [`reqwest`] is part of the public
//! interface (statuses, headers, [`ClientBuilder::http_client`]) and re-exported.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod answer;
mod base_url;
mod call;
mod client;
mod client_builder;
mod deadline;
mod decode;
mod departure;
mod drift;
mod error;
mod nullable;
mod open_enum;
mod operation;
mod options;
mod rate_limit;
mod request;
mod response;
mod retry;
mod retry_after;
mod secret;
mod shape_check;
mod telemetry;
mod transport;
#[cfg(feature = "webhook")]
pub mod webhook;

#[allow(
    missing_docs,
    clippy::all,
    clippy::pedantic,
    reason = "generated: its text is the API document's, its style the generator's"
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
pub use nullable::Nullable;
pub use options::RequestOptions;
pub use rate_limit::{PacedLimiter, RateLimiter};
pub use response::Response;
pub use retry::{Replay, RetryPolicy};
pub use secret::{Secret, SecretJson};
pub use transport::Transport;

pub use reqwest;

/// Compiles the README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// An error of whatever type, as [`Transport`] and [`RateLimiter`] report theirs.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A boxed future, so that [`Transport`] and [`RateLimiter`] can be trait objects.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
