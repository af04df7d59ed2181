//! Crates from any document: what is generated, in which form, and what is
//! left out with a report.

mod credentials;
mod hostile;
mod left_out;
mod repaired;
mod operations;
mod requests;
mod answers;
mod schemas;
mod servers;

use crate::small::{document, made, read};
use api_document::ingest;
use api_generate::{Made, Target, pipeline};

/// One operation `GET /a` with these members.
fn operation(members: &str) -> String {
    format!(
        "paths:\n  /a:\n    get:\n      operationId: a\n{}",
        members.trim_start_matches('\n')
    )
}

/// One schema, as the answer of one operation.
fn schema(schema: &str) -> String {
    format!(
        "paths:\n  /a:\n    get:\n      operationId: a\n      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}\ncomponents:\n  schemas:\n    Thing: {schema}\n"
    )
}

/// Code without white space, which the printer puts where lines get long.
fn flat(code: &str) -> String {
    let code: String = code.split_whitespace().collect();
    code.replace(",)", ")").replace(",}", "}")
}

/// The codes of the warnings.
fn codes(made: &Made) -> Vec<&'static str> {
    made.warnings
        .iter()
        .map(|warning| warning.rule.code)
        .collect()
}

/// What stands in the code between `start` and the end of that item.
fn item<'m>(made: &'m Made, start: &str) -> &'m str {
    let from = made
        .code
        .find(start)
        .unwrap_or_else(|| panic!("no `{start}` in\n{}", made.code));
    let rest = &made.code[from..];
    let indent = made.code[..from].len() - made.code[..from].trim_end_matches(' ').len();
    let end = rest
        .find(&format!("\n{}}}", " ".repeat(indent)))
        .unwrap_or(rest.len());
    &rest[..end]
}
