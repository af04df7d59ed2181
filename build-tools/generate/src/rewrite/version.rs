//! Takes out the header `api-version`, which the generator sends with every
//! request and the document knows nothing of.

use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, ImplItemFn, Item, LitStr, Local, Pat, Stmt, parse_quote};

pub(super) fn remove(builders: &mut [Item]) {
    for item in builders {
        if let Item::Impl(block) = item {
            Version.visit_item_impl_mut(block);
        }
    }
}

struct Version;

impl VisitMut for Version {
    fn visit_impl_item_fn_mut(&mut self, function: &mut ImplItemFn) {
        if function.sig.ident != "send" {
            return;
        }
        let statements = &mut function.block.stmts;
        statements.retain(|statement| !Appends::of(statement).version);
        if statements
            .iter()
            .any(|statement| Appends::of(statement).any)
        {
            statements.iter_mut().for_each(make_map);
        } else {
            statements.retain(|statement| !makes_map(statement));
            Headers.visit_block_mut(&mut function.block);
        }
    }
}

/// Whether a statement appends a header, and whether that is `api-version`.
#[derive(Default)]
struct Appends {
    any: bool,
    version: bool,
}

impl Appends {
    fn of(statement: &Stmt) -> Self {
        let mut appends = Self::default();
        if !matches!(statement, Stmt::Local(_)) {
            appends.visit_stmt(statement);
        }
        appends
    }
}

impl Visit<'_> for Appends {
    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let on_map =
            matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("header_map"));
        if on_map && call.method == "append" {
            let mut name = VersionName(false);
            name.visit_expr_method_call(call);
            self.any = true;
            self.version |= name.0;
        }
    }
}

/// Whether `"api-version"` is there.
struct VersionName(bool);

impl Visit<'_> for VersionName {
    fn visit_lit_str(&mut self, text: &LitStr) {
        self.0 |= text.value() == "api-version";
    }
}

fn makes_map(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Local(local)
        if matches!(&local.pat, Pat::Ident(name) if name.ident == "header_map"))
}

/// The header that is gone said of which kind the map is, and was counted.
fn make_map(statement: &mut Stmt) {
    if makes_map(statement)
        && let Stmt::Local(Local {
            init: Some(init), ..
        }) = statement
    {
        *init.expr = parse_quote! { ::reqwest::header::HeaderMap::new() };
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
