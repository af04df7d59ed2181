//! The ingest stage: what it reads, and what it says about what it cannot read.

mod documents;
mod json;
mod merging;
mod mutations;
mod operations;
mod pages;
mod positions;
mod references;
mod selection;
mod shapes;
mod sources;
mod yaml;

use api_document::diagnostic::Outcome;
use api_document::ingest::{Document, Source, any, ingest, read, to_canonical_json};

/// The page of `POST /webhooks`, byte for byte as published.
const PAGE: &str =
    include_str!("../../fixtures/2024-05-20/2024-05-20-webhookscontroller_create.md");

/// A page made by hand that shares components with [`PAGE`].
const OTHER_PAGE: &str = include_str!("../../fixtures/ingest/get-webhook.md");

fn source(name: &str, content: impl AsRef<[u8]>) -> Source {
    Source {
        name: name.to_owned(),
        bytes: content.as_ref().to_vec(),
    }
}

/// What is said about something that must not be accepted.
fn reported<T: std::fmt::Debug>(outcome: Outcome<T>) -> String {
    outcome.expect_err("this must be refused").to_string()
}

fn read_as(name: &str, content: impl AsRef<[u8]>) -> Outcome<Document> {
    read(&source(name, content))
}

fn ingest_as(name: &str, content: impl AsRef<[u8]>) -> Outcome<Document> {
    ingest(&[source(name, content)])
}

/// One document that need not be ours.
fn any_as(name: &str, content: impl AsRef<[u8]>) -> Outcome<Document> {
    any(&source(name, content))
}

/// The canonical form of something that must be accepted.
fn canonical(outcome: Outcome<Document>) -> String {
    to_canonical_json(&outcome.unwrap_or_else(|found| panic!("{found}")).value)
}

/// A sound document with the given members of one operation, in YAML.
fn with_operation(members: &str) -> String {
    let members = members.trim_matches('\n');
    format!(
        "openapi: 3.0.3
info: {{title: T, version: '1'}}
paths:
  /things/{{id}}:
    get:
      operationId: getThing
{members}
"
    )
}

/// A sound document with the given components, in YAML.
fn with_components(components: &str) -> String {
    let components = components.trim_matches('\n');
    format!(
        "openapi: 3.0.3
info: {{title: T, version: '1'}}
paths: {{}}
components:
{components}
"
    )
}

/// A fenced block as it stands in a page.
fn block(info: &str, content: &str) -> String {
    format!("````{info}\n{}\n````\n", content.trim_matches('\n'))
}

fn indented(text: &str, spaces: usize) -> String {
    let indent = " ".repeat(spaces);
    let lines = text.lines().flat_map(|line| [&indent, line, "\n"]);
    lines.collect()
}
