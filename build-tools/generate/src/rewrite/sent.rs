//! The types that requests are made of: these have builders.

use super::types::{last_segment, names};
use crate::run::declared;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Fields, Ident, Item, ItemEnum, ItemStruct, Type, Variant};

/// The types of the crate, and which of them are sent.
pub(super) struct Sent<'a> {
    types: BTreeMap<String, &'a Item>,
    sent: BTreeSet<String>,
}

impl<'a> Sent<'a> {
    /// From what requests name, on to what that is made of.
    pub(super) fn of(types: &'a [Item], named: impl Iterator<Item = String>) -> Self {
        let types: BTreeMap<String, &Item> = types
            .iter()
            .filter_map(|item| Some((declared(item)?.to_string(), item)))
            .collect();
        let mut open: Vec<String> = named.collect();
        let mut sent = BTreeSet::new();
        while let Some(name) = open.pop() {
            if let Some(item) = types.get(&name)
                && sent.insert(name)
            {
                open.extend(held(item).into_iter().flat_map(names));
            }
        }
        Self { types, sent }
    }

    /// The types that have a builder, by their names.
    pub(super) fn built(&self) -> impl Iterator<Item = &'a ItemStruct> {
        self.sent
            .iter()
            .filter_map(|name| as_built(self.types.get(name)?))
    }

    /// Whether a type has a builder.
    pub(super) fn is_built(&self, name: &str) -> bool {
        self.sent.contains(name)
            && self
                .types
                .get(name)
                .is_some_and(|item| as_built(item).is_some())
    }

    /// The object of that name, sent or not.
    pub(super) fn object(&self, name: &str) -> Option<&'a ItemStruct> {
        self.types.get(name).and_then(|item| as_built(item))
    }

    /// The first of the values that an open enum lists.
    pub(super) fn variant(&self, name: &str) -> Option<&'a Ident> {
        match self.types.get(name)? {
            Item::Enum(item) if is_open(item) => item.variants.first().map(|one| &one.ident),
            _ => None,
        }
    }

    /// The type that a type of one unnamed field wraps.
    pub(super) fn wrapped(&self, ty: &Type) -> Option<&'a Type> {
        let name = last_segment(ty)?.ident.to_string();
        match self.types.get(&name)? {
            Item::Struct(ItemStruct {
                fields: Fields::Unnamed(fields),
                ..
            }) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| &field.ty),
            _ => None,
        }
    }

    /// Whether there is a type of that name in `types`.
    pub(super) fn is_type(&self, name: &str) -> bool {
        self.types.contains_key(name)
    }
}

/// Whether an enum keeps what it does not list.
pub(super) fn is_open(item: &ItemEnum) -> bool {
    let is_unit = |variant: &Variant| matches!(variant.fields, Fields::Unit);
    let others = item.variants.len().saturating_sub(1);
    item.variants
        .last()
        .is_some_and(|last| last.ident == "Unknown")
        && item.variants.iter().take(others).all(is_unit)
}

/// An item with properties that can be set.
pub(super) fn as_built(item: &Item) -> Option<&ItemStruct> {
    match item {
        Item::Struct(item) if matches!(item.fields, Fields::Named(_)) => Some(item),
        _ => None,
    }
}

/// The types of what is in a type.
pub(super) fn held(item: &Item) -> Vec<&Type> {
    match item {
        Item::Struct(item) => item.fields.iter().map(|field| &field.ty).collect(),
        Item::Enum(item) => {
            let fields = item.variants.iter().flat_map(|variant| &variant.fields);
            fields.map(|field| &field.ty).collect()
        }
        Item::Type(item) => vec![&*item.ty],
        _ => Vec::new(),
    }
}
