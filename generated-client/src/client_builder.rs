//! The builder of a client, which checks every setting before anything is sent.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use crate::api_key::{Credentials, KeySource};
use crate::base_url;
use crate::client::Shared;
use crate::drift::Watch;
use crate::http_client::{self, Configure};
use crate::notice::ToldOnce;
use crate::options::Settings;
use crate::transport::{Sender, Wrapper};
use crate::{
    BASE_URL, Client, DriftObserver, Error, KeyProvider, PacedLimiter, RateLimiter, RetryPolicy,
    Secret, Transport,
};

const KEY_VARIABLE: &str = "FINGERPRINT_MANAGEMENT_API_KEY";
const URL_VARIABLE: &str = "FINGERPRINT_MANAGEMENT_API_URL";
const PRODUCT: &str = concat!("fingerprint-management/", env!("CARGO_PKG_VERSION"));
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const DEFAULT_MAX_RESPONSE_BYTES: usize = 10 * 1024 * 1024;

/// Settings for a [`Client`]; all except the API key have defaults.
#[must_use]
pub struct ClientBuilder {
    key: KeySource,
    base_url: String,
    allow_insecure_http: bool,
    user_agent_suffix: Option<String>,
    connect_timeout: Duration,
    settings: Settings,
    max_response_bytes: usize,
    limiter: Limiter,
    watch: Option<Box<dyn Watch>>,
    http_client: Option<reqwest::Client>,
    configure: Vec<Configure>,
    transport: Option<Box<dyn Transport>>,
    wrappers: Vec<Wrapper>,
}

enum Limiter {
    PerSecond(u32),
    Own(Box<dyn RateLimiter>),
    None,
}

impl Client {
    /// Starts building a client that authenticates with this Management API key.
    pub fn builder(api_key: impl Into<Secret>) -> ClientBuilder {
        ClientBuilder::new(KeySource::Fixed(api_key.into()))
    }

    /// Starts building a client that asks for the API key before each request.
    ///
    /// See [`KeyProvider`].
    pub fn builder_with_key_provider(provider: impl KeyProvider + 'static) -> ClientBuilder {
        ClientBuilder::new(KeySource::Provider(Box::new(provider)))
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
    fn new(key: KeySource) -> Self {
        Self {
            key,
            base_url: BASE_URL.to_owned(),
            allow_insecure_http: false,
            user_agent_suffix: None,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            settings: Settings::default(),
            max_response_bytes: DEFAULT_MAX_RESPONSE_BYTES,
            limiter: Limiter::PerSecond(PacedLimiter::DEFAULT_PER_SECOND),
            watch: None,
            http_client: None,
            configure: Vec::new(),
            transport: None,
            wrappers: Vec::new(),
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
        let builder = Self::new(KeySource::Fixed(Secret::from(key)));
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
        self.watch = Some(Box::new(ToldOnce::new(Box::new(observer))));
        self
    }

    /// Changes the settings of the client's own HTTP client, such as proxies and certificates.
    ///
    /// Whatever it leaves alone stays as this crate has it: the connect timeout, connections
    /// that are not kept for long, and no proxy for a loopback address. Redirects, reqwest's own
    /// retries and `connection_verbose`, which logs the API key, stay off in any case. Has no
    /// effect if [`ClientBuilder::http_client`] or [`ClientBuilder::transport`] is set.
    ///
    /// ```
    /// use fingerprint_management::{Client, reqwest};
    ///
    /// let client = Client::builder("key")
    ///     .configure_http_client(|http| http.tcp_keepalive(std::time::Duration::from_secs(20)))
    ///     .build()?;
    /// # Ok::<(), fingerprint_management::Error>(())
    /// ```
    pub fn configure_http_client(
        mut self,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.configure.push(Box::new(configure));
        self
    }

    /// Sets the HTTP client, for example one that other parts of the program use as well.
    ///
    /// [`ClientBuilder::configure_http_client`] is enough for proxies and certificates, and
    /// keeps what this crate sets. An HTTP client that is set here must not follow redirects (`redirect::Policy::none()`): this crate reports a
    /// redirect as an error, so that neither the API key nor the request reaches another
    /// host. It should have a connect timeout, but neither a `retry` policy nor
    /// `connection_verbose`, which logs the API key. Headers, attempt timeouts and all
    /// other settings still apply.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Puts a transport around the client's own: the place for middleware. See [`Transport`].
    ///
    /// The transport inside is the client's HTTP client with all its settings, or what
    /// [`ClientBuilder::http_client`] or [`ClientBuilder::transport`] has set, before this or
    /// after. Called again, it puts another one around that, so the last one sees a request
    /// first and a response last.
    pub fn wrap_transport<T: Transport + 'static>(
        mut self,
        wrap: impl FnOnce(Box<dyn Transport>) -> T + Send + Sync + 'static,
    ) -> Self {
        self.wrappers.push(Box::new(|inner| Box::new(wrap(inner))));
        self
    }

    /// Replaces the transport, for example by one with canned answers. See [`Transport`].
    ///
    /// [`ClientBuilder::connect_timeout`] and both settings of an HTTP client then have no
    /// effect. To keep them, use [`ClientBuilder::wrap_transport`].
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
        let credentials = Credentials::of(self.key).map_err(Error::configuration)?;
        let user_agent = user_agent(self.user_agent_suffix.as_deref())?;
        let limiter = limiter(self.limiter)?;
        let sender = match (self.transport, self.http_client) {
            (Some(transport), _) => Sender::Custom(transport),
            (None, Some(client)) => Sender::Plain(client),
            (None, None) => Sender::Plain(http_client::build(
                &base,
                self.connect_timeout,
                self.configure,
            )?),
        };
        Ok(Client {
            shared: Arc::new(Shared {
                sender: sender.wrapped(self.wrappers),
                limiter,
                watch: self.watch,
                credentials,
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

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL is left out: not validated yet, it may contain a password.
        f.debug_struct("ClientBuilder")
            .field("key", &self.key)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;

    fn header(client: &Client) -> HeaderValue {
        match &client.shared.credentials {
            Credentials::Fixed(current) => current.header(),
            Credentials::Provider(_) => panic!("expected a key, found a provider"),
        }
    }

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
        assert_eq!(header(&client), "Bearer k");
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
        let shown = format!("{client:?} {:?}", header(&client));
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
