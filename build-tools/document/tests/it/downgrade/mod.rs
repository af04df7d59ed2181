//! What a document of 3.1 or 3.2 says in the words of 3.0, and where.

mod documents;
mod places;
mod schemas;

use api_document::diagnostic::Diagnostic;
use api_document::downgrade::{Downgraded, downgrade};
use api_document::ingest::{Document, Source, read};
use serde_json::Value;

/// A document of 3.1 from YAML without its head.
fn document(inside: &str) -> Document {
    let head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
    whole(&format!("{head}{inside}"))
}

fn whole(text: &str) -> Document {
    let source = Source {
        name: "doc.yaml".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    read(&source).unwrap_or_else(|found| panic!("{found}"))
}

/// A value from YAML, which as a document has to be an object.
fn yaml(text: &str) -> Value {
    whole(&format!("value: {text}")).value["value"].take()
}

fn downgraded(document: &Document) -> (Value, Vec<Diagnostic>) {
    let Downgraded {
        document, warnings, ..
    } = downgrade(document);
    (document.value.clone(), warnings)
}

/// The warnings, a line each.
fn told(warnings: &[Diagnostic]) -> String {
    let lines = warnings.iter().map(ToString::to_string);
    let lines: Vec<String> = lines
        .filter_map(|text| text.lines().next().map(str::to_owned))
        .collect();
    lines.join("\n")
}
