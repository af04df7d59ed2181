//! Formats declarations on one line, with public names.

use super::rename::Rename;
use quote::{ToTokens, format_ident};
use syn::punctuated::Punctuated;
use syn::visit_mut::VisitMut;
use syn::{
    Expr, FnArg, Generics, Item, ItemFn, ItemImpl, ItemStruct, ItemTrait, ItemType, Pat,
    ReceiverKind, Signature, Token, Type, TypeParamBound, parse_quote,
};

/// The bounds of a trait or an associated type.
pub(super) type Bounds = Punctuated<TypeParamBound, Token![+]>;

/// A placeholder for a path where the grammar requires a name.
const SUBJECT: &str = "subject";

/// `keyword path<T> where …`: the head of a type's declaration.
pub(super) fn head(rename: Rename<'_>, keyword: &str, path: &str, generics: &Generics) -> String {
    let declared = ItemStruct {
        ident: format_ident!("{SUBJECT}"),
        generics: generics.clone(),
        ..parse_quote! { struct A; }
    };
    let text = item(rename, generics, Item::Struct(declared));
    text.replacen(
        &format!("struct {SUBJECT}"),
        &format!("{keyword} {path}"),
        1,
    )
}

/// `type path<T> = …`.
pub(super) fn alias(rename: Rename<'_>, path: &str, generics: &Generics, ty: &Type) -> String {
    let declared = ItemType {
        ident: format_ident!("{SUBJECT}"),
        generics: generics.clone(),
        ty: Box::new(ty.clone()),
        ..parse_quote! { type A = (); }
    };
    let text = item(rename, generics, Item::Type(declared));
    text.replacen(SUBJECT, path, 1)
}

/// `fn path<T>(…) -> … where …`.
pub(super) fn function(rename: Rename<'_>, path: &str, signature: &Signature) -> String {
    let mut signature = signature.clone();
    signature.ident = format_ident!("{SUBJECT}");
    signature.inputs.iter_mut().for_each(simplify);
    let generics = signature.generics.clone();
    let function = ItemFn {
        sig: signature,
        ..parse_quote! { fn a() {} }
    };
    let text = item(rename, &generics, Item::Fn(function));
    text.replacen(&format!("fn {SUBJECT}"), &format!("fn {path}"), 1)
}

/// `trait path<T>: … where …`, and for the `type` of a trait the same.
pub(super) fn bounded(
    rename: Rename<'_>,
    keyword: &str,
    path: &str,
    generics: &Generics,
    bounds: &Bounds,
) -> String {
    let declared = ItemTrait {
        ident: format_ident!("{SUBJECT}"),
        generics: generics.clone(),
        colon_token: (!bounds.is_empty()).then(Default::default),
        supertraits: bounds.clone(),
        ..parse_quote! { trait A {} }
    };
    let text = item(rename, generics, Item::Trait(declared));
    text.replacen(&format!("trait {SUBJECT}"), &format!("{keyword} {path}"), 1)
}

/// `impl<T> Trait for Type where …`.
pub(super) fn impl_head(rename: Rename<'_>, block: &ItemImpl) -> String {
    let mut block = block.clone();
    block.items.clear();
    let generics = block.generics.clone();
    item(rename, &generics, Item::Impl(block))
}

/// A type by itself.
pub(super) fn ty(rename: Rename<'_>, ty: &Type) -> String {
    let text = alias(rename, SUBJECT, &Generics::default(), ty);
    text.trim_start_matches(&format!("type {SUBJECT} = "))
        .to_owned()
}

/// Keeps an argument's name for people, and drops how its value is bound.
fn simplify(argument: &mut FnArg) {
    match argument {
        FnArg::Receiver(receiver) => {
            if !matches!(receiver.kind, ReceiverKind::Reference(..)) {
                receiver.mutability = None;
            }
        }
        FnArg::Typed(argument) => {
            *argument.pat = match &*argument.pat {
                Pat::Ident(name) => {
                    let name = &name.ident;
                    parse_quote! { #name }
                }
                _ => parse_quote! { _ },
            };
        }
    }
}

fn item(mut rename: Rename<'_>, generics: &Generics, mut item: Item) -> String {
    rename.with(generics);
    rename.visit_item_mut(&mut item);
    let mut file: syn::File = parse_quote! {};
    file.items.push(item);
    let text = prettyplease::unparse(&file);
    let line = one_line(&text);
    let line = line.trim_end_matches(';').trim_end_matches("{}").trim_end();
    line.trim_end_matches(',').to_owned()
}

/// Joins the lines of the printer.
fn one_line(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with([')', ']', '>']) {
            joined.truncate(joined.trim_end_matches(',').len());
        } else if !joined.is_empty() && !joined.ends_with(['(', '[', '<']) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// Formats an expression that is a literal.
pub(super) fn literal(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(literal) => Some(literal.lit.to_token_stream().to_string()),
        _ => None,
    }
}
