//! `create_webhook` as one writes it without this crate: the same headers, the same body,
//! the same types in the response, and nothing else.

use std::time::Duration;

use chrono::{DateTime, Utc};
use fingerprint_management::API_VERSION;
use fingerprint_management::reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use fingerprint_management::reqwest::{Client, Error, redirect};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Serialize)]
pub(crate) struct CreateWebhook {
    pub(crate) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// Null makes a global webhook.
    pub(crate) environment: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct WebhookResponse {
    pub(crate) data: Webhook,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "what is decoded is what is compared")]
pub(crate) struct Webhook {
    pub(crate) id: String,
    url: String,
    status: Status,
    description: String,
    environment: Option<String>,
    verified: bool,
    legacy: bool,
    basic_auth: Option<Value>,
    signing_key: Option<String>,
    created_at: DateTime<Utc>,
    last_enabled_at: Option<DateTime<Utc>>,
    last_disabled_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Enabled,
    Disabled,
    #[serde(other)]
    Other,
}

pub(crate) struct Api {
    http: Client,
    base: String,
}

impl Api {
    /// `attempt_timeout` is the one thing that some would leave out.
    pub(crate) fn new(
        base: &str,
        key: &str,
        attempt_timeout: Option<Duration>,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let mut authorization = HeaderValue::try_from(format!("Bearer {key}"))?;
        authorization.set_sensitive(true);
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, authorization),
            (ACCEPT, HeaderValue::from_static("application/json")),
            (
                "x-api-version".parse()?,
                HeaderValue::from_static(API_VERSION),
            ),
        ]);
        let mut http = Client::builder()
            .default_headers(headers)
            .user_agent(concat!("by-hand-management/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(Duration::from_secs(5))
            .redirect(redirect::Policy::none())
            .no_proxy();
        if let Some(limit) = attempt_timeout {
            http = http.timeout(limit);
        }
        Ok(Self {
            http: http.build()?,
            base: base.to_owned(),
        })
    }

    pub(crate) async fn create_webhook(
        &self,
        webhook: &CreateWebhook,
    ) -> Result<WebhookResponse, Error> {
        self.http
            .post(format!("{}/webhooks", self.base))
            .json(webhook)
            .send()
            .await?
            .error_for_status()?
            .json()
            .await
    }
}
