//! The one place a request leaves the client, and the hook there for middleware.

use reqwest::{Request, Response};

use crate::{BoxError, BoxFuture};

/// Sends one request and returns its answer: the place for middleware.
///
/// The client calls this once for each attempt, after the rate limiter let it through and
/// with every header set. Wrap the next transport to look at requests and answers or to
/// change them; a [`reqwest::Client`] is the innermost one.
///
/// What an implementation has to preserve:
///
/// - **Follow no redirect.** The request carries the API key.
/// - **Do not retry.** The client decides which requests may be sent again.
/// - **Do not log the headers:** `Authorization` is marked sensitive, so `Debug` hides it,
///   but `as_bytes` does not. An answer's body may hold a signing key.
/// - Hand on a [`reqwest::Error`] as it is, boxed: its `is_connect` is how the client
///   knows that nothing was sent. Any other error counts as "may have had an effect".
///
/// ```
/// use fingerprint_management::reqwest::{Request, Response};
/// use fingerprint_management::{BoxError, BoxFuture, Client, Transport};
///
/// /// Adds a header that a gateway in between asks for.
/// struct Tenant<T>(T);
///
/// impl<T: Transport> Transport for Tenant<T> {
///     fn send(&self, mut request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
///         let tenant = fingerprint_management::reqwest::header::HeaderValue::from_static("a");
///         request.headers_mut().insert("x-tenant", tenant);
///         self.0.send(request)
///     }
/// }
///
/// let inner = fingerprint_management::reqwest::Client::builder()
///     .redirect(fingerprint_management::reqwest::redirect::Policy::none())
///     .build()?;
/// let client = Client::builder("key").transport(Tenant(inner)).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Transport: Send + Sync {
    /// Sends the request; resolves once the answer's status and headers are there.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>>;
}

impl Transport for reqwest::Client {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        Box::pin(async move { self.execute(request).await.map_err(BoxError::from) })
    }
}

/// What a client sends with. Its own needs no box for each request.
pub(crate) enum Sender {
    Plain(reqwest::Client),
    Custom(Box<dyn Transport>),
}

impl Sender {
    pub(crate) async fn send(&self, request: Request) -> Result<Response, BoxError> {
        match self {
            Self::Plain(client) => client.execute(request).await.map_err(BoxError::from),
            Self::Custom(transport) => transport.send(request).await,
        }
    }
}
