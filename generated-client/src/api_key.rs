//! The API key: where it comes from, and the header that it is sent in.

use std::fmt;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderValue;
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::{BoxError, BoxFuture, Secret};

/// Gives the API key of each request: from a file, the environment or a vault.
///
/// The client asks it before every attempt, after the rate limiter, and keeps no key of its
/// own; a provider that asks a vault keeps what it was given for as long as it is valid. An
/// error fails the call before anything is sent; see [`crate::Error::is_key_provider`]. So do a
/// key that cannot be sent, and one that does not come within the
/// [attempt timeout](crate::ClientBuilder::attempt_timeout).
///
/// Any function that returns a future of a key is a provider:
///
/// ```
/// use fingerprint_management::{BoxError, Client, Secret};
///
/// // A file that is mounted into the container, and replaced there.
/// let client = Client::builder_with_key_provider(|| async {
///     let key = std::fs::read_to_string("/run/secrets/management-api-key")?;
///     Ok::<_, BoxError>(Secret::from(key.trim()))
/// })
/// .build()?;
/// # Ok::<(), fingerprint_management::Error>(())
/// ```
///
/// A program that is told of a new key needs none: see [`Client::set_api_key`](crate::Client::set_api_key).
pub trait KeyProvider: Send + Sync {
    /// Returns the key to send now.
    fn api_key(&self) -> BoxFuture<'_, Result<Secret, BoxError>>;
}

impl<F, K> KeyProvider for F
where
    F: Fn() -> K + Send + Sync,
    K: Future<Output = Result<Secret, BoxError>> + Send + 'static,
{
    fn api_key(&self) -> BoxFuture<'_, Result<Secret, BoxError>> {
        Box::pin(self())
    }
}

/// Where the keys of a builder come from.
pub(crate) enum KeySource {
    Fixed(Secret),
    Provider(Box<dyn KeyProvider>),
}

impl fmt::Debug for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(key) => key.fmt(f),
            Self::Provider(_) => f.write_str("KeyProvider"),
        }
    }
}

/// Where the keys of a client come from.
pub(crate) enum Credentials {
    Fixed(CurrentKey),
    Provider(Box<dyn KeyProvider>),
}

impl Credentials {
    pub(crate) fn of(source: KeySource) -> Result<Self, &'static str> {
        Ok(match source {
            KeySource::Fixed(key) => Self::Fixed(CurrentKey(RwLock::new(bearer(&key)?))),
            KeySource::Provider(provider) => Self::Provider(provider),
        })
    }

    /// Replaces the key for all attempts from now on.
    pub(crate) fn replace(&self, key: &Secret) -> Result<(), &'static str> {
        let Self::Fixed(current) = self else {
            return Err("the client has a key provider; expected the new API key to come from it");
        };
        current.replace(bearer(key)?);
        Ok(())
    }
}

/// The header of the key that is sent now.
///
/// Each attempt has a copy, which costs no memory. The last copy wipes it: a replaced key is
/// gone once no attempt needs it.
pub(crate) struct CurrentKey(RwLock<HeaderValue>);

impl CurrentKey {
    pub(crate) fn header(&self) -> HeaderValue {
        let current = self.0.read().unwrap_or_else(PoisonError::into_inner);
        current.clone()
    }

    fn replace(&self, header: HeaderValue) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = header;
    }
}

/// Asks a provider, which has this long to answer, for the header to send.
pub(crate) async fn ask(
    provider: &dyn KeyProvider,
    limit: Duration,
) -> Result<HeaderValue, BoxError> {
    let key = timeout(limit, provider.api_key()).await;
    let key = key.map_err(|_| format!("expected an API key within {limit:?}"))??;
    Ok(bearer(&key)?)
}

/// The `Authorization` header, whose memory is wiped when its last copy is dropped.
fn bearer(key: &Secret) -> Result<HeaderValue, &'static str> {
    let key = key.expose();
    if key.is_empty() {
        return Err("the API key is empty");
    }
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("the API key contains a space, a line break or another invalid character");
    }
    // Room from the start: growing would leave an unwiped copy behind.
    let mut text = Zeroizing::new(Vec::with_capacity("Bearer ".len() + key.len()));
    text.extend_from_slice(b"Bearer ");
    text.extend_from_slice(key.as_bytes());
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(text))
        .map_err(|_| "the API key cannot be sent in a header")?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    /// The memory of a key, which tells when it is given back.
    struct Watched(Zeroizing<Vec<u8>>, Arc<AtomicBool>);

    impl AsRef<[u8]> for Watched {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    impl Drop for Watched {
        fn drop(&mut self) {
            self.1.store(true, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_replaced_key_is_gone_once_no_attempt_has_it() {
        let gone = Arc::new(AtomicBool::new(false));
        let watched = Watched(Zeroizing::new(b"Bearer old".to_vec()), Arc::clone(&gone));
        let header = HeaderValue::from_maybe_shared(Bytes::from_owner(watched)).unwrap();
        let current = CurrentKey(RwLock::new(header));
        let under_way = [current.header(), current.header()];
        current.replace(bearer(&Secret::from("new")).unwrap());
        assert_eq!(under_way[0], "Bearer old");
        let [first, last] = under_way;
        drop(first);
        assert!(!gone.load(Ordering::Relaxed));
        drop(last);
        assert!(gone.load(Ordering::Relaxed));
        assert_eq!(current.header(), "Bearer new");
    }

    #[test]
    fn a_header_with_a_key_is_not_shown() {
        let header = bearer(&Secret::from("hunter2")).unwrap();
        assert_eq!(header, "Bearer hunter2");
        assert!(!format!("{header:?}").contains("hunter2"));
    }
}
