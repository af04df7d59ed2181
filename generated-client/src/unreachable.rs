//! Finds what kept a connection from being made, and whether it would do so again.
//!
//! It is told by the errors beneath that of the HTTP client: by their types where these are
//! public, by their texts where they are not. What is not recognised may pass: to try again
//! costs little, since nothing was sent.

mod tls;

use std::error::Error as StdError;
use std::io::{self, ErrorKind};

use crate::causes::causes;
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
    let text = cause.to_string();
    if text == "tunnel error: proxy authorization required" {
        return Some(Obstacle::lasting(
            "the proxy asks for other credentials (407)",
        ));
    }
    if text == "tunnel error: unsuccessful" {
        return Some(Obstacle::passing("the proxy does not connect"));
    }
    // Base URLs are checked where a client is built.
    let is_scheme =
        text.starts_with("unsupported scheme ") || text == "invalid URL, scheme is not http";
    is_scheme.then(|| {
        Obstacle::lasting("the proxy has an unsupported scheme; expected http:// or https://")
    })
}

fn is_at_proxy(error: &reqwest::Error) -> bool {
    let outer = "tunnel error: failed to create underlying connection";
    causes(error).any(|cause| cause.to_string() == outer)
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
