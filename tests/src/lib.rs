//! A Management API in this process, for tests and examples.
//!
//! It listens on a loopback port and behaves as the `OpenAPI` document and the
//! vendor's public documentation say the service does: see [`Simulator`].
//! It knows nothing of the client: every answer is a hand-built JSON value,
//! so a mistake in the client's types cannot hide here.
//!
//! What neither source documents is made up, and marked as such: the error
//! `code` values, the wording of messages, the headers of a 429, the form of
//! signing keys, and the order of the checks.
//!
//! A [`Fault`] makes the simulator misbehave for one request.
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! use management_api_simulator::{Answer, Fault, Reached, Simulator};
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

mod answer;
mod builder;
mod clock;
mod connection;
mod drift;
mod fault;
mod gate;
mod incoming;
mod limit;
mod lock;
mod recording;
mod refusals;
mod refused;
mod routes;
mod rules;
mod simulator;
mod state;
mod version;
mod webhook;
mod webhooks;
mod wire;

pub use answer::Answer;
pub use builder::SimulatorBuilder;
pub use drift::Edit;
pub use fault::{Bend, Fault, Reached, ResetAt};
pub use recording::RecordedRequest;
pub use refused::RefusedAddress;
pub use simulator::Simulator;
pub use version::api_version;
pub use webhook::Webhook;
