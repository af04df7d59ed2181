//! `cargo xtask explain`.

use super::{print, rules};
use api_compare::accepted::UNKNOWN_ID;
use api_compare::{self, Explanation};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::rule::Rule;
use std::process::ExitCode;

/// Prints what the id of a change or the code of a diagnostic means.
pub(crate) fn explain(id: &str) -> Outcome<ExitCode> {
    let change = api_compare::explain(id).map(of_change);
    let texts: Vec<String> = change
        .into_iter()
        .chain(rules::all().find(|rule| rule.code == id).map(of_rule))
        .collect();
    if texts.is_empty() {
        return Err(unknown(id).into());
    }
    print(&texts.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn of_change(change: &Explanation) -> String {
    let levels: Vec<String> = change.levels.iter().map(ToString::to_string).collect();
    let levels = levels.join(" or ");
    text(
        &change.id,
        &levels,
        [&change.meaning, &change.why, &change.remedy],
    )
}

fn of_rule(rule: &Rule) -> String {
    let severity = rule.severity.to_string();
    text(rule.code, &severity, [rule.meaning, rule.why, rule.help])
}

fn text(id: &str, weight: &str, [meaning, why, help]: [&str; 3]) -> String {
    format!("{id} ({weight})\n\n{meaning}\n\nWhy: {why}\n\nWhat to do: {help}\n")
}

fn unknown(id: &str) -> Diagnostic {
    let alike = alike(id);
    Diagnostic {
        rule: &UNKNOWN_ID,
        file: "explain".to_owned(),
        place: Place::File,
        message: format!("unknown rule or diagnostic `{id}`"),
        help: if alike.is_empty() {
            "copy the id from the report of `cargo xtask diff`, or the code from the brackets of \
             a diagnostic"
                .to_owned()
        } else {
            format!("see one of these: {}", alike.join(", "))
        },
    }
}

/// The known ids that have the most words of this one, and few others.
fn alike(id: &str) -> Vec<&'static str> {
    const MOST: usize = 8;
    let words: Vec<&str> = id.split('-').collect();
    let changes = api_compare::all().map(|change| change.id.as_str());
    let mut known: Vec<(usize, &str)> = changes
        .chain(rules::all().map(|rule| rule.code))
        .map(|known| {
            (
                known.split('-').filter(|word| words.contains(word)).count(),
                known,
            )
        })
        .collect();
    let most = known.iter().map(|(shared, _)| *shared).max();
    known.retain(|(shared, _)| *shared > 1 && Some(*shared) == most);
    known.sort_by_key(|(_, known)| (known.split('-').count(), *known));
    known
        .into_iter()
        .take(MOST)
        .map(|(_, known)| known)
        .collect()
}
