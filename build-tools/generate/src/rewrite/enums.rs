//! Opens every string enum: a value the document does not list decodes to
//! `Unknown`, which keeps the text and encodes back to it.
//!
//! Without this one new value from upstream fails the whole answer.

use super::attribute::{doc, renamed};
use super::helpers::Helpers;
use crate::uses::Use;
use proc_macro2::Span;
use quote::{format_ident, quote};
use std::collections::HashSet;
use syn::visit_mut::VisitMut;
use syn::{
    Arm, Attribute, Expr, ExprLit, ExprMatch, ExprPath, Fields, File, Ident, Item, ItemEnum, Lit,
    LitStr, Macro, Pat, Path, Token, Type, Variant, parse_quote,
};

const UNKNOWN: &str = "Unknown";

/// One documented value: the variant and the text on the wire.
struct Known {
    variant: Ident,
    text: String,
}

/// Opens the enums; `by_macro` where the crate has a macro for what they
/// implement.
pub(super) fn open(types: &mut Vec<Item>, by_macro: bool, helpers: &mut Helpers) {
    let mut opened = Vec::new();
    for item in std::mem::take(types) {
        match item {
            Item::Enum(item) if is_string_enum(&item) => opened.push(item),
            other => types.push(other),
        }
    }
    if !opened.is_empty() {
        helpers.used.insert(Use::OpenEnum);
    }
    let names: HashSet<String> = opened.iter().map(|item| item.ident.to_string()).collect();
    types.retain(|item| !is_conversion_of(item, &names));
    let patterns = Patterns::new();
    let mut items: Vec<Item> = opened
        .into_iter()
        .flat_map(|item| open_one(item, by_macro, &patterns))
        .collect();
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
pub(super) fn is_conversion_of(item: &Item, names: &HashSet<String>) -> bool {
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
    }) && matches!(&*block.self_ty, Type::Path(path)
        if path.path.get_ident().is_some_and(|name| names.contains(&name.to_string())))
}

fn open_one(mut item: ItemEnum, by_macro: bool, patterns: &Patterns) -> Vec<Item> {
    capitalise(&mut item);
    let known: Vec<Known> = item.variants.iter_mut().map(take_known).collect();
    item.attrs
        .retain(|attribute| !attribute.path().is_ident("derive"));
    item.attrs.push(patterns.derive.clone());
    item.variants.push(patterns.unknown.clone());
    if by_macro {
        let name = &item.ident;
        let variants = known.iter().map(|known| &known.variant);
        let texts = known.iter().map(|known| &known.text);
        let implement = parse_quote! {
            crate::text_enum::text_enum!(#name, #(#variants = #texts),*);
        };
        return vec![Item::Enum(item), implement];
    }
    let mut fill = Fill {
        name: &item.ident,
        known: &known,
    };
    let mut impls = patterns.impls.clone();
    for block in &mut impls {
        fill.visit_item_mut(block);
    }
    let mut items = vec![Item::Enum(item)];
    items.append(&mut impls);
    items
}

/// The generator makes `plus1` of `+1`, which the compiler warns of.
fn capitalise(item: &mut ItemEnum) {
    let names: Vec<String> = item
        .variants
        .iter()
        .map(|variant| variant.ident.to_string())
        .collect();
    for (variant, name) in item.variants.iter_mut().zip(&names) {
        let mut rest = name.chars();
        let first = rest.next().filter(char::is_ascii_lowercase);
        let upper = first.map(|first| first.to_ascii_uppercase().to_string() + rest.as_str());
        if let Some(upper) = upper.filter(|upper| !names.contains(upper)) {
            if renamed(&variant.attrs).is_none() {
                variant
                    .attrs
                    .push(parse_quote! { #[serde(rename = #name)] });
            }
            variant.ident = format_ident!("{upper}");
        }
    }
}

/// Takes the wire text off a variant, and moves a documented `unknown` out of
/// the way of ours.
fn take_known(variant: &mut Variant) -> Known {
    let text = renamed(&variant.attrs).unwrap_or_else(|| variant.ident.to_string());
    variant
        .attrs
        .retain(|attribute| !attribute.path().is_ident("serde"));
    if variant.ident == UNKNOWN {
        variant.ident = format_ident!("UnknownValue");
    }
    variant.attrs.insert(0, doc(&format!("`{text}`")));
    Known {
        variant: variant.ident.clone(),
        text,
    }
}

/// What every opened enum gets, parsed once for all of them: `Pattern` stands
/// for the enum.
struct Patterns {
    derive: Attribute,
    unknown: Variant,
    impls: Vec<Item>,
}

impl Patterns {
    fn new() -> Self {
        let impls: File = parse_quote! {
            impl Pattern {
                /// The text on the wire.
                pub fn as_str(&self) -> &str {
                    match self {
                        Self::Unknown(text) => text,
                    }
                }
            }

            impl ::std::fmt::Display for Pattern {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str(self.as_str())
                }
            }

            impl ::std::convert::From<&str> for Pattern {
                fn from(text: &str) -> Self {
                    match text {
                        other => Self::Unknown(other.to_owned()),
                    }
                }
            }

            impl ::std::convert::From<::std::string::String> for Pattern {
                fn from(text: ::std::string::String) -> Self {
                    Self::from(text.as_str())
                }
            }

            impl ::std::str::FromStr for Pattern {
                type Err = ::std::convert::Infallible;
                fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                    Ok(Self::from(text))
                }
            }

            impl ::serde::Serialize for Pattern {
                fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }

            impl<'de> ::serde::Deserialize<'de> for Pattern {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    crate::open_enum::decode(
                        deserializer,
                        |text| Self::from(text),
                        |value| !matches!(value, Self::Unknown(_)),
                    )
                }
            }

            #[cfg(feature = "schemars")]
            impl ::schemars::JsonSchema for Pattern {
                fn schema_name() -> ::std::borrow::Cow<'static, str> {
                    "Pattern".into()
                }
                fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                    ::schemars::json_schema!({})
                }
            }
        };
        Self {
            derive: parse_quote! {
                #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            },
            unknown: parse_quote! {
                /// A value that the document does not list, as it came.
                Unknown(::std::string::String)
            },
            impls: impls.items,
        }
    }
}

/// Turns the patterns into the code of one enum.
struct Fill<'a> {
    name: &'a Ident,
    known: &'a [Known],
}

impl VisitMut for Fill<'_> {
    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        if ident == "Pattern" {
            ident.clone_from(self.name);
        }
    }

    fn visit_attribute_mut(&mut self, _: &mut Attribute) {}

    fn visit_lit_str_mut(&mut self, text: &mut LitStr) {
        *text = LitStr::new(&self.name.to_string(), text.span());
    }

    /// The arms of the documented values, from text or to it.
    fn visit_expr_match_mut(&mut self, found: &mut ExprMatch) {
        let unknown = std::mem::take(&mut found.arms);
        let decodes = matches!(&*found.expr, Expr::Path(path) if path.path.is_ident("text"));
        let known = self.known.iter();
        found.arms = known.map(|known| known.arm(decodes)).collect();
        found.arms.extend(unknown);
    }

    fn visit_macro_mut(&mut self, schema: &mut Macro) {
        if schema
            .path
            .segments
            .last()
            .is_none_or(|last| last.ident != "json_schema")
        {
            return;
        }
        let texts = self.known.iter().map(|known| &known.text);
        schema.tokens = quote! { { "type": "string", "enum": [#(#texts),*] } };
    }
}

impl Known {
    fn arm(&self, decodes: bool) -> Arm {
        let text = ExprLit {
            attrs: Vec::new(),
            lit: Lit::Str(LitStr::new(&self.text, Span::call_site())),
        };
        let mut path = Path::from(Ident::new("Self", Span::call_site()));
        path.segments.push(self.variant.clone().into());
        let variant = ExprPath {
            attrs: Vec::new(),
            qself: None,
            path,
        };
        let (pat, body) = if decodes {
            (Pat::Lit(text), Expr::Path(variant))
        } else {
            (Pat::Path(variant), Expr::Lit(text))
        };
        Arm {
            attrs: Vec::new(),
            pat,
            fat_arrow_token: <Token![=>]>::default(),
            body: Box::new(body),
            comma: Some(<Token![,]>::default()),
        }
    }
}
