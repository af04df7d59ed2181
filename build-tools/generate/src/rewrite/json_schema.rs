//! Adds the optional `JsonSchema` derive.

use super::attribute::{self, wire_name};
use super::markers::{is_nullable, is_option};
use quote::quote;
use syn::{Field, Fields, Ident, Item, ItemStruct, parse_quote};

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
pub(super) fn add_schemas(types: &[Item]) -> Item {
    let mut names: Vec<&Ident> = types
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            _ => None,
        })
        .collect();
    names.sort();
    parse_quote! {
        /// Adds the JSON Schema of every type in `types` to `generator`.
        #[cfg(feature = "schemars")]
        pub fn add_schemas(generator: &mut ::schemars::SchemaGenerator) {
            #(generator.subschema_for::<types::#names>();)*
        }
    }
}

fn derives_serialize(attributes: &[syn::Attribute]) -> bool {
    attribute::says(attributes, "derive", "Serialize")
}

/// To the derive an `Option` is optional and all else required, which is not
/// what the document says of every field; so the required fields are listed.
fn require_nullable(item: &mut ItemStruct) {
    let Fields::Named(fields) = &item.fields else {
        return;
    };
    let required: Vec<&Field> = fields
        .named
        .iter()
        .filter(|field| is_required(field))
        .collect();
    let described = |field: &Field| {
        field
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("cfg_attr"))
    };
    if required.iter().any(|field| is_option(&field.ty)) || fields.named.iter().any(described) {
        let names = required.iter().map(|field| wire_name(field));
        item.attrs.push(attribute::list(
            "cfg_attr",
            quote! { feature = "schemars", schemars(extend("required" = [#(#names),*])) },
        ));
    }
}

/// An `Option` with a default that is sent as null is required by the document,
/// though it may be missing.
fn is_required(field: &Field) -> bool {
    let says = |word| attribute::says(&field.attrs, "serde", word);
    let optional = says("skip_serializing_if") || says("flatten");
    let has_default = says("default") && !is_option(&field.ty);
    !optional && !has_default && !is_nullable(&field.ty)
}
