//! Checks the length, the pattern and the format of a string.

use chrono::{DateTime, NaiveDate};
use http::Uri;
use regex_lite::Regex;

use crate::document::Schema;

/// Says what is wrong with a string. A format that is not known is right, and
/// so is a pattern that cannot be read.
pub(super) fn check(schema: Schema<'_>, text: &str) -> Option<String> {
    let length = text.chars().count();
    if let Some(least) = schema.count("minLength").filter(|least| length < *least) {
        return Some(format!("must have at least {least} characters"));
    }
    if let Some(most) = schema.count("maxLength").filter(|most| length > *most) {
        return Some(format!("must have at most {most} characters"));
    }
    let word = |keyword| schema.keyword(keyword).and_then(serde_json::Value::as_str);
    if let Some(pattern) = word("pattern")
        && Regex::new(pattern).is_ok_and(|pattern| !pattern.is_match(text))
    {
        return Some(match pattern {
            "^https://" => "must start with https://".to_owned(),
            other => format!("must match {other}"),
        });
    }
    let format = word("format")?;
    (!has(format, text)).then(|| format!("must be a {format}"))
}

fn has(format: &str, text: &str) -> bool {
    match format {
        "date-time" => DateTime::parse_from_rfc3339(text).is_ok(),
        "date" => text.parse::<NaiveDate>().is_ok(),
        "uri" => text.parse::<Uri>().is_ok_and(|uri| uri.scheme().is_some()),
        "email" => matches!(text.split_once('@'), Some((name, host))
            if !name.is_empty() && !host.is_empty() && !host.contains('@')),
        "ipv4" => text.parse::<std::net::Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<std::net::Ipv6Addr>().is_ok(),
        "uuid" => {
            let groups: Vec<usize> = text.split('-').map(str::len).collect();
            let digits = |letter: char| letter == '-' || letter.is_ascii_hexdigit();
            groups == [8, 4, 4, 4, 12] && text.chars().all(digits)
        }
        _ => true,
    }
}
