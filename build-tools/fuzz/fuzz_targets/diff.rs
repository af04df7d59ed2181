//! Two documents: a document does not differ from itself, every change can be
//! explained and has its place, and a report says no more than the documents.
#![no_main]

use api_document::bundle::Bundle;
use api_document::ingest::{self, Document, Source};
use build_tools::diff::report::{self, Report};
use build_tools::diff::{Difference, Enums, diff};
use fuzz::{mutate, parts, source};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use rust_surface::Bump;

fuzz_target!(|input: &[u8]| {
    let parts = parts(input);
    let base = source("base", parts[0]);
    let revision = source("revision", parts.get(1).copied().unwrap_or(parts[0]));
    let Ok(document) = ingest::any(&base) else {
        return;
    };
    let same = compared(&base, &base).report;
    assert!(same.changes.is_empty(), "{}", report::text(&same, false));
    assert_eq!(same.summary.bump, Bump::None);
    let Ok(other) = ingest::any(&revision) else {
        return;
    };
    let report = compared(&base, &revision).report;
    check(&report, [&document, &other]);
    check_forms(&report, &revision);
});

fn compared(base: &Source, revision: &Source) -> Difference {
    diff(base, revision, None, Enums::Open, Ok).unwrap_or_else(|found| panic!("no report: {found}"))
}

fn check(report: &Report, documents: [&Document; 2]) {
    for change in &report.changes {
        assert!(api_compare::explain(&change.id).is_some(), "{}", change.id);
        let mut values = documents.iter().map(|document| &document.value);
        let found = values.any(|value| value.pointer(&change.pointer).is_some());
        assert!(found, "{}: {}", change.id, change.pointer);
    }
}

fn check_forms(report: &Report, revision: &Source) {
    report::text(report, true);
    report::markdown(report);
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).expect("JSON");
    assert_eq!(
        json["changes"].as_array().map(Vec::len),
        Some(report.changes.len())
    );
    // The page has one script of its own.
    assert_eq!(report::html(report).matches("<script").count(), 1);
    let revision = Bundle::alone(revision.clone());
    let github = report::github(report, &revision, |_| None);
    assert_eq!(github.lines().count(), report.changes.len());
    assert!(github.lines().all(|line| line.starts_with("::")));
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed, 2)
});
