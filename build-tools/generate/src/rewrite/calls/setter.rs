//! The setters of an operation's builder, of which each converts what it takes.

use crate::rewrite::types::{InShort, first_argument_of};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::BTreeSet;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Expr, ExprAssign, ExprMethodCall, FnArg, GenericParam, Generics, Ident, ImplItemFn, Member,
    Path, Token, Type, TypeParamBound, WherePredicate, parse_quote,
};

pub(super) struct Setters<'a> {
    /// The module of what becomes of a value.
    given: &'a Path,
    /// The names that the module of the builders has given away.
    taken: &'a BTreeSet<String>,
}

impl<'a> Setters<'a> {
    pub(super) fn of(given: &'a Path, taken: &'a BTreeSet<String>) -> Self {
        Self { given, taken }
    }

    /// The name of a trait, in full where a builder has the short one.
    fn word(&self, short: Path, full: Path) -> Path {
        let is_taken = short
            .get_ident()
            .is_some_and(|name| self.taken.contains(&name.to_string()));
        if is_taken { full } else { short }
    }

    /// `fn name<V>(mut self, value: V) -> Self where V: TryInto<T>`
    pub(super) fn shorten(&self, function: &mut ImplItemFn) {
        let Some((parameter, bounds)) = bounds(&function.sig.generics) else {
            return;
        };
        let names_cause = bounds.len() > 1;
        let Some(taken) = self.taken(&bounds) else {
            return;
        };
        for argument in &mut function.sig.inputs {
            if let FnArg::Typed(argument) = argument
                && argument.ty.to_token_stream().to_string() == parameter
            {
                *argument.ty = parse_quote! { impl #taken };
                InShort(|name: &str| self.taken.contains(name)).visit_type_mut(&mut argument.ty);
            }
        }
        function.sig.generics = Generics::default();
        Converts {
            given: self.given,
            names_cause,
            field: None,
        }
        .visit_block_mut(&mut function.block);
    }

    /// The bound of the argument, with that of its trait's error in it.
    fn taken(&self, bounds: &[Bounds<'_>]) -> Option<TokenStream> {
        let of_parameter = bounds.first()?.first()?;
        let TypeParamBound::Trait(bound) = of_parameter else {
            return None;
        };
        let last = bound.path.segments.last()?;
        if last.ident != "TryInto" {
            let name = self.word(parse_quote! { FnOnce }, parse_quote! { ::std::ops::FnOnce });
            let arguments = &last.arguments;
            let is_known = last.ident == "FnOnce";
            return is_known.then(|| quote! { #name #arguments });
        }
        let name = self.word(
            parse_quote! { TryInto },
            parse_quote! { ::std::convert::TryInto },
        );
        let cause = self.word(
            parse_quote! { ToString },
            parse_quote! { ::std::string::ToString },
        );
        let ty = first_argument_of(last)?;
        Some(if bounds.len() > 1 {
            quote! { #name<#ty, Error: #cause> }
        } else {
            quote! { #name<#ty> }
        })
    }
}

type Bounds<'a> = &'a Punctuated<TypeParamBound, Token![+]>;

/// The only type parameter, and the bounds of it and of what it names.
fn bounds(generics: &Generics) -> Option<(String, Vec<Bounds<'_>>)> {
    let mut parameters = generics.params.iter();
    let (Some(GenericParam::Type(parameter)), None) = (parameters.next(), parameters.next()) else {
        return None;
    };
    let predicates = &generics.where_clause.as_ref()?.predicates;
    let Some(WherePredicate::Type(first)) = predicates.first() else {
        return None;
    };
    let is_own =
        matches!(&first.bounded_ty, Type::Path(path) if path.path.is_ident(&parameter.ident));
    let bounds = predicates.iter().filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) => Some(&predicate.bounds),
        _ => None,
    });
    is_own.then(|| (parameter.ident.to_string(), bounds.collect()))
}

/// Makes one call of `value.try_into()` and of what words its fault.
struct Converts<'a> {
    given: &'a Path,
    /// Whether the fault has the cause in it.
    names_cause: bool,
    /// What the value is assigned to.
    field: Option<Ident>,
}

impl VisitMut for Converts<'_> {
    fn visit_expr_assign_mut(&mut self, assign: &mut ExprAssign) {
        self.field = match &*assign.left {
            Expr::Field(field) => match &field.member {
                Member::Named(name) => Some(name.clone()),
                Member::Unnamed(_) => None,
            },
            _ => None,
        };
        visit_mut::visit_expr_assign_mut(self, assign);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        // `….map_err(…)` of a conversion
        if let Expr::MethodCall(call) = expr
            && call.method == "map_err"
        {
            *expr = (*call.receiver).clone();
        }
        visit_mut::visit_expr_mut(self, expr);
        if let (Expr::MethodCall(call), Some(field)) = (&mut *expr, &self.field)
            && is_conversion(call)
        {
            let (given, value, name) = (self.given, &call.receiver, field.unraw().to_string());
            *expr = if self.names_cause {
                parse_quote! { #given::body(#name, #value) }
            } else {
                parse_quote! { #given::argument(#name, #value) }
            };
        }
    }
}

fn is_conversion(call: &ExprMethodCall) -> bool {
    call.method == "try_into" && call.args.is_empty()
}
