//! The one place where requests leave the client, and the hook for middleware.

use std::fmt;
use std::sync::Arc;

use reqwest::{Request, Response};

use crate::{BoxError, BoxFuture};

/// Sends a request and returns the response: the place for middleware.
///
/// The client calls it once for each attempt, after the rate limiter and with all headers
/// set. To inspect or change requests and responses, wrap the transport that the client
/// would use otherwise, with [`ClientBuilder::wrap_transport`]: its connect timeout and
/// everything else that it is set to stay in force.
///
/// ```
/// use fingerprint_management::reqwest::{Request, Response, header::HeaderValue};
/// use fingerprint_management::{BoxError, BoxFuture, Client, Transport};
///
/// /// Adds a header that a gateway requires.
/// struct Tenant<T>(T, HeaderValue);
///
/// impl<T: Transport> Transport for Tenant<T> {
///     fn send(&self, mut request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
///         request.headers_mut().insert("x-tenant", self.1.clone());
///         self.0.send(request)
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let simulator = fingerprint_management_simulator::Simulator::builder().start().await?;
/// # let (key, url) = (simulator.api_key(), simulator.url());
/// let client = Client::builder(key)
///     .base_url(url)
///     .wrap_transport(|inner| Tenant(inner, HeaderValue::from_static("a")))
///     .build()?;
/// # client.list_webhooks().send().await?;
/// # assert_eq!(simulator.requests()[0].header("x-tenant"), ["a"]);
/// # Ok(())
/// # }
/// ```
///
/// A transport that stands at the end, such as one with canned answers for a test, is set
/// with [`ClientBuilder::transport`]. The [crate's page](crate#your-own-tests) has one.
///
/// # What an implementation must keep to
///
/// - **It does not follow redirects:** the request carries the API key.
/// - **It does not retry:** the client decides which requests are retried.
/// - **It does not log headers or bodies:** `Authorization` is marked sensitive, so `Debug`
///   hides it, but `as_bytes` does not, and a response body may contain a signing key.
/// - **It returns the error of the transport that it wraps as it is.** A [`NotSent`] in a box
///   is how the client knows that nothing was sent. After any other error, a
///   [`reqwest::Error`] of another request among them, the request may have taken effect.
///
/// [`ClientBuilder::wrap_transport`]: crate::ClientBuilder::wrap_transport
/// [`ClientBuilder::transport`]: crate::ClientBuilder::transport
pub trait Transport: Send + Sync {
    /// Sends the request and resolves once the response's status and headers arrive.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>>;
}

/// Sends by this HTTP client, and says of a failure to connect that nothing was sent.
impl Transport for reqwest::Client {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        Box::pin(async move { self.execute(request).await.map_err(told_if_not_sent) })
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        (**self).send(request)
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        (**self).send(request)
    }
}

/// The error of a [`Transport`] that certainly sent nothing of the request.
///
/// The client takes it as a failure to connect: [`Error::is_connect`](crate::Error::is_connect)
/// is true, and the request is sent again as the [`RetryPolicy`](crate::RetryPolicy) says, a
/// `POST` too.
///
/// ```
/// use fingerprint_management::reqwest::{Request, Response};
/// use fingerprint_management::{BoxError, BoxFuture, Client, NotSent, Transport};
///
/// /// Keeps requests back while a switch is off.
/// struct Switch;
///
/// impl Transport for Switch {
///     fn send(&self, _: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
///         Box::pin(async { Err(NotSent::new("switched off").into()) })
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), fingerprint_management::Error> {
/// let client = Client::builder("key").transport(Switch).build()?;
/// let error = client.list_webhooks().send().await.unwrap_err();
/// assert!(error.is_connect() && error.is_retryable());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct NotSent(BoxError);

impl NotSent {
    /// Creates the error with its cause.
    pub fn new(cause: impl Into<BoxError>) -> Self {
        Self(cause.into())
    }

    /// Returns the cause.
    pub fn into_cause(self) -> BoxError {
        self.0
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing was sent")
    }
}

impl std::error::Error for NotSent {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}

/// The means of sending; the default client needs no box for each request.
pub(crate) enum Sender {
    Plain(reqwest::Client),
    Custom(Box<dyn Transport>),
}

/// What makes another transport of one.
pub(crate) type Wrapper = Box<dyn FnOnce(Box<dyn Transport>) -> Box<dyn Transport> + Send + Sync>;

impl Sender {
    /// Puts wrappers around it, the first one innermost.
    pub(crate) fn wrapped(self, wrappers: Vec<Wrapper>) -> Self {
        wrappers.into_iter().fold(self, |inner, wrap| {
            Self::Custom(wrap(match inner {
                Self::Plain(client) => Box::new(client),
                Self::Custom(transport) => transport,
            }))
        })
    }

    pub(crate) async fn send(&self, request: Request) -> Result<Response, BoxError> {
        match self {
            Self::Plain(client) => client.execute(request).await.map_err(told_if_not_sent),
            Self::Custom(transport) => transport.send(request).await,
        }
    }
}

/// The error, in [`NotSent`] where nothing was sent.
fn told_if_not_sent(error: reqwest::Error) -> BoxError {
    if error.is_connect() || error.is_builder() {
        NotSent::new(error).into()
    } else {
        error.into()
    }
}
