//! The one place where requests leave the client, and the hook for middleware.

use reqwest::{Request, Response};

use crate::{BoxError, BoxFuture};

/// Sends a request and returns the response: the place for middleware.
///
/// The client calls it once for each attempt, after the rate limiter and with all headers
/// set. Wrap another transport to inspect or change requests and responses; a
/// [`reqwest::Client`] is the innermost one.
///
/// An implementation must:
///
/// - **not follow redirects:** the request carries the API key;
/// - **not retry:** the client decides which requests are retried;
/// - **not log headers or bodies:** `Authorization` is marked sensitive, so `Debug` hides
///   it, but `as_bytes` does not, and a response body may contain a signing key;
/// - return a [`reqwest::Error`] unchanged, boxed: its `is_connect` is how the client knows
///   that nothing was sent. After any other error the request may have taken effect.
///
/// ```
/// use fingerprint_management::reqwest::{Request, Response};
/// use fingerprint_management::{BoxError, BoxFuture, Client, Transport};
///
/// /// Adds a header that a gateway requires.
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
    /// Sends the request and resolves once the response's status and headers arrive.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>>;
}

impl Transport for reqwest::Client {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        Box::pin(async move { self.execute(request).await.map_err(BoxError::from) })
    }
}

/// The means of sending; the default client needs no box for each request.
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
