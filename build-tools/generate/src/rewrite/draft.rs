//! The request of an operation as a draft, which each attempt sends anew.
//!
//! The generator formats a URL and chains calls on the HTTP client's own
//! request builder. A `Draft` takes the path alone and has a function of the
//! same name for each of the calls; any other form is refused rather than
//! carried over.

use quote::format_ident;
use syn::punctuated::Punctuated;
use syn::{
    Expr, ExprBlock, ExprLit, ExprMethodCall, Ident, Lit, Member, Pat, Stmt, Token, parse_quote,
};

/// `client.client.post(url). … .build()?` as an expression of type `Draft`.
///
/// The statement that formats `url` is taken out of `stmts`.
pub(super) fn of(
    request: Option<&Expr>,
    stmts: &mut Vec<Stmt>,
    takes_headers: bool,
) -> Result<Expr, String> {
    let request = request.ok_or("`send` builds no request")?;
    let build = match request {
        Expr::Try(tried) => &*tried.expr,
        other => other,
    };
    match build {
        Expr::MethodCall(call) if call.method == "build" => {
            draft(&call.receiver, stmts, takes_headers)
        }
        _ => Err("`send` does not end its request with `build`".to_owned()),
    }
}

fn draft(expr: &Expr, stmts: &mut Vec<Stmt>, takes_headers: bool) -> Result<Expr, String> {
    let call = match expr {
        Expr::MethodCall(call) => call,
        Expr::Try(tried) => return draft(&tried.expr, stmts, takes_headers),
        Expr::Block(block) => return with_optional_body(block, stmts, takes_headers),
        // The one that such a block began with.
        Expr::Path(path) if path.path.is_ident("request") => return Ok(expr.clone()),
        _ => return Err("`send` begins its request in an unknown way".to_owned()),
    };
    let ExprMethodCall {
        receiver,
        method,
        args,
        ..
    } = call;
    if let Some(client) = transport(receiver) {
        let (method, url): (Expr, _) = if method == "request" {
            let method = args.first().ok_or("`send` names no method")?;
            (method.clone(), args.last())
        } else {
            let method = format_ident!("{}", method.to_string().to_uppercase());
            (parse_quote! { ::reqwest::Method::#method }, args.first())
        };
        let path =
            take_path(url, client, stmts).ok_or("`send` formats its URL in an unknown way")?;
        return Ok(parse_quote! { Draft::new(#method, #client.base(), #path)? });
    }
    let before = draft(receiver, stmts, takes_headers)?;
    match method.to_string().as_str() {
        // Every request of the client says so.
        "header" if is_accept(call) => Ok(before),
        "headers" if !takes_headers => Ok(before),
        "header" | "headers" | "body" => Ok(parse_quote! { #before.#method(#args) }),
        "json" => Ok(parse_quote! { #before.json(#args)? }),
        "form" => Ok(parse_quote! { #before.form(#args) }),
        "query" => match args.first() {
            // The pairs of a parameter in a style.
            Some(Expr::Reference(pairs)) if matches!(&*pairs.expr, Expr::Try(_)) => {
                Ok(parse_quote! { #before.pairs(#pairs) })
            }
            _ => {
                let (name, value) =
                    query(call).ok_or("a query parameter is written in an unknown way")?;
                Ok(parse_quote! { #before.query(#name, #value)? })
            }
        },
        other => Err(format!("`send` calls `{other}` on its request")),
    }
}

/// `{ let request = …; match body { Some(body) => request.json(&body), None => request } }`
fn with_optional_body(
    block: &ExprBlock,
    stmts: &mut Vec<Stmt>,
    takes_headers: bool,
) -> Result<Expr, String> {
    let unknown = "`send` adds its body in an unknown way";
    let [Stmt::Local(request), Stmt::Expr(Expr::Match(choice), None)] = &*block.block.stmts else {
        return Err(unknown.to_owned());
    };
    let init = request.init.as_ref().ok_or(unknown)?;
    let before = draft(&init.expr, stmts, takes_headers)?;
    let mut choice = choice.clone();
    for arm in &mut choice.arms {
        *arm.body = draft(&arm.body, stmts, takes_headers)?;
    }
    Ok(parse_quote! {{
        let request = #before;
        #choice
    }})
}

/// The client, of a statement `let request = client.client. … .build()?;`.
///
/// The generator calls it and the request otherwise where parameters have these
/// names.
pub(super) fn client_of(stmt: &Stmt) -> Option<Ident> {
    let (_, request) = binding(stmt)?;
    let Expr::Try(tried) = request else {
        return None;
    };
    let mut chain = match &*tried.expr {
        Expr::MethodCall(build) if build.method == "build" => &*build.receiver,
        _ => return None,
    };
    loop {
        chain = match chain {
            Expr::MethodCall(call) => match transport(&call.receiver) {
                Some(Expr::Path(client)) => return client.path.get_ident().cloned(),
                _ => &call.receiver,
            },
            Expr::Try(tried) => &tried.expr,
            Expr::Block(block) => binding(block.block.stmts.first()?)?.1,
            _ => return None,
        };
    }
}

/// The client, of `client.client`.
fn transport(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::Field(field) if matches!(&field.member, Member::Named(name) if name == "client") => {
            Some(&field.base)
        }
        _ => None,
    }
}

/// Takes out `let url = format!("{}/things/{}", client.baseurl, encode_path(…));` and
/// gives what it says but for the base: `&format!("/things/{}", encode_path(…))`.
fn take_path(url: Option<&Expr>, client: &Expr, stmts: &mut Vec<Stmt>) -> Option<Expr> {
    let Expr::Path(url) = url? else { return None };
    let url = url.path.get_ident()?.to_string();
    let is_url = |stmt: &Stmt| binding(stmt).is_some_and(|(name, _)| name == url);
    let index = stmts.iter().position(is_url)?;
    let path = path_of(binding(&stmts[index])?.1, client)?;
    stmts.remove(index);
    Some(path)
}

fn path_of(url: &Expr, client: &Expr) -> Option<Expr> {
    let Expr::Macro(format) = url else {
        return None;
    };
    let parse = Punctuated::<Expr, Token![,]>::parse_terminated;
    let arguments = format.mac.parse_body_with(parse).ok()?;
    let mut arguments = arguments.into_iter();
    let text = text_of(arguments.next()?)?;
    let path = text.strip_prefix("{}")?;
    let base = arguments.next()?;
    let parameters: Vec<Expr> = arguments.collect();
    // Braces that are not those of a parameter would be other text without the macro.
    let constant = path.replace("{}", "");
    let is_known = format.mac.path.is_ident("format")
        && base == parse_quote! { #client.baseurl }
        && path.starts_with('/')
        && path.matches("{}").count() == parameters.len()
        && !constant.contains(['{', '}']);
    is_known.then(|| {
        if parameters.is_empty() {
            parse_quote! { #path }
        } else {
            parse_quote! { &format!(#path, #(#parameters),*) }
        }
    })
}

fn text_of(expr: Expr) -> Option<String> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

/// The name and value of a `let`.
pub(super) fn binding(stmt: &Stmt) -> Option<(String, &Expr)> {
    let Stmt::Local(local) = stmt else {
        return None;
    };
    let Pat::Ident(name) = &local.pat else {
        return None;
    };
    Some((name.ident.to_string(), local.init.as_ref()?.expr.as_ref()))
}

/// `.header(::reqwest::header::ACCEPT, …)`, of JSON.
fn is_accept(call: &ExprMethodCall) -> bool {
    let accept = matches!(call.args.first(), Some(Expr::Path(name))
        if name.path.segments.last().is_some_and(|last| last.ident == "ACCEPT"));
    let json: Expr = parse_quote! { "application/json" };
    accept
        && matches!(call.args.last(), Some(Expr::Call(value)) if value.args.first() == Some(&json))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use quote::ToTokens;

    use super::*;

    /// The draft of a request to a URL that is formatted so, and what is left
    /// of the statements before it.
    fn made(url: &str) -> Result<(String, usize), String> {
        let request: Expr = parse_quote! { client.client.get(url).build()? };
        let url: Expr = syn::parse_str(url).unwrap();
        let mut stmts: Vec<Stmt> = vec![
            parse_quote! { let other = 1; },
            parse_quote! { let url = #url; },
        ];
        let draft = of(Some(&request), &mut stmts, false)?;
        Ok((draft.to_token_stream().to_string(), stmts.len()))
    }

    fn draft_of(path: &str) -> String {
        let path: Expr = syn::parse_str(path).unwrap();
        let draft: Expr =
            parse_quote! { Draft::new(::reqwest::Method::GET, client.base(), #path)? };
        draft.to_token_stream().to_string()
    }

    #[test]
    fn a_draft_has_the_path_alone() {
        for (url, path) in [
            (r#"format!("{}/things", client.baseurl,)"#, r#""/things""#),
            (
                r#"format!("{}/a/{}/b{}.c", client.baseurl, encode_path(&x.to_string()), y)"#,
                r#"&format!("/a/{}/b{}.c", encode_path(&x.to_string()), y)"#,
            ),
        ] {
            assert_eq!(made(url), Ok((draft_of(path), 1)), "{url}");
        }
    }

    #[test]
    fn a_url_of_another_form_is_refused() {
        for url in [
            r#""/things""#,
            r#"client.url("/things")"#,
            r"format!()",
            r"format!(template)",
            r#"format!("{}")"#,
            r#"format!("{}", client.baseurl)"#,
            r#"format!("{}things", client.baseurl)"#,
            r#"format!("/things{}", client.baseurl)"#,
            r#"format!("{}/things", client.host)"#,
            r#"format!("{}/things", baseurl)"#,
            r#"format!("{}/things", other.baseurl)"#,
            r#"format!("{}/things/{}", client.baseurl)"#,
            r#"format!("{}/things", client.baseurl, id)"#,
            r#"format!("{}/things/{id}", client.baseurl)"#,
            r#"format!("{}/things/{:?}", client.baseurl, id)"#,
            r#"format!("{}/{{}}", client.baseurl, id)"#,
            r#"format!("{}/{{things}}", client.baseurl)"#,
            r#"concat!("{}/things", client.baseurl)"#,
        ] {
            let refused = Err("`send` formats its URL in an unknown way".to_owned());
            assert_eq!(made(url), refused, "{url}");
        }
    }

    #[test]
    fn a_url_that_is_formatted_nowhere_is_refused() {
        for request in [
            parse_quote! { client.client.get(url).build()? },
            parse_quote! { client.client.get("/things").build()? },
            parse_quote! { client.client.get().build()? },
        ] {
            let refused = of(Some(&request), &mut Vec::new(), false);
            assert!(refused.is_err_and(|why| why.contains("formats its URL")));
        }
    }
}
