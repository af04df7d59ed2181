//! The service: takes a request through its stages and does what it asks.

mod add;
mod by_hand;
mod call;
mod cursor;
mod list;
mod made;
mod perform;
mod seed;
mod store;
mod view;

use std::sync::{Arc, Mutex};

use serde_json::{Map, Value};

use crate::access::Access;
use crate::answer::Answer;
use crate::clock::{Clock, timestamp};
use crate::document::Api;
use crate::lock::locked;
use crate::recording::RecordedRequest;
use crate::refusals;
use crate::request::{body, gate, parameters, route};
use call::Call;
use store::{Item, Store};

/// A service that is running.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) api: Arc<Api>,
    pub(crate) access: Access,
    pub(crate) clock: Clock,
    /// Whether webhook signatures are enabled.
    signatures: bool,
    /// What every answer has besides its own headers.
    headers: Vec<(String, String)>,
    store: Mutex<Store>,
}

impl Service {
    /// Creates a service with what every workspace has from the beginning.
    pub(crate) fn new(api: Arc<Api>, access: Access, clock: Clock, signatures: bool) -> Self {
        let mut store = Store::default();
        seed::furnish(&api, &mut store, &timestamp(clock.now()));
        Self {
            api,
            access,
            clock,
            signatures,
            headers: Vec::new(),
            store: Mutex::new(store),
        }
    }

    pub(crate) fn with_headers(self, headers: Vec<(String, String)>) -> Self {
        Self { headers, ..self }
    }

    /// Answers a request.
    pub(crate) fn answer(&self, request: &RecordedRequest) -> Answer {
        let mut answer = self.answered(request).unwrap_or_else(|refusal| refusal);
        answer.headers.extend(self.headers.iter().cloned());
        answer
    }

    fn answered(&self, request: &RecordedRequest) -> Result<Answer, Answer> {
        let routed = route::find(&self.api, &request.method, &request.path)?;
        let (operation, now) = (routed.operation, self.clock.elapsed());
        gate::pass(&self.access, &self.api.version, now, operation, request)?;
        let query = parameters::read(&self.api, &routed, request)
            .map_err(|violations| refusals::invalid(operation, violations))?;
        let body = body::read(&self.api, operation, request)?;
        let call = Call {
            api: &self.api,
            operation,
            arguments: &routed.arguments,
            query: &query,
            body: &body,
            now: &timestamp(self.clock.now()),
            signatures: self.signatures,
        };
        perform::perform(&call, &mut locked(&self.store))
    }

    /// The items of a collection, by its path, oldest first.
    pub(crate) fn items(&self, path: &str) -> Vec<Value> {
        let store = locked(&self.store);
        store.items(path).iter().map(Item::to_value).collect()
    }

    /// Adds an item to a collection, or says why not.
    pub(crate) fn seed(&self, path: &str, members: &Map<String, Value>) -> Result<(), String> {
        let now = timestamp(self.clock.now());
        seed::seed(&self.api, &mut locked(&self.store), path, members, &now)
    }
}
