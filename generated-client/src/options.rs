//! Settings of a client that single calls may override.

use std::time::Duration;

use crate::RetryPolicy;

/// Per-call overrides of client settings.
///
/// Settings that are not overridden stay as they are. See
/// [`crate::Client::with_options`].
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct RequestOptions {
    retry: Option<RetryPolicy>,
    attempt_timeout: Option<Duration>,
    total_timeout: Option<Duration>,
}

impl RequestOptions {
    /// Creates options that override nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets when a failed call is retried. See [`crate::ClientBuilder::retry`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sets the timeout for one attempt. See [`crate::ClientBuilder::attempt_timeout`].
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// Sets the timeout for a call. See [`crate::ClientBuilder::total_timeout`].
    pub fn total_timeout(mut self, limit: Duration) -> Self {
        self.total_timeout = Some(limit);
        self
    }
}

/// The effective settings.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) retry: RetryPolicy,
    pub(crate) attempt_timeout: Duration,
    pub(crate) total_timeout: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            retry: RetryPolicy::default(),
            attempt_timeout: Duration::from_secs(30),
            total_timeout: Duration::from_secs(120),
        }
    }
}

impl Settings {
    pub(crate) fn with(&self, options: RequestOptions) -> Self {
        Self {
            retry: options.retry.unwrap_or_else(|| self.retry.clone()),
            attempt_timeout: options.attempt_timeout.unwrap_or(self.attempt_timeout),
            total_timeout: options.total_timeout.unwrap_or(self.total_timeout),
        }
    }
}
