//! Changes that were reviewed and accepted, with a reason, until a date.
//!
//! The file is TOML, one `[[accepted]]` table for each change:
//!
//! ```toml
//! [[accepted]]
//! id = "response-property-enum-value-added"
//! location = "GET /webhooks"
//! reason = "we read unknown values as unknown"
//! until = "2026-01-31"
//! ```

use crate::catalogue;
use crate::change::Change;
use api_document::diagnostic::{Diagnostic, Outcome, Place, outcome};
use api_document::rule::Rule;
use serde::Deserialize;
use std::borrow::Borrow;

const ACCEPTED: &str = "A change is accepted knowingly: which, where, why, and for how long.";

rules! {
    pub(crate) RULES:

    pub UNKNOWN_ID: Error {
        code: "unknown-id",
        meaning: "No change, and no diagnostic, has this id.",
        why: "Ids are stable; one that is not known is a misprint.",
        help: "Copy the id from the report.",
    }

    INVALID_ACCEPTED: Error {
        code: "invalid-accepted",
        meaning: "The file of accepted changes is not TOML of the form it must have.",
        why: ACCEPTED,
        help: "Write each as `[[accepted]]` with id, location, reason and until.",
    }

    NO_REASON: Error {
        code: "no-reason",
        meaning: "A change is accepted without a reason.",
        why: ACCEPTED,
        help: "Say why.",
    }

    INVALID_DATE: Error {
        code: "invalid-date",
        meaning: "The last day of an accepted change is not a date.",
        why: ACCEPTED,
        help: "Write it as in 2027-01-31.",
    }

    EXPIRED_ACCEPTED: Error {
        code: "expired-accepted",
        meaning: "An accepted change is past its last day.",
        why: ACCEPTED,
        help: "Review the change; give it a later day, or remove it.",
    }

    UNUSED_ACCEPTED: Error {
        code: "unused-accepted",
        meaning: "An accepted change is not among the changes.",
        why: "What matches nothing would hide a later change of the same kind.",
        help: "Remove it.",
    }
}

/// One accepted change.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The id of the rule.
    pub id: String,
    /// The operation it is accepted in, as the report names it.
    pub location: String,
    /// Why it is accepted.
    pub reason: String,
    /// The last day it is accepted, as `YYYY-MM-DD`.
    pub until: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Accepted>,
}

/// Reads a file of accepted changes, which diagnostics call `file`.
pub fn parse(file: &str, text: &str) -> Outcome<Vec<Accepted>> {
    let parsed: File = toml::from_str(text).map_err(|error| {
        let help = "give each [[accepted]] table id, location, reason and until";
        invalid(&INVALID_ACCEPTED, file, error.to_string(), help)
    })?;
    let mut found = Vec::new();
    for (index, one) in parsed.accepted.iter().enumerate() {
        let number = index + 1;
        if catalogue::explain(&one.id).is_none() {
            let message = format!("entry {number}: unknown rule `{}`", one.id);
            found.push(invalid(
                &UNKNOWN_ID,
                file,
                message,
                "copy the id from the report",
            ));
        }
        if one.reason.trim().is_empty() {
            let message = format!("entry {number}: the reason is empty");
            found.push(invalid(
                &NO_REASON,
                file,
                message,
                "say why the change is accepted",
            ));
        }
        if !is_date(&one.until) {
            let message = format!("entry {number}: `{}` is not a date", one.until);
            found.push(invalid(
                &INVALID_DATE,
                file,
                message,
                "write the date as YYYY-MM-DD",
            ));
        }
    }
    outcome(parsed.accepted, found)
}

/// Removes the accepted changes.
///
/// `today` is a date as `YYYY-MM-DD`. An entry that has expired, or that does
/// not match any change, is an error.
pub fn apply<C: Borrow<Change> + Clone>(
    file: &str,
    accepted: &[Accepted],
    changes: &[C],
    today: &str,
) -> Outcome<Vec<C>> {
    let mut found = Vec::new();
    for (index, one) in accepted.iter().enumerate() {
        let number = index + 1;
        let what = format!("entry {number} (`{}` in {})", one.id, one.location);
        if one.until.as_str() < today {
            let message = format!("{what} expired on {}", one.until);
            found.push(invalid(
                &EXPIRED_ACCEPTED,
                file,
                message,
                "remove it, or review it and set a new date",
            ));
        }
        if !changes.iter().any(|change| matches(one, change.borrow())) {
            let message = format!("{what} does not match any change");
            found.push(invalid(&UNUSED_ACCEPTED, file, message, "remove it"));
        }
    }
    let open = changes
        .iter()
        .filter(|change| !accepted.iter().any(|one| matches(one, (*change).borrow())));
    outcome(open.cloned().collect(), found)
}

fn matches(accepted: &Accepted, change: &Change) -> bool {
    accepted.id == change.id && accepted.location == change.location
}

/// Whether a text is a date; dates like this sort as text.
fn is_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let digits = text.bytes().enumerate().all(|(index, byte)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    text.len() == 10
        && digits
        && number(5..7).is_some_and(|month| (1..=12).contains(&month))
        && number(8..10).is_some_and(|day| (1..=31).contains(&day))
}

fn invalid(rule: &'static Rule, file: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic {
        rule,
        file: file.to_owned(),
        place: Place::File,
        message,
        help: help.to_owned(),
    }
}
