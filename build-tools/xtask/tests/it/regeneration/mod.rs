//! What a change upstream does to everything that is made from the document,
//! and that nothing but the inputs decides what is made.
mod determinism;
mod drift;
mod edits;
mod results;

use crate::frozen::{document, overlay_source};
use api_document::diagnostic::Outcome;
use api_document::ingest::{self, Document, Source};
use api_document::overlay::{self, Overlay};
use api_generate::render::COMMAND;
use api_generate::{Made, Target, pipeline};
use rust_surface::{self, Surface};
use serde_json::Value;

fn parse_overlay(source: &Source) -> Overlay {
    overlay::parse(source).unwrap_or_else(|found| panic!("{found}"))
}

/// Reads the text of a document as `cargo xtask ingest` does.
fn ingest_text(text: String) -> Outcome<Document> {
    let source = Source {
        name: "document.json".to_owned(),
        bytes: text.into_bytes(),
    };
    ingest::ingest(&[source])
}

fn read(text: String) -> Document {
    ingest_text(text).unwrap_or_else(|found| panic!("{found}"))
}

/// The chain as `cargo xtask generate` runs it, with the real overlay.
fn make(document: &Document) -> Outcome<Made> {
    let overlay = parse_overlay(&overlay_source());
    pipeline::make(document, Some(&overlay), Target::Published, COMMAND)
}

/// The public surface of the generated code.
fn surface_of(made: &Made) -> Surface {
    // What enums implement, a macro of the hand-written code makes.
    let by_hand = include_str!("../../../../../generated-client/src/text_enum.rs");
    let mut file = syn::parse_file(&made.code).unwrap();
    file.items.extend(syn::parse_file(by_hand).unwrap().items);
    rust_surface::of_file(&file)
}

/// The same value with the members of every object in the opposite order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().rev();
            members
                .map(|(name, value)| (name.clone(), reversed(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}
