//! Reads a source that the user named: a file, or an https address.
//!
//! An address is somebody else's machine, so time and size are limited, and
//! no redirect leads away from https.

use super::reading::read_source;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Source;
use reqwest::{Client, Response, Url, redirect};
use std::error::Error;
use std::path::Path;
use std::time::Duration;

rules! {
    pub(crate) RULES:

    NOT_FETCHED: Error {
        code: "not-fetched",
        meaning: "An address did not give a document: no answer in time, an error, too much, or \
                  no https.",
        why: "An update is made from what upstream really has.",
        help: "Check the address, or download the file and name it instead.",
    }
}

/// Limits on reading from an address.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The time to connect.
    pub connect: Duration,
    /// The time to the last byte.
    pub total: Duration,
    /// The size of the response, in bytes.
    pub bytes: usize,
}

impl Default for Limits {
    /// 10 seconds, 60 seconds, 16 MiB: the largest public documents have 12.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(60),
            bytes: 16 * 1024 * 1024,
        }
    }
}

/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// Reads a file, or fetches an address.
pub async fn source(name: &str, limits: Limits) -> Outcome<Source> {
    match Url::parse(name) {
        Ok(url) if name.contains("://") => fetch(url, limits).await,
        _ => read_source(Path::new(name)),
    }
}

async fn fetch(url: Url, limits: Limits) -> Outcome<Source> {
    let name = without_credentials(&url);
    if !is_allowed(&url) {
        return Err(not_fetched(&name, "only https is fetched".to_owned()).into());
    }
    let read = async {
        let response = client(&url, limits)?.get(url).send().await?;
        let response = response.error_for_status()?;
        body(response, limits.bytes).await
    };
    match read.await {
        Ok(Some(bytes)) => Ok(Source { name, bytes }),
        Ok(None) => {
            Err(not_fetched(&name, format!("it has more than {} bytes", limits.bytes)).into())
        }
        Err(error) => Err(not_fetched(&name, reason(&error, limits)).into()),
    }
}

/// The address as it may be shown and kept.
fn without_credentials(url: &Url) -> String {
    let mut url = url.clone();
    // These fail only for addresses that cannot have credentials.
    let _ = url.set_password(None);
    let _ = url.set_username("");
    url.to_string()
}

fn client(url: &Url, limits: Limits) -> reqwest::Result<Client> {
    let mut builder = Client::builder()
        .connect_timeout(limits.connect)
        .timeout(limits.total)
        .redirect(redirect::Policy::custom(follow))
        .user_agent("fingerprint-management build-tools");
    if is_loopback(url) {
        builder = builder.no_proxy();
    }
    builder.build()
}

fn follow(attempt: redirect::Attempt<'_>) -> redirect::Action {
    if attempt.previous().len() > REDIRECTS {
        return attempt.error("too many redirects");
    }
    if !is_allowed(attempt.url()) {
        let to = attempt.url().to_string();
        return attempt.error(format!("it redirects to {to}, which is not https"));
    }
    attempt.follow()
}

/// Plain http is for a server on this machine.
fn is_allowed(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// The body, or nothing if it is larger than `limit`.
async fn body(mut response: Response, limit: usize) -> reqwest::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > limit {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

fn reason(error: &reqwest::Error, limits: Limits) -> String {
    if error.is_timeout() {
        let total = limits.total.as_secs_f32();
        return format!("no whole answer within {total} seconds");
    }
    if let Some(status) = error.status() {
        return format!("the answer is {status}");
    }
    let mut last: &dyn Error = error;
    while let Some(source) = last.source() {
        last = source;
    }
    format!("it cannot be fetched: {last}")
}

fn not_fetched(url: &str, message: String) -> Diagnostic {
    Diagnostic {
        rule: &NOT_FETCHED,
        file: url.to_owned(),
        place: Place::File,
        message,
        help: "check the address, or download the file and name it instead".to_owned(),
    }
}
