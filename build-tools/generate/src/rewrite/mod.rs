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
mod operation;
mod optional_body;
mod published;
mod requests;
mod sent;
mod shadowed;
mod short;
mod tables;
mod tagged;
mod taker;
mod types;
mod unions;
mod version;

use crate::plan::Plan;
use crate::run::{Batch, Generated, OPERATIONS, Operations, Whole};
use crate::target::{Target, Transport};
use crate::uses::Use;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Document;
use helpers::Helpers;
use module::module;
pub(crate) use operation::Seen;
use serde_json::Value;
use std::collections::BTreeSet;
use syn::{File, ImplItem};
use taker::Taker;

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
    /// The code, without what was taken.
    pub file: File,
    /// What it takes from beside itself.
    pub uses: BTreeSet<Use>,
    /// The methods of the client that take credentials.
    pub setters: Vec<String>,
    /// What the code lacks, for the report.
    pub notes: Vec<String>,
}

/// Rewrites the generator's output, all of it as one tree.
pub fn rewrite(generated: Generated, effective: &Document) -> Outcome<Rewritten> {
    let unparsed = |error: syn::Error| unexpected(effective, &error.to_string());
    match generated.target.settings().transport {
        Transport::Generated => {
            let (generated, operations) = generated.without_operations();
            let builders = operations.builders();
            let whole = Whole {
                plan: &generated.plan,
                builders,
            };
            let mut seen = Seen::default();
            let (mut done, mut of_types) = (Vec::new(), Vec::new());
            let mut take = |operation| done.extend(operation);
            rewrite_each(operations, &whole, generated.target, &mut seen, &mut take)
                .map_err(unparsed)?;
            let mut take = |builder| of_types.extend(builder);
            let mut rewritten = rewrite_types(generated, effective, seen, &mut take);
            let items = &mut rewritten.file.items;
            if let Some(builders) = module(items, OPERATIONS) {
                builders.extend(done);
            }
            let types = module(items, "types");
            if let Some(builders) = types.and_then(|types| module(types, "builder")) {
                *builders = of_types;
            }
            Ok(rewritten)
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
            let mut helpers = helpers_of(target);
            let mut file = code.whole().map_err(unparsed)?;
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

/// Rewrites a batch of operations of a stand-alone crate, each of which goes to `take`
/// when it is done, and gives the methods that start them.
pub(crate) fn rewrite_batch(
    batch: Batch,
    whole: &Whole<'_>,
    target: Target,
    take: Taker<'_>,
) -> Result<(Vec<ImplItem>, Seen), String> {
    let Batch {
        mut methods,
        operations,
        ..
    } = batch;
    let mut seen = Seen::default();
    seen.rewrite_methods(&mut methods);
    rewrite_each(operations, whole, target, &mut seen, take).map_err(|error| error.to_string())?;
    Ok((methods, seen))
}

/// Rewrites operations, each of which goes to `take` when it is done.
fn rewrite_each(
    operations: Operations,
    whole: &Whole<'_>,
    target: Target,
    seen: &mut Seen,
    take: Taker<'_>,
) -> syn::Result<()> {
    let mut helpers = helpers_of(target);
    for operation in operations {
        let mut operation = operation?;
        seen.rewrite(&mut operation, whole, &mut helpers);
        take(operation);
    }
    seen.used.append(&mut helpers.used);
    Ok(())
}

fn helpers_of(target: Target) -> Helpers {
    Helpers::in_module(target.settings().helpers)
}

/// Rewrites what is around the operations of a stand-alone crate, which are done. The
/// builders of types go to `take`.
pub(crate) fn rewrite_types(
    generated: Generated<()>,
    effective: &Document,
    seen: Seen,
    take: Taker<'_>,
) -> Rewritten {
    let Generated {
        code,
        plan,
        mut uses,
        lowered,
        target,
        ..
    } = generated;
    drop(lowered);
    let Seen {
        methods,
        mut named,
        names_parameters,
        used,
    } = seen;
    let mut helpers = helpers_of(target);
    helpers.used = used;
    let mut file = code.file;
    named.extend(plan.sent.iter().cloned());
    if let Some(builders) = module(&mut file.items, OPERATIONS) {
        calls::import(builders, names_parameters, &helpers);
    }
    let setters = client::complete(&mut file, &effective.value, methods);
    markers::resolve(&mut file.items);
    if let Some(types) = module(&mut file.items, "types") {
        builders::write(types, named, &mut helpers, take);
        enums::open(types, &mut helpers);
    }
    with_types(&mut file, &plan, &mut helpers);
    open_types::keep_open(&mut file.items);
    docs::tidy(&mut file);
    objects::derive_from_objects(&mut file, &mut helpers);
    if let Some(types) = module(&mut file.items, "types") {
        short::name_in_short(types);
    }
    uses.append(&mut helpers.used);
    Rewritten {
        file,
        uses,
        setters,
        notes: Vec::new(),
    }
}

/// The passes over the types.
fn with_types(file: &mut File, plan: &Plan, helpers: &mut Helpers) {
    if let Some(types) = module(&mut file.items, "types") {
        choices::follow(types, plan);
        decoding::accept_more(types);
        shadowed::name_in_full(types);
        unions::hold_most(types, helpers);
        tagged::keep_unlisted(types, helpers);
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
    let builders = module(&mut file.items, OPERATIONS).map_or(&mut [][..], Vec::as_mut_slice);
    answers::follow(builders, plan);
    markers::resolve(&mut file.items);
    let calls = published::take(file, lowered, effective, plan)?;
    if let Some(types) = module(&mut file.items, "types") {
        enums::open(types, helpers);
        casing::read_both(types, &effective.value);
    }
    with_types(file, plan, helpers);
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
