//! Decodes unions that the generator has a tag for: a tag that the document does not
//! list is kept, and so is a value with members beside it.
//!
//! The names of types have no underscore at their start, so that the copy has a name
//! that no field's type has.

use super::attribute::{self, renamed, says};
use super::choices::{drop_derived, unlisted};
use super::enums::is_conversion_of;
use super::helpers::Helpers;
use super::mirror::Mirror;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::HashSet;
use syn::{Item, ItemEnum, Path, parse_quote};

/// What JSON has none of.
const NOT_OF_JSON: [&str; 5] = ["Copy", "Eq", "Hash", "Ord", "PartialOrd"];

/// Gives what decodes them.
pub(super) fn keep_unlisted(types: &mut Vec<Item>, helpers: &mut Helpers) -> Vec<Item> {
    let mut added = Vec::new();
    let mut opened = HashSet::new();
    for item in types.iter_mut() {
        if let Item::Enum(item) = item
            && says(&item.attrs, "derive", "Deserialize")
            && !says(&item.attrs, "serde", "untagged")
            && !item.variants.is_empty()
        {
            opened.insert(item.ident.to_string());
            added.push(open(item, &helpers.whole_value()));
        }
    }
    // Where there are nothing but tags, the generator converts them from and to text.
    types.retain(|item| !is_conversion_of(item, &opened));
    added
}

fn open(item: &mut ItemEnum, whole_value: &Path) -> Item {
    let names: Vec<String> = item
        .variants
        .iter()
        .map(|variant| renamed(&variant.attrs).unwrap_or_else(|| variant.ident.to_string()))
        .collect();
    let listed = match attribute::given(&item.attrs, "serde", "tag") {
        Some(tag) => by_member(&tag),
        None => by_name_of_member(),
    };
    let mirror = Mirror::of(item, "_Listed", |_| true);
    let (definition, given_back) = (
        mirror.definition(),
        mirror.given_back(&parse_quote! { listed }),
    );
    let (name, unlisted) = (&item.ident, unlisted(item));
    let block = parse_quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                #definition
                #whole_value::decode(deserializer, |value| {
                    let names: &[&str] = &[#(#names),*];
                    let listed: ::std::option::Option<::serde_json::Value> = #listed;
                    match listed {
                        ::std::option::Option::Some(value) => {
                            let listed: _Listed = ::serde_json::from_value(value)
                                .map_err(|why| why.to_string())?;
                            ::std::result::Result::Ok(#given_back)
                        }
                        ::std::option::Option::None => {
                            ::std::result::Result::Ok(Self::#unlisted(value))
                        }
                    }
                })
            }
        }
    };
    for attribute in &mut item.attrs {
        drop_derived(attribute, &["Deserialize"]);
        drop_derived(attribute, &NOT_OF_JSON);
    }
    item.variants.push(parse_quote! {
        /// A form that the document does not list, as it came.
        #[serde(untagged)]
        #unlisted(::serde_json::Value)
    });
    block
}

/// A value whose member `tag` is one of the names.
fn by_member(tag: &str) -> TokenStream {
    quote! {
        value
            .get(#tag)
            .and_then(::serde_json::Value::as_str)
            .filter(|tag| names.contains(tag))
            .map(|_| value.clone())
    }
}

/// A value that has one of the names as a member, or is it.
fn by_name_of_member() -> TokenStream {
    quote! {
        match &value {
            ::serde_json::Value::Object(members) => names.iter().find_map(|name| {
                let mut only = ::serde_json::Map::new();
                only.insert((*name).to_owned(), members.get(*name)?.clone());
                ::std::option::Option::Some(only.into())
            }),
            ::serde_json::Value::String(text) => {
                names.contains(&text.as_str()).then(|| value.clone())
            }
            _ => ::std::option::Option::None,
        }
    }
}
