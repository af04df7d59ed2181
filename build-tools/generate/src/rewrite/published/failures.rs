//! What the docs of an operation say of its errors.

use crate::rewrite::docs::paragraphs;
use api_document::schema::Operation;
use serde_json::Value;

/// The statuses that a method of the client's `Error` tells.
const PREDICATES: [(&str, &str); 6] = [
    ("400", "is_validation"),
    ("401", "is_unauthorized"),
    ("403", "is_forbidden"),
    ("404", "is_not_found"),
    ("422", "is_validation"),
    ("429", "is_rate_limited"),
];

/// The section of a method's docs, with the errors that the document tells apart.
pub(super) fn section(operation: &Operation<'_>) -> Vec<String> {
    let listed = documented(operation);
    let end = if listed.is_empty() { "." } else { ":" };
    let mut lines = vec![
        " # Errors".to_owned(),
        String::new(),
        " `send` fails where the request cannot be made or sent, or where the answer is not a"
            .to_owned(),
        format!(" success of the documented form. See [`Error`] for what it tells{end}"),
    ];
    if !listed.is_empty() {
        lines.push(String::new());
        lines.extend(listed);
    }
    lines
}

/// A line for each status of an error that the document has.
fn documented(operation: &Operation<'_>) -> Vec<String> {
    let responses = operation.value.get("responses");
    let responses = responses.and_then(Value::as_object).into_iter().flatten();
    let mut errors: Vec<(&String, &Value)> = responses
        .filter(|(status, _)| status.starts_with(['4', '5']))
        .collect();
    errors.sort_unstable_by_key(|(status, _)| *status);
    errors
        .into_iter()
        .map(|(status, response)| {
            let predicate = PREDICATES.iter().find(|(known, _)| known == status);
            let predicate = predicate.map_or_else(String::new, |(_, name)| {
                format!(", [`{name}`](Error::{name})")
            });
            let said = paragraphs([response.get("description").and_then(Value::as_str)]);
            let said: Vec<&str> = said.iter().map(|line| line.trim()).collect();
            let said = format!(" - {status}{predicate}: {}", said.join(" "));
            said.trim_end_matches([' ', ':']).to_owned()
        })
        .collect()
}
