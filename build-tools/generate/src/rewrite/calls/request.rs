//! What a request is made of: its body and its headers.

use super::braces::unbraced;
use std::collections::BTreeSet;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, ImplItemFn, Lit, Path, parse_quote};

/// Shortens it, and says whether it has to find `QueryParam` then. `is_asked` is whether
/// JSON is asked for where the request is sent.
pub(super) fn shorten(
    function: &mut ImplItemFn,
    is_asked: bool,
    given: &Path,
    taken: &BTreeSet<String>,
) -> bool {
    let mut shorten = Shorten {
        is_asked,
        given,
        may_name_parameters: !taken.contains(PARAMETER),
        names_parameters: false,
    };
    shorten.visit_block_mut(&mut function.block);
    shorten.names_parameters
}

const PARAMETER: &str = "QueryParam";

struct Shorten<'a> {
    is_asked: bool,
    given: &'a Path,
    may_name_parameters: bool,
    names_parameters: bool,
}

impl VisitMut for Shorten<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::MethodCall(call) = expr
            && self.is_asked
            && asks_for_json(call)
        {
            let request = std::mem::replace(&mut *call.receiver, Expr::PLACEHOLDER);
            *expr = request;
        }
    }

    /// `progenitor_client::QueryParam::new`
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let is_it = path.segments.len() == 3 && path.segments[1].ident == PARAMETER;
        if is_it && self.may_name_parameters {
            self.names_parameters = true;
            *path = parse_quote! { QueryParam::new };
        }
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        let method = call.method.to_string();
        let Some(argument) = call.args.last_mut() else {
            return;
        };
        let shorter = match method.as_str() {
            "header" => static_text(argument),
            "and_then" => built(argument).map(|ty| {
                let given = self.given;
                parse_quote! { #given::built::<#ty, _> }
            }),
            _ => None,
        };
        if let Some(shorter) = shorter {
            *argument = shorter;
        }
    }
}

/// `….header(::reqwest::header::ACCEPT, "application/json")`
fn asks_for_json(call: &ExprMethodCall) -> bool {
    let mut arguments = call.args.iter();
    let (Some(Expr::Path(name)), Some(Expr::Lit(value))) = (arguments.next(), arguments.next())
    else {
        return false;
    };
    let is_name = name
        .path
        .segments
        .last()
        .is_some_and(|last| last.ident == "ACCEPT");
    let is_json = matches!(&value.lit, Lit::Str(text) if text.value() == "application/json");
    call.method == "header" && is_name && is_json
}

/// The text of `HeaderValue::from_static("text")`.
fn static_text(value: &Expr) -> Option<Expr> {
    let Expr::Call(call) = value else { return None };
    let Expr::Path(function) = &*call.func else {
        return None;
    };
    let is_static = function.path.segments.last()?.ident == "from_static";
    call.args.first().filter(|_| is_static).cloned()
}

/// The type of `|v| T::try_from(v).map_err(|e| e.to_string())`.
fn built(closure: &Expr) -> Option<Path> {
    let Expr::Closure(closure) = closure else {
        return None;
    };
    let Expr::MethodCall(call) = unbraced(&closure.body) else {
        return None;
    };
    let Expr::Call(converted) = &*call.receiver else {
        return None;
    };
    let Expr::Path(function) = &*converted.func else {
        return None;
    };
    let mut ty = function.path.clone();
    let name = ty.segments.pop()?.ident;
    ty.segments.pop_punct();
    (call.method == "map_err" && name == "try_from").then_some(ty)
}
