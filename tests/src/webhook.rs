//! A webhook as the service holds it, and how it is written in an answer.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::clock::timestamp;

/// A webhook the simulator holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// `wh_` and fourteen characters, counted up from the first webhook.
    pub id: String,
    /// As sent.
    pub url: String,
    /// As sent; empty where none was sent.
    pub description: String,
    /// `enabled` or `disabled`.
    pub status: String,
    /// An environment's id; `None` for a global webhook.
    pub environment: Option<String>,
    /// Made up; `None` where webhook signatures are off.
    pub signing_key: Option<String>,
    /// By the simulator's clock.
    pub created_at: DateTime<Utc>,
}

impl Webhook {
    /// The answer to a create: the only one that shows the signing key.
    pub(crate) fn created(&self) -> Value {
        let mut data = self.shown();
        if let (Some(data), Some(key)) = (data.as_object_mut(), &self.signing_key) {
            data.insert("signing_key".to_owned(), json!(key));
        }
        json!({ "data": data })
    }

    /// `last_disabled_at` is null even for a webhook created disabled: it
    /// never was enabled. What the service sends there is not documented.
    fn shown(&self) -> Value {
        let created_at = timestamp(self.created_at);
        let last_enabled_at = (self.status == "enabled").then_some(&created_at);
        json!({
            "id": self.id,
            "description": self.description,
            "status": self.status,
            "verified": false,
            "environment": self.environment,
            "url": self.url,
            "legacy": false,
            "basic_auth": null,
            "created_at": created_at,
            "last_enabled_at": last_enabled_at,
            "last_disabled_at": null,
        })
    }
}
