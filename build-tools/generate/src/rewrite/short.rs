//! Names in attributes what every module has without its path, where no type is called so.
//! This is the last pass over the types, since the others know what the generator writes.

use proc_macro2::{Group, Literal, TokenStream, TokenTree};
use std::collections::BTreeSet;
use syn::{Field, Item, Meta};

const FULL: &str = "\"::std::option::Option::is_none\"";

/// `names` are those of all types.
pub(super) fn name_in_short(types: &mut [Item], names: &BTreeSet<String>) {
    if names.contains("Option") {
        return;
    }
    for item in types {
        if let Item::Struct(item) = item {
            item.fields.iter_mut().for_each(shorten);
        }
    }
}

fn shorten(field: &mut Field) {
    for attribute in &mut field.attrs {
        if let Meta::List(list) = &mut attribute.meta
            && list.path.is_ident("serde")
        {
            list.tokens = shortened(std::mem::take(&mut list.tokens));
        }
    }
}

fn shortened(tokens: TokenStream) -> TokenStream {
    let each = tokens.into_iter().map(|token| match token {
        TokenTree::Literal(text) if text.to_string() == FULL => {
            Literal::string("Option::is_none").into()
        }
        TokenTree::Group(group) => Group::new(group.delimiter(), shortened(group.stream())).into(),
        other => other,
    });
    each.collect()
}
