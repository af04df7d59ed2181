//! The events in the course of a call.
//!
//! What concerns a single attempt is at `DEBUG`, a call that takes longer than it should at
//! `INFO`, and what stops all calls of a client at `WARN`.

use std::time::Duration;

use tokio::time::Instant;
use tracing::{debug, info, warn};

use crate::answer::{Answer, Broken, Failure};

/// A shorter wait is none: time passes without one as well.
const SHORTEST_WAIT: Duration = Duration::from_millis(1);
/// From here on, a wait at the rate limiter is worth a look.
const LONG_WAIT: Duration = Duration::from_secs(1);

/// When something began.
pub(crate) struct Since(Instant);

impl Since {
    pub(crate) fn now() -> Self {
        Self(Instant::now())
    }

    fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

/// Tells of the wait for a turn at the rate limiter, whose end nothing announces.
pub(crate) fn queued(since: &Since) {
    macro_rules! tell {
        ($level:ident) => {
            $level!(
                target: "fingerprint_management::wait",
                { wait.reason = "rate_limiter", wait.seconds = since.seconds() },
                "waited for its turn"
            )
        };
    }
    let wait = since.0.elapsed();
    if wait >= LONG_WAIT {
        tell!(info);
    } else if wait >= SHORTEST_WAIT {
        tell!(debug);
    }
}

/// Tells of a request that goes out, after so many attempts.
pub(crate) fn sends(attempts: u32) {
    debug!(
        target: "fingerprint_management::attempt",
        { http.request.resend_count = attempts },
        "sends the request"
    );
}

/// Tells of the outcome of the attempt that is the last of so many.
pub(crate) fn attempted(outcome: &Result<Answer, Failure>, attempts: u32, since: &Since) {
    let received = if outcome.is_ok() { "a" } else { "no" };
    debug!(
        target: "fingerprint_management::attempt",
        {
            http.request.resend_count = attempts.saturating_sub(1),
            http.response.status_code = status(outcome),
            error.type = error_type(outcome),
            http.client.request.duration = since.seconds(),
        },
        "received {received} response"
    );
}

/// Tells of the wait before the next attempt, after so many of which this was the last.
pub(crate) fn waits(wait: Duration, outcome: &Result<Answer, Failure>, attempts: u32) {
    let asked = outcome.as_ref().ok().and_then(|answer| answer.retry_after);
    info!(
        target: "fingerprint_management::wait",
        {
            wait.reason = if asked.is_some() { "retry_after" } else { "backoff" },
            wait.seconds = wait.as_secs_f64(),
            http.response.status_code = status(outcome),
            error.type = error_type(outcome),
            http.request.resend_count = attempts,
        },
        "waits before it sends the request again"
    );
}

/// Tells that the client's other calls wait as well, after a 429.
pub(crate) fn holds(hold: Duration) {
    if !hold.is_zero() {
        warn!(
            target: "fingerprint_management::hold",
            { hold.seconds = hold.as_secs_f64(), http.response.status_code = 429 },
            "holds back all calls of the client"
        );
    }
}

fn status(outcome: &Result<Answer, Failure>) -> Option<u16> {
    let answer = outcome.as_ref().ok()?;
    Some(answer.status.as_u16())
}

/// The class of what went wrong in an attempt, of low cardinality.
fn error_type(outcome: &Result<Answer, Failure>) -> Option<&str> {
    match outcome {
        Ok(answer) if !answer.status.is_success() => Some(answer.status.as_str()),
        Ok(answer) => answer.broken.as_ref().map(|broken| match broken {
            Broken::TimedOut => "timeout",
            Broken::TooLong { .. } | Broken::Connection(_) | Broken::NotHttp(_) => "body",
        }),
        Err(Failure::Limiter(_)) => Some("limiter"),
        Err(Failure::KeyProvider(_)) => Some("key_provider"),
        Err(Failure::TimedOut { .. }) => Some("timeout"),
        Err(Failure::Connect { timed_out, .. } | Failure::Connection { timed_out, .. })
            if *timed_out =>
        {
            Some("timeout")
        }
        Err(Failure::Connect { .. }) => Some("connect"),
        Err(Failure::Connection { .. }) => Some("connection"),
        Err(Failure::NotHttp { .. }) => Some("not_http"),
        Err(Failure::Unsendable(_)) => Some("builder"),
    }
}
