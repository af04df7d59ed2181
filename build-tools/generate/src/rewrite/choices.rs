//! Decodes unions by their discriminators, and keeps values of variants that the
//! document does not list.

use super::attribute::says;
use crate::plan::{Choice, Plan};
use quote::{ToTokens, format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, Ident, Item, ItemEnum, Meta, Path, Token, parse_quote};

/// Gives what decodes them.
pub(super) fn follow(types: &mut [Item], plan: &Plan) -> Vec<Item> {
    let mut added = Vec::new();
    for item in types.iter_mut() {
        if let Item::Enum(item) = item
            && let Some(choice) = plan.choices.get(&item.ident.to_string())
            && is_untagged(item, choice)
        {
            added.push(open(item, choice));
        }
    }
    added
}

/// The form in which parts follow each other as the document lists them.
fn is_untagged(item: &ItemEnum, choice: &Choice) -> bool {
    let single =
        |fields: &Fields| matches!(fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1);
    says(&item.attrs, "serde", "untagged")
        && item.variants.len() == choice.parts
        && item.variants.iter().all(|variant| single(&variant.fields))
}

fn open(item: &mut ItemEnum, choice: &Choice) -> Item {
    for attribute in &mut item.attrs {
        drop_deserialize(attribute);
    }
    let name = &item.ident;
    let names: Vec<Ident> = item
        .variants
        .iter()
        .map(|variant| variant.ident.clone())
        .collect();
    let unknown = unlisted(item);
    let property = &choice.property;
    let arms = choice.values.iter().filter_map(|(value, part)| {
        let variant = names.get(*part)?;
        Some(quote! {
            ::std::option::Option::Some(#value) => ::serde_json::from_value(value.clone())
                .map(Self::#variant)
                .map_err(::serde::de::Error::custom),
        })
    });
    let block = parse_quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                match value.get(#property).and_then(::serde_json::Value::as_str) {
                    #(#arms)*
                    _ => ::std::result::Result::Ok(Self::#unknown(value)),
                }
            }
        }
    };
    item.variants.push(parse_quote! {
        /// A form that the document does not list, as it came.
        #unknown(::serde_json::Value)
    });
    block
}

/// The name of the variant for what the document does not list.
pub(super) fn unlisted(item: &ItemEnum) -> Ident {
    if item
        .variants
        .iter()
        .any(|variant| variant.ident == "Unknown")
    {
        format_ident!("UnknownForm")
    } else {
        format_ident!("Unknown")
    }
}

pub(super) fn drop_deserialize(attribute: &mut Attribute) {
    drop_derived(attribute, &["Deserialize"]);
}

/// Takes traits out of what is derived.
pub(super) fn drop_derived(attribute: &mut Attribute, names: &[&str]) {
    if !attribute.path().is_ident("derive") {
        return;
    }
    let parser = Punctuated::<Path, Token![,]>::parse_terminated;
    let Ok(paths) = attribute.parse_args_with(parser) else {
        return;
    };
    let kept: Punctuated<Path, Token![,]> = paths
        .into_iter()
        .filter(|path| {
            let last = path.segments.last();
            last.is_none_or(|last| !names.iter().any(|name| last.ident == name))
        })
        .collect();
    if let Meta::List(list) = &mut attribute.meta {
        list.tokens = kept.to_token_stream();
    }
}
