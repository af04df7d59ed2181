//! Sends an optional request body only where it was set.
//!
//! To the generator every body is there: one that nobody set is an error, or an
//! object without members. Here the builder keeps what was set as an `Option`,
//! and the request is sent without body and content type where that is `None`.

use super::requests::builder;
use crate::plan::Plan;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Expr, ExprAssign, ExprBlock, ExprMethodCall, ExprStruct, Field, Fields, Ident, ImplItem,
    ImplItemFn, Item, ItemImpl, ItemStruct, Local, Member, Pat, Stmt, parse_quote,
};

pub(super) fn follow(builders: &mut [Item], plan: &Plan) {
    for item in builders {
        let planned = builder(item).and_then(|name| plan.operations.get(&name));
        if planned.is_none_or(|plan| !plan.optional_body) {
            continue;
        }
        match item {
            Item::Struct(item) => keep(item),
            Item::Impl(block) => functions(block),
            _ => {}
        }
    }
}

fn is_body(name: &Ident) -> bool {
    name == "body"
}

/// `body: ::std::option::Option<Result<…>>`
fn keep(item: &mut ItemStruct) {
    let Fields::Named(fields) = &mut item.fields else {
        return;
    };
    let body = |field: &&mut Field| field.ident.as_ref().is_some_and(is_body);
    for field in fields.named.iter_mut().filter(body) {
        let ty = &field.ty;
        field.ty = parse_quote! { ::std::option::Option<#ty> };
    }
}

fn functions(block: &mut ItemImpl) {
    for item in &mut block.items {
        let ImplItem::Fn(function) = item else {
            continue;
        };
        match function.sig.ident.to_string().as_str() {
            "new" => Absent.visit_block_mut(&mut function.block),
            "body" | "body_map" => Set.visit_block_mut(&mut function.block),
            "send" => send(function),
            _ => {}
        }
    }
}

/// Starts without a body.
struct Absent;

impl VisitMut for Absent {
    fn visit_expr_struct_mut(&mut self, made: &mut ExprStruct) {
        for field in &mut made.fields {
            if matches!(&field.member, Member::Named(name) if is_body(name)) {
                field.expr = parse_quote! { ::std::option::Option::None };
            }
        }
    }
}

/// `self.body = …` sets it; to change one that was not set is to start with
/// nothing in it.
struct Set;

impl VisitMut for Set {
    fn visit_expr_assign_mut(&mut self, assign: &mut ExprAssign) {
        visit_mut::visit_expr_assign_mut(self, assign);
        let value = &assign.right;
        *assign.right = parse_quote! { ::std::option::Option::Some(#value) };
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        let receiver = &call.receiver;
        let is_field = matches!(&**receiver, Expr::Field(field)
            if matches!(&field.member, Member::Named(name) if is_body(name)));
        if is_field {
            *call.receiver = parse_quote! {
                #receiver.unwrap_or_else(|| Ok(::std::default::Default::default()))
            };
        }
    }
}

fn send(function: &mut ImplItemFn) {
    for statement in &mut function.block.stmts {
        if let Stmt::Local(local) = statement {
            match name_of(local).as_deref() {
                Some("body") => convert(local),
                Some("request") => WhereSet.visit_local_mut(local),
                _ => {}
            }
        }
    }
}

fn name_of(local: &Local) -> Option<String> {
    match &local.pat {
        Pat::Ident(name) => Some(name.ident.to_string()),
        _ => None,
    }
}

/// `let body = body.map_err(…)?` where there is one.
fn convert(local: &mut Local) {
    if let Some(init) = &mut local.init {
        let value = &init.expr;
        *init.expr = parse_quote! {
            match body {
                ::std::option::Option::Some(body) => ::std::option::Option::Some(#value),
                ::std::option::Option::None => ::std::option::Option::None,
            }
        };
    }
}

/// Takes the call that adds the body, with the content type before it, out of
/// the chain of calls that make the request.
struct WhereSet;

impl VisitMut for WhereSet {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Some(replaced) = where_set(expr) {
            *expr = replaced;
        } else {
            visit_mut::visit_expr_mut(self, expr);
        }
    }
}

fn where_set(expr: &mut Expr) -> Option<Expr> {
    const ADD: [&str; 5] = ["json", "form_urlencoded", "form", "multipart", "body"];
    let call = match &mut *expr {
        Expr::MethodCall(call) => call,
        Expr::Try(tried) => match &mut *tried.expr {
            Expr::MethodCall(call) => call,
            _ => return None,
        },
        _ => return None,
    };
    if !ADD.iter().any(|name| call.method == name) {
        return None;
    }
    let before: &mut Expr = match &mut *call.receiver {
        Expr::MethodCall(header) if is_content_type(header) => &mut header.receiver,
        receiver => receiver,
    };
    let request = std::mem::replace(before, parse_quote! { request });
    let sent = std::mem::replace(expr, Expr::PLACEHOLDER);
    Some(chosen(request, sent))
}

/// Sends what `sent` makes of the request where there is a body. The two are put in as
/// they are: to parse them again would take as long as all else of an operation.
fn chosen(request: Expr, sent: Expr) -> Expr {
    let mut block: ExprBlock = parse_quote! {{
        let request = request;
        match body {
            ::std::option::Option::Some(body) => request,
            ::std::option::Option::None => request,
        }
    }};
    if let [Stmt::Local(local), Stmt::Expr(Expr::Match(chosen), _)] = &mut block.block.stmts[..]
        && let (Some(init), Some(arm)) = (&mut local.init, chosen.arms.first_mut())
    {
        *init.expr = request;
        *arm.body = sent;
    }
    Expr::Block(block)
}

fn is_content_type(call: &ExprMethodCall) -> bool {
    let name = match call.args.first() {
        Some(Expr::Path(path)) => path.path.segments.last(),
        _ => None,
    };
    call.method == "header" && name.is_some_and(|name| name.ident == "CONTENT_TYPE")
}
