//! The base URLs that a client accepts.

use std::net::IpAddr;

use reqwest::Url;

/// A validated base URL.
#[derive(Debug)]
pub(crate) struct BaseUrl {
    pub(crate) url: Url,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) https: bool,
    /// Whether the host is this machine.
    pub(crate) loopback: bool,
}

/// Validates a base URL. Messages never repeat it: it may contain a password.
pub(crate) fn parse(text: &str, allow_insecure_http: bool) -> Result<BaseUrl, String> {
    let url = Url::parse(text).map_err(|error| {
        format!("the base URL cannot be parsed: {error}; expected https://host")
    })?;
    let (https, host, port) = match (url.scheme(), url.host_str(), url.port_or_known_default()) {
        ("https", Some(host), Some(port)) => (true, host, port),
        ("http", Some(host), Some(port)) => (false, host, port),
        _ => return Err("the base URL must start with https:// and have a host".to_owned()),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the base URL contains a user name or password; remove it".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("the base URL contains a query or fragment; remove it".to_owned());
    }
    let loopback = is_loopback(host);
    if !https && !allow_insecure_http && !loopback {
        return Err(format!(
            "the base URL sends the API key to {host} in clear text; use https://, or \
             allow_insecure_http(true) on a trusted network"
        ));
    }
    Ok(BaseUrl {
        host: host.to_owned(),
        port,
        https,
        loopback,
        url,
    })
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn https_and_loopback_are_accepted() {
        for given in [
            "https://a.example",
            "https://a.example/api//",
            "http://127.0.0.1:80/",
            "http://127.9.9.9:8080",
            "http://localhost:1",
            "http://[::1]:1",
        ] {
            let base = parse(given, false).unwrap();
            assert_eq!(base.loopback, !base.https, "{given}");
        }
    }

    #[test]
    fn clear_text_to_another_host_needs_the_opt_in() {
        for given in [
            "http://a.example",
            "http://localhost.a.example",
            "http://10.0.0.1",
        ] {
            assert!(
                parse(given, false)
                    .unwrap_err()
                    .contains("allow_insecure_http")
            );
            assert!(parse(given, true).is_ok());
        }
    }

    #[test]
    fn anything_but_a_plain_base_url_is_refused_unshown() {
        for given in [
            "",
            "a.example",
            "ftp://a.example",
            "https://",
            "data:text/plain,hunter2",
            "https://me:hunter2@a.example",
            "https://hunter2@a.example",
            "https://a.example?key=hunter2",
            "https://a.example#hunter2",
        ] {
            let message = parse(given, true).unwrap_err();
            assert!(!message.contains("hunter2"), "{message}");
        }
    }
}
