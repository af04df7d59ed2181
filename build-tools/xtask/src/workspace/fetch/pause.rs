//! The pauses that servers ask for.

use chrono::{DateTime, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Before when nothing is asked: whoever asked to wait means all requests.
#[derive(Debug, Default)]
pub(super) struct Pause(Mutex<Option<Instant>>);

impl Pause {
    /// Lets nobody ask before `pause` is over.
    pub(super) fn ask(&self, pause: Duration) {
        let until = Some(Instant::now() + pause);
        let mut not_before = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *not_before = (*not_before).max(until);
    }

    /// Waits until servers may be asked.
    pub(super) async fn wait(&self) {
        loop {
            let not_before = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match not_before {
                Some(until) if until > Instant::now() => sleep_until(until).await,
                _ => return,
            }
        }
    }
}

/// How long the server asks to wait: in seconds, or until a date.
pub(super) fn pause(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTime::parse_from_rfc2822(text).ok()?;
    Some((date.to_utc() - now).to_std().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::pause;
    use chrono::{TimeZone, Utc};
    use reqwest::header::{HeaderMap, RETRY_AFTER};
    use std::time::Duration;

    #[test]
    fn a_pause_is_in_seconds_or_until_a_date() {
        let now = Utc.with_ymd_and_hms(2031, 1, 2, 3, 4, 5).unwrap();
        for (text, expected) in [
            ("7", Some(7)),
            ("Thu, 02 Jan 2031 03:04:15 GMT", Some(10)),
            ("Thu, 02 Jan 2031 03:04:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
        ] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            assert_eq!(
                pause(&headers, now),
                expected.map(Duration::from_secs),
                "{text}"
            );
        }
    }
}
