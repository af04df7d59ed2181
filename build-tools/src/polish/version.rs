//! Takes out the header `api-version`, which the generator sends with every
//! request and the document knows nothing of.

use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ImplItemFn, Item, Pat, Stmt, parse_quote};

pub(super) fn remove(builders: &mut [Item]) {
    for item in builders {
        Version.visit_item_mut(item);
    }
}

struct Version;

impl VisitMut for Version {
    fn visit_impl_item_fn_mut(&mut self, function: &mut ImplItemFn) {
        if function.sig.ident != "send" {
            return;
        }
        let statements = &mut function.block.stmts;
        statements.retain(|statement| !appends(statement, "\"api-version\""));
        if statements.iter().any(|statement| appends(statement, "")) {
            statements.iter_mut().for_each(type_map);
        } else {
            statements.retain(|statement| !makes_map(statement));
            Headers.visit_block_mut(&mut function.block);
        }
    }
}

/// Whether a statement appends a header whose code has `text` in it.
fn appends(statement: &Stmt, text: &str) -> bool {
    if matches!(statement, Stmt::Local(_)) {
        return false;
    }
    let code = quote! { #statement }.to_string();
    code.contains("header_map . append") && code.contains(text)
}

fn makes_map(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Local(local)
        if matches!(&local.pat, Pat::Ident(name) if name.ident == "header_map"))
}

/// The header that is gone said of which kind the map is.
fn type_map(statement: &mut Stmt) {
    if makes_map(statement)
        && let Stmt::Local(local) = statement
    {
        let name = &local.pat;
        local.pat = Pat::Type(syn::PatType {
            attrs: Vec::new(),
            pat: Box::new(name.clone()),
            colon_token: <syn::Token![:]>::default(),
            ty: parse_quote! { ::reqwest::header::HeaderMap },
        });
    }
}

/// Takes out `.headers(header_map)`.
struct Headers;

impl VisitMut for Headers {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::MethodCall(call) = expr
            && call.method == "headers"
            && call.args.len() == 1
        {
            *expr = (*call.receiver).clone();
        }
    }
}
