//! Answers that differ by status: an enum of them for each such operation.

use super::helpers::Helpers;
use super::requests::builder;
use super::types::first_argument_of;
use crate::marker::MARKER_CRATE;
use crate::plan::{Answer, Plan, Success};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use std::collections::BTreeMap;
use syn::visit_mut::{self, VisitMut};
use syn::{Arm, Expr, ExprMatch, File, Ident, ImplItem, Item, Pat, Path, Type, parse_quote};

/// Puts single statuses before the ranges they are in: the generator goes by
/// where a range begins, and would take `201` for one of `2XX`.
pub(super) fn order(builders: &mut [Item]) {
    let impls = builders.iter_mut().filter_map(|item| match item {
        Item::Impl(block) => Some(block),
        _ => None,
    });
    for item in impls.flat_map(|block| &mut block.items) {
        if let ImplItem::Fn(function) = item
            && function.sig.ident == "send"
        {
            Order.visit_block_mut(&mut function.block);
        }
    }
}

struct Order;

impl VisitMut for Order {
    fn visit_expr_match_mut(&mut self, found: &mut ExprMatch) {
        visit_mut::visit_expr_match_mut(self, found);
        found.arms.sort_by_key(|arm| match &arm.pat {
            Pat::Lit(_) => 0,
            Pat::Range(_) => 1,
            _ => 2,
        });
    }
}

/// Gives redirects that are the success of an operation as such. The generator
/// knows no success but 2xx; where there is none, it gives the bytes.
pub(super) fn take_redirects(builders: &mut [Item], plan: &Plan) {
    for item in builders {
        let planned = builder(item).and_then(|name| plan.operations.get(&name));
        if let (Some(plan), Item::Impl(block)) = (planned, item)
            && !plan.redirects.is_empty()
        {
            Redirects {
                statuses: &plan.redirects,
            }
            .visit_item_impl_mut(block);
        }
    }
}

struct Redirects<'a> {
    statuses: &'a [String],
}

impl VisitMut for Redirects<'_> {
    fn visit_expr_match_mut(&mut self, found: &mut ExprMatch) {
        let Some(response) = answered(&found.expr) else {
            return;
        };
        let arms = self.statuses.iter().flat_map(|status| {
            let patterns: Vec<Pat> = match status.parse::<u16>() {
                Ok(status) => vec![parse_quote! { #status }],
                Err(_) => vec![
                    parse_quote! { 300u16..=303u16 },
                    parse_quote! { 305u16..=399u16 },
                ],
            };
            patterns.into_iter().map(|pattern| -> Arm {
                parse_quote! { #pattern => Ok(ResponseValue::stream(#response)), }
            })
        });
        found.arms.splice(0..0, arms);
    }
}

/// Makes an answer that does not fit say which of its members does not.
pub(super) fn name_members(builders: &mut [Item], helpers: &mut Helpers) {
    let mut place = Place {
        helpers,
        decoding: None,
    };
    for item in builders {
        place.visit_item_mut(item);
    }
}

struct Place<'h> {
    helpers: &'h mut Helpers,
    decoding: Option<Path>,
}

impl VisitMut for Place<'_> {
    /// `ResponseValue::from_response`, or that of a type.
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let [of, function] = path.segments.iter().collect::<Vec<_>>()[..] else {
            return;
        };
        if of.ident != "ResponseValue" || function.ident != "from_response" {
            return;
        }
        let helpers = &mut *self.helpers;
        let decoding = self.decoding.get_or_insert_with(|| helpers.decoding());
        *path = match first_argument_of(of) {
            Some(ty) => parse_quote! { #decoding::value::<#ty, _> },
            None => parse_quote! { #decoding::value },
        };
    }
}

/// Makes the operations answer with their enums.
pub(super) fn follow(builders: &mut [Item], plan: &Plan) {
    let successes: BTreeMap<&String, &Success> = plan
        .operations
        .iter()
        .filter_map(|(name, operation)| Some((name, operation.success.as_ref()?)))
        .collect();
    for item in builders {
        if let Some(success) = builder(item).and_then(|name| successes.get(&name)) {
            Answers { success }.visit_item_mut(item);
        }
    }
}

/// Adds the enums to the types.
pub(super) fn define(types: &mut Vec<Item>, plan: &Plan) {
    for operation in plan.operations.values() {
        if let Some(success) = &operation.success {
            types.extend(definition(success).items);
        }
    }
}

struct Answers<'a> {
    success: &'a Success,
}

impl VisitMut for Answers<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        let is_marker = matches!(ty, Type::Path(path)
            if path.path.segments.first().is_some_and(|first| first.ident == MARKER_CRATE)
                && path.path.segments.last().is_some_and(|last| last.ident == self.success.name));
        if is_marker {
            let name = format_ident!("{}", self.success.name);
            *ty = parse_quote! { types::#name };
        }
    }

    fn visit_expr_match_mut(&mut self, found: &mut ExprMatch) {
        let Some(response) = response(&found.expr) else {
            return;
        };
        for arm in &mut found.arms {
            let answer = status(arm).and_then(|status| {
                let answers = self.success.answers.iter();
                answers
                    .clone()
                    .find(|(documented, _)| *documented == status)
            });
            if let Some((status, answer)) = answer {
                *arm.body = decoded(self.success, status, answer, &response);
            }
        }
    }
}

/// The answer in `match response.status().as_u16()`.
fn response(expr: &Expr) -> Option<Ident> {
    match expr {
        Expr::MethodCall(call) => response(&call.receiver),
        Expr::Path(path) => path.path.get_ident().cloned(),
        _ => None,
    }
}

/// The answer whose status a `match` in `send` is about.
fn answered(expr: &Expr) -> Option<Ident> {
    match expr {
        Expr::MethodCall(call) if call.method == "as_u16" => response(expr),
        _ => None,
    }
}

/// The status of an arm, as the document writes it.
fn status(arm: &Arm) -> Option<String> {
    let text = arm.pat.to_token_stream().to_string().replace(' ', "");
    match &arm.pat {
        Pat::Lit(_) => Some(text.trim_end_matches("u16").to_owned()),
        Pat::Range(_) if text.starts_with("200") => Some("2XX".to_owned()),
        _ => None,
    }
}

fn decoded(success: &Success, status: &str, answer: &Answer, response: &Ident) -> Expr {
    let (name, variant) = (format_ident!("{}", success.name), variant(status));
    match answer {
        Answer::Json(ty) => {
            let ty = format_ident!("{ty}");
            parse_quote! {
                ResponseValue::<types::#ty>::from_response(#response)
                    .await
                    .and_then(|value| value.map(types::#name::#variant))
            }
        }
        Answer::Bytes => parse_quote! {
            ResponseValue::stream(#response).map(types::#name::#variant)
        },
        Answer::Nothing => parse_quote! {
            ResponseValue::empty(#response).map(|()| types::#name::#variant)
        },
    }
}

/// What the published client reads a success with: a closure that goes by its
/// status.
pub(super) fn reader(success: &Success) -> Expr {
    let name = format_ident!("{}", success.name);
    // A single status is before the range that it is in.
    let mut answers: Vec<_> = success.answers.iter().collect();
    answers.sort();
    let arms = answers.into_iter().map(|(status, answer)| {
        let variant = variant(status);
        let pattern: Pat = match status.parse::<u16>() {
            Ok(status) => parse_quote! { #status },
            Err(_) => parse_quote! { 200u16..=299u16 },
        };
        let read = if *answer == Answer::Nothing {
            quote! { empty(answer, operation).map(|()| types::#name::#variant) }
        } else {
            quote! { value(answer, operation).map(types::#name::#variant) }
        };
        quote! { #pattern => crate::decode::#read, }
    });
    parse_quote! {
        |answer, operation| match answer.status.as_u16() {
            #(#arms)*
            _ => crate::decode::undocumented(answer, operation),
        }
    }
}

fn variant(status: &str) -> Ident {
    format_ident!("Status{}", status)
}

fn definition(success: &Success) -> File {
    let name = format_ident!("{}", success.name);
    let variants = success.answers.iter().map(|(status, answer)| {
        let variant = variant(status);
        let doc = format!(" The answer with status {status}.");
        let holds = match answer {
            Answer::Json(ty) => {
                let ty = format_ident!("{ty}");
                quote! { (#ty) }
            }
            Answer::Bytes => quote! { (::progenitor_client::ByteStream) },
            Answer::Nothing => TokenStream::new(),
        };
        quote! { #[doc = #doc] #variant #holds }
    });
    let shown = success.answers.iter().map(|(status, answer)| {
        let variant = variant(status);
        let text = variant.to_string();
        match answer {
            Answer::Json(_) => quote! {
                Self::#variant(value) => f.debug_tuple(#text).field(value).finish()
            },
            Answer::Bytes => quote! { Self::#variant(_) => f.write_str(#text) },
            Answer::Nothing => quote! { Self::#variant => f.write_str(#text) },
        }
    });
    parse_quote! {
        /// What a success brings, by its status.
        pub enum #name {
            #(#variants),*
        }

        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(#shown),*
                }
            }
        }
    }
}
