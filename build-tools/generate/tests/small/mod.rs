//! Small documents, and what is made of them.

pub(crate) mod documents;

use api_document::ingest::{self, Document, Source};
use api_generate::{Made, Target, pipeline};

/// A document with these paths and components, in YAML.
pub(crate) fn document(inside: &str) -> Document {
    let head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";
    read(&format!("{head}{}", inside.trim_start_matches('\n')))
}

pub(crate) fn read(yaml: &str) -> Document {
    let source = Source {
        name: "any.yaml".to_owned(),
        bytes: yaml.as_bytes().to_vec(),
    };
    ingest::any(&source).unwrap_or_else(|found| panic!("{found}"))
}

pub(crate) fn made(inside: &str) -> Made {
    pipeline::make(&document(inside), None, Target::Standalone, "test")
        .unwrap_or_else(|found| panic!("{found}"))
}
