//! Opens every string enum: a value the document does not list decodes to
//! `Unknown`, which keeps the text and encodes back to it.
//!
//! Without this one new value from upstream fails the whole answer.

use super::attribute::{doc, renamed};
use super::helpers::Helpers;
use quote::format_ident;
use std::collections::HashSet;
use syn::{Attribute, Fields, Ident, Item, ItemEnum, Path, Type, Variant, parse_quote};

const UNKNOWN: &str = "Unknown";

/// One documented value: the variant and the text on the wire.
struct Known {
    variant: Ident,
    text: String,
}

/// Opens the enums, and puts them before the other types. Gives how many items they are.
pub(super) fn open(types: &mut Vec<Item>, helpers: &mut Helpers) -> usize {
    let mut opened = Vec::new();
    for item in std::mem::take(types) {
        match item {
            Item::Enum(item) if is_string_enum(&item) => opened.push(item),
            other => types.push(other),
        }
    }
    if opened.is_empty() {
        return 0;
    }
    let patterns = Patterns::new(helpers.text_enum());
    let names: HashSet<String> = opened.iter().map(|item| item.ident.to_string()).collect();
    types.retain(|item| !is_conversion_of(item, &names));
    let mut items: Vec<Item> = opened
        .into_iter()
        .flat_map(|item| open_one(item, &patterns))
        .collect();
    let count = items.len();
    items.append(types);
    *types = items;
    count
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

fn open_one(mut item: ItemEnum, patterns: &Patterns) -> [Item; 2] {
    capitalise(&mut item);
    let known: Vec<Known> = item.variants.iter_mut().map(take_known).collect();
    item.attrs
        .retain(|attribute| !attribute.path().is_ident("derive"));
    item.attrs.push(patterns.derive.clone());
    item.variants.push(patterns.unknown.clone());
    let (name, implement) = (&item.ident, &patterns.implement);
    let variants = known.iter().map(|known| &known.variant);
    let texts = known.iter().map(|known| &known.text);
    let implement = parse_quote! {
        #implement!(#name, #(#variants = #texts),*);
    };
    [Item::Enum(item), implement]
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

/// What every opened enum gets, parsed once for all of them.
struct Patterns {
    derive: Attribute,
    unknown: Variant,
    /// The macro of what it implements.
    implement: Path,
}

impl Patterns {
    fn new(implement: Path) -> Self {
        Self {
            derive: parse_quote! {
                #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            },
            unknown: parse_quote! {
                /// A value that the document does not list, as it came.
                Unknown(::std::string::String)
            },
            implement,
        }
    }
}
