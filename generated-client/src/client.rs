//! The client: the state that all clones share, and the settings of one handle.

use std::fmt;
use std::sync::Arc;

use reqwest::Url;
use reqwest::header::HeaderValue;

use crate::departure::DriftObserver;
use crate::options::Settings;
use crate::transport::Sender;
use crate::{RateLimiter, RequestOptions};

/// A client of the Management API, for one API key.
///
/// There is one method for each operation. Cloning is cheap: clones share connections,
/// the rate limiter and everything else.
///
/// ```no_run
/// # fn run() -> Result<(), fingerprint_management::Error> {
/// use fingerprint_management::Client;
///
/// let client = Client::builder("my-management-api-key")
///     .user_agent_suffix("my-service/1.2")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
    pub(crate) settings: Settings,
}

/// The state that all clones of a client share.
pub(crate) struct Shared {
    /// The base URL; a path in it may end in slashes.
    pub(crate) base: Url,
    pub(crate) sender: Sender,
    pub(crate) limiter: Option<Box<dyn RateLimiter>>,
    pub(crate) observer: Option<Box<dyn DriftObserver>>,
    /// `Bearer` and the API key, in memory that is wiped with the last clone.
    pub(crate) authorization: HeaderValue,
    pub(crate) user_agent: HeaderValue,
    pub(crate) max_response_bytes: usize,
    pub(crate) host: String,
    #[cfg_attr(
        not(feature = "tracing"),
        allow(dead_code, reason = "a span attribute")
    )]
    pub(crate) port: u16,
}

impl Client {
    /// Returns a handle with other settings that shares connections and the rate limiter.
    ///
    /// ```no_run
    /// # async fn run(client: fingerprint_management::Client) -> Result<(), fingerprint_management::Error> {
    /// use fingerprint_management::{RequestOptions, RetryPolicy, types::CreateWebhook};
    ///
    /// let once = client.with_options(RequestOptions::new().retry(RetryPolicy::never()));
    /// let webhook = CreateWebhook::builder().url("https://example.com/hook");
    /// once.create_webhook(webhook).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_options(&self, options: RequestOptions) -> Self {
        Self {
            settings: self.settings.with(options),
            ..self.clone()
        }
    }

    /// Returns the base URL, without a trailing slash. The default is [`crate::BASE_URL`].
    pub fn base_url(&self) -> &str {
        self.shared.base.as_str().trim_end_matches('/')
    }

    /// The base URL as the generated code hands it to [`crate::request::Draft::new`].
    pub(crate) fn base(&self) -> &Url {
        &self.shared.base
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
