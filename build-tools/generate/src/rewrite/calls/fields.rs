//! The fields of an operation's builder, read where they are converted.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ImplItemFn, Local, Macro, Member, Pat, Stmt, parse_quote};

/// Reads each field in the statement that converts it, in place of taking the builder
/// apart before.
pub(super) fn read_in_place(function: &mut ImplItemFn) {
    let Some((first, rest)) = function.block.stmts.split_first() else {
        return;
    };
    let mut fields = taken_apart(first);
    let mut rest = rest.to_vec();
    for statement in &mut rest {
        Invalid.visit_stmt_mut(statement);
    }
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
        read_at_use(&mut function.block);
    }
}

/// What is wrong with a value is an error of the operation as it is.
struct Invalid;

impl VisitMut for Invalid {
    /// `field.map_err(Error::InvalidRequest)`
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::MethodCall(call) = expr
            && call.method == "map_err"
            && start(&mut call.receiver).is_some()
            && let Some(Expr::Path(error)) = call.args.first()
            && error
                .path
                .segments
                .last()
                .is_some_and(|last| last.ident == "InvalidRequest")
        {
            *expr = (*call.receiver).clone();
        }
    }
}

/// Reads those fields that are used in one place in that place.
fn read_at_use(block: &mut Block) {
    let mut at = 0;
    while let Some(statement) = block.stmts.get(at) {
        let once = only_read(statement).filter(|(name, _)| {
            let after = block.stmts.iter().skip(at + 1);
            Mentions::of(name, after) == 1
        });
        let Some((name, value)) = once else {
            at += 1;
            continue;
        };
        let mut put = Put {
            name,
            value: Some(value),
        };
        let after = block.stmts.iter_mut().skip(at + 1);
        after.for_each(|statement| put.visit_stmt_mut(statement));
        if put.value.is_none() {
            block.stmts.remove(at);
        } else {
            at += 1;
        }
    }
}

/// The name and the value of `let name = self.name?;`
fn only_read(statement: &Stmt) -> Option<(Ident, Expr)> {
    let Stmt::Local(local) = statement else {
        return None;
    };
    let (Pat::Ident(name), Some(init)) = (&local.pat, &local.init) else {
        return None;
    };
    let is_read = matches!(&*init.expr, Expr::Try(tried) if matches!(&*tried.expr, Expr::Field(_)));
    is_read.then(|| (name.ident.clone(), (*init.expr).clone()))
}

/// Counts how often a name stands somewhere, also in macros.
struct Mentions<'n> {
    name: &'n Ident,
    count: usize,
}

impl<'n> Mentions<'n> {
    fn of<'s>(name: &'n Ident, statements: impl Iterator<Item = &'s Stmt>) -> usize {
        let mut mentions = Self { name, count: 0 };
        statements.for_each(|statement| mentions.visit_stmt(statement));
        mentions.count
    }

    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => self.visit_ident(&ident),
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

impl Visit<'_> for Mentions<'_> {
    fn visit_ident(&mut self, ident: &Ident) {
        self.count += usize::from(ident == self.name);
    }

    fn visit_macro(&mut self, found: &Macro) {
        visit::visit_macro(self, found);
        self.tokens(found.tokens.clone());
    }
}

/// Puts a value in the place of a name, but for those in macros.
struct Put {
    name: Ident,
    value: Option<Expr>,
}

impl VisitMut for Put {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let is_it = matches!(expr, Expr::Path(path) if path.path.is_ident(&self.name));
        match self.value.take_if(|_| is_it) {
            Some(value) => *expr = value,
            None => visit_mut::visit_expr_mut(self, expr),
        }
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
