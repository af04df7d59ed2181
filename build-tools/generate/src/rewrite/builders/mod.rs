//! Writes the builders among the types of a stand-alone crate.
//!
//! The generator makes one for each struct, and names each property in six places of
//! it. What only answers have is decoded and never built, so it has none here; and
//! what becomes of a value that is given is in `given.rs`, once for all of them.

mod property;

use super::sent::as_built;
use super::{docs, open_types};
use property::{Property, Words};
use quote::quote;
use std::collections::BTreeSet;
use syn::visit::{self, Visit};
use syn::{File, ImplItem, Item, ItemStruct, Path, parse_quote};

/// The builder of a type that has named properties. `names` are those of all types, and
/// `given` is the type of what builders keep.
pub(super) fn of(items: &[Item], names: &BTreeSet<String>, given: Path) -> Vec<Item> {
    let Some(item) = items.iter().find_map(as_built) else {
        return Vec::new();
    };
    let mut builder = builder(item, &Words::of(names, given));
    open_types::keep_open(&mut builder);
    docs::tidy_builder(&mut builder);
    builder
}

/// Takes the blocks that lead to builders.
pub(super) fn take_entrances(items: &mut Vec<Item>) -> Vec<Item> {
    items.extract_if(.., |item| is_entrance(item)).collect()
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

fn is_entrance(item: &Item) -> bool {
    let leads = |item: &ImplItem| matches!(item, ImplItem::Fn(one) if one.sig.ident == "builder");
    matches!(item, Item::Impl(block) if block.trait_.is_none() && block.items.iter().any(leads))
}

/// One builder; its conversions are inline, so that only those that a program uses are
/// compiled. It is parsed on its own, since the parser copies all tokens that it is
/// given.
fn builder(item: &ItemStruct, words: &Words<'_>) -> Vec<Item> {
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
    let result = &words.result;
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
            fn try_from(#value: #name) -> #result<Self, Self::Error> {
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
