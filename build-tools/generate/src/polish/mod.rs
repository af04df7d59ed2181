//! Passes over the syntax tree of what the generator made.
//!
//! The generator's types are closed: a field or an enum value that upstream
//! adds would break the code of our users. These passes open them, turn the
//! marker types into real ones, and route every call of the published client
//! through its hand-written transport.

mod answers;
mod attribute;
mod attributes;
mod calls;
mod choices;
pub(crate) mod client;
mod docs;
mod draft;
mod enums;
mod markers;
mod messages;
mod optional_body;
mod requests;
mod setters;
mod shadowed;
mod unions;
mod version;

use crate::generate::Generated;
use crate::profile::Profile;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Document;
use syn::{File, Item, ItemMod};

rules! {
    pub(crate) RULES:

    pub(crate) UNEXPECTED_GENERATOR_OUTPUT: Error {
        code: "unexpected-generator-output",
        meaning: "The generator's code is not of the form that the later stages know.",
        why: "Code that is not understood is not changed by guess.",
        help: "Rename the operation or schema it names in the overlay; after an update of the \
               generator, the polishing stage has to follow.",
    }
}

/// Polishes the generator's output into the file that is checked in.
pub fn polish(generated: Generated, effective: &Document, profile: Profile) -> Outcome<File> {
    let Generated { mut file, plan, .. } = generated;
    if profile == Profile::Library {
        calls::route(&mut file).map_err(|why| unexpected(effective, &why))?;
    }
    if profile == Profile::StandAlone {
        requests::follow(&mut file, &plan);
        let builders = module(&mut file.items, "builder").map_or(&mut [][..], Vec::as_mut_slice);
        version::remove(builders);
        optional_body::follow(builders, &plan);
        answers::order(builders);
        client::complete(&mut file, &effective.value);
    }
    answers::follow(&mut file, &plan);
    markers::resolve(&mut file);
    if let Some(types) = module(&mut file.items, "types") {
        setters::take_plain_values(types);
        messages::reword(module(types, "builder").map_or(&mut [], Vec::as_mut_slice));
        enums::open(types);
        choices::follow(types, &plan);
        if profile == Profile::StandAlone {
            shadowed::name_in_full(types);
            unions::hold_most(types);
        }
        attributes::derive_json_schema(types);
        let add_schemas = attributes::add_schemas(types);
        answers::define(types, &plan);
        file.items.push(add_schemas);
    }
    if let Some(operations) = module(&mut file.items, "builder") {
        messages::reword(operations);
    }
    attributes::keep_open(&mut file);
    docs::tidy(&mut file);
    Ok(file)
}

/// The items of the module called `name`.
fn module<'a>(items: &'a mut [Item], name: &str) -> Option<&'a mut Vec<Item>> {
    items.iter_mut().find_map(|item| match item {
        Item::Mod(ItemMod {
            ident,
            content: Some((_, items)),
            ..
        }) if ident == name => Some(items),
        _ => None,
    })
}

fn unexpected(document: &Document, why: &str) -> Diagnostic {
    Diagnostic {
        rule: &UNEXPECTED_GENERATOR_OUTPUT,
        file: document.name.clone(),
        place: Place::File,
        message: format!("the generator's output is not what the polishing stage expects: {why}"),
        help: "use the generator version that Cargo.lock pins, or adapt build-tools/src/polish"
            .to_owned(),
    }
}
