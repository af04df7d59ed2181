//! The client: the state that all clones share, and the settings of one handle.

use std::fmt;
use std::sync::Arc;

use reqwest::Url;
use reqwest::header::HeaderValue;

use crate::api_key::Credentials;
use crate::drift::Watch;
use crate::options::Settings;
use crate::transport::Sender;
use crate::{Error, RateLimiter, RequestOptions, Secret};

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
    pub(crate) watch: Option<Box<dyn Watch>>,
    pub(crate) credentials: Credentials,
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

    /// Replaces the API key of this client and all its clones; connections and the rate limiter
    /// stay.
    ///
    /// Every attempt from now on has the new key, be it a retry or a call that waited its turn.
    /// An attempt on its way keeps the old one, whose memory is wiped when no attempt has it.
    /// The service need not know the old key for longer than the
    /// [attempt timeout](crate::ClientBuilder::attempt_timeout) after this.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use fingerprint_management::Client;
    /// # let simulator = fingerprint_management_simulator::Simulator::builder();
    /// # let simulator = simulator.api_key("old").api_key("new").start().await?;
    /// # let client = Client::builder("old").base_url(simulator.url()).build()?;
    /// let clone = client.clone();
    /// client.set_api_key("new")?;
    /// clone.list_webhooks().send().await?;
    /// # assert_eq!(simulator.requests()[0].header("authorization"), ["Bearer new"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails, and keeps the old key, if the new one is empty or has characters that a header
    /// cannot have, or if the client has a [`KeyProvider`](crate::KeyProvider).
    pub fn set_api_key(&self, api_key: impl Into<Secret>) -> Result<(), Error> {
        let replaced = self.shared.credentials.replace(&api_key.into());
        replaced.map_err(Error::configuration)
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
