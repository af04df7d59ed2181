//! The span of a call, and the event of one that failed.

use tracing::field::Empty;
use tracing::instrument::Instrumented;
use tracing::{Instrument, Span, info_span, warn};

use crate::operation::Operation;
use crate::{Client, Error, Response};

pub(crate) struct CallSpan(Span);

impl CallSpan {
    /// Opens the span. `url.full` has the path template, without parameters or query: those
    /// may contain what a log should not.
    pub(crate) fn open(client: &Client, operation: &'static Operation) -> Self {
        Self(info_span!(
            target: "fingerprint_management",
            "fingerprint_management.call",
            otel.name = format_args!("{} {}", operation.method, operation.path),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = operation.method.as_str(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            server.address = client.shared.host,
            server.port = client.shared.port,
            url.full = format_args!("{}{}", client.base_url(), operation.path),
            url.template = operation.path,
            error.type = Empty,
        ))
    }

    pub(crate) fn follow<F: Future>(&self, call: F) -> Instrumented<F> {
        call.instrument(self.0.clone())
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
            self.fail(error);
        }
    }

    /// Says that the call failed, once: whoever made it knows whether that is an error of the
    /// program, so it is a warning. What the service wrote stays in the error.
    fn fail(&self, error: &Error) {
        let class = error.class();
        self.0.record("error.type", class.as_str());
        self.0.record("otel.status_code", "ERROR");
        warn!(
            target: "fingerprint_management::call",
            parent: &self.0,
            {
                error.type = class.as_str(),
                http.response.status_code = error.status().map(|status| status.as_u16()),
                http.request.resend_count = error.attempts().saturating_sub(1),
            },
            "the call failed"
        );
    }
}
