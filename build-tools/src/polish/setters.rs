//! Makes the setters of the builders take plain values.
//!
//! The generator's setter of an optional field takes an `Option`, which
//! `"text"` does not convert to. Here it takes what the field holds. Each
//! setter gets the description of its field.

use super::calls::first_argument;
use super::markers::{is_option, skips_none};
use quote::{ToTokens, format_ident};
use std::collections::BTreeMap;
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, Field, Fields, Generics, ImplItem, ImplItemFn, Item, LitStr, Type, WherePredicate,
    parse_quote,
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
    let Some(builders) = super::module(types, "builder") else {
        return;
    };
    for item in builders {
        let Item::Impl(block) = item else { continue };
        let Some(facts) = structs.get(&block.self_ty.to_token_stream().to_string()) else {
            continue;
        };
        for function in &mut block.items {
            if let ImplItem::Fn(function) = function
                && let Some(facts) = facts.get(&function.sig.ident.to_string())
            {
                rewrite(function, facts);
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

fn rewrite(function: &mut ImplItemFn, facts: &Facts) {
    let name = function.sig.ident.clone();
    if facts.optional && narrow(&mut function.sig.generics) {
        let message = format!(
            "error converting supplied value for {}: {{e}}",
            plain(&name)
        );
        function.block = parse_quote! {{
            self.#name = value
                .try_into()
                .map(::std::option::Option::Some)
                .map_err(|e| format!(#message));
            self
        }};
    }
    let lead = format!("Sets `{}`.", plain(&name));
    let mut docs: Vec<Attribute> = vec![parse_quote! { #[doc = #lead] }];
    if !facts.docs.is_empty() {
        docs.push(parse_quote! { #[doc = ""] });
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
            let ty: Type = parse_quote! { #last };
            let inner = first_argument(&ty)
                .filter(|inner| is_option(inner))
                .and_then(first_argument);
            if let Some(inner) = inner {
                last.arguments = syn::PathArguments::AngleBracketed(parse_quote! { <#inner> });
                return true;
            }
        }
    }
    false
}

/// The generator prints types into messages token by token.
pub(super) fn tidy_messages(operations: &mut [Item]) {
    for item in operations {
        TidyMessages.visit_item_mut(item);
    }
}

struct TidyMessages;

impl VisitMut for TidyMessages {
    fn visit_lit_str_mut(&mut self, text: &mut LitStr) {
        let value = text.value();
        let parts: Vec<&str> = value.split('`').collect();
        if let ["conversion to ", ty, rest] = parts.as_slice() {
            let tidy = format!("conversion to `{}`{rest}", ty.replace(' ', ""));
            *text = LitStr::new(&tidy, text.span());
        }
    }
}
