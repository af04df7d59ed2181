//! What the service knows: keys, environments, webhooks, the limit's window.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use crate::clock::Clock;
use crate::limit::Limiter;
use crate::lock::locked;
use crate::rules::NewWebhook;
use crate::webhook::Webhook;

/// The key that may do everything.
pub(crate) const API_KEY: &str = "simulated-management-key";
/// The key that may only read.
pub(crate) const READ_ONLY_KEY: &str = "simulated-read-only-key";
/// The one environment every simulator knows: the id the vendor's
/// documentation shows.
pub(crate) const KNOWN_ENVIRONMENT: &str = "ae_47abaca3db2c7c43";

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) clock: Clock,
    environments: BTreeSet<String>,
    signatures: bool,
    limiter: Mutex<Limiter>,
    webhooks: Mutex<Vec<Webhook>>,
}

impl State {
    pub(crate) fn new(
        clock: Clock,
        environments: BTreeSet<String>,
        signatures: bool,
        per_second: Option<usize>,
    ) -> Self {
        Self {
            clock,
            environments,
            signatures,
            limiter: Mutex::new(Limiter::new(per_second)),
            webhooks: Mutex::default(),
        }
    }

    pub(crate) fn admit(&self, key: &str) -> Result<(), Duration> {
        locked(&self.limiter).admit(key, self.clock.elapsed())
    }

    pub(crate) fn knows_environment(&self, id: &str) -> bool {
        self.environments.contains(id)
    }

    pub(crate) fn webhooks(&self) -> Vec<Webhook> {
        locked(&self.webhooks).clone()
    }

    pub(crate) fn store(&self, new: NewWebhook) -> Webhook {
        let mut webhooks = locked(&self.webhooks);
        let number = webhooks.len() + 1;
        let webhook = Webhook {
            id: format!("wh_SIM{number:011}"),
            url: new.url,
            description: new.description,
            status: new.status,
            environment: new.environment,
            signing_key: self
                .signatures
                .then(|| format!("simulated-signing-key-{number}")),
            created_at: self.clock.now(),
        };
        webhooks.push(webhook.clone());
        webhook
    }
}
