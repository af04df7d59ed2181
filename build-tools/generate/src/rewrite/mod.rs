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
mod open_types;
mod optional_body;
mod published;
mod requests;
mod sent;
mod shadowed;
mod tables;
mod tagged;
mod types;
mod unions;
mod version;

use crate::plan::Plan;
use crate::run::Generated;
use crate::target::Transport;
use crate::uses::Use;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Document;
use helpers::Helpers;
use module::module;
use serde_json::Value;
use std::collections::BTreeSet;
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

/// The code of a crate, and what the passes know of it.
#[derive(Debug)]
pub struct Rewritten {
    /// The code.
    pub file: File,
    /// What it takes from beside itself.
    pub uses: BTreeSet<Use>,
    /// The methods of the client that take credentials.
    pub setters: Vec<String>,
    /// What the code lacks, for the report.
    pub notes: Vec<String>,
}

/// Rewrites the generator's output.
pub fn rewrite(generated: Generated, effective: &Document) -> Outcome<Rewritten> {
    let settings = generated.target.settings();
    let Generated {
        mut file,
        plan,
        mut uses,
        lowered,
        ..
    } = generated;
    let mut helpers = Helpers::in_module(settings.helpers);
    let mut setters = Vec::new();
    let mut notes = Vec::new();
    match settings.transport {
        Transport::Generated => {
            setters = route(&mut file, &plan, effective, &mut helpers);
            with_types(&mut file, &plan, &mut helpers);
            if let Some(operations) = module(&mut file.items, "builder") {
                messages::reword(operations);
                calls::shorten(operations, &mut helpers);
            }
            open_types::keep_open(&mut file);
            docs::tidy(&mut file);
            objects::derive_from_objects(&mut file, &mut helpers);
        }
        Transport::Own => {
            notes = publish(&mut file, &plan, effective, &lowered, &mut helpers)
                .map_err(|why| unexpected(effective, &why))?;
        }
    }
    uses.append(&mut helpers.used);
    Ok(Rewritten {
        file,
        uses,
        setters,
        notes,
    })
}

/// Makes the generator's own builders send what the document says, and gives the
/// methods that take credentials.
fn route(file: &mut File, plan: &Plan, effective: &Document, helpers: &mut Helpers) -> Vec<String> {
    requests::follow(file, plan, helpers);
    let builders = module(&mut file.items, "builder").map_or(&mut [][..], Vec::as_mut_slice);
    version::remove(builders);
    optional_body::follow(builders, plan);
    bodies::write_whole_numbers(builders, plan, helpers);
    answers::take_redirects(builders, plan);
    answers::order(builders);
    let setters = client::complete(file, &effective.value);
    answers::follow(file, plan);
    let builders = module(&mut file.items, "builder").map_or(&mut [][..], Vec::as_mut_slice);
    answers::name_members(builders, helpers);
    markers::resolve(file);
    builders::write(file, plan, helpers);
    if let Some(types) = module(&mut file.items, "types") {
        enums::open(types, helpers);
    }
    setters
}

/// The passes over the types.
fn with_types(file: &mut File, plan: &Plan, helpers: &mut Helpers) {
    if let Some(types) = module(&mut file.items, "types") {
        choices::follow(types, plan);
        decoding::accept_more(types);
        shadowed::name_in_full(types);
        unions::hold_most(types, helpers);
        tagged::keep_unlisted(types);
        json_schema::derive(types);
        let add_schemas = json_schema::add_schemas(types);
        answers::define(types, plan);
        file.items.push(add_schemas);
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
    answers::follow(file, plan);
    markers::resolve(file);
    let calls = published::take(file, lowered, effective, plan)?;
    if let Some(types) = module(&mut file.items, "types") {
        enums::open(types, helpers);
        casing::read_both(types, &effective.value);
    }
    with_types(file, plan, helpers);
    open_types::keep_open(file);
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

fn unexpected(document: &Document, why: &str) -> Diagnostic {
    Diagnostic {
        rule: &UNEXPECTED_GENERATOR_OUTPUT,
        file: document.name.clone(),
        place: Place::File,
        message: format!("the generator's output is not what the rewriting stage expects: {why}"),
        help: "use the generator version that Cargo.lock pins, or adapt build-tools/generate/src/rewrite"
            .to_owned(),
    }
}
