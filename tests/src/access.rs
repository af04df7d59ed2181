//! The keys that the service knows, and how often each may be used.

use std::sync::Mutex;
use std::time::Duration;

use crate::limit::Limiter;
use crate::lock::locked;

/// The key that may do everything.
pub(crate) const API_KEY: &str = "simulated-management-key";
/// The key that may only read.
pub(crate) const READ_ONLY_KEY: &str = "simulated-read-only-key";

/// What a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Permission {
    Read,
    Write,
}

/// Every key with what it may do, and the rate limit of each.
#[derive(Debug)]
pub(crate) struct Access {
    keys: Vec<(String, Permission)>,
    limiter: Mutex<Limiter>,
}

impl Access {
    pub(crate) fn new(keys: Vec<(String, Permission)>, per_second: Option<usize>) -> Self {
        Self {
            keys,
            limiter: Mutex::new(Limiter::new(per_second)),
        }
    }

    pub(crate) fn permission(&self, key: &str) -> Option<Permission> {
        let known = self.keys.iter().find(|(known, _)| known == key);
        known.map(|(_, permission)| *permission)
    }

    /// The first key with a permission.
    pub(crate) fn key(&self, wanted: Permission) -> &str {
        let known = self
            .keys
            .iter()
            .find(|(_, permission)| *permission == wanted);
        known.map_or("", |(key, _)| key)
    }

    /// Admits a request of `key` at `now`, or says how long to wait.
    pub(crate) fn admit(&self, key: &str, now: Duration) -> Result<(), Duration> {
        locked(&self.limiter).admit(key, now)
    }
}
