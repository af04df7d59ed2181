//! The fields of an operation's builder, read where they are converted.

use proc_macro2::Ident;
use syn::{Expr, ImplItemFn, Local, Member, Pat, Stmt, parse_quote};

/// Reads each field in the statement that converts it, in place of taking the builder
/// apart before.
pub(super) fn read_in_place(function: &mut ImplItemFn) {
    let Some((first, rest)) = function.block.stmts.split_first() else {
        return;
    };
    let mut fields = taken_apart(first);
    let mut rest = rest.to_vec();
    for statement in &mut rest {
        if let Stmt::Local(local) = statement
            && let Some(at) = fields.iter().position(|field| converts(local, field))
        {
            fields.swap_remove(at);
        }
    }
    // The client is what is not converted.
    if let [client] = &fields[..] {
        let client: Stmt = parse_quote! { let #client = self.#client; };
        function.block.stmts = std::iter::once(client).chain(rest).collect();
    }
}

/// The fields of `let Self { … } = self;`
fn taken_apart(statement: &Stmt) -> Vec<Ident> {
    let Stmt::Local(Local {
        pat: Pat::Struct(apart),
        ..
    }) = statement
    else {
        return Vec::new();
    };
    let fields = apart.fields.iter().filter_map(|field| match &field.member {
        Member::Named(name) => Some(name.clone()),
        Member::Unnamed(_) => None,
    });
    fields.collect()
}

/// Whether a statement is `let field = field…;`, which then reads it from the builder.
fn converts(local: &mut Local, field: &Ident) -> bool {
    let is_it = matches!(&local.pat, Pat::Ident(name) if name.ident == *field);
    let read = local
        .init
        .as_mut()
        .filter(|_| is_it)
        .and_then(|init| start(&mut init.expr));
    match read {
        Some(read) if matches!(&*read, Expr::Path(path) if path.path.is_ident(field)) => {
            *read = parse_quote! { self.#field };
            true
        }
        _ => false,
    }
}

/// What a chain of calls starts with.
fn start(expr: &mut Expr) -> Option<&mut Expr> {
    match expr {
        Expr::MethodCall(call) => start(&mut call.receiver),
        Expr::Try(tried) => start(&mut tried.expr),
        Expr::Match(chosen) => start(&mut chosen.expr),
        Expr::Path(_) => Some(expr),
        _ => None,
    }
}
