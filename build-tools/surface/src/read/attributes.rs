//! Reads the attributes that matter to users, and the conditions of an item.

use quote::ToTokens;
use std::collections::BTreeSet;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, MetaList, Path, Token};

/// A derived trait, and the condition of a `cfg_attr` around it.
pub(super) struct Derive {
    pub(super) path: Path,
    pub(super) condition: Option<String>,
}

/// Formats the attributes that matter to users.
pub(super) fn shown(attributes: &[Attribute]) -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    for (condition, meta) in flatten(attributes) {
        let path = meta.path();
        let word = ["non_exhaustive", "must_use", "deprecated"]
            .into_iter()
            .find(|word| path.is_ident(word));
        match (condition, word) {
            (None, Some(word)) => {
                shown.insert(format!("#[{word}]"));
            }
            (Some(condition), Some(word)) => {
                shown.insert(format!("#[cfg_attr({condition}, {word})]"));
            }
            (None, None) if path.is_ident("cfg") => {
                shown.insert(format!("#[cfg({})]", inside(&meta)));
            }
            (None, None) if path.is_ident("repr") => {
                shown.insert(format!("#[repr({})]", inside(&meta)));
            }
            _ => {}
        }
    }
    shown
}

/// Formats the `#[cfg]`s alone.
pub(super) fn conditions(attributes: &[Attribute]) -> BTreeSet<String> {
    let mut shown = shown(attributes);
    shown.retain(|attribute| attribute.starts_with("#[cfg("));
    shown
}

/// Returns whether an item is `#[doc(hidden)]`.
pub(super) fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("doc") && inside(&attribute.meta) == "hidden")
}

/// Returns whether an item is compiled in tests only.
pub(super) fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let condition = inside(&attribute.meta);
        let tests =
            ["test", "doctest"].contains(&condition.as_str()) || condition.starts_with("all(test,");
        attribute.path().is_ident("cfg") && tests
    })
}

/// Returns whether there is an attribute of this name.
pub(super) fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(name))
}

/// Lists the derives, including those in `cfg_attr`.
pub(super) fn derives(attributes: &[Attribute]) -> Vec<Derive> {
    let mut derives = Vec::new();
    for (condition, meta) in flatten(attributes) {
        if let Meta::List(list) = &meta
            && list.path.is_ident("derive")
            && let Ok(paths) = list_of::<Path>(list)
        {
            derives.extend(paths.into_iter().map(|path| {
                Derive {
                    path,
                    condition: condition
                        .clone()
                        .map(|condition| format!("#[cfg({condition})]")),
                }
            }));
        }
    }
    derives
}

/// Lists the attributes, and those in a `cfg_attr` with its condition.
fn flatten(attributes: &[Attribute]) -> Vec<(Option<String>, Meta)> {
    let mut metas = Vec::new();
    for attribute in attributes {
        if let Meta::List(list) = &attribute.meta
            && list.path.is_ident("cfg_attr")
            && let Ok(parts) = list_of::<Meta>(list)
        {
            let mut parts = parts.into_iter();
            let condition = parts.next().map(|condition| tokens_text(&condition));
            metas.extend(parts.map(|meta| (condition.clone(), meta)));
        } else {
            metas.push((None, attribute.meta.clone()));
        }
    }
    metas
}

fn list_of<T: syn::parse::Parse>(list: &MetaList) -> syn::Result<Vec<T>> {
    let parts = Punctuated::<T, Token![,]>::parse_terminated.parse2(list.tokens.clone())?;
    Ok(parts.into_iter().collect())
}

/// Formats the arguments of an attribute.
fn inside(meta: &Meta) -> String {
    match meta {
        Meta::List(list) => tokens_text(&list.tokens),
        _ => String::new(),
    }
}

/// Formats tokens as rustfmt does: `any(feature = "a", unix)`.
fn tokens_text(tokens: &impl ToTokens) -> String {
    tokens
        .to_token_stream()
        .to_string()
        .replace(" (", "(")
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" ,", ",")
}
