//! Decodes unions without a discriminator to the variant that holds most of the
//! value.
//!
//! The generator takes the first part that fits. Where properties are optional
//! that is often the wrong one, and what the right one had is lost without a
//! word.

use super::attribute::says;
use super::choices::drop_deserialize;
use super::helpers::Helpers;
use quote::format_ident;
use syn::{Fields, Ident, Item, ItemEnum, Path, parse_quote};

pub(super) fn hold_most(types: &mut Vec<Item>, helpers: &mut Helpers) {
    let mut added = Vec::new();
    for item in types.iter_mut() {
        if let Item::Enum(item) = item
            && is_untagged(item)
        {
            added.push(decode(item, &helpers.unions()));
        }
    }
    types.extend(added);
}

/// A union as the generator makes it: each form holds one type.
fn is_untagged(item: &ItemEnum) -> bool {
    let single =
        |fields: &Fields| matches!(fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1);
    says(&item.attrs, "serde", "untagged")
        && says(&item.attrs, "derive", "Deserialize")
        && item.variants.len() > 1
        && item.variants.iter().all(|variant| single(&variant.fields))
}

fn decode(item: &mut ItemEnum, unions: &Path) -> Item {
    item.attrs.iter_mut().for_each(drop_deserialize);
    let name = &item.ident;
    let forms: Vec<Ident> = item
        .variants
        .iter()
        .map(|variant| format_ident!("{}", variant.ident))
        .collect();
    let unfit = format!("data did not match any form of `{name}`");
    parse_quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                let forms: &[fn(&::serde_json::Value) -> ::std::option::Option<Self>] = &[
                    #(|value| ::serde::Deserialize::deserialize(value).map(Self::#forms).ok()),*
                ];
                #unions::fullest(&value, forms)
                    .ok_or_else(|| ::serde::de::Error::custom(#unfit))
            }
        }
    }
}
