//! What each public name of the generated code stands for on the wire.
//!
//! Two crates may have the same surface and still send something else under one
//! of its names. Signatures do not show it, so a comparison asks here.

use crate::credentials::{self, Sent};
use crate::lower::Lowered;
use crate::on_wire_styles::{in_form, in_style};
use crate::plan::{BodyPlan, Brackets, Location, OperationPlan};
use crate::same::same;
use crate::target::Transport;
use api_document::ingest::Document;
use api_document::member::Members;
use api_document::names::{builder_name, field_name, method_name, type_name, variant_name};
use api_document::schema::{Operation, components, operations};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The names of one crate.
#[derive(Debug, Clone, Default)]
pub struct OnWire {
    /// By path in the code, as the surface has it, what stands behind the name:
    /// method and path of an operation, name and place of a parameter or credential,
    /// with the style of its values, the media type of a body, the name of a property,
    /// the text of an enum's value.
    pub names: BTreeMap<String, String>,
    /// By [`identity`](Operation::identity), what each operation is called in the
    /// end.
    pub operations: BTreeMap<String, String>,
    /// By security scheme, the method that sets its credentials.
    pub credentials: BTreeMap<String, String>,
}

/// What stands behind the variant for a value of an enum.
pub fn of_value(value: &str) -> String {
    format!("value `{value}`")
}

/// Reads the names of one crate, from its effective document and what that was
/// lowered to.
pub fn on_wire(effective: &Document, lowered: &Lowered) -> OnWire {
    read(effective, lowered, None)
}

/// As [`on_wire`], without the fields and setters of what is the same in another
/// document, where these names stand for the same: most of a document is.
pub fn on_wire_beside(effective: &Document, lowered: &Lowered, other: &Lowered) -> OnWire {
    let alike = lowered.plan.brackets == other.plan.brackets;
    read(effective, lowered, alike.then_some(other))
}

fn read(effective: &Document, lowered: &Lowered, other: Option<&Lowered>) -> OnWire {
    let transport = lowered.target.settings().transport;
    let names = Names {
        brackets: lowered.plan.brackets,
        call: match transport {
            Transport::Own => "Call",
            Transport::Generated => "",
        },
    };
    let others = Others::of(other);
    let mut found = OnWire::default();
    for operation in operations(&lowered.document) {
        let id = operation.id().to_owned();
        let builder = builder_name(&id);
        let plan = lowered.plan.operations.get(&builder);
        let method = format!("Client::{}()", method_name(&id));
        found.names.insert(method, operation.identity());
        if !others.has_operation(&operation, &builder, plan) {
            names.operation(&operation, &builder, plan, &mut found.names);
        }
        found.operations.insert(operation.identity(), id);
    }
    for (name, schema) in components(&lowered.document).into_iter().flatten() {
        let is_known = others.has_schema(name, schema);
        if is_known && !schema.has("enum") {
            continue;
        }
        let ty = type_name(name);
        if !is_known {
            names.fields(&ty, schema, &mut found.names);
        }
        names.variants(&ty, schema, &mut found.names);
    }
    if transport == Transport::Generated {
        let methods = found
            .operations
            .values()
            .map(|id| method_name(id))
            .collect();
        credentials(&effective.value, &methods, &mut found);
    }
    found
}

/// What another document has.
struct Others<'d> {
    lowered: Option<&'d Lowered>,
    schemas: Option<&'d Map<String, Value>>,
}

impl<'d> Others<'d> {
    fn of(lowered: Option<&'d Lowered>) -> Self {
        let schemas = lowered.and_then(|lowered| components(&lowered.document));
        Self { lowered, schemas }
    }

    fn has_operation(
        &self,
        operation: &Operation<'_>,
        builder: &str,
        plan: Option<&OperationPlan>,
    ) -> bool {
        let Some(lowered) = self.lowered else {
            return false;
        };
        let paths = lowered.document.member("paths");
        let item = paths.and_then(|paths| paths.member(operation.path));
        let other = item.and_then(|item| item.member(operation.method));
        // What a path has for all of its operations is in each by now.
        other.is_some_and(|other| same(other, operation.value))
            && lowered.plan.operations.get(builder) == plan
    }

    fn has_schema(&self, name: &str, schema: &Value) -> bool {
        let other = self.schemas.and_then(|schemas| schemas.get(name));
        other.is_some_and(|other| same(other, schema))
    }
}

/// What stands behind the setters of credentials.
fn credentials(document: &Value, methods: &BTreeSet<String>, found: &mut OnWire) {
    for setter in credentials::setters(document, methods) {
        let Some(sent) = credentials::sent(setter.scheme) else {
            continue;
        };
        let meaning = match sent {
            Sent::Basic => "a user name and a password".to_owned(),
            Sent::Bearer => "a bearer token".to_owned(),
            Sent::Authorization(_) => "the whole of `authorization`".to_owned(),
            Sent::Key(place, name) => format!("the {place} `{}`", in_place(place, name)),
        };
        let path = format!("Client::{}()", setter.method);
        found.names.insert(path, meaning);
        let name = setter.name.to_owned();
        found.credentials.insert(name, setter.method);
    }
}

/// A name in its place: the case of a header's says nothing.
fn in_place(place: &str, name: &str) -> String {
    if place == "header" {
        name.to_lowercase()
    } else {
        name.to_owned()
    }
}

/// By path in the code.
type Found = BTreeMap<String, String>;

struct Names {
    brackets: Option<Brackets>,
    /// What the builder of a call is called beyond its operation.
    call: &'static str,
}

impl Names {
    fn operation(
        &self,
        operation: &Operation<'_>,
        builder: &str,
        plan: Option<&OperationPlan>,
        found: &mut Found,
    ) {
        let call = format!("builder::{builder}{}", self.call);
        let lists = [operation.item, operation.value].map(|holder| holder.member("parameters"));
        let parameters = lists
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .flatten();
        for parameter in parameters {
            if let (Some(name), Some(place)) = (text(parameter, "name"), text(parameter, "in")) {
                let setter = format!("{call}::{}()", method_name(name));
                found.insert(setter, self.parameter(operation.path, place, name));
            }
        }
        for (name, planned) in plan.into_iter().flat_map(|plan| &plan.parameters) {
            let setter = format!("{call}::{}()", method_name(name));
            let place = place(planned.place);
            let meaning = self.parameter(operation.path, place, &planned.name);
            let style = in_style(planned.style, planned.values);
            found.insert(setter, meaning + style);
        }
        if let Some(media_type) = media_type(operation, plan) {
            found.insert(format!("{call}::body()"), format!("a body of {media_type}"));
        }
    }

    /// A parameter of the path by its place: what it is called is not sent.
    fn parameter(&self, path: &str, place: &str, name: &str) -> String {
        let name = self.plain(name);
        let within = path.split_once(&format!("{{{name}}}"));
        match within {
            Some((before, _)) if place == "path" => {
                format!("path parameter {}", before.matches('{').count() + 1)
            }
            _ => format!("{place} parameter `{}`", in_place(place, &name)),
        }
    }

    fn fields(&self, ty: &str, schema: &Value, found: &mut Found) {
        let properties = schema.member("properties").and_then(Value::as_object);
        for (name, _) in properties.into_iter().flatten() {
            let field = format!("types::{ty}.{}", field_name(name));
            found.insert(field, format!("property `{}`", self.plain(name)));
        }
    }

    fn variants(&self, ty: &str, schema: &Value, found: &mut Found) {
        let values = schema.member("enum").and_then(Value::as_array);
        for value in values.into_iter().flatten().filter_map(Value::as_str) {
            let variant = format!("types::{ty}::{}", variant_name(value));
            found.insert(variant, of_value(&self.plain(value)));
        }
    }

    /// A name as it is sent.
    fn plain(&self, name: &str) -> String {
        match self.brackets {
            Some(brackets) => brackets.removed(name.to_owned()),
            None => name.to_owned(),
        }
    }
}

fn place(place: Location) -> &'static str {
    match place {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// What a body is sent as.
fn media_type(operation: &Operation<'_>, plan: Option<&OperationPlan>) -> Option<String> {
    let planned = plan.and_then(|plan| plan.body.as_ref());
    if let Some(BodyPlan::As(media_type)) = planned {
        return Some(media_type.clone());
    }
    let content = operation.value.member("requestBody")?.member("content")?;
    let media_type = content.as_object()?.keys().next()?;
    let styles = match planned {
        Some(BodyPlan::Form(members)) => in_form(members),
        _ => String::new(),
    };
    Some(format!("{media_type}{styles}"))
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.member(key)?.as_str()
}
