//! Which addresses are fetched, and how they are shown.

use reqwest::Url;

/// The address that a name is, if it is one.
pub fn address_of(name: &str) -> Option<Url> {
    Url::parse(name).ok().filter(|_| name.contains("://"))
}

/// The address as it may be shown and kept.
pub(super) fn without_credentials(url: &Url) -> String {
    let mut url = url.clone();
    // These fail only for addresses that cannot have credentials.
    let _ = url.set_password(None);
    let _ = url.set_username("");
    url.to_string()
}

/// Whether a name or a password is in the address.
pub(super) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Whether an address is fetched: plain http is for a server on this machine.
pub fn is_allowed(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

/// Whether an address is of this machine.
pub fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// Why a redirect from `first` is not followed to `next`: what somebody else's
/// machine says must not make this one talk to itself, or give a password.
pub(super) fn refusal(first: &Url, next: &Url) -> Option<&'static str> {
    if !is_allowed(next) {
        Some("which is not https")
    } else if is_loopback(next) && !is_loopback(first) {
        Some("which is this machine")
    } else if has_credentials(next) {
        Some("with credentials")
    } else {
        None
    }
}
