//! Takes out of the builders of operations what is the same in each of them.
//!
//! The generator writes it out for every operation and parameter. Here it is in
//! `decoding.rs` and `given.rs`, once for all. This is the last pass over these
//! builders, since the others know them as the generator makes them.

mod answer;
mod braces;
mod faults;
mod fields;
mod imports;
mod request;
mod setter;

use super::helpers::Helpers;
use std::collections::BTreeSet;
use syn::{ImplItem, Item, parse_quote};

/// Shortens one of the builders, which are called `taken`, and says whether it names the
/// type of query parameters.
pub(super) fn shorten(
    builder: &mut [Item],
    taken: &BTreeSet<String>,
    helpers: &mut Helpers,
) -> bool {
    let given = helpers.given_module();
    let setters = setter::Setters::of(&given, taken);
    let mut names_parameters = false;
    for item in &mut *builder {
        if let Item::Struct(item) = item {
            faults::keep(item, &given);
        }
        let Item::Impl(block) = item else { continue };
        for item in &mut block.items {
            let ImplItem::Fn(function) = item else {
                continue;
            };
            match function.sig.ident.to_string().as_str() {
                "send" => {
                    let asks = answer::await_once(function, helpers);
                    fields::read_in_place(function);
                    names_parameters |= request::shorten(function, asks, &given, taken);
                }
                "new" => faults::start(function),
                _ => setters.shorten(function),
            }
        }
    }
    imports::shorten(builder);
    names_parameters
}

/// Lets the builders name what is in their short form.
pub(super) fn import(builders: &mut Vec<Item>, names_parameters: bool, helpers: &Helpers) {
    let modules = imports::modules(&helpers.used);
    builders.insert(0, parse_quote! { use crate::{#(#modules),*}; });
    if names_parameters {
        builders.insert(0, parse_quote! { use ::progenitor_client::QueryParam; });
    }
}
