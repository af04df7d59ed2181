//! The types that the generator made, one by one: each with what it made for that.

use super::code::TYPES;
use super::items::{Open, Split};
use proc_macro2::{TokenStream, TokenTree};
use syn::{Fields, Ident, Item, ItemStruct, parse_quote};

/// A type, which is parsed when its items are asked for.
#[derive(Debug)]
pub(super) struct Type {
    pub(super) name: String,
    items: Vec<Open>,
}

impl Type {
    /// Parses it, and adds the entrance to its builder: all else that the generator makes
    /// of builders is written anew.
    pub(super) fn items(self) -> syn::Result<Vec<Item>> {
        let parsed = self.items.into_iter().map(Open::parse);
        let mut items: Vec<Item> = parsed.collect::<syn::Result<_>>()?;
        if let Some(Item::Struct(ItemStruct {
            ident,
            fields: Fields::Named(_),
            ..
        })) = items.first()
        {
            let entrance = entrance(ident);
            items.push(entrance);
        }
        Ok(items)
    }
}

/// The types of a file.
pub(super) fn types(file: TokenStream) -> Vec<Type> {
    let mut types: Vec<Type> = Vec::new();
    let module = Split::of(file).find(|item| item.is_module(TYPES));
    let Some(TokenTree::Group(content)) = module.and_then(|mut module| module.tokens.pop()) else {
        return types;
    };
    for item in Split::of(content.stream()) {
        match (item.type_name(), types.last_mut()) {
            (Some(name), _) => types.push(Type {
                name,
                items: vec![item],
            }),
            (None, Some(last)) if item.kind.as_deref() != Some("mod") => last.items.push(item),
            _ => {}
        }
    }
    types
}

fn entrance(name: &Ident) -> Item {
    parse_quote! {
        impl #name {
            pub fn builder() -> builder::#name {
                Default::default()
            }
        }
    }
}
