//! Describes the definitions that users can name, with their public parts.

mod definition;
mod fields;
mod traits;

use super::attributes::is_hidden;
use super::print;
use super::public_names::{PublicName, PublicNames};
use super::sources::{Crate, head_of, is_public};
use crate::surface::{Item, Kind};
use definition::Definition;
use syn::StaticMutability;

/// Adds the definition at `path` and its parts. Several may share the name, as a
/// module and a function do.
pub(super) fn describe(
    krate: &Crate,
    names: &PublicNames,
    path: &[String],
    name: &PublicName,
    found: &mut Vec<(String, Item)>,
) {
    let definition = Definition {
        krate,
        names,
        path,
        name,
    };
    let Some((own, module)) = path.split_last() else {
        return;
    };
    let items = krate
        .modules
        .get(module)
        .and_then(|module| module.definitions.get(own));
    for item in items.into_iter().flatten() {
        if head_of(item).is_some_and(|(attributes, visibility, _)| {
            is_public(visibility) && !is_hidden(attributes)
        }) {
            describe_item(&definition, item, found);
        }
    }
}

fn describe_item(definition: &Definition<'_>, item: &syn::Item, found: &mut Vec<(String, Item)>) {
    let path = &definition.name.path;
    match item {
        syn::Item::Mod(module) => {
            found.push(definition.entry(
                path.clone(),
                Kind::Module,
                format!("mod {path}"),
                &module.attrs,
            ));
        }
        syn::Item::Struct(item) => definition.structure(item, found),
        syn::Item::Union(item) => definition.union_of_fields(item, found),
        syn::Item::Enum(item) => definition.enumeration(item, found),
        syn::Item::Trait(item) => definition.trait_items(item, found),
        syn::Item::Fn(item) => {
            let signature = print::function(definition.rename(), path, &item.sig);
            found.push(definition.entry(
                format!("{path}()"),
                Kind::Function,
                signature,
                &item.attrs,
            ));
        }
        syn::Item::Type(item) => {
            let signature = print::alias(definition.rename(), path, &item.generics, &item.ty);
            found.push(definition.entry(path.clone(), Kind::Alias, signature, &item.attrs));
        }
        syn::Item::Const(item) => {
            found.push(definition.constant(
                Kind::Constant,
                "const",
                &item.ty,
                &item.expr,
                &item.attrs,
            ));
        }
        syn::Item::Static(item) => {
            let word = match item.mutability {
                StaticMutability::None => "static",
                _ => "static mut",
            };
            found.push(definition.constant(Kind::Static, word, &item.ty, &item.expr, &item.attrs));
        }
        _ => {}
    }
}
