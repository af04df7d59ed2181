//! Settings of a simulator, before it starts.

use std::collections::BTreeSet;
use std::io;

use crate::clock::Clock;
use crate::simulator::Simulator;
use crate::state::{KNOWN_ENVIRONMENT, State};

/// Settings of a [`Simulator`]; made by [`Simulator::builder`].
#[derive(Clone, Debug)]
#[must_use = "call `start`"]
pub struct SimulatorBuilder {
    environments: BTreeSet<String>,
    signatures: bool,
    per_second: Option<usize>,
    stopped_clock: bool,
}

impl Simulator {
    /// Starts with the default settings.
    ///
    /// # Errors
    ///
    /// Fails if there is no free loopback port.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Creates a builder with the default settings.
    pub fn builder() -> SimulatorBuilder {
        SimulatorBuilder::default()
    }
}

impl Default for SimulatorBuilder {
    fn default() -> Self {
        Self {
            environments: BTreeSet::from([KNOWN_ENVIRONMENT.to_owned()]),
            signatures: true,
            per_second: Some(5),
            stopped_clock: false,
        }
    }
}

impl SimulatorBuilder {
    /// Adds an environment id that the service knows.
    ///
    /// `ae_47abaca3db2c7c43` is known in any case.
    pub fn environment(mut self, id: impl Into<String>) -> Self {
        self.environments.insert(id.into());
        self
    }

    /// Sets whether webhook signatures are enabled. On by default.
    ///
    /// If they are, the answer to a create has a signing key.
    pub fn signatures(mut self, enabled: bool) -> Self {
        self.signatures = enabled;
        self
    }

    /// Sets the rate limit, in requests per second and key. Default: 5.
    pub fn requests_per_second(mut self, limit: usize) -> Self {
        self.per_second = Some(limit);
        self
    }

    /// Lifts the rate limit.
    pub fn without_rate_limit(mut self) -> Self {
        self.per_second = None;
        self
    }

    /// Starts with a clock that shows 2025-01-31T15:53:52.180Z and moves only
    /// by [`Simulator::advance`]. It gives the timestamps and measures the
    /// rate limit. By default the clock runs and shows the time of day.
    pub fn stopped_clock(mut self) -> Self {
        self.stopped_clock = true;
        self
    }

    /// Starts listening on a free loopback port.
    ///
    /// # Errors
    ///
    /// Fails if there is no free loopback port.
    pub async fn start(self) -> io::Result<Simulator> {
        let clock = if self.stopped_clock {
            Clock::stopped()
        } else {
            Clock::running()
        };
        let state = State::new(clock, self.environments, self.signatures, self.per_second);
        Simulator::listen(state).await
    }
}
