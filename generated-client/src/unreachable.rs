//! Finds what kept a connection from being made, and whether it would do so again.
//!
//! It is told by the errors beneath that of the HTTP client: by their types where these are
//! public, by their texts where they are not. What is not recognised may pass: to try again
//! costs little, since nothing was sent.

mod tls;

use std::error::Error as StdError;
use std::io::{self, ErrorKind};

use crate::causes::{causes, text};
use crate::obstacle::Obstacle;

/// Returns what kept the client from connecting.
pub(crate) fn obstacle(error: &reqwest::Error) -> Obstacle {
    if let Some(found) = causes(error).find_map(proxy) {
        return found;
    }
    let found = causes(error).find_map(tls::obstacle);
    let found = found.or_else(|| network(error)).unwrap_or_default();
    if is_at_proxy(error) {
        found.at_proxy()
    } else {
        found
    }
}

/// What the HTTP client says of proxies, in errors whose types it keeps to itself.
fn proxy(cause: &(dyn StdError + 'static)) -> Option<Obstacle> {
    match text(cause).as_str() {
        "tunnel error: proxy authorization required"
        | "SOCKS error: credentials not accepted"
        | "SOCKS error: server does not support user/pass authentication" => {
            Some(Obstacle::lasting("the proxy asks for other credentials"))
        }
        "SOCKS error: failed to create underlying connection" => {
            Some(Obstacle::passing("the proxy cannot be reached"))
        }
        "tunnel error: unsuccessful" => Some(Obstacle::passing("the proxy does not connect")),
        text if text.starts_with("SOCKS error: ") => {
            Some(Obstacle::passing("the proxy does not connect"))
        }
        // Base URLs are checked where a client is built.
        text if text.starts_with("unsupported scheme ")
            || text == "invalid URL, scheme is not http" =>
        {
            Some(Obstacle::lasting(
                "the proxy has an unsupported scheme; expected http:// or https://, or socks5h:// \
                 with the feature `socks`",
            ))
        }
        _ => None,
    }
}

fn is_at_proxy(error: &reqwest::Error) -> bool {
    let outer = "tunnel error: failed to create underlying connection";
    causes(error).any(|cause| text(cause) == outer)
}

fn network(error: &reqwest::Error) -> Option<Obstacle> {
    if error.is_timeout() {
        return Some(Obstacle::passing("it took too long"));
    }
    if error.is_dns() {
        return Some(Obstacle::passing("the host name cannot be resolved"));
    }
    causes(error).find_map(|cause| {
        Some(Obstacle::passing(
            match cause.downcast_ref::<io::Error>()?.kind() {
                ErrorKind::ConnectionRefused => "the connection was refused",
                ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
                    "the connection was reset"
                }
                ErrorKind::UnexpectedEof => "the connection was closed",
                ErrorKind::HostUnreachable => "the host is unreachable",
                ErrorKind::NetworkUnreachable => "the network is unreachable",
                _ => return None,
            },
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said where the feature `socks` is off, which other crates may turn on.
    #[test]
    fn a_scheme_that_no_proxy_is_called_with_lasts() {
        for text in [
            "unsupported scheme socks5",
            "invalid URL, scheme is not http",
        ] {
            let found = proxy(&io::Error::other(text));
            assert!(found.is_some_and(|found| found.lasts), "{text}");
        }
        assert!(proxy(&io::Error::other("unsupported")).is_none());
    }
}
