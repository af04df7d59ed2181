//! Taking in a new document: what is planned, what the command leaves behind,
//! and what it refuses.
mod effects;
mod overlay;
mod plan;
mod raised;
mod removed;
mod restarted;
mod supplement;

use crate::frozen::{base, document};
use api_document::ingest::Source;
use serde_json::{Value, json};

/// The vendored document after an edit, as upstream might serve it.
fn edited(edit: impl FnOnce(&mut Value)) -> Source {
    let mut document = document();
    edit(&mut document);
    source("openapi.json", &document)
}

fn source(name: &str, document: &Value) -> Source {
    Source {
        name: name.to_owned(),
        bytes: serde_json::to_vec(document).unwrap(),
    }
}

/// The schemas that one request and one answer are made of.
fn request(document: &mut Value) -> &mut Value {
    &mut document["components"]["schemas"]["CreateWebhookDtoV1"]
}

fn answer(document: &mut Value) -> &mut Value {
    &mut document["components"]["schemas"]["WebhookEntityV1"]
}

/// An optional property of the answer: minor for Rust.
fn add_owner(document: &mut Value) {
    answer(document)["properties"]["owner"] = json!({ "type": "string" });
}

/// A required property of the request: major for Rust.
fn require_description(document: &mut Value) {
    let required = request(document)["required"].as_array_mut().unwrap();
    required.push(json!("description"));
}

/// Another version of the API.
fn date(document: &mut Value, version: &str) {
    document["info"]["version"] = json!(version);
}
