//! Lets no JSON array pass for an object.
//!
//! What serde derives for a struct also takes an array, whose items are the
//! fields in their order. In the published client the derive goes to a copy of the
//! struct that only decodes, and the type itself decodes by way of that, from an
//! object. In a stand-alone crate the derive is told to take for serde what asks
//! for an object, which is less to generate and to compile.

use super::attribute::{self, says};
use super::choices::drop_deserialize;
use super::helpers::Helpers;
use super::module::module;
use crate::uses::Use;
use quote::{format_ident, quote};
use syn::{Attribute, Fields, File, Item, ItemStruct, Visibility, parse_quote};

/// Members by which a struct does not decode from fields in an order.
const OTHERWISE: [&str; 5] = ["transparent", "flatten", "try_from", "from", "remote"];

/// Decodes the structs in `types` in a module of its own.
pub(super) fn refuse_arrays(file: &mut File, helpers: &mut Helpers) {
    let types = module(&mut file.items, "types").map_or(&mut [][..], Vec::as_mut_slice);
    let decoded: Vec<Item> = types.iter_mut().filter_map(decode).collect();
    if decoded.is_empty() {
        return;
    }
    helpers.used.insert(Use::Object);
    file.items.push(parse_quote! {
        /// How the types are decoded: from objects, never from arrays.
        #[allow(dead_code, unused_imports)]
        mod decoding {
            use super::types;
            use super::types::*;
            #(#decoded)*
        }
    });
}

/// Derives structs from objects.
pub(super) fn derive_from_objects(types: &mut [Item], helpers: &mut Helpers) {
    for item in types {
        if let Item::Struct(item) = item
            && is_derived(item)
        {
            helpers.used.insert(Use::Objects);
            let serde = attribute::list("serde", quote! { crate = "crate::objects" });
            item.attrs.push(serde);
        }
    }
}

fn decode(item: &mut Item) -> Option<Item> {
    let Item::Struct(item) = item else {
        return None;
    };
    if !is_derived(item) {
        return None;
    }
    let name = &item.ident;
    let members = members(item);
    let decoded = parse_quote! {
        impl<'de> ::serde::Deserialize<'de> for types::#name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                #members
                __Members::deserialize(crate::object::Object(deserializer))
            }
        }
    };
    item.attrs.iter_mut().for_each(drop_deserialize);
    for field in &mut item.fields {
        attribute::drop_members(&mut field.attrs, "serde", &["alias", "deserialize_with"]);
    }
    Some(decoded)
}

/// Whether serde derives how to decode the struct, from its fields by name or in their order.
fn is_derived(item: &ItemStruct) -> bool {
    let derives = |what| says(&item.attrs, "derive", what);
    let otherwise =
        |attributes: &[Attribute]| attribute::has_member(attributes, "serde", &OTHERWISE);
    // Without `Serialize`, what the attributes say would be said to nobody.
    matches!(item.fields, Fields::Named(_))
        && derives("Deserialize")
        && derives("Serialize")
        && !otherwise(&item.attrs)
        && !item.fields.iter().any(|field| otherwise(&field.attrs))
}

/// The fields of a struct, with what serde has to know to decode them.
fn members(item: &ItemStruct) -> ItemStruct {
    let mut members = item.clone();
    let name = item.ident.to_string();
    members.ident = format_ident!("__Members");
    members.vis = Visibility::Inherited;
    keep_decoding(&mut members.attrs);
    let derive = attribute::list("derive", quote! { ::serde::Deserialize });
    members.attrs.insert(0, derive);
    members
        .attrs
        .push(attribute::list("serde", quote! { remote = #name }));
    for field in &mut members.fields {
        field.vis = Visibility::Inherited;
        keep_decoding(&mut field.attrs);
    }
    members
}

fn keep_decoding(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| attribute.path().is_ident("serde"));
    attribute::drop_members(attributes, "serde", &["skip_serializing_if"]);
}
