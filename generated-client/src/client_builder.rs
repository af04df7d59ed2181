//! The builder of a client, which checks every setting before anything is sent.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

use crate::base_url::{self, BaseUrl};
use crate::client::Shared;
use crate::notice::ToldOnce;
use crate::options::Settings;
use crate::transport::Sender;
use crate::{
    BASE_URL, Client, DriftObserver, Error, PacedLimiter, RateLimiter, RetryPolicy, Secret,
    Transport,
};

const KEY_VARIABLE: &str = "FINGERPRINT_MANAGEMENT_API_KEY";
const URL_VARIABLE: &str = "FINGERPRINT_MANAGEMENT_API_URL";
const PRODUCT: &str = concat!("fingerprint-management/", env!("CARGO_PKG_VERSION"));
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(30);
const DEFAULT_MAX_RESPONSE_BYTES: usize = 10 * 1024 * 1024;

/// Settings for a [`Client`]; all except the API key have defaults.
#[must_use]
pub struct ClientBuilder {
    api_key: Secret,
    base_url: String,
    allow_insecure_http: bool,
    user_agent_suffix: Option<String>,
    connect_timeout: Duration,
    settings: Settings,
    max_response_bytes: usize,
    limiter: Limiter,
    observer: Option<Box<dyn DriftObserver>>,
    http_client: Option<reqwest::Client>,
    transport: Option<Box<dyn Transport>>,
}

enum Limiter {
    PerSecond(u32),
    Own(Box<dyn RateLimiter>),
    None,
}

impl Client {
    /// Starts building a client that authenticates with this Management API key.
    pub fn builder(api_key: impl Into<Secret>) -> ClientBuilder {
        ClientBuilder::new(api_key.into())
    }

    /// Creates a client with default settings and the API key from the environment.
    ///
    /// Reads `FINGERPRINT_MANAGEMENT_API_KEY` and, if set,
    /// `FINGERPRINT_MANAGEMENT_API_URL`: the variables that the vendor's own tools use.
    ///
    /// # Errors
    ///
    /// Fails if the API key is missing or empty, or if [`ClientBuilder::build`] fails.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }
}

impl ClientBuilder {
    fn new(api_key: Secret) -> Self {
        Self {
            api_key,
            base_url: BASE_URL.to_owned(),
            allow_insecure_http: false,
            user_agent_suffix: None,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            settings: Settings::default(),
            max_response_bytes: DEFAULT_MAX_RESPONSE_BYTES,
            limiter: Limiter::PerSecond(PacedLimiter::DEFAULT_PER_SECOND),
            observer: None,
            http_client: None,
            transport: None,
        }
    }

    /// Reads the API key and, if set, the base URL from the environment.
    ///
    /// See [`Client::from_env`] for the variables.
    ///
    /// # Errors
    ///
    /// Fails if the API key is missing or either variable is not UTF-8.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(|name| match std::env::var(name) {
            Ok(value) => Ok(Some(value)),
            Err(std::env::VarError::NotPresent) => Ok(None),
            Err(std::env::VarError::NotUnicode(_)) => Err(Error::configuration(format!(
                "the environment variable {name} is not UTF-8"
            ))),
        })
    }

    fn from_variables(
        lookup: impl Fn(&str) -> Result<Option<String>, Error>,
    ) -> Result<Self, Error> {
        let key = lookup(KEY_VARIABLE)?.ok_or_else(|| {
            Error::configuration(format!(
                "the environment variable {KEY_VARIABLE} is not set; set it to a Management API key"
            ))
        })?;
        let builder = Self::new(Secret::from(key));
        Ok(match lookup(URL_VARIABLE)? {
            Some(url) => builder.base_url(url),
            None => builder,
        })
    }

    /// Sets the base URL, for example of a gateway or a simulator.
    ///
    /// The default is [`BASE_URL`]. A path prefix is kept. `http` is rejected except for
    /// loopback addresses; see [`ClientBuilder::allow_insecure_http`].
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// Allows `http` to any host, which sends the API key in clear text. Off by default.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.allow_insecure_http = allow;
        self
    }

    /// Appends a product such as `my-service/1.2 (contact)` to the `User-Agent` header.
    ///
    /// It must be printable ASCII, which [`ClientBuilder::build`] checks.
    pub fn user_agent_suffix(mut self, product: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(product.into());
        self
    }

    /// Sets the timeout for connecting, including the TLS handshake. Default: 5 seconds.
    ///
    /// Has no effect if [`ClientBuilder::http_client`] or [`ClientBuilder::transport`] is
    /// set.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Sets the timeout for one attempt, from start to end of body. Default: 30 seconds.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.settings.attempt_timeout = limit;
        self
    }

    /// Sets the timeout for a call, retries and waits included. Default: 120 seconds.
    ///
    /// Time spent in the rate limiter's queue does not count: it depends on how many calls
    /// your program makes at once. To bound that too, wrap the call in
    /// `tokio::time::timeout`; dropping a waiting call removes it from the queue.
    pub fn total_timeout(mut self, limit: Duration) -> Self {
        self.settings.total_timeout = limit;
        self
    }

    /// Sets when a failed call is retried. Default: [`RetryPolicy::default`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Sets the maximum size of a response body, in bytes. Default: 10 MiB.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// Sets the rate of the default limiter, in requests per second. Default: 5.
    ///
    /// That is the service's limit for an API key; the vendor raises it on request. See
    /// [`PacedLimiter`] for how requests are spaced.
    pub fn requests_per_second(mut self, requests: u32) -> Self {
        self.limiter = Limiter::PerSecond(requests);
        self
    }

    /// Replaces the rate limiter, for example with one that several processes share.
    pub fn rate_limiter(mut self, limiter: impl RateLimiter + 'static) -> Self {
        self.limiter = Limiter::Own(Box::new(limiter));
        self
    }

    /// Disables rate limiting.
    pub fn without_rate_limiter(mut self) -> Self {
        self.limiter = Limiter::None;
        self
    }

    /// Sets an observer that is called where a response departs from the API document.
    ///
    /// It changes no result; see [`DriftObserver`].
    pub fn on_drift(mut self, observer: impl DriftObserver + 'static) -> Self {
        self.observer = Some(Box::new(ToldOnce::new(observer)));
        self
    }

    /// Sets the HTTP client, which determines connections, TLS and proxies.
    ///
    /// It must not follow redirects (`redirect::Policy::none()`): this crate reports a
    /// redirect as an error, so that neither the API key nor the request reaches another
    /// host. It should have a connect timeout, but neither a `retry` policy nor
    /// `connection_verbose`, which logs the API key. Headers, attempt timeouts and all
    /// other settings still apply.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Sets the transport, the place for middleware. See [`Transport`].
    ///
    /// [`ClientBuilder::connect_timeout`] and [`ClientBuilder::http_client`] then have no
    /// effect.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Validates the settings and creates the client, without sending anything.
    ///
    /// This reads the machine's CA certificates, unless the base URL is `http` on loopback or
    /// the HTTP client is your own.
    ///
    /// # Errors
    ///
    /// Fails if the API key, base URL, user agent or rate is invalid, or if TLS cannot be
    /// set up. [`Error::is_configuration`] is then true.
    pub fn build(self) -> Result<Client, Error> {
        let base = base_url::parse(&self.base_url, self.allow_insecure_http)
            .map_err(Error::configuration)?;
        let authorization = bearer(&self.api_key)?;
        let user_agent = user_agent(self.user_agent_suffix.as_deref())?;
        let limiter = limiter(self.limiter)?;
        let sender = match (self.transport, self.http_client) {
            (Some(transport), _) => Sender::Custom(transport),
            (None, Some(client)) => Sender::Plain(client),
            (None, None) => Sender::Plain(http_client(&base, self.connect_timeout)?),
        };
        Ok(Client {
            shared: Arc::new(Shared {
                sender,
                limiter,
                observer: self.observer,
                authorization,
                user_agent,
                max_response_bytes: self.max_response_bytes,
                base: base.url,
                host: base.host,
                port: base.port,
            }),
            settings: self.settings,
        })
    }
}

/// The `Authorization` header, whose memory is wiped when its last copy is dropped.
fn bearer(key: &Secret) -> Result<HeaderValue, Error> {
    let key = key.expose();
    if key.is_empty() {
        return Err(Error::configuration("the API key is empty"));
    }
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::configuration(
            "the API key contains a space, a line break or another invalid character",
        ));
    }
    // Room from the start: growing would leave an unwiped copy behind.
    let mut text = Zeroizing::new(Vec::with_capacity("Bearer ".len() + key.len()));
    text.extend_from_slice(b"Bearer ");
    text.extend_from_slice(key.as_bytes());
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(text))
        .map_err(|_| Error::configuration("the API key cannot be sent in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn user_agent(suffix: Option<&str>) -> Result<HeaderValue, Error> {
    let text = match suffix {
        Some(suffix) => format!("{PRODUCT} {suffix}"),
        None => PRODUCT.to_owned(),
    };
    let printable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let value = HeaderValue::try_from(text).ok().filter(|_| printable);
    value.ok_or_else(|| {
        Error::configuration(
            "the user agent suffix contains a character that is not printable ASCII",
        )
    })
}

fn limiter(choice: Limiter) -> Result<Option<Box<dyn RateLimiter>>, Error> {
    Ok(match choice {
        Limiter::None => None,
        Limiter::Own(limiter) => Some(limiter),
        Limiter::PerSecond(requests) => {
            let requests = requests.try_into().map_err(|_| {
                Error::configuration("requests_per_second is 0; expected at least 1")
            })?;
            Some(Box::new(PacedLimiter::per_second(requests)))
        }
    })
}

fn http_client(base: &BaseUrl, connect_timeout: Duration) -> Result<reqwest::Client, Error> {
    let has_tls = cfg!(any(feature = "rustls", feature = "native-tls"));
    if base.https && !has_tls {
        return Err(Error::configuration(
            "https requires the feature `rustls` or `native-tls`, or a custom `http_client`",
        ));
    }
    let builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        // Servers and balancers drop idle connections after a minute or so. A POST that
        // meets such a drop may or may not have taken effect, so close them earlier.
        .pool_idle_timeout(POOL_IDLE_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never());
    let builder = if base.loopback {
        // A proxy from the environment would take the API key off this machine.
        builder.no_proxy()
    } else {
        builder
    };
    let never_uses_tls = base.loopback && !base.https;
    let builder = if never_uses_tls {
        without_certificates(builder)
    } else {
        builder
    };
    builder.build().map_err(Error::http_client)
}

/// Trusts no certificate, so that those of the machine need not be there, nor be read.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn without_certificates(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder.tls_certs_only([])
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn without_certificates(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL is left out: not validated yet, it may contain a password.
        f.debug_struct("ClientBuilder")
            .field("api_key", &self.api_key)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn variables(pairs: &[(&str, &str)]) -> Result<ClientBuilder, Error> {
        ClientBuilder::from_variables(|name| {
            let found = pairs.iter().find(|(known, _)| *known == name);
            Ok(found.map(|(_, value)| (*value).to_owned()))
        })
    }

    #[test]
    fn the_environment_gives_key_and_base_url() {
        let client = variables(&[(KEY_VARIABLE, "k"), (URL_VARIABLE, "http://127.0.0.1:9/")])
            .unwrap()
            .build()
            .unwrap();
        assert_eq!(client.base_url(), "http://127.0.0.1:9");
        assert_eq!(client.shared.authorization, "Bearer k");
    }

    #[test]
    fn the_base_url_defaults_to_that_of_the_document() {
        let client = variables(&[(KEY_VARIABLE, "k")]).unwrap().build().unwrap();
        assert_eq!(client.base_url(), BASE_URL);
    }

    #[test]
    fn the_base_url_is_shown_without_trailing_slashes() {
        for (given, shown) in [
            ("https://a.example", "https://a.example"),
            ("https://a.example/api//", "https://a.example/api"),
            ("http://127.0.0.1:80/", "http://127.0.0.1"),
            ("http://[::1]:1", "http://[::1]:1"),
        ] {
            let client = Client::builder("k").base_url(given).build().unwrap();
            assert_eq!(client.base_url(), shown);
            assert!(format!("{client:?}").contains(&format!("base_url: \"{shown}\"")));
        }
    }

    #[test]
    fn a_missing_key_names_the_variable() {
        let error = variables(&[]).unwrap_err();
        assert!(error.is_configuration());
        assert!(error.to_string().contains(KEY_VARIABLE), "{error}");
    }

    #[test]
    fn keys_and_user_agents_that_break_a_header_are_refused_unshown() {
        for key in [
            "",
            "hunter2\n",
            "hunter2\r\nX-Other: 1",
            "hunter2\u{e9}",
            "hunter2\0",
        ] {
            let error = Client::builder(key).build().unwrap_err();
            assert!(error.is_configuration());
            assert!(
                !format!("{error} {error:?}").contains("hunter2"),
                "{error:?}"
            );
        }
        for suffix in ["a\r\nX-Other: 1", "caf\u{e9}", "\u{7f}"] {
            let builder = Client::builder("k").user_agent_suffix(suffix);
            assert!(
                builder.build().unwrap_err().is_configuration(),
                "{suffix:?}"
            );
        }
    }

    #[test]
    fn the_user_agent_names_this_crate_and_then_the_application() {
        let client = Client::builder("k")
            .user_agent_suffix("app/1 (me)")
            .build()
            .unwrap();
        let expected = format!(
            "fingerprint-management/{} app/1 (me)",
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(client.shared.user_agent, expected);
    }

    #[test]
    fn a_rate_of_zero_is_refused() {
        let error = Client::builder("k")
            .requests_per_second(0)
            .build()
            .unwrap_err();
        assert!(error.is_configuration());
    }

    #[test]
    fn neither_builder_nor_client_shows_the_key() {
        let builder = Client::builder("hunter2").base_url("http://u:hunter2@127.0.0.1");
        assert!(!format!("{builder:?}").contains("hunter2"));
        let client = Client::builder("hunter2").build().unwrap();
        let shown = format!("{client:?} {:?}", client.shared.authorization);
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
