//! Writes the builders among the types of a stand-alone crate.
//!
//! The generator makes one for each struct, and names each property in six places of
//! it. What only answers have is decoded and never built, so it has none here; and
//! what becomes of a value that is given is in `given.rs`, once for all of them.

mod property;

use super::helpers::Helpers;
use super::sent::Sent;
use super::taker::Taker;
use super::{docs, open_types};
use property::{Property, Words};
use quote::quote;
use std::collections::BTreeSet;
use syn::visit::{self, Visit};
use syn::{File, ImplItem, Item, ItemStruct, Path, Type, parse_quote};

/// Gives builders to the structs that requests, which name these types, are made of,
/// and to no other. Each goes to `take` when it is done: a tree of all would take as much
/// room as that of the types.
pub(super) fn write(
    types: &mut Vec<Item>,
    named: BTreeSet<String>,
    helpers: &mut Helpers,
    take: Taker<'_>,
) {
    let sent = Sent::of(types, named.into_iter());
    let built: BTreeSet<String> = sent.built().map(|item| item.ident.to_string()).collect();
    if !built.is_empty() {
        let words = Words::of(&sent, helpers.given());
        for item in sent.built() {
            let mut builder = builder(item, &words);
            open_types::keep_open(&mut builder);
            docs::tidy_builder(&mut builder);
            take(builder);
        }
    }
    types.retain(|item| entered(item).is_none_or(|name| built.contains(&name)));
}

/// The types of what an operation takes.
pub(super) fn named(operation: &[Item]) -> BTreeSet<String> {
    let mut named = Named::default();
    for item in operation {
        if let Item::Struct(operation) = item {
            named.visit_fields(&operation.fields);
        }
    }
    named.0
}

#[derive(Default)]
struct Named(BTreeSet<String>);

impl Visit<'_> for Named {
    /// `types::Name`, or `types::builder::Name`
    fn visit_path(&mut self, path: &Path) {
        visit::visit_path(self, path);
        let first = path.segments.first();
        if first.is_some_and(|first| first.ident == "types") {
            self.0
                .extend(path.segments.last().map(|last| last.ident.to_string()));
        }
    }
}

/// The type whose builder a block is the entrance to.
fn entered(item: &Item) -> Option<String> {
    let Item::Impl(block) = item else {
        return None;
    };
    let is_entrance =
        |item: &ImplItem| matches!(item, ImplItem::Fn(one) if one.sig.ident == "builder");
    match &*block.self_ty {
        Type::Path(path) if block.trait_.is_none() && block.items.iter().any(is_entrance) => {
            Some(path.path.get_ident()?.to_string())
        }
        _ => None,
    }
}

/// One builder; its conversions are inline, so that only those that a program uses are
/// compiled. It is parsed on its own, since the parser copies all tokens that it is
/// given.
fn builder(item: &ItemStruct, words: &Words) -> Vec<Item> {
    let name = &item.ident;
    let properties: Vec<Property> = item
        .fields
        .iter()
        .filter_map(|field| Property::of(field, words))
        .collect();
    let kept = properties.iter().map(|one| one.kept(words));
    let setters = properties.iter().map(|one| one.setter(words));
    let built = properties.iter().map(Property::built);
    let taken = properties.iter().map(|one| one.taken(words));
    let value = if properties.is_empty() {
        quote! { _ }
    } else {
        quote! { value }
    };
    let file: File = parse_quote! {
        #[derive(Clone, Debug, Default)]
        pub struct #name {
            #(#kept),*
        }

        impl #name {
            #(#setters)*
        }

        impl ::std::convert::TryFrom<#name> for super::#name {
            type Error = super::error::ConversionError;
            #[inline]
            fn try_from(#value: #name) -> ::std::result::Result<Self, Self::Error> {
                Ok(Self { #(#built),* })
            }
        }

        impl ::std::convert::From<super::#name> for #name {
            #[inline]
            fn from(#value: super::#name) -> Self {
                Self { #(#taken),* }
            }
        }
    };
    file.items
}
