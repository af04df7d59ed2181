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
    let similar = similar(id);
    Diagnostic {
        rule: &UNKNOWN_ID,
        file: "explain".to_owned(),
        place: Place::File,
        message: format!("unknown rule or diagnostic `{id}`"),
        help: if similar.is_empty() {
            "copy the id from the report of `cargo xtask diff`, or the code from the brackets of \
             a diagnostic"
                .to_owned()
        } else {
            format!("did you mean {}?", similar.join(" or "))
        },
    }
}

/// The known rules and codes that read like this one.
fn similar(id: &str) -> Vec<&'static str> {
    const MOST: usize = 8;
    let mut similar = sharing_words(id);
    if similar.is_empty() {
        similar = misprinted(id);
    }
    similar.truncate(MOST);
    similar
}

fn known() -> impl Iterator<Item = &'static str> {
    let changes = api_compare::all().map(|change| change.id.as_str());
    changes.chain(rules::all().map(|rule| rule.code))
}

/// Those a few letters away.
fn misprinted(id: &str) -> Vec<&'static str> {
    let most = |known: &str| known.len() / 4;
    let mut near: Vec<(usize, &str)> = known()
        .filter(|known| known.len().abs_diff(id.len()) <= most(known))
        .map(|known| (strsim::osa_distance(id, known), known))
        .filter(|(distance, known)| *distance <= most(known))
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, known)| known).collect()
}

/// Those that have the most words of this one, and few others.
fn sharing_words(id: &str) -> Vec<&'static str> {
    let words: Vec<&str> = id.split('-').collect();
    let shared = |known: &str| known.split('-').filter(|word| words.contains(word)).count();
    let most = known().map(shared).max();
    let mut found: Vec<&str> = known()
        .filter(|known| shared(known) > 1 && Some(shared(known)) == most)
        .collect();
    found.sort_by_key(|known| (known.split('-').count(), *known));
    found
}
