//! Finds, in the generator's output, types that would not compile and types
//! that can hold no value.

use std::collections::BTreeSet;
use syn::{Fields, File, Item, ItemMod};

/// A type that cannot stay as it is.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) name: String,
    pub(super) why: &'static str,
}

pub(super) fn faults(file: &File) -> Vec<Fault> {
    let types = file.items.iter().find_map(|item| match item {
        Item::Mod(ItemMod {
            ident,
            content: Some((_, items)),
            ..
        }) if ident == "types" => Some(items),
        _ => None,
    });
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for item in types.into_iter().flatten() {
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
        let repeated = !seen.insert(name.clone());
        let why = why.or(repeated.then_some("two schemas have one name in Rust"));
        if let Some(why) = why {
            faults.push(Fault { name, why });
        }
    }
    faults
}

fn repeated_fields(fields: &Fields) -> Option<&'static str> {
    let mut names = BTreeSet::new();
    let unique = fields
        .iter()
        .filter_map(|field| field.ident.as_ref())
        .all(|name| names.insert(name.to_string()));
    (!unique).then_some("two of its properties have one name in Rust")
}
