//! Finds types in the generator's output that would not compile or cannot have a
//! value.

use std::collections::BTreeSet;
use syn::{Fields, File, Ident, Item, ItemMod};

/// A type that cannot stay as it is.
#[derive(Debug)]
pub(super) struct Unusable {
    pub(super) name: String,
    pub(super) why: &'static str,
}

impl Unusable {
    /// A type whose name another one has.
    pub(super) fn repeated(name: String) -> Self {
        let why = "two schemas have one name in Rust";
        Self { name, why }
    }
}

/// The name of the type that an item declares, if it does.
pub(crate) fn declared(item: &Item) -> Option<&Ident> {
    match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        _ => None,
    }
}

/// The names of the types.
pub(super) fn types(file: &File) -> BTreeSet<String> {
    let named = items(file).iter().filter_map(declared);
    named.map(ToString::to_string).collect()
}

/// The names of the modules, at any depth.
pub fn modules(file: &File) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![file.items.as_slice()];
    while let Some(items) = open.pop() {
        for item in items {
            if let Item::Mod(inner) = item {
                names.insert(inner.ident.to_string());
                open.extend(inner.content.iter().map(|(_, items)| items.as_slice()));
            }
        }
    }
    names
}

/// What is in the module of the types.
fn items(file: &File) -> &[Item] {
    let types = file.items.iter().find_map(|item| match item {
        Item::Mod(ItemMod {
            ident,
            content: Some((_, items)),
            ..
        }) if ident == "types" => Some(items.as_slice()),
        _ => None,
    });
    types.unwrap_or_default()
}

/// The types of a file that cannot stay.
pub(super) fn unusable_in(file: &File) -> Vec<Unusable> {
    unusable(items(file))
}

pub(super) fn unusable(items: &[Item]) -> Vec<Unusable> {
    let mut seen = BTreeSet::new();
    let mut unusable = Vec::new();
    for item in items {
        let (name, why) = match item {
            Item::Struct(item) => (item.ident.to_string(), repeated_fields(&item.fields)),
            Item::Enum(item) => {
                let mut names = BTreeSet::new();
                let unique = item
                    .variants
                    .iter()
                    .all(|variant| names.insert(variant.ident.to_string()));
                let why = if item.variants.is_empty() {
                    Some("no value can be all that its parts ask for")
                } else if unique {
                    item.variants
                        .iter()
                        .find_map(|variant| repeated_fields(&variant.fields))
                } else {
                    Some("two of its forms have one name in Rust")
                };
                (item.ident.to_string(), why)
            }
            _ => continue,
        };
        let is_first = seen.insert(name.clone());
        match why {
            Some(why) => unusable.push(Unusable { name, why }),
            None if !is_first => unusable.push(Unusable::repeated(name)),
            None => {}
        }
    }
    unusable
}

fn repeated_fields(fields: &Fields) -> Option<&'static str> {
    let mut names = BTreeSet::new();
    let unique = fields
        .iter()
        .filter_map(|field| field.ident.as_ref())
        .all(|name| names.insert(name.to_string()));
    (!unique).then_some("two of its properties have one name in Rust")
}
