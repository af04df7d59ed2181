//! Routes the generated operations through the crate's own transport.
//!
//! The generator's `send` builds a request, runs hooks, and decodes by status
//! with its own runtime types. Only the first part is kept, as
//! `into_request`, and makes a [`draft`]; authentication, retries, limits,
//! errors and decoding are the transport's, the same for every operation.

use super::answers;
use super::draft::{self, binding};
use super::module::module;
use super::requests::builder;
use super::version::{Appends, type_map};
use crate::plan::{Plan, Success};
use quote::{ToTokens, format_ident};
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Expr, File, FnArg, GenericArgument, ImplItem, ImplItemFn, Item, ItemImpl, PathArguments,
    PathSegment, ReturnType, Stmt, Token, Type, parse_quote,
};

pub(super) fn route(file: &mut File, plan: &Plan) -> Result<(), String> {
    file.attrs.clear();
    file.items.retain(|item| match item {
        Item::Mod(module) => module.ident == "types" || module.ident == "builder",
        Item::Impl(block) => block.trait_.is_none() && !defines(block, "new"),
        _ => false,
    });
    file.items.insert(0, parse_quote! { use crate::Client; });
    let builders = module(&mut file.items, "builder").ok_or("there is no module `builder`")?;
    builders.retain(|item| !matches!(item, Item::Use(_)));
    for item in builders.iter_mut() {
        let plan = builder(item).and_then(|name| plan.operations.get(&name));
        let success = plan.and_then(|plan| plan.success.as_ref());
        match item {
            Item::Impl(block) if defines(block, "send") => route_impl(block, success)?,
            Item::Struct(builder) => builder.attrs.push(parse_quote! {
                #[must_use = "nothing is sent before `send` is awaited"]
            }),
            _ => {}
        }
    }
    let uses: [Item; 4] = [
        parse_quote! { use super::types; },
        parse_quote! { use crate::request::{Draft, RequestError}; },
        parse_quote! { use crate::{Client, Error, Response}; },
        parse_quote! {
            #[allow(unused_imports)]
            use crate::request::encode_path;
        },
    ];
    builders.splice(0..0, uses);
    Ok(())
}

fn defines(block: &ItemImpl, name: &str) -> bool {
    block
        .items
        .iter()
        .any(|item| matches!(item, ImplItem::Fn(function) if function.sig.ident == name))
}

fn route_impl(block: &mut ItemImpl, success: Option<&Success>) -> Result<(), String> {
    let mut routed = Vec::new();
    for item in std::mem::take(&mut block.items) {
        match item {
            ImplItem::Fn(function) if function.sig.ident == "send" => {
                let [send, into_request] = route_send(function, success)?;
                routed.extend([ImplItem::Fn(send), ImplItem::Fn(into_request)]);
            }
            ImplItem::Fn(mut function) if function.sig.ident == "new" => {
                function.vis = parse_quote! { pub(crate) };
                use_plain_client(&mut function);
                routed.push(ImplItem::Fn(function));
            }
            ImplItem::Fn(function) if function.sig.ident == "stream" => {
                return Err(
                    "an operation is paginated in a way the transport does not serve".to_owned(),
                );
            }
            other => routed.push(other),
        }
    }
    block.items = routed;
    Ok(())
}

fn use_plain_client(function: &mut ImplItemFn) {
    for input in &mut function.sig.inputs {
        if let FnArg::Typed(argument) = input {
            *argument.ty = parse_quote! { &'a Client };
        }
    }
}

/// `send` as two functions: one that builds the request, one that hands it to
/// the transport with the operation's static description.
fn route_send(mut send: ImplItemFn, success: Option<&Success>) -> Result<[ImplItemFn; 2], String> {
    let answer = answer_type(&send.sig.output).ok_or("`send` does not return a `ResponseValue`")?;
    let operation = operation_id(&send.block.stmts).ok_or("`send` names no operation")?;
    let table = format_ident!("{}", api_document::names::static_name(&operation));
    let description: Expr = parse_quote! { &super::operations::#table };
    let execute: Expr = match &answer {
        _ if success.is_some() => {
            let read = success.map(answers::reader);
            parse_quote! { client.execute_by_status(request, #description, #read) }
        }
        Type::Tuple(unit) if unit.elems.is_empty() => {
            parse_quote! { client.execute_empty(request, #description) }
        }
        other if is_stream(other) => {
            return Err(format!(
                "`{operation}` answers with something else than JSON"
            ));
        }
        _ => parse_quote! { client.execute(request, #description) },
    };
    let stmts = std::mem::take(&mut send.block.stmts);
    let field = stmts.iter().find_map(draft::client_of);
    let field = field.ok_or("`send` begins its request in an unknown way")?;
    let stmts = request_statements(stmts).map_err(|why| format!("`{operation}`: {why}"))?;
    let into_request: ImplItemFn = parse_quote! {
        fn into_request(self) -> ::std::result::Result<Draft, RequestError> {
            #(#stmts)*
        }
    };
    send.sig.output = parse_quote! { -> ::std::result::Result<Response<#answer>, Error> };
    send.block = parse_quote! {{
        let client = self.#field;
        let request = self.into_request();
        #execute.await
    }};
    Ok([send, into_request])
}

/// `T` of `Result<ResponseValue<T>, _>`.
fn answer_type(output: &ReturnType) -> Option<Type> {
    let ReturnType::Type(_, result) = output else {
        return None;
    };
    let value = first_argument(result)?;
    let Type::Path(path) = value else {
        return None;
    };
    (path.path.segments.last()?.ident == "ResponseValue")
        .then(|| first_argument(value).cloned())
        .flatten()
}

/// The first type argument of a path type, as `T` of `Option<T>`.
pub(super) fn first_argument(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Path(path) => first_argument_of(path.path.segments.last()?),
        _ => None,
    }
}

/// The same of the last segment of its path.
pub(super) fn first_argument_of(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    })
}

fn is_stream(ty: &Type) -> bool {
    let last = |path: &syn::TypePath| {
        path.path
            .segments
            .last()
            .map(|segment| segment.ident.to_string())
    };
    matches!(ty, Type::Path(path) if matches!(last(path).as_deref(), Some("ByteStream" | "Upgraded")))
}

/// The text of `operation_id` in `let info = OperationInfo { operation_id: "…" }`.
///
/// A parameter may be called `info` too.
fn operation_id(stmts: &[Stmt]) -> Option<String> {
    let info = stmts
        .iter()
        .filter_map(binding)
        .find_map(|made| match made {
            (name, Expr::Struct(info)) if name == "info" => Some(info),
            _ => None,
        })?;
    info.fields.iter().find_map(|field| match &field.expr {
        Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    })
}

/// The statements up to the request, without the generator's own
/// `api-version` header; the last one is the draft.
fn request_statements(stmts: Vec<Stmt>) -> Result<Vec<Stmt>, String> {
    let end = stmts
        .iter()
        .position(|stmt| draft::client_of(stmt).is_some())
        .ok_or("`send` builds no request")?;
    let request = binding(&stmts[end]).map(|(_, value)| value.clone());
    let mut kept: Vec<Stmt> = stmts.into_iter().take(end).collect();
    let before = kept.len();
    kept.retain(|stmt| !Appends::of(stmt).version);
    if kept.len() + 1 != before {
        return Err("`send` does not append `api-version` exactly once".to_owned());
    }
    let takes_headers = kept.iter().any(|stmt| Appends::of(stmt).any);
    if takes_headers {
        kept.iter_mut().for_each(type_map);
    } else {
        kept.retain(|stmt| binding(stmt).is_none_or(|(name, _)| name != "header_map"));
    }
    for stmt in &mut kept {
        RenameError.visit_stmt_mut(stmt);
    }
    let mut draft = draft::of(request.as_ref(), &mut kept, takes_headers)?;
    RenameError.visit_expr_mut(&mut draft);
    let draft = match draft {
        Expr::Try(last) => *last.expr,
        other => parse_quote! { Ok(#other) },
    };
    kept.push(Stmt::Expr(draft, None));
    Ok(kept)
}

/// Errors of building become `RequestError`.
struct RenameError;

impl VisitMut for RenameError {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        if path.segments.len() == 2 && path.segments[0].ident == "Error" {
            path.segments[0].ident = format_ident!("RequestError");
        }
    }

    fn visit_macro_mut(&mut self, item: &mut syn::Macro) {
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        if item.path.is_ident("format")
            && let Ok(mut arguments) = item.parse_body_with(parser)
        {
            arguments
                .iter_mut()
                .for_each(|argument| self.visit_expr_mut(argument));
            item.tokens = arguments.to_token_stream();
        }
    }
}
