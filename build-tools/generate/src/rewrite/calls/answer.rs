//! What comes of a request: sent once with all that is around it, and read by its
//! status.

use super::braces::unbraced;
use crate::rewrite::helpers::Helpers;
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{
    Arm, Attribute, Expr, ExprLit, ExprMatch, Ident, ImplItemFn, Lit, LitInt, Local, Pat, PatOr,
    Path, Stmt, Token, parse_quote,
};

/// Sends the request in one step. Where all answers are JSON it also reads them, and else
/// has one arm for statuses that are read alike. Says whether that step asks for JSON.
pub(super) fn await_once(function: &mut ImplItemFn, helpers: &mut Helpers) -> bool {
    let statements = &mut function.block.stmts;
    let sent = sent(statements);
    if let Some(Stmt::Expr(Expr::Match(read), None)) = statements.last_mut() {
        if let (Some(sent), Some(json)) = (&sent, Json::of(&read.arms)) {
            let read = json.read(sent, &helpers.decoding());
            statements.truncate(sent.at);
            statements.push(Stmt::Expr(read, None));
            statements.iter_mut().for_each(keep_unchanged);
            return true;
        }
        read_errors(read, helpers);
        unite(&mut read.arms);
    }
    if let Some(sent) = sent {
        let statement = sent.statement(&helpers.decoding());
        statements.splice(sent.at..sent.at + STEPS, [statement]);
        statements.iter_mut().for_each(keep_unchanged);
    }
    false
}

/// How many statements of the generator send a request.
const STEPS: usize = 5;

/// What is sent.
struct Sent {
    /// Where the statements are.
    at: usize,
    client: Expr,
    request: Expr,
    id: Expr,
    answer: Pat,
}

impl Sent {
    fn statement(&self, decoding: &Path) -> Stmt {
        let Self {
            client,
            request,
            id,
            answer,
            ..
        } = self;
        parse_quote! {
            let #answer = #decoding::sent(#client, #request, #id).await?;
        }
    }
}

/// Finds the statements that send the request.
fn sent(statements: &[Stmt]) -> Option<Sent> {
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
    let request = exec.args.first()?.clone();
    is_known.then(|| Sent {
        at,
        client: (*exec.receiver).clone(),
        request,
        id: id.clone(),
        answer: answer.pat.clone(),
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

/// The statuses of answers that are all JSON.
#[derive(Default)]
struct Json {
    successes: Vec<Expr>,
    errors: Vec<Expr>,
}

impl Json {
    /// Of arms of which none reads anything else. What is read of any other status can
    /// only be an error: it comes last.
    fn of(arms: &[Arm]) -> Option<Self> {
        let mut json = Self::default();
        for arm in arms {
            if decoded_value(&arm.body).is_some() && !matches!(arm.pat, Pat::Wild(_)) {
                json.successes.push(statuses(&arm.pat)?);
            } else if decoded_error(&arm.body).is_some() {
                json.errors.push(statuses(&arm.pat)?);
            } else if !is_unexpected(arm) {
                return None;
            }
        }
        (!json.successes.is_empty()).then_some(json)
    }

    fn read(&self, sent: &Sent, decoding: &Path) -> Expr {
        let Self { successes, errors } = self;
        let (client, request, id) = (&sent.client, &sent.request, &sent.id);
        parse_quote! {
            #decoding::json(#client, #request, #id, &[#(#successes),*], &[#(#errors),*])
                .await?
                .read()
        }
    }
}

/// The statuses that a pattern takes, in the words of `decoding::json`: each by its number,
/// or all that begin with a digit by that.
fn statuses(pat: &Pat) -> Option<Expr> {
    let number = |expr: &Expr| match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse::<u16>().ok(),
        _ => None,
    };
    let told = match pat {
        Pat::Lit(status) => number(&Expr::Lit(status.clone()))?,
        Pat::Range(range) => {
            let (start, end) = (number(range.start.as_ref()?)?, number(range.end.as_ref()?)?);
            let is_class = start % 100 == 0 && end == start + 99;
            is_class.then_some(start / 100)?
        }
        Pat::Wild(_) => 0,
        _ => return None,
    };
    let told = LitInt::new(&told.to_string(), Span::call_site());
    Some(parse_quote! { #told })
}

/// `_ => Err(Error::UnexpectedResponse(response))`
fn is_unexpected(arm: &Arm) -> bool {
    let unexpected = argument(unbraced(&arm.body), "Err")
        .and_then(|error| argument(unbraced(error), "UnexpectedResponse"));
    matches!(arm.pat, Pat::Wild(_)) && unexpected.is_some()
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
    response(&awaited.base)
}

/// The answer that a value is decoded from.
fn decoded_value(body: &Expr) -> Option<Ident> {
    match unbraced(body) {
        Expr::Await(awaited) => response(&awaited.base),
        _ => None,
    }
}

/// `value(response)`
fn response(value: &Expr) -> Option<Ident> {
    match argument(value, "value")? {
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
