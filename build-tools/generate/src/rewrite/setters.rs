//! Makes the setters of the builders take plain values.
//!
//! The generator's setter of an optional field takes an `Option`, which
//! `"text"` does not convert to. Here it takes what the field holds. Each
//! setter gets the description of its field.

use super::attribute::doc;
use super::markers::{is_option, skips_none};
use super::module::module;
use super::types::first_argument_of;
use quote::format_ident;
use std::collections::BTreeMap;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, ExprMethodCall, Field, Fields, Generics, ImplItem, ImplItemFn, Item, Token,
    Type, WherePredicate, parse_quote,
};

/// What a setter needs to know of its field.
struct Facts {
    docs: Vec<Attribute>,
    optional: bool,
}

pub(super) fn take_plain_values(types: &mut [Item]) {
    let mut structs: BTreeMap<String, BTreeMap<String, Facts>> = BTreeMap::new();
    for item in types.iter() {
        if let Item::Struct(item) = item
            && let Fields::Named(fields) = &item.fields
        {
            let facts = fields.named.iter().filter_map(facts_of).collect();
            structs.insert(item.ident.to_string(), facts);
        }
    }
    let Some(builders) = module(types, "builder") else {
        return;
    };
    let mut wrap = WrapInSome {
        some: parse_quote! { ::std::option::Option::Some },
    };
    for item in builders {
        let Item::Impl(block) = item else { continue };
        let Some(facts) = name_of(&block.self_ty).and_then(|name| structs.get(&name)) else {
            continue;
        };
        for function in &mut block.items {
            if let ImplItem::Fn(function) = function
                && let Some(facts) = facts.get(&function.sig.ident.to_string())
            {
                rewrite(function, facts, &mut wrap);
            }
        }
    }
}

fn facts_of(field: &Field) -> Option<(String, Facts)> {
    let name = field.ident.as_ref()?.to_string();
    let docs = field
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .cloned()
        .collect();
    Some((
        name,
        Facts {
            docs,
            optional: skips_none(field) && is_option(&field.ty),
        },
    ))
}

fn name_of(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => Some(path.path.get_ident()?.to_string()),
        _ => None,
    }
}

fn rewrite(function: &mut ImplItemFn, facts: &Facts, wrap: &mut WrapInSome) {
    let name = function.sig.ident.clone();
    if facts.optional && narrow(&mut function.sig.generics) {
        wrap.visit_block_mut(&mut function.block);
    }
    let lead = format!("Sets `{}`.", plain(&name));
    let mut docs = vec![doc(&lead)];
    if !facts.docs.is_empty() {
        docs.push(doc(""));
        docs.extend(facts.docs.iter().cloned());
    }
    function.attrs.splice(0..0, docs);
}

/// The field's name without `r#`.
fn plain(name: &syn::Ident) -> syn::Ident {
    format_ident!(
        "{}",
        name.to_string().trim_start_matches("r#"),
        span = name.span()
    )
}

/// Turns the bound `T: TryInto<Option<X>>` into `T: TryInto<X>`.
fn narrow(generics: &mut Generics) -> bool {
    let predicates = generics
        .where_clause
        .iter_mut()
        .flat_map(|clause| &mut clause.predicates);
    for predicate in predicates {
        let WherePredicate::Type(predicate) = predicate else {
            continue;
        };
        for bound in &mut predicate.bounds {
            let syn::TypeParamBound::Trait(bound) = bound else {
                continue;
            };
            let Some(last) = bound.path.segments.last_mut() else {
                continue;
            };
            if last.ident != "TryInto" {
                continue;
            }
            // The arguments of the `Option` become those of the trait.
            if let Some(Type::Path(inner)) = first_argument_of(last)
                && let Some(option) = inner.path.segments.last()
                && option.ident == "Option"
                && first_argument_of(option).is_some()
            {
                let arguments = option.arguments.clone();
                last.arguments = arguments;
                return true;
            }
        }
    }
    false
}

/// Makes `value.try_into()` give an `Option`.
struct WrapInSome {
    some: Expr,
}

impl VisitMut for WrapInSome {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        if call.method != "map_err" {
            return visit_mut::visit_expr_method_call_mut(self, call);
        }
        let receiver = std::mem::replace(&mut *call.receiver, Expr::PLACEHOLDER);
        *call.receiver = Expr::MethodCall(ExprMethodCall {
            attrs: Vec::new(),
            receiver: Box::new(receiver),
            dot_token: <Token![.]>::default(),
            method: format_ident!("map"),
            turbofish: None,
            paren_token: syn::token::Paren::default(),
            args: Punctuated::from_iter([self.some.clone()]),
        });
    }
}
