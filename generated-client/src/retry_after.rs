//! The `Retry-After` header (RFC 9110, section 10.2.3): seconds or a date.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// Returns how long the server asks to wait: zero for a date in the past.
///
/// A value that is neither a whole number nor a date is ignored.
pub(crate) fn retry_after(headers: &HeaderMap, now: fn() -> SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Too large to be a number of seconds is still "very long".
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    // Against the server's clock if it sends `Date`, so that ours may be wrong.
    let now = date(headers, &DATE).unwrap_or_else(now);
    Some(until.duration_since(now).unwrap_or_default())
}

fn date(headers: &HeaderMap, name: &HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn parse(pairs: &[(HeaderName, &str)]) -> Option<u64> {
        let now = || httpdate::parse_http_date("Wed, 21 Oct 2015 07:28:00 GMT").unwrap();
        let headers = pairs
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect();
        retry_after(&headers, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_are_whole_numbers() {
        assert_eq!(parse(&[(RETRY_AFTER, "0")]), Some(0));
        assert_eq!(parse(&[(RETRY_AFTER, " 120 ")]), Some(120));
        assert_eq!(
            parse(&[(RETRY_AFTER, "99999999999999999999")]),
            Some(u64::MAX)
        );
    }

    #[test]
    fn dates_count_from_now() {
        assert_eq!(
            parse(&[(RETRY_AFTER, "Wed, 21 Oct 2015 07:28:30 GMT")]),
            Some(30)
        );
        assert_eq!(
            parse(&[(RETRY_AFTER, "Wed, 21 Oct 2015 07:27:30 GMT")]),
            Some(0)
        );
    }

    #[test]
    fn dates_count_from_the_servers_clock_if_it_sends_one() {
        let date = (DATE, "Wed, 21 Oct 2015 06:28:00 GMT");
        let later = (RETRY_AFTER, "Wed, 21 Oct 2015 06:28:05 GMT");
        assert_eq!(parse(&[date, later]), Some(5));
        let garbled = (DATE, "yesterday");
        assert_eq!(
            parse(&[garbled, (RETRY_AFTER, "Wed, 21 Oct 2015 07:28:30 GMT")]),
            Some(30)
        );
    }

    #[test]
    fn anything_else_is_ignored() {
        assert_eq!(parse(&[]), None);
        for text in [
            "",
            "-1",
            "1.5",
            "+3",
            "soon",
            "0x10",
            "2015-10-21T07:28:00Z",
        ] {
            assert_eq!(parse(&[(RETRY_AFTER, text)]), None, "{text}");
        }
    }
}
