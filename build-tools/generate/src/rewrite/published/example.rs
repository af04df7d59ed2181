//! The example of a call in its docs, which compiles: with the document's values, and
//! with variables where the document has none.

use super::arguments::Argument;
use super::operations::Call;
use super::samples::Samples;
use crate::rewrite::sent::Sent;
use crate::rewrite::types::last_segment;
use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};
use serde_json::Value;
use std::collections::BTreeSet;
use syn::visit_mut::{self, VisitMut};
use syn::{File, Ident, Path, Type, parse_quote};

/// The section of a method's docs.
pub(super) fn section(
    call: &Call,
    is_paged: bool,
    document: &Value,
    sent: &Sent<'_>,
) -> syn::Result<Vec<String>> {
    let mut samples = Samples::of(document, sent);
    let code = code(call, is_paged, sent, &mut samples);
    let types = types(code.clone(), sent);
    let (start, code) = formatted(&code, &samples.variables)?;
    let hidden = |line: &str| format!(" # {line}");
    let mut lines = ["", " # Example", "", " ```no_run"]
        .map(str::to_owned)
        .to_vec();
    lines.extend(start.iter().map(|line| hidden(line)));
    if !types.is_empty() {
        let types = list(&types);
        lines.push(format!(" use fingerprint_management::types::{types};"));
        lines.push(String::new());
    }
    lines.extend(code.lines().map(|line| format!(" {line}")));
    lines.extend([hidden("Ok(())"), hidden("}"), " ```".to_owned()]);
    Ok(lines)
}

/// What is called, and what becomes of the answer.
fn code(call: &Call, is_paged: bool, sent: &Sent<'_>, samples: &mut Samples<'_>) -> TokenStream {
    let method = call.method();
    let mut arguments = Vec::new();
    for parameter in call.parameters.iter().filter(|one| one.required) {
        let argument = Argument::of(&parameter.ty, sent);
        arguments.push(samples.given(&parameter.ident, &argument, &parameter.schema));
    }
    let mut body = None;
    if let Some(given) = call.body.as_ref().filter(|body| body.required) {
        let argument = Argument::body(&given.ty, sent);
        let value = samples.given(&format_ident!("body"), &argument, &given.schema);
        body = Some(quote! { let body = #value; });
        arguments.push(quote! { body });
    }
    let call_of = quote! { client.#method(#(#arguments),*) };
    let answered = if is_paged {
        quote! {
            let mut items = #call_of.items();
            while let Some(item) = items.next().await {
                let item = item?;
                println!("{item:?}");
            }
        }
    } else if is_unit(&call.answer) {
        quote! { #call_of.send().await?; }
    } else {
        let shown = shown(call, sent);
        quote! {
            let answer = #call_of.send().await?;
            println!("{:?}", #shown);
        }
    };
    quote! { #body #answered }
}

fn is_unit(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(unit) if unit.elems.is_empty())
}

/// What an answer is about: its `data`, if it has that.
fn shown(call: &Call, sent: &Sent<'_>) -> TokenStream {
    let name = last_segment(&call.answer).map(|last| last.ident.to_string());
    let object = name.and_then(|name| sent.object(&name));
    let is_data = |field: &syn::Field| field.ident.as_ref().is_some_and(|name| name == "data");
    if object.is_some_and(|object| object.fields.iter().any(is_data)) {
        quote! { answer.data }
    } else {
        quote! { answer }
    }
}

/// A type as another crate writes it.
fn elsewhere(ty: &Type) -> Type {
    struct Elsewhere;
    impl VisitMut for Elsewhere {
        fn visit_path_mut(&mut self, path: &mut Path) {
            visit_mut::visit_path_mut(self, path);
            let first = path.segments.first().map(|first| first.ident.to_string());
            match first.as_deref() {
                Some("crate") => path.segments[0].ident = format_ident!("fingerprint_management"),
                Some("types" | "Nullable") => {
                    *path = parse_quote! { fingerprint_management::#path }
                }
                _ => {}
            }
        }
    }
    let mut ty = ty.clone();
    Elsewhere.visit_type_mut(&mut ty);
    ty
}

/// The types of the crate that code names.
fn types(code: TokenStream, sent: &Sent<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for token in code {
        match token {
            TokenTree::Ident(name) if sent.is_type(&name.to_string()) => {
                found.insert(name.to_string());
            }
            TokenTree::Group(group) => found.append(&mut types(group.stream(), sent)),
            _ => {}
        }
    }
    found
}

fn list(names: &BTreeSet<String>) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names[..] {
        [one] => one.to_owned(),
        _ => format!("{{{}}}", names.join(", ")),
    }
}

/// The lines that start a function around code, which a reader does not see, and the code.
fn formatted(
    code: &TokenStream,
    variables: &[(Ident, Type)],
) -> syn::Result<(Vec<String>, String)> {
    let variables = variables.iter().map(|(name, ty)| {
        let is_text = last_segment(ty).is_some_and(|last| last.ident == "String");
        let ty: Type = if is_text {
            parse_quote! { &str }
        } else {
            elsewhere(ty)
        };
        quote! { #name: #ty }
    });
    let file: File = syn::parse2(quote! {
        async fn example(
            client: fingerprint_management::Client,
            #(#variables),*
        ) -> Result<(), fingerprint_management::Error> {
            #code
        }
    })?;
    let text = prettyplease::unparse(&file);
    // The first line that ends so is the function's: nothing before it has a block.
    let (start, rest) = text.split_once("{\n").unwrap_or_default();
    let code = rest.trim_end().strip_suffix('}').unwrap_or(rest);
    let dedented = code
        .lines()
        .map(|line| line.strip_prefix("    ").unwrap_or(line));
    let start = format!("{start}{{");
    Ok((
        start.lines().map(str::to_owned).collect(),
        dedented.collect::<Vec<&str>>().join("\n"),
    ))
}
