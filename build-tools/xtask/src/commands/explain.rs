//! `cargo xtask explain`.

use super::print;
use api_compare::{self, Explanation};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use build_tools::codes::{self, Code};
use std::process::ExitCode;

/// Prints what the id of a change or the code of a diagnostic means.
pub(crate) fn explain(id: &str) -> Outcome<ExitCode> {
    let change = api_compare::explain(id).map(of_change);
    let texts: Vec<String> = change
        .into_iter()
        .chain(codes::explain(id).map(of_code))
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

fn of_code(code: &Code) -> String {
    let severity = code.severity.to_string();
    text(code.code, &severity, [code.meaning, code.why, code.remedy])
}

fn text(id: &str, weight: &str, [meaning, why, remedy]: [&str; 3]) -> String {
    format!("{id} ({weight})\n\n{meaning}\n\nWhy: {why}\n\nWhat to do: {remedy}\n")
}

fn unknown(id: &str) -> Diagnostic {
    let alike = alike(id);
    Diagnostic {
        code: "unknown-id",
        file: id.to_owned(),
        place: Place::File,
        message: "no change and no diagnostic has this id".to_owned(),
        remedy: if alike.is_empty() {
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
        .chain(codes::all().map(|code| code.code))
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
