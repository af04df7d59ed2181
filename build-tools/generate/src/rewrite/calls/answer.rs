//! What comes of a request: sent once with all that is around it, and read by its
//! status.

use super::braces::unbraced;
use crate::rewrite::helpers::Helpers;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{
    Arm, Attribute, Expr, ExprMatch, Ident, ImplItemFn, Local, Pat, PatOr, Path, Stmt, Token,
    parse_quote,
};

/// Sends the request in one step, and has one arm for statuses that are read alike.
pub(super) fn await_once(function: &mut ImplItemFn, helpers: &mut Helpers) {
    let statements = &mut function.block.stmts;
    if let Some((at, sent)) = sent(statements, helpers) {
        statements.splice(at..at + STEPS, [sent]);
        statements.iter_mut().for_each(keep_unchanged);
    }
    if let Some(Stmt::Expr(Expr::Match(read), None)) = statements.last_mut() {
        read_errors(read, helpers);
        unite(&mut read.arms);
    }
}

/// How many statements of the generator send a request.
const STEPS: usize = 5;

/// Where the statements are that send the request, and the one to send it.
fn sent(statements: &[Stmt], helpers: &mut Helpers) -> Option<(usize, Stmt)> {
    let at = statements
        .iter()
        .position(|one| operation_id(one).is_some())?;
    let [info, before, execute, after, answer, ..] = statements.get(at..)? else {
        return None;
    };
    let id = operation_id(info)?;
    let calls = |statement: &Stmt, method: &str| {
        let text = statement.to_token_stream().to_string();
        text.contains(&format!(". {method} ("))
    };
    let Stmt::Local(execute) = execute else {
        return None;
    };
    let Expr::Await(awaited) = &*execute.init.as_ref()?.expr else {
        return None;
    };
    let Expr::MethodCall(exec) = &*awaited.base else {
        return None;
    };
    let is_known = exec.method == "exec" && calls(before, "pre") && calls(after, "post");
    let Stmt::Local(answer) = answer else {
        return None;
    };
    let (client, request, answer) = (&exec.receiver, exec.args.first()?, &answer.pat);
    let decoding = helpers.decoding();
    is_known.then(|| {
        let sent = parse_quote! {
            let #answer = #decoding::sent(#client, #request, #id).await?;
        };
        (at, sent)
    })
}

/// `let info = OperationInfo { operation_id: "…" };`
fn operation_id(statement: &Stmt) -> Option<&Expr> {
    let Stmt::Local(Local {
        init: Some(init), ..
    }) = statement
    else {
        return None;
    };
    match &*init.expr {
        Expr::Struct(made) if made.path.is_ident("OperationInfo") => {
            made.fields.first().map(|field| &field.expr)
        }
        _ => None,
    }
}

/// What was changed by the steps is so no more.
fn keep_unchanged(statement: &mut Stmt) {
    let Stmt::Local(local) = statement else {
        return;
    };
    let allows = |one: &Attribute| one.path().is_ident("allow");
    if let Pat::Ident(name) = &mut local.pat
        && local.attrs.iter().any(allows)
    {
        name.mutability = None;
        local.attrs.retain(|one| !allows(one));
    }
}

/// `Err(Error::ErrorResponse(value(response).await?))`
fn read_errors(read: &mut ExprMatch, helpers: &mut Helpers) {
    for arm in &mut read.arms {
        if let Some(response) = decoded_error(&arm.body) {
            let decoding = helpers.decoding();
            *arm.body = parse_quote! { Err(#decoding::error(#response).await) };
        }
    }
}

/// The answer that such an error is decoded from.
fn decoded_error(body: &Expr) -> Option<Ident> {
    let error = argument(unbraced(body), "Err")?;
    let Expr::Try(tried) = unbraced(argument(error, "ErrorResponse")?) else {
        return None;
    };
    let Expr::Await(awaited) = &*tried.expr else {
        return None;
    };
    match argument(&awaited.base, "value")? {
        Expr::Path(response) => response.path.get_ident().cloned(),
        _ => None,
    }
}

/// The only argument of a call of the function with that name.
fn argument<'e>(expr: &'e Expr, name: &str) -> Option<&'e Expr> {
    let Expr::Call(call) = expr else {
        return None;
    };
    let Expr::Path(called) = &*call.func else {
        return None;
    };
    let path: &Path = &called.path;
    let is_it = path.segments.last().is_some_and(|last| last.ident == name);
    call.args.first().filter(|_| is_it && call.args.len() == 1)
}

/// Unites arms that follow each other and do the same.
fn unite(arms: &mut Vec<Arm>) {
    let mut united: Vec<Arm> = Vec::with_capacity(arms.len());
    for arm in arms.drain(..) {
        match united.last_mut() {
            Some(last) if may_unite(last, &arm) => {
                let pat = std::mem::replace(&mut last.pat, Pat::Verbatim(TokenStream::new()));
                last.pat = either(pat, arm.pat);
            }
            _ => united.push(arm),
        }
    }
    *arms = united;
}

fn may_unite(one: &Arm, other: &Arm) -> bool {
    let is_status = |pat: &Pat| matches!(pat, Pat::Lit(_) | Pat::Range(_) | Pat::Or(_));
    is_status(&one.pat) && is_status(&other.pat) && one.body == other.body
}

fn either(one: Pat, other: Pat) -> Pat {
    let mut cases: Punctuated<Pat, Token![|]> = match one {
        Pat::Or(either) => either.cases,
        one => Punctuated::from_iter([one]),
    };
    cases.push(other);
    Pat::Or(PatOr {
        attrs: Vec::new(),
        leading_vert: None,
        cases,
    })
}
