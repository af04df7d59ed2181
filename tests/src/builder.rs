//! Settings of a simulator, before it starts.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::access::{API_KEY, Access, Permission, READ_ONLY_KEY};
use crate::clock::Clock;
use crate::document::Api;
use crate::embedded::embedded;
use crate::service::Service;
use crate::simulator::Simulator;

/// Settings of a [`Simulator`]; made by [`Simulator::builder`].
#[derive(Clone, Debug)]
#[must_use = "call `start`"]
pub struct SimulatorBuilder {
    document: Option<Value>,
    port: u16,
    keys: Vec<(String, Permission)>,
    seeds: Vec<(String, Value)>,
    signatures: bool,
    per_second: Option<usize>,
    latency: Duration,
    stopped_clock: bool,
    headers: Vec<(String, String)>,
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
            document: None,
            port: 0,
            keys: Vec::new(),
            seeds: Vec::new(),
            signatures: true,
            per_second: Some(5),
            latency: Duration::ZERO,
            stopped_clock: false,
            headers: Vec::new(),
        }
    }
}

impl SimulatorBuilder {
    /// Serves another `OpenAPI` 3.0 document than the client's.
    pub fn document(mut self, document: Value) -> Self {
        self.document = Some(document);
        self
    }

    /// Listens on this loopback port. By default on any that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Adds a key with all permissions. The first one is
    /// [`Simulator::api_key`]; if there is none, one is made up.
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.keys.push((key.into(), Permission::Write));
        self
    }

    /// Adds an item to the collection of a path, such as `/webhooks`.
    ///
    /// Members that are left out are made as for a created item. Members are
    /// not checked, so an item may be one that no request could create.
    pub fn seed(mut self, collection: impl Into<String>, item: Value) -> Self {
        self.seeds.push((collection.into(), item));
        self
    }

    /// Adds an environment by its id.
    ///
    /// `ae_47abaca3db2c7c43` is there in any case.
    pub fn environment(self, id: impl Into<String>) -> Self {
        self.seed("/environments", json!({ "id": id.into() }))
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

    /// Sets how long each answer takes. By default, none waits.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Starts with a clock that shows 2025-01-31T15:53:52.180Z and moves only
    /// by [`Simulator::advance`]. It gives the timestamps and measures the
    /// rate limit. By default the clock runs and shows the time of day.
    pub fn stopped_clock(mut self) -> Self {
        self.stopped_clock = true;
        self
    }

    /// Adds a header to every answer of the service, such as `Sunset` to those of
    /// an API that is being retired.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Starts listening on a loopback port.
    ///
    /// # Errors
    ///
    /// Fails if the port is taken, if a document cannot be served, or if there
    /// is no collection for an item that was added.
    pub async fn start(mut self) -> io::Result<Simulator> {
        let api = match &self.document {
            Some(document) => Api::of(document).map(Arc::new),
            None => embedded(),
        };
        let api = api.map_err(|message| invalid("document", &message))?;
        if self.keys.is_empty() {
            self.keys.push((API_KEY.to_owned(), Permission::Write));
        }
        self.keys.push((READ_ONLY_KEY.to_owned(), Permission::Read));
        let access = Access::new(self.keys, self.per_second);
        let clock = if self.stopped_clock {
            Clock::stopped()
        } else {
            Clock::running()
        };
        let service = Service::new(api, access, clock, self.signatures).with_headers(self.headers);
        for (path, item) in self.seeds {
            let members: Map<String, Value> = match item {
                Value::Object(members) => members,
                _ => return Err(invalid("seed", &format!("{path}: expected a JSON object"))),
            };
            service
                .seed(&path, &members)
                .map_err(|message| invalid("seed", &message))?;
        }
        Simulator::listen(service, self.latency, self.port).await
    }
}

fn invalid(what: &str, message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("{what}: {message}"))
}
