//! A span per call, with attributes named by OpenTelemetry's HTTP client conventions.
//!
//! Without the feature `tracing`, everything here is empty and compiles to nothing.

use crate::operation::Operation;
use crate::{Client, Error, Response};

#[cfg(feature = "tracing")]
pub(crate) struct CallSpan(tracing::Span);

#[cfg(feature = "tracing")]
impl CallSpan {
    /// Opens the span. `url.full` has the path template, without parameters or query: those
    /// may contain what a log should not.
    pub(crate) fn open(client: &Client, operation: &'static Operation) -> Self {
        Self(tracing::info_span!(
            target: "fingerprint_management",
            "fingerprint_management.call",
            otel.name = format_args!("{} {}", operation.method, operation.path),
            otel.kind = "client",
            otel.status_code = tracing::field::Empty,
            http.request.method = operation.method.as_str(),
            http.request.resend_count = tracing::field::Empty,
            http.response.status_code = tracing::field::Empty,
            server.address = client.shared.host,
            server.port = client.shared.port,
            url.full = format_args!("{}{}", client.base_url(), operation.path),
            url.template = operation.path,
            error.type = tracing::field::Empty,
        ))
    }

    pub(crate) async fn follow<F: Future>(&self, call: F) -> F::Output {
        tracing::Instrument::instrument(call, self.0.clone()).await
    }

    pub(crate) fn sent(&self, attempts: u32) {
        if attempts > 1 {
            self.0.record("http.request.resend_count", attempts - 1);
        }
    }

    pub(crate) fn close<T>(&self, result: &Result<Response<T>, Error>) {
        let status = match result {
            Ok(response) => Some(response.status()),
            Err(error) => error.status(),
        };
        if let Some(status) = status {
            self.0.record("http.response.status_code", status.as_u16());
        }
        if let Err(error) = result {
            self.0.record("error.type", error.class().as_str());
            self.0.record("otel.status_code", "ERROR");
        }
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) struct CallSpan;

#[cfg(not(feature = "tracing"))]
impl CallSpan {
    pub(crate) fn open(_: &Client, _: &'static Operation) -> Self {
        Self
    }

    pub(crate) async fn follow<F: Future>(&self, call: F) -> F::Output {
        call.await
    }

    #[allow(
        clippy::unused_self,
        reason = "the same interface with and without spans"
    )]
    pub(crate) fn sent(&self, _: u32) {}

    #[allow(
        clippy::unused_self,
        reason = "the same interface with and without spans"
    )]
    pub(crate) fn close<T>(&self, _: &Result<Response<T>, Error>) {}
}
