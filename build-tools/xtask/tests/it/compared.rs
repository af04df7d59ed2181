//! The report of a comparison of two values, for which both crates are generated.
use api_document::ingest::Source;
use build_tools::diff::report::Report;
use build_tools::diff::{Enums, diff};
use serde_json::Value;

pub(crate) fn source(name: &str, value: &Value) -> Source {
    Source {
        name: name.to_owned(),
        bytes: value.to_string().into_bytes(),
    }
}

pub(crate) fn compared(base: &Value, revision: &Value) -> Report {
    let (base, revision) = (source("a.json", base), source("b.json", revision));
    let found = diff(&base, &revision, None, Enums::Open, Ok).unwrap();
    assert!(found.not_generated.is_none());
    found.report
}
