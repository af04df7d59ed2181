//! What a builder keeps of values that are invalid or missing: an error of its own, which
//! is one of every operation without more ado.

use crate::rewrite::types::{arguments, last_segment};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, ImplItemFn, ItemStruct, Path, Type, parse_quote};

/// `field: given::Argument<T>`, in place of `Result<T, String>`.
pub(super) fn keep(builder: &mut ItemStruct, given: &Path) {
    Keep { given }.visit_fields_mut(&mut builder.fields);
}

struct Keep<'a> {
    given: &'a Path,
}

impl VisitMut for Keep<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        let is_result = last_segment(ty).is_some_and(|last| last.ident == "Result");
        let kept = arguments(ty).next().filter(|_| is_result).cloned();
        match kept {
            Some(kept) => {
                let given = self.given;
                *ty = parse_quote! { #given::Argument<#kept> };
            }
            None => visit_mut::visit_type_mut(self, ty),
        }
    }
}

/// `Err("…".into())`, in place of `Err("…".to_string())`.
pub(super) fn start(new: &mut ImplItemFn) {
    Start.visit_block_mut(&mut new.block);
}

struct Start;

impl VisitMut for Start {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        if call.method == "to_string" && matches!(&*call.receiver, Expr::Lit(_)) {
            call.method = parse_quote! { into };
        }
    }
}
