//! The HTTP client that a client sends by, if it is given none.

use std::time::Duration;

use crate::base_url::BaseUrl;
use crate::{Error, certificates};

/// Servers and balancers drop idle connections after a minute or so. A POST that meets such a
/// drop may or may not have taken effect, so close them earlier.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// Changes the settings of the HTTP client.
pub(crate) type Configure =
    Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

pub(crate) fn build(
    base: &BaseUrl,
    connect_timeout: Duration,
    configure: Vec<Configure>,
) -> Result<reqwest::Client, Error> {
    let has_tls = cfg!(any(feature = "rustls", feature = "native-tls"));
    if base.https && !has_tls {
        return Err(Error::configuration(
            "https requires the feature `rustls` or `native-tls`, or a custom `http_client`",
        ));
    }
    let builder = reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .pool_idle_timeout(POOL_IDLE_TIMEOUT);
    let builder = if base.loopback {
        // A proxy from the environment would take the API key off this machine.
        builder.no_proxy()
    } else {
        builder
    };
    let never_uses_tls = base.loopback && !base.https;
    let builder = if never_uses_tls {
        certificates::none(builder)
    } else if configure.is_empty() {
        certificates::shared(builder)
    } else {
        // Whoever trusts certificates of their own means these only.
        builder
    };
    let builder = configure
        .into_iter()
        .fold(builder, |builder, change| change(builder));
    builder
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // With 0, a request is not even copied for the case.
        .retry(reqwest::retry::never().max_retries_per_request(0))
        .connection_verbose(false)
        .build()
        .map_err(Error::http_client)
}
