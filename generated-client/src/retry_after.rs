//! The `Retry-After` header (RFC 9110, section 10.2.3): seconds or a date.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

use crate::http_date::http_date;

/// Returns how long the server asks to wait: zero for a date in the past.
///
/// Of several values the longest holds, whether in several headers or, as a proxy may join
/// them, in one. One that is neither a whole number nor a date is ignored.
pub(crate) fn retry_after(headers: &HeaderMap, now: fn() -> DateTime<Utc>) -> Option<Duration> {
    let mut longest = None;
    for value in headers.get_all(RETRY_AFTER) {
        let Ok(text) = value.to_str() else { continue };
        if let Some(until) = http_date(text.trim()) {
            // Against the server's clock if it sends `Date`, so that ours may be wrong.
            let now = date(headers, &DATE).unwrap_or_else(now);
            longest = longest.max(Some((until - now).to_std().unwrap_or_default()));
        } else {
            for part in text.split(',') {
                longest = longest.max(seconds(part));
            }
        }
    }
    longest
}

fn seconds(text: &str) -> Option<Duration> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // Too large to be a number of seconds is still "very long".
    is_number.then(|| Duration::from_secs(text.parse().unwrap_or(u64::MAX)))
}

fn date(headers: &HeaderMap, name: &HeaderName) -> Option<DateTime<Utc>> {
    http_date(headers.get(name)?.to_str().ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn parse(pairs: &[(HeaderName, &str)]) -> Option<u64> {
        let now = || http_date("Wed, 21 Oct 2015 07:28:00 GMT").unwrap();
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
    fn of_several_the_longest_holds() {
        let date = "Wed, 21 Oct 2015 07:28:30 GMT";
        for (texts, expected) in [
            (["0", "30"], Some(30)),
            (["30", "0"], Some(30)),
            (["5", date], Some(30)),
            ([date, "31"], Some(31)),
            (["-1", "7"], Some(7)),
            (["7", "soon"], Some(7)),
            (["1.5", "soon"], None),
            (["0, 30", "9"], Some(30)),
            (["30,x, 4", "9"], Some(30)),
        ] {
            let given = texts.map(|text| (RETRY_AFTER, text));
            assert_eq!(parse(&given), expected, "{texts:?}");
        }
    }

    #[test]
    fn anything_else_is_ignored() {
        assert_eq!(parse(&[]), None);
        for text in [
            "",
            ",",
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
