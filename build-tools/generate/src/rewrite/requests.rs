//! Sends parameters and bodies as the document says, where the generator has
//! no words for it.

use super::helpers::Helpers;
use crate::plan::{BodyPlan, Location, MemberPlan, OperationPlan, ParameterPlan, Plan, Style};
use crate::uses::Use;
use api_document::names::method_name;
use quote::{format_ident, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Expr, ExprLit, ExprMethodCall, Ident, Item, ItemImpl, Lit, LitStr, Macro, Member, Path, Token,
    Type, parse_quote,
};

pub(super) fn follow(builders: &mut [Item], plan: &Plan, helpers: &mut Helpers) {
    for item in builders {
        if let Item::Impl(block) = item {
            Methods.visit_item_impl_mut(block);
        }
        let unplanned = OperationPlan::default();
        let Some(name) = builder(item) else { continue };
        let plan = plan.operations.get(&name).unwrap_or(&unplanned);
        if plan.body == Some(BodyPlan::Multipart) {
            helpers.used.insert(Use::Multipart);
            Multipart.visit_item_mut(item);
        }
        Requests { plan, helpers }.visit_item_mut(item);
        if let (Some(media_types), Item::Impl(block)) = (&plan.accept, item) {
            ask(block, media_types);
        }
    }
}

/// The builder that an item is, or is about.
pub(super) fn builder(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Impl(block) => match &*block.self_ty {
            Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
            _ => None,
        },
        _ => None,
    }
}

struct Requests<'a> {
    plan: &'a OperationPlan,
    helpers: &'a mut Helpers,
}

impl<'a> Requests<'a> {
    fn parameter(&self, name: &str) -> Option<&'a ParameterPlan> {
        self.plan.parameters.get(name)
    }

    fn call(&mut self, call: &mut ExprMethodCall) {
        match call.method.to_string().as_str() {
            "header" => self.header(call),
            "json" => self.json(call),
            _ => {}
        }
    }

    /// `.query(&progenitor_client::QueryParam::new("name", &name))`
    fn query(&mut self, expr: &Expr) -> Option<Expr> {
        let Expr::MethodCall(call) = expr else {
            return None;
        };
        let Some(Expr::Reference(argument)) = call.args.first() else {
            return None;
        };
        let Expr::Call(new) = &*argument.expr else {
            return None;
        };
        let Some(Expr::Reference(value)) = new.args.last() else {
            return None;
        };
        let value = &value.expr;
        let plan = self.parameter(&ident(value)?.to_string())?;
        let (query, parameters) = (self.helpers.query(), self.helpers.parameters());
        let (name, style, request) = (&plan.name, style(&parameters, plan.style), &call.receiver);
        (call.method == "query").then(|| {
            parse_quote! {
                #query::add(
                    #request,
                    &#parameters::query(#name, &#value, #style).map_err(Error::InvalidRequest)?,
                )?
            }
        })
    }

    /// `.header(NAME, ::reqwest::header::HeaderValue::from_static("text"))`
    fn header(&self, call: &mut ExprMethodCall) {
        let name = call.args.first().and_then(last_segment);
        let wanted = match (name.as_deref(), &self.plan.body) {
            (Some("ACCEPT"), _) => self.plan.accept.as_ref(),
            (Some("CONTENT_TYPE"), Some(BodyPlan::As(media_type))) => Some(media_type),
            _ => None,
        };
        if let (Some(wanted), Some(Expr::Call(value))) = (wanted, call.args.last_mut())
            && let Some(text) = value.args.first_mut()
        {
            *text = parse_quote! { #wanted };
        }
    }

    fn json(&self, call: &mut ExprMethodCall) {
        if let Some(BodyPlan::As(media_type)) = &self.plan.body {
            let receiver = &call.receiver;
            *call.receiver = parse_quote! {
                #receiver.header(
                    ::reqwest::header::CONTENT_TYPE,
                    ::reqwest::header::HeaderValue::from_static(#media_type),
                )
            };
        }
    }

    /// `header_map.append("name", name.to_string().try_into()?)`
    fn append(&mut self, call: &ExprMethodCall) -> Option<Expr> {
        if call.method != "append" {
            return None;
        }
        let plan = self.parameter(&method_name(&text(call.args.first()?)?))?;
        let value = to_string_receiver(call.args.last()?)?;
        let parameters = self.helpers.parameters();
        let style = style(&parameters, plan.style);
        let (map, name) = (&call.receiver, &plan.name);
        Some(if plan.place == Location::Cookie {
            parse_quote! {{
                let before = #map
                    .remove(::reqwest::header::COOKIE)
                    .and_then(|value| value.to_str().map(str::to_owned).ok())
                    .unwrap_or_default();
                let cookies = #parameters::cookie(&before, #name, &#value, #style)
                    .map_err(Error::InvalidRequest)?;
                #map.append(::reqwest::header::COOKIE, cookies.try_into()?)
            }}
        } else {
            parse_quote! {
                #map.append(
                    #name,
                    #parameters::text(&#value, #style)
                        .map_err(Error::InvalidRequest)?
                        .try_into()?,
                )
            }
        })
    }

    /// `encode_path(&name.to_string())`
    fn segment(&mut self, expr: &Expr) -> Option<Expr> {
        let Expr::Call(call) = expr else {
            return None;
        };
        if last_segment(&call.func)? != "encode_path" {
            return None;
        }
        let text = call.args.first()?;
        let value = to_string_receiver(text)?;
        let path = self.helpers.path();
        let plan = ident(&value).and_then(|name| self.parameter(&name.to_string()));
        let Some(plan) = plan else {
            return Some(parse_quote! { #path::encode_path(#text) });
        };
        let parameters = self.helpers.parameters();
        let (name, style) = (&plan.name, style(&parameters, plan.style));
        Some(parse_quote! {
            #parameters::path(#name, &#value, #style, #path::encode_path)
                .map_err(Error::InvalidRequest)?
        })
    }

    /// `format!("{}/a/{}", client.baseurl, encode_path(&name.to_string()))`
    fn address(&mut self, arguments: &Punctuated<Expr, Token![,]>) -> Option<Vec<Expr>> {
        let mut arguments = arguments.iter();
        let template = text(arguments.next()?)?;
        let template = template.strip_prefix("{}")?;
        let base = arguments.next()?;
        let segments: Vec<Expr> = arguments
            .map(|argument| self.segment(argument))
            .collect::<Option<_>>()?;
        if segments.is_empty() {
            return None;
        }
        let path = self.helpers.path();
        Some(vec![
            parse_quote! { "{}{}" },
            base.clone(),
            parse_quote! {
                #path::fill(#template, &[#(#segments),*]).map_err(Error::InvalidRequest)?
            },
        ])
    }

    /// `….form_urlencoded(&body)?`
    fn form(&mut self, expr: &Expr) -> Option<Expr> {
        let Expr::Try(tried) = expr else { return None };
        let Expr::MethodCall(call) = &*tried.expr else {
            return None;
        };
        let Some(BodyPlan::Form(styles)) = &self.plan.body else {
            return None;
        };
        if call.method != "form_urlencoded" {
            return None;
        }
        let (receiver, body) = (&call.receiver, call.args.first()?);
        let parameters = self.helpers.parameters();
        let styles = form_styles(&parameters, styles);
        Some(parse_quote! {
            #receiver
                .header(
                    ::reqwest::header::CONTENT_TYPE,
                    ::reqwest::header::HeaderValue::from_static("application/x-www-form-urlencoded"),
                )
                .body(#parameters::form(#body, #styles).map_err(Error::InvalidRequest)?)
        })
    }

    /// `….header(CONTENT_TYPE, …).body(body)`
    fn multipart(&mut self, expr: &Expr) -> Option<Expr> {
        let Expr::MethodCall(call) = expr else {
            return None;
        };
        if self.plan.body != Some(BodyPlan::Multipart) || call.method != "body" {
            return None;
        }
        let Expr::MethodCall(header) = &*call.receiver else {
            return None;
        };
        let (receiver, body) = (&header.receiver, call.args.first()?);
        Some(parse_quote! { #receiver.multipart(#body) })
    }
}

impl VisitMut for Requests<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let replaced = match expr {
            Expr::MethodCall(call) => self.append(call),
            _ => None,
        };
        let replaced = replaced
            .or_else(|| self.query(expr))
            .or_else(|| self.form(expr))
            .or_else(|| self.multipart(expr));
        if let Some(replaced) = replaced {
            *expr = replaced;
        }
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::MethodCall(call) = expr {
            self.call(call);
        }
    }

    fn visit_macro_mut(&mut self, item: &mut Macro) {
        if !item.path.is_ident("format") {
            return;
        }
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        let Ok(arguments) = parser.parse2(item.tokens.clone()) else {
            return;
        };
        if let Some(replaced) = self.address(&arguments) {
            item.tokens = quote! { #(#replaced),* };
        }
    }
}

/// Asks for media types, where the generator asks for none.
fn ask(block: &mut ItemImpl, media_types: &str) {
    let mut asks = Asks(false);
    asks.visit_item_impl(block);
    if !asks.0 {
        Ask { media_types }.visit_item_impl_mut(block);
    }
}

struct Asks(bool);

impl<'ast> Visit<'ast> for Asks {
    fn visit_path(&mut self, path: &'ast Path) {
        let last = path.segments.last();
        self.0 |= last.is_some_and(|last| last.ident == "ACCEPT");
    }
}

struct Ask<'a> {
    media_types: &'a str,
}

impl VisitMut for Ask<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let starts = matches!(expr, Expr::MethodCall(call) if is_on_transport(call));
        if !starts {
            return visit_mut::visit_expr_mut(self, expr);
        }
        let media_types = self.media_types;
        *expr = parse_quote! {
            #expr.header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static(#media_types),
            )
        };
    }
}

/// `client.client.get(url)`
fn is_on_transport(call: &ExprMethodCall) -> bool {
    matches!(&*call.receiver, Expr::Field(field)
        if matches!(&field.member, Member::Named(name) if name == "client"))
}

/// The transport has no functions for `OPTIONS` and `TRACE`.
struct Methods;

impl VisitMut for Methods {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        let name = call.method.to_string();
        if is_on_transport(call)
            && ["options", "trace"].contains(&name.as_str())
            && call.args.len() == 1
        {
            let method = format_ident!("{}", name.to_uppercase());
            call.method = format_ident!("request");
            call.args
                .insert(0, parse_quote! { ::reqwest::Method::#method });
        }
    }
}

/// The caller puts a multipart body together.
struct Multipart;

impl VisitMut for Multipart {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if names == ["reqwest", "Body"] {
            *path = parse_quote! { reqwest::multipart::Form };
        }
    }
}

/// The styles of the members of a form that have one.
pub(super) fn form_styles(parameters: &Path, styles: &[MemberPlan]) -> Expr {
    let styles = styles.iter().map(|member| {
        let (name, style) = (&member.name, style(parameters, member.style));
        quote! { (#name, #style) }
    });
    parse_quote! { &[#(#styles),*] }
}

fn style(parameters: &Path, style: Style) -> Expr {
    let name = format_ident!("{style:?}");
    parse_quote! { #parameters::Style::#name }
}

fn ident(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(path) => path.path.get_ident(),
        _ => None,
    }
}

fn last_segment(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(LitStr::value(text)),
        _ => None,
    }
}

/// What is turned into text inside an expression.
fn to_string_receiver(expr: &Expr) -> Option<Expr> {
    match expr {
        Expr::Reference(inner) => to_string_receiver(&inner.expr),
        Expr::Try(inner) => to_string_receiver(&inner.expr),
        Expr::MethodCall(call) if call.method == "to_string" => Some((*call.receiver).clone()),
        Expr::MethodCall(call) => to_string_receiver(&call.receiver),
        _ => None,
    }
}
