//! The request of an operation as a draft, which each attempt sends anew.
//!
//! The generator chains calls on the HTTP client's own request builder. A
//! `Draft` has a function of the same name for each of them; a call that is
//! not known is refused rather than carried over.

use quote::format_ident;
use syn::{Expr, ExprMethodCall, Member, parse_quote};

/// `client.client.post(url). … .build()?` as an expression of type `Draft`.
pub(super) fn of(request: Option<&Expr>, takes_headers: bool) -> Result<Expr, String> {
    let request = request.ok_or("`send` builds no request")?;
    let build = match request {
        Expr::Try(tried) => &*tried.expr,
        other => other,
    };
    match build {
        Expr::MethodCall(call) if call.method == "build" => draft(&call.receiver, takes_headers),
        _ => Err("`send` does not end its request with `build`".to_owned()),
    }
}

fn draft(expr: &Expr, takes_headers: bool) -> Result<Expr, String> {
    let call = match expr {
        Expr::MethodCall(call) => call,
        Expr::Try(tried) => return draft(&tried.expr, takes_headers),
        _ => return Err("`send` begins its request in an unknown way".to_owned()),
    };
    let ExprMethodCall {
        receiver,
        method,
        args,
        ..
    } = call;
    if is_transport(receiver) {
        let method = format_ident!("{}", method.to_string().to_uppercase());
        return Ok(parse_quote! { Draft::new(::reqwest::Method::#method, client.base(), &#args)? });
    }
    let before = draft(receiver, takes_headers)?;
    match method.to_string().as_str() {
        // Every request of the client says so.
        "header" if is_accept(call) => Ok(before),
        "headers" if !takes_headers => Ok(before),
        "header" | "headers" | "body" => Ok(parse_quote! { #before.#method(#args) }),
        "json" => Ok(parse_quote! { #before.json(#args)? }),
        "query" => {
            let (name, value) =
                query(call).ok_or("a query parameter is written in an unknown way")?;
            Ok(parse_quote! { #before.query(#name, #value)? })
        }
        other => Err(format!("`send` calls `{other}` on its request")),
    }
}

/// `client.client`
fn is_transport(expr: &Expr) -> bool {
    matches!(expr, Expr::Field(field)
        if matches!(&field.member, Member::Named(name) if name == "client"))
}

/// `.header(::reqwest::header::ACCEPT, …)`
fn is_accept(call: &ExprMethodCall) -> bool {
    matches!(call.args.first(), Some(Expr::Path(name))
        if name.path.segments.last().is_some_and(|last| last.ident == "ACCEPT"))
}

/// The two arguments of `.query(&progenitor_client::QueryParam::new("name", &name))`.
fn query(call: &ExprMethodCall) -> Option<(&Expr, &Expr)> {
    let Some(Expr::Reference(argument)) = call.args.first() else {
        return None;
    };
    let Expr::Call(new) = &*argument.expr else {
        return None;
    };
    Some((new.args.first()?, new.args.last()?))
}
