//! Reads the impls that a macro of the crate makes of a type.
//!
//! It is the simplest kind of macro: one arm, which begins with a name, and impls
//! in which everything that repeats is inside of functions. Of others nothing is
//! read.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::{File, Item, ItemImpl, ItemMacro, Macro};

/// The impls that a macro makes where it is called so.
pub(super) fn impls(definition: &ItemMacro, call: &Macro) -> Vec<ItemImpl> {
    let made = made(definition, call).and_then(|tokens| syn::parse2::<File>(tokens).ok());
    let items = made.map(|file| file.items).unwrap_or_default();
    let impls = items.into_iter().filter_map(|item| match item {
        Item::Impl(item) => Some(item),
        _ => None,
    });
    impls.collect()
}

/// What the macro makes, without what repeats.
fn made(definition: &ItemMacro, call: &Macro) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = definition.mac.tokens.clone().into_iter().collect();
    let arm = tokens.split(|token| is_sign(token, ';')).next()?;
    let ([pattern, _, _, body], true) = (arm, tokens.len() <= arm.len() + 1) else {
        return None;
    };
    let (TokenTree::Group(pattern), TokenTree::Group(body)) = (pattern, body) else {
        return None;
    };
    let pattern: Vec<TokenTree> = pattern.stream().into_iter().take(4).collect();
    let variable = match &pattern[..] {
        [
            TokenTree::Punct(_),
            TokenTree::Ident(name),
            TokenTree::Punct(_),
            TokenTree::Ident(kind),
        ] if kind == "ident" => name.clone(),
        _ => return None,
    };
    let Some(TokenTree::Ident(name)) = call.tokens.clone().into_iter().next() else {
        return None;
    };
    Some(filled(body.stream(), &variable, &name))
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == sign)
}

/// The tokens with the name for the variable, and without what repeats.
fn filled(tokens: TokenStream, variable: &Ident, name: &Ident) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut filled = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(dollar) if dollar.as_char() == '$' => match tokens.next() {
                Some(TokenTree::Ident(found)) if found == *variable => {
                    filled.extend([TokenTree::Ident(name.clone())]);
                }
                Some(TokenTree::Ident(found)) => filled.extend([TokenTree::Ident(found)]),
                // Up to the sign that says how often.
                Some(TokenTree::Group(_)) => {
                    while let Some(TokenTree::Punct(sign)) = tokens.next() {
                        if ['*', '+', '?'].contains(&sign.as_char()) {
                            break;
                        }
                    }
                }
                _ => {}
            },
            TokenTree::Group(group) => {
                let inner = filled_group(&group, variable, name);
                filled.extend([TokenTree::Group(inner)]);
            }
            other => filled.extend([other]),
        }
    }
    filled
}

fn filled_group(group: &Group, variable: &Ident, name: &Ident) -> Group {
    let delimiter: Delimiter = group.delimiter();
    Group::new(delimiter, filled(group.stream(), variable, name))
}
