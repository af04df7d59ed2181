//! Accepted changes: what they hide, and when they are errors themselves.

use super::{base, changes, document};
use api_compare::Change;
use api_compare::accepted::{apply, parse};
use serde_json::json;

const FILE: &str = r#"
[[accepted]]
id = "response-property-enum-value-added"
location = "GET /orders"
reason = "unknown values are read as unknown"
until = "2026-01-31"
"#;

fn found() -> Vec<Change> {
    let mut value = base().value.clone();
    value["components"]["schemas"]["State"]["enum"] = json!(["open", "paid", "sent", "lost"]);
    changes(base(), &document(value))
}

#[test]
fn a_change_is_accepted_in_its_operation_only() {
    let accepted = parse("accepted.toml", FILE).unwrap();
    let all = found();
    let open = apply("accepted.toml", &accepted, &all, "2026-01-31").unwrap();
    assert_eq!(open.len() + 1, all.len());
    assert!(
        open.iter()
            .all(|one| one.location != "GET /orders" || one.direction.to_string() == "request")
    );
}

#[test]
fn an_entry_expires_the_day_after_its_last() {
    let accepted = parse("accepted.toml", FILE).unwrap();
    let reported = apply("accepted.toml", &accepted, &found(), "2026-02-01")
        .unwrap_err()
        .to_string();
    assert!(
        reported.contains("error[expired-accepted]: accepted.toml")
            && reported.contains("2026-01-31"),
        "{reported}"
    );
}

#[test]
fn an_entry_that_matches_nothing_is_an_error() {
    let accepted = parse("accepted.toml", FILE).unwrap();
    let reported = apply::<Change>("accepted.toml", &accepted, &[], "2026-01-01")
        .unwrap_err()
        .to_string();
    assert!(reported.contains("error[unused-accepted]"), "{reported}");
}

#[test]
fn a_malformed_file_is_refused() {
    for (from, to, code) in [
        (
            "response-property-enum-value-added",
            "no-such-id",
            "unknown-id",
        ),
        ("2026-01-31", "31.01.2026", "invalid-date"),
        ("2026-01-31", "2026-13-01", "invalid-date"),
        ("2026-01-31", "2026-01-3\u{e9}", "invalid-date"),
        ("unknown values are read as unknown", " ", "no-reason"),
        ("until", "till", "invalid-accepted"),
    ] {
        let reported = parse("accepted.toml", &FILE.replace(from, to))
            .unwrap_err()
            .to_string();
        assert!(reported.contains(code), "{reported}");
    }
    assert_eq!(parse("accepted.toml", "").unwrap(), vec![]);
}
