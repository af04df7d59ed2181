//! Adds the optional `JsonSchema` derive.

use super::attribute::{self, wire_name};
use super::markers::{is_nullable, is_option};
use quote::quote;
use syn::{Attribute, Field, Fields, Ident, Item, ItemStruct, parse_quote};

/// Derives `schemars::JsonSchema`, under the feature `schemars`, on every
/// type that derives `serde::Serialize`.
pub(super) fn derive(types: &mut [Item]) {
    let derive = || {
        let tokens = quote! { feature = "schemars", derive(::schemars::JsonSchema) };
        attribute::list("cfg_attr", tokens)
    };
    for item in types {
        match item {
            Item::Struct(item) if derives_serialize(&item.attrs) => {
                item.attrs.push(derive());
                require_nullable(item);
            }
            Item::Enum(item) if derives_serialize(&item.attrs) => item.attrs.push(derive()),
            _ => {}
        }
    }
}

/// A function that names every type to a schema generator, so that users need
/// no list of their own.
pub(super) fn add_schemas(names: &[Ident]) -> Item {
    parse_quote! {
        /// Adds the JSON Schema of every type in `types` to `generator`.
        #[cfg(feature = "schemars")]
        pub fn add_schemas(generator: &mut ::schemars::SchemaGenerator) {
            crate::schema::add_all!(generator, #(#names),*);
        }
    }
}

/// The names that it says, in their order.
pub(super) fn listed(types: &[Item]) -> Vec<Ident> {
    let mut names: Vec<Ident> = types.iter().filter_map(name).cloned().collect();
    names.sort();
    names
}

/// The name of a type that has a JSON Schema.
pub(super) fn name(item: &Item) -> Option<&Ident> {
    match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        _ => None,
    }
}

fn derives_serialize(attributes: &[syn::Attribute]) -> bool {
    attribute::says(attributes, "derive", "Serialize")
}

/// To the derive an `Option` is optional and all else required, which is not
/// what the document says of every field; and each `Option` may be null to it. So the
/// required fields are listed, and those of the others that may be null.
fn require_nullable(item: &mut ItemStruct) {
    let Fields::Named(fields) = &item.fields else {
        return;
    };
    let required: Vec<&Field> = fields
        .named
        .iter()
        .filter(|field| is_required(field))
        .collect();
    let is_plain = |field: &&Field| field.attrs.iter().any(is_description);
    if !required.iter().any(|field| is_option(&field.ty))
        && !item.fields.iter().any(|one| is_plain(&one))
    {
        return;
    }
    let may_be_null = |field: &&Field| {
        let is_optional = is_option(&field.ty) || is_nullable(&field.ty);
        is_optional && !is_required(field) && !is_plain(field)
    };
    let nullable: Vec<String> = item
        .fields
        .iter()
        .filter(may_be_null)
        .map(wire_name)
        .collect();
    let required = required.iter().map(|field| wire_name(field));
    let nullable = (!nullable.is_empty()).then(|| quote! { ; #(#nullable),* });
    item.attrs.push(attribute::list(
        "cfg_attr",
        quote! { feature = "schemars", schemars(transform = crate::schema::fields!(#(#required),* #nullable)) },
    ));
    for field in &mut item.fields {
        field.attrs.retain(|one| !is_description(one));
    }
}

/// What says of one field what the transformation says of all.
fn is_description(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg_attr")
}

/// An `Option` with a default that is sent as null is required by the document,
/// though it may be missing.
fn is_required(field: &Field) -> bool {
    let says = |word| attribute::says(&field.attrs, "serde", word);
    let optional = says("skip_serializing_if") || says("flatten");
    let has_default = says("default") && !is_option(&field.ty);
    !optional && !has_default && !is_nullable(&field.ty)
}
