//! Rewrites the syntax tree of what the generator made, pass by pass.
//!
//! The generator's types are closed: a field or an enum value that upstream
//! adds would break the code of our users. These passes open them, turn the
//! marker types into real ones, and route every call of the published client
//! through its hand-written transport.

mod answers;
mod attribute;
mod bodies;
mod calls;
mod casing;
mod choices;
pub(crate) mod client;
mod decoding;
mod docs;
mod draft;
mod enums;
mod helpers;
mod json_schema;
mod markers;
mod messages;
mod module;
mod open_types;
mod optional_body;
mod requests;
mod setters;
mod shadowed;
mod tables;
mod unions;
mod version;

use crate::run::Generated;
use crate::target::Transport;
use crate::uses::Use;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Document;
use helpers::Helpers;
use module::module;
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
}

/// Rewrites the generator's output.
pub fn rewrite(generated: Generated, effective: &Document) -> Outcome<Rewritten> {
    let settings = generated.target.settings();
    let Generated {
        mut file,
        plan,
        mut uses,
        ..
    } = generated;
    let mut helpers = Helpers::in_module(settings.helpers);
    let mut setters = Vec::new();
    requests::follow(&mut file, &plan, &mut helpers);
    let builders = module(&mut file.items, "builder").map_or(&mut [][..], Vec::as_mut_slice);
    if settings.transport == Transport::Generated {
        version::remove(builders);
    }
    optional_body::follow(builders, &plan);
    bodies::write_whole_numbers(builders, &plan, &mut helpers);
    match settings.transport {
        Transport::Generated => {
            answers::order(builders);
            setters = client::complete(&mut file, &effective.value);
        }
        Transport::Own => {
            calls::route(&mut file, &plan).map_err(|why| unexpected(effective, &why))?;
        }
    }
    answers::follow(&mut file, &plan);
    markers::resolve(&mut file);
    if let Some(types) = module(&mut file.items, "types") {
        setters::take_plain_values(types);
        messages::reword(module(types, "builder").map_or(&mut [], Vec::as_mut_slice));
        enums::open(types, &mut helpers);
        if settings.transport == Transport::Own {
            casing::read_both(types, &effective.value);
        }
        choices::follow(types, &plan);
        decoding::accept_more(types);
        shadowed::name_in_full(types);
        unions::hold_most(types, &mut helpers);
        json_schema::derive(types);
        let add_schemas = json_schema::add_schemas(types);
        answers::define(types, &plan);
        file.items.push(add_schemas);
    }
    if let Some(operations) = module(&mut file.items, "builder") {
        messages::reword(operations);
    }
    open_types::keep_open(&mut file);
    docs::tidy(&mut file);
    if settings.transport == Transport::Own {
        let beside = tables::tables(effective, &plan).and_then(|mut items| {
            items.extend(helpers.modules()?);
            Ok(items)
        });
        let beside = beside.map_err(|error| {
            unexpected(
                effective,
                &format!("the operation tables do not parse: {error}"),
            )
        })?;
        file.items.splice(0..0, beside);
    }
    uses.append(&mut helpers.used);
    Ok(Rewritten {
        file,
        uses,
        setters,
    })
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
