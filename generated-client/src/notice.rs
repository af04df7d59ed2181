//! What the service says of an operation in the headers of its responses: that it is
//! deprecated, when it ends, and warnings.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, SecondsFormat, Utc};
use reqwest::header::HeaderMap;

use crate::departure::{Departure, DepartureKind, DriftObserver, Mismatch, Notice};
use crate::http_date::http_date;
use crate::operation::Operation;
use crate::redaction::Redaction;

const MAX_CHARS: usize = 300;

/// Reports what the headers say of the operation.
pub(crate) fn report(
    headers: &HeaderMap,
    operation: &'static Operation,
    authorization: &[u8],
    observer: &dyn DriftObserver,
) {
    let redaction = Redaction::of(authorization);
    let text = |text: &str| -> String { redaction.line(text).chars().take(MAX_CHARS).collect() };
    let link = |relation: &str| linked(headers, relation).map(|link| text(&link));
    let found = [
        deprecation(headers).map(|date| {
            let link = link("deprecation");
            (
                DepartureKind::Deprecated,
                dated("deprecation", date),
                date,
                link,
            )
        }),
        sunset(headers).map(|date| {
            let link = link("sunset");
            (DepartureKind::Sunset, dated("sunset", date), date, link)
        }),
        warning(headers).map(|warning| (DepartureKind::Warned, text(&warning), None, None)),
    ];
    for (kind, found, date, link) in found.into_iter().flatten() {
        let mismatch = Mismatch {
            pointer: String::new(),
            kind,
            expected: "no such notice".into(),
            found: found.into(),
        };
        observer.observe(&Departure::noticed(
            operation,
            mismatch,
            Notice { date, link },
        ));
    }
}

fn dated(what: &str, date: Option<DateTime<Utc>>) -> String {
    date.map_or_else(
        || format!("{what} without a date"),
        |date| {
            format!(
                "{what} as of {}",
                date.to_rfc3339_opts(SecondsFormat::Secs, true)
            )
        },
    )
}

fn texts<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = &'h str> + use<'h> {
    let values = headers.get_all(name).into_iter();
    // What is not text is a notice all the same.
    values.map(|value| value.to_str().unwrap_or_default().trim())
}

/// Since when the operation is deprecated, if it is (RFC 9745). Before it was a standard, the
/// header was also a date as in `Sunset`, or `true`.
#[allow(clippy::option_option, reason = "it may be deprecated as of no date")]
fn deprecation(headers: &HeaderMap) -> Option<Option<DateTime<Utc>>> {
    let says_no = |text: &str| ["?0", "false"].contains(&text);
    let item = |text: &str| text.split(';').next().unwrap_or_default().trim().to_owned();
    let items = texts(headers, "deprecation").map(item);
    earliest(items.filter(|item| !says_no(item)).map(|item| {
        let seconds = item.strip_prefix('@').map(str::parse);
        match seconds {
            Some(seconds) => DateTime::from_timestamp(seconds.ok()?, 0),
            None => http_date(&item),
        }
    }))
}

/// When the operation ends, if it does (RFC 8594).
#[allow(
    clippy::option_option,
    reason = "it may end at a time that cannot be read"
)]
fn sunset(headers: &HeaderMap) -> Option<Option<DateTime<Utc>>> {
    earliest(texts(headers, "sunset").map(http_date))
}

#[allow(
    clippy::option_option,
    reason = "there may be no header, or none with a date"
)]
fn earliest(dates: impl Iterator<Item = Option<DateTime<Utc>>>) -> Option<Option<DateTime<Utc>>> {
    dates.reduce(|one, other| match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    })
}

fn warning(headers: &HeaderMap) -> Option<String> {
    let warnings = texts(headers, "warning").filter(|text| !text.is_empty());
    let warnings: Vec<&str> = warnings.map(|text| undated(text).unwrap_or(text)).collect();
    (!warnings.is_empty()).then(|| warnings.join(", "))
}

/// The warning without the date at its end, which would make it another in every response.
fn undated(text: &str) -> Option<&str> {
    let (warning, date) = text.strip_suffix('"')?.rsplit_once('"')?;
    http_date(date).map(|_| warning.trim_end())
}

/// The address of the first link of a relation (RFC 8288).
fn linked(headers: &HeaderMap, relation: &str) -> Option<String> {
    texts(headers, "link").find_map(|mut rest| {
        while let Some((_, link)) = rest.split_once('<') {
            let (address, after) = link.split_once('>')?;
            let (parameters, next) = after.split_at(after.find('<').unwrap_or(after.len()));
            if relations(parameters).any(|other| other.eq_ignore_ascii_case(relation)) {
                return Some(address.to_owned());
            }
            rest = next;
        }
        None
    })
}

fn relations(parameters: &str) -> impl Iterator<Item = &str> {
    let all = parameters.split([';', ',']).filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("rel").then_some(value)
    });
    all.flat_map(|value| value.trim().trim_matches('"').split_whitespace())
}

/// How often an observer is told of a notice that changes from one response to the next.
const MOST: usize = 4;

/// Tells an observer of a notice once for each operation, and anew where it changes.
pub(crate) struct ToldOnce {
    observer: Box<dyn DriftObserver>,
    told: Mutex<Vec<Departure>>,
}

impl ToldOnce {
    pub(crate) fn new(observer: Box<dyn DriftObserver>) -> Self {
        Self {
            observer,
            told: Mutex::default(),
        }
    }

    fn is_new(&self, departure: &Departure) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let of_its_kind = told.iter().filter(|other| {
            (other.operation(), other.kind()) == (departure.operation(), departure.kind())
        });
        let is_new = of_its_kind.count() < MOST && !told.contains(departure);
        if is_new {
            told.push(departure.clone());
        }
        is_new
    }
}

impl DriftObserver for ToldOnce {
    fn observe(&self, departure: &Departure) {
        if !departure.is_notice() || self.is_new(departure) {
            self.observer.observe(departure);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Arc;

    use reqwest::Method;
    use reqwest::header::HeaderValue;

    use super::*;

    const fn operation(id: &'static str) -> Operation {
        Operation {
            id,
            method: Method::GET,
            path: "/things",
            success: &[200],
            errors: &[],
            answer: None,
            steering: &[],
        }
    }

    static GET_THING: Operation = operation("get_thing");
    static LIST_THINGS: Operation = operation("list_things");

    fn headers(all: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in all {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn each_operation_is_told_of_once() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&seen);
        let observer = ToldOnce::new(Box::new(move |departure: &Departure| {
            let (operation, kind) = (departure.operation().to_owned(), departure.kind());
            sink.lock().unwrap().push((operation, kind));
        }));
        let headers = headers(&[("deprecation", "@1"), ("sunset", "soon")]);
        for operation in [&GET_THING, &LIST_THINGS, &GET_THING, &LIST_THINGS] {
            report(&headers, operation, b"Bearer key", &observer);
        }
        let expected = ["get_thing", "list_things"].map(|operation| {
            let kinds = [DepartureKind::Deprecated, DepartureKind::Sunset];
            kinds.map(|kind| (operation.to_owned(), kind))
        });
        assert_eq!(*seen.lock().unwrap(), expected.concat());
    }

    #[test]
    fn of_several_dates_the_earliest_counts() {
        let headers = headers(&[
            ("sunset", "soon"),
            ("sunset", "Sun, 30 Jun 2024 23:59:59 GMT"),
            ("sunset", "Sat, 01 Jul 2023 00:00:00 GMT"),
        ]);
        let found = sunset(&headers).unwrap().unwrap();
        assert_eq!(found.to_rfc3339(), "2023-07-01T00:00:00+00:00");
        assert_eq!(sunset(&HeaderMap::new()), None);
    }

    #[test]
    fn a_link_is_found_by_its_relation() {
        let links = "</a,b;c>; title=\"x; rel\"; rel=next, </d> ; REL = \"Sunset deprecation\"";
        let headers = headers(&[("link", links)]);
        assert_eq!(linked(&headers, "next").as_deref(), Some("/a,b;c"));
        assert_eq!(linked(&headers, "sunset").as_deref(), Some("/d"));
        assert_eq!(linked(&headers, "deprecation").as_deref(), Some("/d"));
        assert_eq!(linked(&headers, "prev"), None);
    }
}
