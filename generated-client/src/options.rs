//! What can be set for a client and overridden for single calls.

use std::time::Duration;

use crate::RetryPolicy;

/// Settings of a client that some calls may need otherwise.
///
/// What is not set here stays as the client has it. See [`crate::Client::with_options`].
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct RequestOptions {
    retry: Option<RetryPolicy>,
    attempt_timeout: Option<Duration>,
    total_timeout: Option<Duration>,
}

impl RequestOptions {
    /// Changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// When a failed call is tried again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// See [`crate::ClientBuilder::attempt_timeout`].
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// See [`crate::ClientBuilder::total_timeout`].
    pub fn total_timeout(mut self, limit: Duration) -> Self {
        self.total_timeout = Some(limit);
        self
    }
}

/// The settings in force.
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
