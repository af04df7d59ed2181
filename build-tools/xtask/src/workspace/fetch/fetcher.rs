//! Fetches an address: asks conditionally where there is an earlier answer, and
//! again where the server asks to wait.

use super::address::{has_credentials, is_allowed, is_loopback, refusal, without_credentials};
use super::cache::{Cache, Entry, Validators};
use super::limits::Limits;
use super::pause::{Pause, pause};
use super::refused::not_fetched;
use crate::workspace::reading::unwritable;
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use chrono::Utc;
use reqwest::header::{
    ACCEPT, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use reqwest::{Client, Response, StatusCode, Url, redirect};
use std::error::Error;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// The raw forms of a document or page before the rendered one.
const ACCEPTED: &str = "text/markdown, application/yaml, application/json, text/plain;q=0.9, \
                        */*;q=0.5";

/// The answers after which a server is asked again.
const WAIT: [StatusCode; 2] = [
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::SERVICE_UNAVAILABLE,
];

/// Fetches addresses within limits.
#[derive(Debug)]
pub struct Fetcher {
    pub(super) limits: Limits,
    cache: Option<Cache>,
    pause: Pause,
    /// For this machine, past any proxy, and for others; made when needed, and
    /// kept with their connections.
    clients: [OnceLock<Client>; 2],
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The body, under the address that was asked for.
    pub source: Source,
    /// The address that gave it, after all redirects.
    pub from: Url,
    /// Whether the server said that it is as it was.
    pub unchanged: bool,
}

impl Fetcher {
    /// With a folder of what was fetched before, or without.
    pub fn new(limits: Limits, cache: Option<PathBuf>) -> Self {
        Self {
            limits,
            cache: cache.map(Cache),
            pause: Pause::default(),
            clients: Default::default(),
        }
    }

    /// Fetches one address.
    pub async fn get(&self, url: &Url) -> Outcome<Fetched> {
        let name = without_credentials(url);
        let refused = |message| not_fetched(&name, message);
        if !is_allowed(url) {
            return Err(refused("only https is fetched".to_owned()).into());
        }
        // What is behind a password is not kept.
        let cache = self.cache.as_ref().filter(|_| !has_credentials(url));
        let earlier = cache.and_then(|cache| cache.entry(&name));
        let answer = self.answer(url, earlier.as_ref()).await.map_err(&refused)?;
        let from = answer.url().clone();
        let fetched = |bytes, unchanged| Fetched {
            source: Source {
                name: name.clone(),
                bytes,
            },
            from,
            unchanged,
        };
        if let Some(entry) = earlier.filter(|_| answer.status() == StatusCode::NOT_MODIFIED) {
            return Ok(fetched(entry.body, true));
        }
        if !answer.status().is_success() {
            return Err(refused(format!("the answer is {}", answer.status())).into());
        }
        let validators = validators(answer.headers());
        let body = body(answer, self.limits).await.map_err(&refused)?;
        if let Some(cache) = cache {
            let kept = cache.keep(&name, validators, &body);
            kept.map_err(|error| unwritable(&cache.0.display().to_string(), &error))?;
        }
        Ok(fetched(body, false))
    }

    /// The first answer that is not a request to wait, or why there is none.
    async fn answer(&self, url: &Url, earlier: Option<&Entry>) -> Result<Response, String> {
        let failed = |error: reqwest::Error| reason(&error, self.limits);
        let client = self.client(url).map_err(failed)?;
        for attempt in 1.. {
            self.pause.wait().await;
            let request = client.get(url.clone()).headers(conditions(earlier));
            let answer = request.header(ACCEPT, ACCEPTED).send().await;
            let answer = answer.map_err(failed)?;
            let status = answer.status();
            if !WAIT.contains(&status) {
                return Ok(answer);
            }
            let asked = pause(answer.headers(), Utc::now());
            self.pause.ask(self.permitted(status, attempt, asked)?);
        }
        Err("the server asks to wait".to_owned())
    }

    fn client(&self, url: &Url) -> reqwest::Result<&Client> {
        let is_here = is_loopback(url);
        let kept = &self.clients[usize::from(is_here)];
        if let Some(client) = kept.get() {
            return Ok(client);
        }
        let made = client(is_here, self.limits)?;
        Ok(kept.get_or_init(|| made))
    }

    /// How long to wait before the next attempt, or why not.
    fn permitted(
        &self,
        status: StatusCode,
        attempt: u32,
        asked: Option<Duration>,
    ) -> Result<Duration, String> {
        let Limits { attempts, wait, .. } = self.limits;
        let pause = asked.unwrap_or(Duration::from_secs(1 << attempt.min(6)));
        if attempt >= attempts {
            return Err(format!("the answer is {status}, {attempt} times"));
        }
        if pause > wait {
            let (asked, most) = (pause.as_secs(), wait.as_secs());
            return Err(format!(
                "the answer is {status}, and the server asks to wait {asked} seconds, more than \
                 {most}"
            ));
        }
        Ok(pause)
    }
}

fn client(is_here: bool, limits: Limits) -> reqwest::Result<Client> {
    let mut builder = Client::builder()
        .connect_timeout(limits.connect)
        .timeout(limits.total)
        .redirect(redirect::Policy::custom(follow))
        .user_agent("fingerprint-management build-tools");
    if is_here {
        builder = builder.no_proxy();
    }
    builder.build()
}

fn follow(attempt: redirect::Attempt<'_>) -> redirect::Action {
    if attempt.previous().len() > REDIRECTS {
        return attempt.error("too many redirects");
    }
    let first = attempt.previous().first().unwrap_or(attempt.url());
    if let Some(why) = refusal(first, attempt.url()) {
        let to = without_credentials(attempt.url());
        return attempt.error(format!("it redirects to {to}, {why}"));
    }
    attempt.follow()
}

/// The headers that ask for a body only if it changed.
fn conditions(earlier: Option<&Entry>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let Some(Entry { validators, .. }) = earlier else {
        return headers;
    };
    for (name, value) in [
        (IF_NONE_MATCH, &validators.etag),
        (IF_MODIFIED_SINCE, &validators.last_modified),
    ] {
        if let Some(value) = value.as_ref().and_then(|value| value.parse().ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

fn validators(headers: &HeaderMap) -> Validators {
    let text = |name: HeaderName| Some(headers.get(name)?.to_str().ok()?.to_owned());
    Validators {
        etag: text(ETAG),
        last_modified: text(LAST_MODIFIED),
    }
}

/// The body, or why there is none.
async fn body(mut response: Response, limits: Limits) -> Result<Vec<u8>, String> {
    let failed = |error: reqwest::Error| reason(&error, limits);
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        if bytes.len() + chunk.len() > limits.bytes {
            return Err(format!("it has more than {} bytes", limits.bytes));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn reason(error: &reqwest::Error, limits: Limits) -> String {
    if error.is_timeout() {
        let total = limits.total.as_secs_f32();
        return format!("no whole answer within {total} seconds");
    }
    let mut last: &dyn Error = error;
    while let Some(source) = last.source() {
        last = source;
    }
    format!("it cannot be fetched: {last}")
}
