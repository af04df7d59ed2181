//! A Management API in this process, for tests and examples.
//!
//! It listens on a loopback port and serves the client's `OpenAPI` document, or
//! any other: see [`Simulator`]. Requests are checked against the document, what
//! they create is kept, and answers have the documented form. It knows nothing
//! of the client's types: every answer is a JSON value, so a mistake in them
//! cannot hide here.
//!
//! What the document does not say is made up, and marked as such: the error
//! `code` values, the wording of messages, the headers of a 429, the form of
//! secrets, and the order of the checks.
//!
//! A [`Fault`] makes the simulator misbehave for one request.
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! use fingerprint_management_simulator::{Answer, Fault, Reached, Simulator};
//!
//! let service = Simulator::start().await?;
//! // The next request is answered by a gateway that lost its backend.
//! service.answer_next([Fault::Replace(Reached::Gateway, Answer::status(503))]);
//! assert!(service.url().starts_with("http://127.0.0.1:"));
//! assert!(service.requests().is_empty());
//! # std::io::Result::Ok(())
//! # })?;
//! # std::io::Result::Ok(())
//! ```

#![deny(missing_docs)]

/// The examples of the README are tested with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod access;
mod answer;
mod builder;
mod clock;
mod connection;
mod document;
mod drift;
mod embedded;
mod fault;
mod incoming;
mod limit;
mod lock;
mod recording;
mod refusals;
mod refused;
mod request;
mod service;
mod simulator;
mod violation;
mod wire;

pub use answer::Answer;
pub use builder::SimulatorBuilder;
pub use drift::Edit;
pub use embedded::api_version;
pub use fault::{Bend, Fault, Reached, ResetAt};
pub use recording::RecordedRequest;
pub use refused::RefusedAddress;
pub use simulator::Simulator;
