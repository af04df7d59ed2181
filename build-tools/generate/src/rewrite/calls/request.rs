//! What a request is made of: its body and its headers.

use crate::rewrite::helpers::Helpers;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, ImplItemFn, Path, parse_quote};

pub(super) fn shorten(function: &mut ImplItemFn, helpers: &mut Helpers) {
    let given = helpers.given_module();
    Shorten { given }.visit_block_mut(&mut function.block);
}

struct Shorten {
    given: Path,
}

impl VisitMut for Shorten {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        let method = call.method.to_string();
        let Some(argument) = call.args.last_mut() else {
            return;
        };
        let shorter = match method.as_str() {
            "header" => static_text(argument),
            "and_then" => built(argument).map(|ty| {
                let given = &self.given;
                parse_quote! { #given::built::<#ty, _> }
            }),
            _ => None,
        };
        if let Some(shorter) = shorter {
            *argument = shorter;
        }
    }
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
    let mut body = &*closure.body;
    while let Expr::Block(block) = body {
        match &block.block.stmts[..] {
            [syn::Stmt::Expr(inner, None)] => body = inner,
            _ => return None,
        }
    }
    let Expr::MethodCall(call) = body else {
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
