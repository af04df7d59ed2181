//! Opens every string enum: a value the document does not list decodes to
//! `Unknown`, which keeps the text and encodes back to it.
//!
//! Without this one new value from upstream fails the whole answer.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use std::collections::HashSet;
use syn::{Attribute, Fields, Ident, Item, ItemEnum, LitStr, Variant, parse_quote};

const UNKNOWN: &str = "Unknown";

/// One documented value: the variant and the text on the wire.
struct Known {
    variant: Ident,
    text: String,
}

pub(super) fn open(types: &mut Vec<Item>) {
    let mut opened = Vec::new();
    for item in std::mem::take(types) {
        match item {
            Item::Enum(item) if is_string_enum(&item) => opened.push(item),
            other => types.push(other),
        }
    }
    let names: HashSet<String> = opened.iter().map(|item| item.ident.to_string()).collect();
    types.retain(|item| !is_conversion_of(item, &names));
    let mut items: Vec<Item> = opened.into_iter().flat_map(open_one).collect();
    items.append(types);
    *types = items;
}

/// All variants are units, and serde sees them as plain strings.
fn is_string_enum(item: &ItemEnum) -> bool {
    let units = item
        .variants
        .iter()
        .all(|variant| matches!(variant.fields, Fields::Unit));
    let shaped = item
        .attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("serde"));
    units && !shaped && !item.variants.is_empty()
}

/// The generator's own conversions, which refuse what they do not know.
fn is_conversion_of(item: &Item, names: &HashSet<String>) -> bool {
    let Item::Impl(block) = item else {
        return false;
    };
    let Some(implemented) = &block.trait_ else {
        return false;
    };
    let last = implemented.0.segments.last();
    last.is_some_and(|last| {
        ["Display", "FromStr", "TryFrom"]
            .iter()
            .any(|name| last.ident == name)
    }) && names.contains(&block.self_ty.to_token_stream().to_string())
}

fn open_one(mut item: ItemEnum) -> Vec<Item> {
    let known: Vec<Known> = item.variants.iter_mut().map(take_known).collect();
    item.attrs
        .retain(|attribute| !attribute.path().is_ident("derive"));
    item.attrs.push(parse_quote! {
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    });
    item.variants.push(parse_quote! {
        /// A value that the document does not list, as it came.
        Unknown(::std::string::String)
    });
    let name = &item.ident;
    let impls = [
        text_impl(name, &known),
        conversions(name, &known),
        serde_impls(name),
        schema_impl(name, &known),
    ];
    let mut items = vec![Item::Enum(item.clone())];
    for tokens in impls {
        let file: syn::File = parse_quote! { #tokens };
        items.extend(file.items);
    }
    items
}

/// Takes the wire text off a variant, and moves a documented `unknown` out of
/// the way of ours.
fn take_known(variant: &mut Variant) -> Known {
    let text = rename(&variant.attrs).unwrap_or_else(|| variant.ident.to_string());
    variant
        .attrs
        .retain(|attribute| !attribute.path().is_ident("serde"));
    if variant.ident == UNKNOWN {
        variant.ident = format_ident!("UnknownValue");
    }
    let doc = format!("`{text}`");
    variant.attrs.insert(0, parse_quote! { #[doc = #doc] });
    Known {
        variant: variant.ident.clone(),
        text,
    }
}

/// The text of `#[serde(rename = "…")]`.
fn rename(attributes: &[Attribute]) -> Option<String> {
    let mut text = None;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
    {
        let read = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                text = Some(meta.value()?.parse::<LitStr>()?.value());
            }
            Ok(())
        });
        if read.is_err() {
            return None;
        }
    }
    text
}

fn text_impl(name: &Ident, known: &[Known]) -> TokenStream {
    let variants = known.iter().map(|known| &known.variant);
    let texts = known.iter().map(|known| &known.text);
    quote! {
        impl #name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}

fn conversions(name: &Ident, known: &[Known]) -> TokenStream {
    let variants = known.iter().map(|known| &known.variant);
    let texts = known.iter().map(|known| &known.text);
    quote! {
        impl ::std::convert::From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#texts => Self::#variants,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for #name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for #name {
            type Err = ::std::convert::Infallible;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }
    }
}

fn serde_impls(name: &Ident) -> TokenStream {
    quote! {
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                struct Text;
                impl ::serde::de::Visitor<'_> for Text {
                    type Value = #name;
                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str("a string")
                    }
                    fn visit_str<E: ::serde::de::Error>(self, text: &str) -> ::std::result::Result<#name, E> {
                        Ok(#name::from(text))
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }
    }
}

fn schema_impl(name: &Ident, known: &[Known]) -> TokenStream {
    let texts = known.iter().map(|known| &known.text);
    let title = name.to_string();
    quote! {
        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #title.into()
            }
            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({ "type": "string", "enum": [#(#texts),*] })
            }
        }
    }
}
