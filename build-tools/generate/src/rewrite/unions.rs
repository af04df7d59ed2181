//! Decodes unions without a discriminator to the variant that fits the value best.
//!
//! The generator takes the first part that fits. Where properties are optional
//! that is often the wrong one, and what the right one had is lost without a
//! word.

use super::attribute::says;
use super::choices::drop_deserialize;
use super::decoding::is_made_of_integers;
use super::helpers::Helpers;
use super::mirror::Mirror;
use super::types::last_segment;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeMap;
use syn::{Fields, Ident, ImplItem, Item, ItemEnum, ItemImpl, Path, Type, Variant, parse_quote};

/// What is parsed from text and is not text in JSON.
const NOT_TEXT: [&str; 11] = [
    "bool", "f32", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64",
];

/// Gives what decodes them.
pub(super) fn hold_most(types: &mut [Item], helpers: &mut Helpers) -> Vec<Item> {
    let mut added = Vec::new();
    let mut parsed = BTreeMap::new();
    for item in types.iter_mut() {
        if let Item::Enum(item) = item
            && is_untagged(item)
        {
            parsed.insert(item.ident.to_string(), not_text(item));
            added.push(decode(item, &helpers.unions()));
        }
    }
    for item in types.iter_mut() {
        if let Item::Impl(block) = item
            && let Some(Type::Path(ty)) = parsed_type(block)
            && let Some(others) = ty
                .path
                .get_ident()
                .and_then(|name| parsed.get(&name.to_string()))
        {
            parse_as_text(block, others);
        }
    }
    added
}

/// A union as the generator makes it, which is not decoded by what it says.
fn is_untagged(item: &ItemEnum) -> bool {
    says(&item.attrs, "serde", "untagged")
        && says(&item.attrs, "derive", "Deserialize")
        && item.variants.len() > 1
}

fn decode(item: &mut ItemEnum, unions: &Path) -> Item {
    item.attrs.iter_mut().for_each(drop_deserialize);
    let name = &item.ident;
    let forms = item.variants.iter().map(|variant| {
        let decode = decode_form(item, variant, unions);
        if is_any_text(variant) {
            quote! { #unions::Form::of_text(#decode) }
        } else {
            quote! { #unions::Form::of(#decode) }
        }
    });
    let text = name.to_string();
    parse_quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                #unions::decode(deserializer, #text, &[#(#forms),*])
            }
        }
    }
}

/// A function from a value to one form of it.
fn decode_form(item: &ItemEnum, variant: &Variant, unions: &Path) -> TokenStream {
    let Some(ty) = only_type(variant) else {
        let mirror = Mirror::of(item, "_Form", |one| one.ident == variant.ident);
        let (definition, given_back) = (
            mirror.definition(),
            mirror.given_back(&parse_quote! { form }),
        );
        return quote! {
            |value| {
                #definition
                let form = <_Form as ::serde::Deserialize>::deserialize(value).ok()?;
                ::std::option::Option::Some(#given_back)
            }
        };
    };
    let name = &variant.ident;
    if is_made_of_integers(ty) {
        quote! { |value| crate::integer::decode(value).map(Self::#name).ok() }
    } else {
        quote! { |value| #unions::held(value, Self::#name) }
    }
}

/// The type of a form that holds nothing else.
fn only_type(variant: &Variant) -> Option<&Type> {
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| &field.ty)
        }
        _ => None,
    }
}

fn is_any_text(variant: &Variant) -> bool {
    let last = only_type(variant).and_then(last_segment);
    last.is_some_and(|last| last.ident == "String" || last.ident == "Value")
}

/// The variants of what is not text.
fn not_text(item: &ItemEnum) -> Vec<Ident> {
    let found = item.variants.iter().filter(|variant| {
        let last = only_type(variant).and_then(last_segment);
        last.is_some_and(|last| NOT_TEXT.iter().any(|name| last.ident == name))
    });
    found
        .map(|variant| format_ident!("{}", variant.ident))
        .collect()
}

/// What an implementation of `FromStr` is of.
fn parsed_type(block: &ItemImpl) -> Option<&Type> {
    let last = block.trait_.as_ref()?.0.segments.last()?;
    (last.ident == "FromStr").then_some(&*block.self_ty)
}

/// Parses a text to the form that a text in JSON has, where there is one.
fn parse_as_text(block: &mut ItemImpl, others: &[Ident]) {
    for item in &mut block.items {
        if let ImplItem::Fn(function) = item {
            function.block = parse_quote! {{
                let text = ::serde_json::Value::from(value);
                if let Ok(text) = <Self as ::serde::Deserialize>::deserialize(text) {
                    return Ok(text);
                }
                #(if let Ok(other) = value.parse() {
                    return Ok(Self::#others(other));
                })*
                Err("string conversion failed for all variants".into())
            }};
        }
    }
}
