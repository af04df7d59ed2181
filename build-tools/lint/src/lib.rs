//! What is wrong with a document, and what is legal in it but makes poor code.
//!
//! Each module is one rule, and each looks at the document as it was written:
//! what the overlay can correct is to be seen before it does.

#[macro_use]
#[path = "../../document/src/declare_rules.rs"]
mod declare_rules;

mod casing;
mod enums;
mod errors;
mod names;
mod numbers;
mod objects;
mod operation_ids;
mod unions;
mod uses;
mod violation;
mod widths;

use api_document::bundle::Bundle;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::downgrade::{Downgraded, downgrade};
use api_document::ingest::{self, Document, Source};
use api_document::located::{Located, Locator};
use api_document::rule::{Rule, Severity};
use serde::Serialize;
use uses::uses;

/// Everything there is to say of a document: what is wrong with it, what is
/// legal but bad for generation, and what a crate made from it would lack.
///
/// The result is in the order of the lines, file by file, the root first.
///
/// `lacking` generates: it gives what a crate made from the document would
/// lack, or why there can be none. `read` reads a file of the document again.
pub fn lint(
    bundle: &Bundle,
    read: impl Fn(&str) -> Option<Source>,
    lacking: impl FnOnce(Document) -> Outcome<Vec<Diagnostic>>,
) -> Vec<Located> {
    let (source, origins) = (&bundle.source, &bundle.origins);
    let (mut document, positions) = match ingest::read_with_positions(source) {
        Ok(read) => read,
        Err(errors) => return located(&Locator::default(), Severity::Error, &errors).collect(),
    };
    let doubts = ingest::doubts(&mut document);
    let is_error = |one: &Diagnostic| one.rule.severity == Severity::Error;
    let (mut errors, mut warnings): (Vec<_>, Vec<_>) = doubts.into_iter().partition(is_error);
    warnings.extend(rules(&document));
    match lacking(document) {
        Ok(more) => warnings.extend(more),
        Err(found) => errors.extend(found.iter().cloned()),
    }
    let errors = origins.trace_all(&errors);
    let mut warnings = origins.trace_all(&warnings);
    warnings.extend(bundle.mistyped());
    let locator = if origins.is_alone() {
        Locator::in_file(&source.name, positions)
    } else {
        Locator::of(errors.iter().chain(&warnings), read)
    };
    let mut all: Vec<Located> = located(&locator, Severity::Error, &errors).collect();
    all.extend(located(&locator, Severity::Warning, &warnings));
    all.sort_by_cached_key(|one| {
        let file = &one.diagnostic.file;
        (*file != source.name, file.clone(), one.line)
    });
    all
}

fn located<'d>(
    locator: &Locator,
    severity: Severity,
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
) -> impl Iterator<Item = Located> {
    let diagnostics = diagnostics.into_iter();
    diagnostics.map(move |one| locator.locate(severity, one))
}

/// What is legal but bad for generation, rule by rule: in the words of OpenAPI 3.0,
/// at the places as written.
pub fn rules(document: &Document) -> Vec<Diagnostic> {
    let Downgraded {
        document, origins, ..
    } = downgrade(document);
    let value = &document.value;
    let uses = uses(value);
    let found = [
        operation_ids::missing(value),
        names::opaque(value),
        names::collisions(value, &uses),
        objects::untyped(&uses),
        numbers::integers(&uses),
        numbers::decimals(&uses),
        widths::integers(&uses),
        enums::closed(&uses),
        unions::ambiguous(value, &uses),
        casing::mixed(&uses),
        errors::inconsistent(value),
    ];
    let found = found.into_iter().flatten();
    found
        .map(|violation| origins.as_written(violation.diagnostic(&document.name)))
        .collect()
}

/// The pointers to schemas with names that say nothing.
pub fn opaque_names(document: &Document) -> Vec<String> {
    let found = names::opaque(&document.value).into_iter();
    found.map(|violation| violation.pointer).collect()
}

/// The rules of this crate.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    let modules = [
        names::RULES,
        objects::RULES,
        numbers::RULES,
        widths::RULES,
        enums::RULES,
        unions::RULES,
        casing::RULES,
        errors::RULES,
    ];
    modules.into_iter().flatten()
}

/// A finding in JSON.
#[derive(Serialize)]
struct Entry<'f> {
    code: &'f str,
    severity: Severity,
    file: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    message: &'f str,
    remedy: &'f str,
}

/// The findings as a list in JSON.
pub fn to_json(findings: &[Located]) -> String {
    let entries: Vec<Entry<'_>> = findings
        .iter()
        .map(|finding| Entry {
            code: finding.diagnostic.rule.code,
            severity: finding.severity,
            file: &finding.diagnostic.file,
            pointer: match &finding.diagnostic.place {
                Place::Pointer(pointer) => Some(pointer),
                Place::File | Place::Line { .. } => None,
            },
            line: finding.line,
            message: &finding.diagnostic.message,
            remedy: &finding.diagnostic.help,
        })
        .collect();
    let text = serde_json::to_string_pretty(&entries);
    text.unwrap_or_default() + "\n"
}

/// How many findings there are of each severity, in words.
pub fn totals(findings: &[Located]) -> String {
    let count = |severity| {
        let of_it = findings.iter().filter(|one| one.severity == severity);
        let number = of_it.count();
        let plural = if number == 1 { "" } else { "s" };
        format!("{number} {severity}{plural}")
    };
    format!("{}, {}", count(Severity::Error), count(Severity::Warning))
}
