//! Clients that tell somebody of their calls: an observer, a transport around their own, or
//! a subscriber of `tracing`.

use fingerprint_management::reqwest::{self, Request, Response, redirect, retry};
use fingerprint_management::{BoxError, BoxFuture, ClientBuilder, Departure, Transport};

/// How they are called, and what they are.
pub(crate) const WAYS: &[(&str, &str)] = &[
    ("an observer", "observer"),
    ("a transport around its own", "wrapper"),
    #[cfg(feature = "tracing")]
    ("a subscriber that takes nothing", "nothing"),
    #[cfg(feature = "tracing")]
    (
        "a subscriber that takes and prints everything",
        "everything",
    ),
];

/// Sets up one of them.
pub(crate) fn set_up(how: &str, client: ClientBuilder) -> Result<ClientBuilder, BoxError> {
    match how {
        "observer" => Ok(client.on_drift(|_: &Departure| {})),
        "wrapper" => Ok(client.transport(Wrapper(inner()?))),
        #[cfg(feature = "tracing")]
        "nothing" => subscribe(false).map(|()| client),
        #[cfg(feature = "tracing")]
        "everything" => subscribe(true).map(|()| client),
        other => Err(format!("no such way to call: {other}").into()),
    }
}

/// Sends as the inner one does.
struct Wrapper(reqwest::Client);

impl Transport for Wrapper {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        self.0.send(request)
    }
}

fn inner() -> Result<reqwest::Client, reqwest::Error> {
    let client = reqwest::Client::builder().redirect(redirect::Policy::none());
    client
        .referer(false)
        .retry(retry::never())
        .no_proxy()
        .build()
}

#[cfg(feature = "tracing")]
fn subscribe(to_everything: bool) -> Result<(), BoxError> {
    use tracing_subscriber::filter::{LevelFilter, Targets};
    use tracing_subscriber::layer::{Layer, SubscriberExt};
    use tracing_subscriber::util::SubscriberInitExt;

    let level = if to_everything {
        LevelFilter::TRACE
    } else {
        LevelFilter::OFF
    };
    // Of the client alone: what is beneath it is not what is measured.
    let ours = Targets::new().with_target("fingerprint_management", level);
    let printed = tracing_subscriber::fmt::layer().with_writer(std::io::sink);
    tracing_subscriber::registry()
        .with(printed.with_filter(ours))
        .try_init()?;
    Ok(())
}
