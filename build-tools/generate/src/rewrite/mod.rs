//! Rewrites the syntax tree of what the generator made, pass by pass.
//!
//! The generator's types are closed: a field or an enum value that upstream
//! adds would break the code of our users. These passes open them, turn the
//! marker types into real ones, and route every call of the published client
//! through its hand-written transport.

mod answers;
mod attribute;
mod bodies;
mod builders;
mod calls;
mod casing;
mod choices;
pub(crate) mod client;
mod decoding;
mod docs;
mod enums;
mod helpers;
mod json_schema;
mod markers;
mod messages;
mod mirror;
mod module;
mod objects;
mod one_type;
mod open_types;
mod operation;
mod optional_body;
mod passes;
mod published;
mod requests;
mod rewritten;
mod sent;
mod shadowed;
mod short;
mod standalone;
mod tables;
mod tagged;
mod taker;
mod types;
mod unions;
mod version;

use crate::plan::Plan;
use crate::run::{Generated, OPERATIONS};
use crate::target::Transport;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Document;
use helpers::Helpers;
use module::module;
pub(crate) use one_type::{Facts, SeenTypes, rewrite_type};
pub(crate) use operation::Seen;
use passes::passes;
pub use rewritten::Rewritten;
use serde_json::Value;
pub(crate) use standalone::{rewrite_around, rewrite_batch};
use syn::File;

rules! {
    pub(crate) RULES:

    pub(crate) UNEXPECTED_GENERATOR_OUTPUT: Error {
        code: "unexpected-generator-output",
        meaning: "The generator's code is not of the form that the later stages know.",
        why: "Code that is not understood is not changed by guess.",
        help: "Rename the operation or schema it names in the overlay; after an update of the \
               generator, the rewriting stage has to follow.",
    }
}

/// Rewrites the generator's output, all of it as one tree.
pub fn rewrite(generated: Generated, effective: &Document) -> Outcome<Rewritten> {
    match generated.target.settings().transport {
        Transport::Generated => {
            let (generated, operations) = generated.without_operations();
            let rewritten = standalone::rewrite(generated, operations, effective);
            Ok(rewritten.map_err(|why| unexpected(effective, &why))?)
        }
        Transport::Own => {
            let Generated {
                code,
                plan,
                mut uses,
                lowered,
                target,
                ..
            } = generated;
            let mut helpers = Helpers::of(target);
            let whole = code.whole();
            let mut file = whole.map_err(|error| unexpected(effective, &error.to_string()))?;
            let notes = publish(&mut file, &plan, effective, &lowered, &mut helpers)
                .map_err(|why| unexpected(effective, &why))?;
            uses.append(&mut helpers.used);
            Ok(Rewritten {
                file,
                uses,
                setters: Vec::new(),
                notes,
            })
        }
    }
}

/// Keeps the types, and writes the rest of the published client around them. Says
/// what it lacks.
fn publish(
    file: &mut File,
    plan: &Plan,
    effective: &Document,
    lowered: &Value,
    helpers: &mut Helpers,
) -> Result<Vec<String>, String> {
    let builders = module(&mut file.items, OPERATIONS).map_or(&mut [][..], Vec::as_mut_slice);
    answers::follow(builders, plan);
    markers::resolve(&mut file.items);
    let calls = published::take(file, lowered, effective, plan)?;
    if let Some(types) = module(&mut file.items, "types") {
        enums::open(types, helpers);
        casing::read_both(types, &effective.value);
    }
    if let Some(types) = module(&mut file.items, "types") {
        let listed = json_schema::listed(types);
        let names = listed.iter().map(ToString::to_string).collect();
        let added = passes(types, &names, plan, helpers);
        types.extend(added.into_iter().flatten());
        let add_schemas = json_schema::add_schemas(&listed);
        answers::define(types, plan);
        file.items.push(add_schemas);
    }
    open_types::keep_open(&mut file.items);
    docs::tidy(file);
    let types = module(&mut file.items, "types").map_or(&mut [][..], Vec::as_mut_slice);
    let mut notes = Vec::new();
    let pages = published::pages(types, &calls, plan, &mut notes);
    let written = published::modules(types, &calls, &pages, &effective.value, helpers);
    let tables = tables::tables(effective, plan);
    let beside = helpers.modules();
    let items = written.and_then(|items| Ok((items, tables?, beside?)));
    let (items, tables, beside) =
        items.map_err(|error| format!("what is written around it does not parse: {error}"))?;
    file.items.splice(0..0, tables.into_iter().chain(beside));
    file.items.extend(items);
    published::set_enums_apart(&mut file.items);
    objects::refuse_arrays(file, helpers);
    Ok(notes)
}

pub(crate) fn unexpected(document: &Document, why: &str) -> Diagnostic {
    Diagnostic {
        rule: &UNEXPECTED_GENERATOR_OUTPUT,
        file: document.name.clone(),
        place: Place::File,
        message: format!("the generator's output is not what the rewriting stage expects: {why}"),
        help: "use the generator version that Cargo.lock pins, or adapt build-tools/generate/src/rewrite"
            .to_owned(),
    }
}
