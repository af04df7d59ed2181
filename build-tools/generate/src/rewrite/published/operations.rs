//! Reads the operations: what each is from the document, and the Rust types of
//! its parts from the generator's builders.

use super::failures;
use crate::paging::{self, Paged};
use crate::plan::{BodyPlan, Location, MemberPlan, OperationPlan, Plan, Style, Success};
use crate::rewrite::docs::{add_paragraph, paragraphs};
use crate::rewrite::markers::is_option;
use crate::rewrite::types::{first_argument, last_segment};
use api_document::names::{builder_name, method_name};
use api_document::schema::{self, Operation};
use quote::format_ident;
use serde_json::Value;
use std::collections::BTreeMap;
use syn::{Fields, Ident, ImplItem, Item, ReturnType, Type, parse_quote};

/// An operation and the types of its parts.
#[derive(Debug)]
pub(crate) struct Call {
    /// The name of the operation.
    pub(crate) id: String,
    /// The lines of its docs.
    pub(super) docs: Vec<String>,
    /// Those in the path come first, in its order.
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<Body>,
    /// What a success brings.
    pub(super) answer: Type,
    /// How it is read, where that depends on the status.
    pub(super) success: Option<Success>,
    /// The media types to ask for, where they are not `application/json` alone.
    pub(super) accept: Option<String>,
    /// How it comes in pages, if it is a list that does.
    pub(super) paged: Option<Paged>,
}

/// A parameter of an operation.
#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) ident: Ident,
    /// The name on the wire.
    pub(super) name: String,
    pub(super) place: Location,
    pub(super) required: bool,
    /// How it is written, where that is not the plain way of its place.
    pub(super) style: Option<Style>,
    pub(super) ty: Type,
    pub(super) docs: Vec<String>,
    /// Its schema in the document, for an example.
    pub(super) schema: Value,
}

/// The body of a request.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) ty: Type,
    pub(super) required: bool,
    pub(super) form: Form,
    /// The styles of the members of a form that have one.
    pub(super) styles: Vec<MemberPlan>,
    /// The media type, where it is not that of the form.
    pub(super) media_type: Option<String>,
    /// Its schema in the document, for an example.
    pub(super) schema: Value,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    UrlEncoded,
    /// As it is.
    Plain,
}

impl Call {
    /// What the method is called.
    pub(super) fn method(&self) -> Ident {
        format_ident!("{}", method_name(&self.id))
    }

    /// What the builder of the call is called.
    pub(super) fn builder(&self) -> Ident {
        format_ident!("{}Call", builder_name(&self.id))
    }

    /// Keeps the schemas of what is sent as the document has them.
    fn keep_schemas(&mut self, document: &Value, operation: &Operation<'_>) {
        let holders = [operation.item, operation.value];
        let listed = holders.into_iter().filter_map(|one| one.get("parameters"));
        let listed = listed.filter_map(Value::as_array).flatten();
        for listed in listed.map(|one| schema::resolve_any(document, one)) {
            let is_it = |one: &&mut Parameter| listed["name"] == one.name.as_str();
            if let Some(parameter) = self.parameters.iter_mut().find(is_it) {
                parameter.schema = listed["schema"].clone();
            }
        }
        let body = operation.value.get("requestBody");
        let body = body.map(|body| schema::resolve_any(document, body));
        if let (Some(kept), Some(schema)) = (&mut self.body, body.and_then(schema::json_schema)) {
            kept.schema = schema.clone();
        }
    }

    /// The types of what it sends.
    pub(super) fn sent(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        parameters.chain(self.body.iter().map(|body| &body.ty))
    }
}

/// The operations of the effective document by their names.
pub(crate) fn by_id<'d>(effective: &'d Value, plan: &Plan) -> BTreeMap<String, Operation<'d>> {
    let named = schema::operations(effective).into_iter().map(|operation| {
        let renamed = plan.renamed.get(&operation.pointer());
        let id = renamed.map_or(operation.id(), String::as_str);
        (id.to_owned(), operation)
    });
    named.collect()
}

/// All operations, by their names.
pub(super) fn read(
    builders: &[Item],
    lowered: &Value,
    effective: &Value,
    plan: &Plan,
) -> Result<Vec<Call>, String> {
    let known = by_id(effective, plan);
    let mut calls = schema::operations(lowered)
        .into_iter()
        .map(|operation| {
            let id = operation.id();
            let found = Found::of(builders, &builder_name(id))
                .ok_or_else(|| format!("there is no builder of `{id}`"))?;
            let plan = plan.operations.get(&builder_name(id));
            let mut call = call(&operation, &found, plan, known.get(id))
                .map_err(|why| format!("`{id}`: {why}"))?;
            if let Some(operation) = known.get(id) {
                call.keep_schemas(effective, operation);
            }
            call.paged = known
                .get(id)
                .and_then(|operation| paging::of(effective, operation)?.ok());
            Ok(call)
        })
        .collect::<Result<Vec<Call>, String>>()?;
    calls.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(calls)
}

fn call(
    lowered: &Operation<'_>,
    found: &Found<'_>,
    plan: Option<&OperationPlan>,
    effective: Option<&Operation<'_>>,
) -> Result<Call, String> {
    let mut parameters = parameters(lowered, found, plan)?;
    let place = |parameter: &Parameter| {
        let place = lowered.path.find(&format!("{{{}}}", parameter.name));
        place
            .filter(|_| parameter.place == Location::Path)
            .unwrap_or(usize::MAX)
    };
    parameters.sort_by_key(place);
    for parameter in &mut parameters {
        if let Some(planned) =
            plan.and_then(|plan| plan.parameters.get(&parameter.ident.to_string()))
        {
            parameter.name.clone_from(&planned.name);
        }
    }
    Ok(Call {
        id: lowered.id().to_owned(),
        docs: docs(effective.unwrap_or(lowered), &parameters),
        parameters,
        body: body(lowered, found, plan)?,
        answer: found.answer()?,
        success: plan.and_then(|plan| plan.success.clone()),
        accept: plan.and_then(|plan| plan.accept.clone()),
        paged: None,
    })
}

fn docs(operation: &Operation<'_>, parameters: &[Parameter]) -> Vec<String> {
    let text = |key: &str| operation.value.get(key).and_then(Value::as_str);
    let mut lines = paragraphs([text("summary"), text("description")]);
    let described = |parameter: &&Parameter| parameter.required && !parameter.docs.is_empty();
    let arguments: Vec<String> = parameters
        .iter()
        .filter(described)
        .map(|parameter| {
            format!(
                " - `{}`: {}",
                parameter.ident,
                parameter.docs.join(" ").trim()
            )
        })
        .collect();
    add_paragraph(&mut lines, arguments);
    let path = operation.path;
    let method = operation.method.to_uppercase();
    add_paragraph(&mut lines, vec![format!(" Sends `{method} {path}`.")]);
    let source = text("x-source").map(|source| paragraphs([Some(&*format!("Source: {source}"))]));
    add_paragraph(&mut lines, source.unwrap_or_default());
    add_paragraph(&mut lines, failures::section(operation));
    lines
}

fn parameters(
    operation: &Operation<'_>,
    found: &Found<'_>,
    plan: Option<&OperationPlan>,
) -> Result<Vec<Parameter>, String> {
    let listed = operation.value.get("parameters").and_then(Value::as_array);
    listed
        .into_iter()
        .flatten()
        .map(|parameter| {
            let text = |key: &str| parameter.get(key).and_then(Value::as_str);
            let name = text("name").unwrap_or_default();
            let rust = method_name(name);
            let planned = plan.and_then(|plan| plan.parameters.get(&rust));
            let place = match text("in") {
                Some("path") => Location::Path,
                Some("header") => Location::Header,
                _ => Location::Query,
            };
            let required = parameter.get("required") == Some(&Value::Bool(true));
            let ty = found.field(&rust)?;
            Ok(Parameter {
                ident: format_ident!("{rust}"),
                name: name.to_owned(),
                place: planned.map_or(place, |planned| planned.place),
                required,
                style: planned.map(|planned| planned.style),
                ty: first_argument(ty)
                    .filter(|_| !required && is_option(ty))
                    .unwrap_or(ty)
                    .clone(),
                docs: paragraphs([text("description")]),
                schema: Value::Null,
            })
        })
        .collect()
}

fn body(
    operation: &Operation<'_>,
    found: &Found<'_>,
    plan: Option<&OperationPlan>,
) -> Result<Option<Body>, String> {
    let content = operation.value.pointer("/requestBody/content");
    let Some(media_type) = content
        .and_then(Value::as_object)
        .and_then(|all| all.keys().next())
    else {
        return Ok(None);
    };
    let planned = plan.and_then(|plan| plan.body.as_ref());
    let form = match media_type.as_str() {
        "application/json" => Form::Json,
        "application/x-www-form-urlencoded" => Form::UrlEncoded,
        _ => Form::Plain,
    };
    Ok(Some(Body {
        ty: body_type(found.field("body")?),
        required: plan.is_none_or(|plan| !plan.optional_body),
        form,
        styles: match planned {
            Some(BodyPlan::Form(styles)) => styles.clone(),
            _ => Vec::new(),
        },
        media_type: match planned {
            Some(BodyPlan::As(media_type)) => Some(media_type.clone()),
            _ => None,
        },
        schema: Value::Null,
    }))
}

/// The type that the generator's builder is of, and bytes for what can be sent
/// only once.
fn body_type(ty: &Type) -> Type {
    let Type::Path(path) = ty else {
        return ty.clone();
    };
    let names: Vec<String> = path
        .path
        .segments
        .iter()
        .map(|part| part.ident.to_string())
        .collect();
    match names.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["types", "builder", name] => {
            let name = format_ident!("{name}");
            parse_quote! { types::#name }
        }
        ["reqwest", "Body"] => parse_quote! { Vec<u8> },
        _ => ty.clone(),
    }
}

/// The generator's builder of one operation.
struct Found<'a> {
    fields: &'a Fields,
    output: &'a ReturnType,
}

impl<'a> Found<'a> {
    fn of(builders: &'a [Item], name: &str) -> Option<Self> {
        let fields = builders.iter().find_map(|item| match item {
            Item::Struct(item) if item.ident == name => Some(&item.fields),
            _ => None,
        })?;
        let methods = builders.iter().filter_map(|item| match item {
            Item::Impl(block) if last_segment(&block.self_ty)?.ident == name => Some(&block.items),
            _ => None,
        });
        let output = methods.flatten().find_map(|item| match item {
            ImplItem::Fn(function) if function.sig.ident == "send" => Some(&function.sig.output),
            _ => None,
        })?;
        Some(Self { fields, output })
    }

    /// `T` of a field of type `Result<T, String>`.
    fn field(&self, name: &str) -> Result<&'a Type, String> {
        let named = |field: &&syn::Field| field.ident.as_ref().is_some_and(|ident| ident == name);
        let field = self.fields.iter().find(named);
        field
            .and_then(|field| first_argument(&field.ty))
            .ok_or_else(|| format!("its builder has no `{name}`"))
    }

    /// `T` of `Result<ResponseValue<T>, _>`.
    fn answer(&self) -> Result<Type, String> {
        let answer = match self.output {
            ReturnType::Type(_, result) => first_argument(result)
                .filter(|value| {
                    last_segment(value).is_some_and(|last| last.ident == "ResponseValue")
                })
                .and_then(first_argument),
            ReturnType::Default => None,
        };
        answer
            .cloned()
            .ok_or_else(|| "`send` does not return a `ResponseValue`".to_owned())
    }
}
