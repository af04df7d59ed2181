//! The generated types say what the effective document says.
//!
//! `schemars` derives a JSON Schema from every generated type. Each must agree
//! with the document's schema of the same name, property by property: name,
//! type, required, nullable, enum and format.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use fingerprint_management::add_schemas;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What both sides say of one value, in common terms.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    kind: String,
    nullable: bool,
    format: Option<String>,
    values: Vec<String>,
    items: Option<Box<Form>>,
    /// The properties of an object that has no name in the document.
    inline: Option<Object>,
}

impl Form {
    /// The same without the formats of numbers that the other side does not
    /// state: a type always has a width, a document need not.
    fn stated_by(mut self, other: &Self) -> Self {
        let is_number = matches!(self.kind.as_str(), "number" | "integer");
        if is_number && other.format.is_none() {
            self.format = None;
        }
        if let (Some(items), Some(others)) = (self.items.take(), &other.items) {
            self.items = Some(Box::new(items.stated_by(others)));
        }
        if let (Some(inline), Some(others)) = (&mut self.inline, &other.inline) {
            inline.state_by(others);
        }
        self
    }
}

/// What both sides say of one object: its properties, and which are required.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Object(BTreeMap<String, (Form, bool)>);

impl Object {
    fn state_by(&mut self, other: &Self) {
        for (name, (form, _)) in &mut self.0 {
            if let Some((other, _)) = other.0.get(name) {
                *form = form.clone().stated_by(other);
            }
        }
    }
}

/// The derived schemas, and the names that have a schema in the document.
struct Types<'d> {
    definitions: &'d Map<String, Value>,
    named: BTreeSet<&'d str>,
}

fn document() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/effective.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn derived() -> Map<String, Value> {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    add_schemas(&mut generator);
    generator.take_definitions(true)
}

/// Every difference between the document and the derived schemas, one a line.
fn differences(document: &Value, derived: &Map<String, Value>) -> Vec<String> {
    let mut found = Vec::new();
    let components = document["components"]["schemas"].as_object().unwrap();
    for (name, schema) in components {
        let Some(other) = derived.get(name) else {
            found.push(format!("{name}: no type"));
            continue;
        };
        let types = Types {
            definitions: derived,
            named: components.keys().map(String::as_str).collect(),
        };
        let ours = object(schema, &|schema| documented(components, schema));
        let mut theirs = object(other, &|schema| of_type(&types, schema));
        theirs.state_by(&ours);
        let (Object(ours), Object(theirs)) = (ours, theirs);
        for property in ours
            .keys()
            .chain(theirs.keys().filter(|key| !ours.contains_key(*key)))
        {
            let (left, right) = (ours.get(property), theirs.get(property));
            if left != right {
                found.push(format!(
                    "{name}.{property}: document {left:?}, type {right:?}"
                ));
            }
        }
    }
    found
}

fn object(schema: &Value, form: &dyn Fn(&Value) -> Form) -> Object {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let properties = schema["properties"]
        .as_object()
        .cloned()
        .unwrap_or_default();
    let entry = |(name, property): (String, Value)| {
        let required = required.contains(&json!(name));
        (name, (form(&property), required))
    };
    Object(properties.into_iter().map(entry).collect())
}

/// The form of a schema of the document, in OpenAPI 3.0.
fn documented(components: &Map<String, Value>, schema: &Value) -> Form {
    if let Some(reference) = schema["$ref"].as_str() {
        // An object is compared by name, an enum by its values.
        let target = components.get(reference.rsplit('/').next().unwrap());
        return match target.filter(|target| target.get("enum").is_some()) {
            Some(target) => documented(components, target),
            None => reference_form(reference),
        };
    }
    if let Some([only]) = schema["allOf"].as_array().map(Vec::as_slice) {
        let mut form = documented(components, only);
        form.nullable |= schema["nullable"] == json!(true);
        return form;
    }
    let sensitive = schema["x-sensitive"] == json!(true);
    let kind = schema["type"].as_str().unwrap_or("any").to_owned();
    Form {
        // Any value may be null.
        nullable: schema["nullable"] == json!(true) || kind == "any",
        format: if sensitive && kind == "string" {
            Some("password".to_owned())
        } else {
            text(&schema["format"])
        },
        kind,
        values: texts(&schema["enum"]),
        items: schema
            .get("items")
            .map(|items| Box::new(documented(components, items))),
        inline: schema
            .get("properties")
            .map(|_| object(schema, &|schema| documented(components, schema))),
    }
}

/// The form of a derived schema, in JSON Schema 2020-12.
fn of_type(types: &Types<'_>, schema: &Value) -> Form {
    if let Some(parts) = schema["anyOf"].as_array() {
        let null = json!({ "type": "null" });
        let inner: Vec<&Value> = parts.iter().filter(|part| **part != null).collect();
        assert_eq!(inner.len(), 1, "an unexpected union: {schema}");
        let mut form = of_type(types, inner[0]);
        form.nullable = form.nullable || inner.len() < parts.len();
        return form;
    }
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|reference| reference.strip_prefix("#/$defs/"))
    {
        // An object is compared by name; whatever else has a name here (an
        // enum, a secret) is inline in the document, as is an object whose
        // name the document does not have.
        let target = types.definitions.get(name);
        let inline = target
            .filter(|target| target.get("properties").is_none() || !types.named.contains(name));
        return match inline {
            Some(target) => of_type(types, target),
            None => reference_form(name),
        };
    }
    let (kind, nullable) = match &schema["type"] {
        Value::String(kind) => (kind.clone(), false),
        Value::Array(kinds) => {
            let kind = kinds
                .iter()
                .filter_map(Value::as_str)
                .find(|kind| *kind != "null");
            (
                kind.unwrap_or("any").to_owned(),
                kinds.contains(&json!("null")),
            )
        }
        // Any value may be null.
        _ => ("any".to_owned(), true),
    };
    Form {
        kind,
        nullable,
        format: text(&schema["format"]),
        values: texts(&schema["enum"]),
        items: schema
            .get("items")
            .map(|items| Box::new(of_type(types, items))),
        inline: schema
            .get("properties")
            .map(|_| object(schema, &|schema| of_type(types, schema))),
    }
}

fn reference_form(reference: &str) -> Form {
    let name = reference.rsplit('/').next().unwrap();
    Form {
        kind: format!("the schema {name}"),
        nullable: false,
        format: None,
        values: Vec::new(),
        items: None,
        inline: None,
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn texts(value: &Value) -> Vec<String> {
    let values = value.as_array().cloned().unwrap_or_default();
    // A nullable enum lists null among its values; that is `nullable` here.
    values.iter().filter_map(text).collect()
}

#[test]
fn every_type_agrees_with_the_document() {
    assert_eq!(differences(&document(), &derived()), Vec::<String>::new());
}

/// Every property of every component, by the name of both.
fn properties(document: &Value) -> Vec<(String, String)> {
    let components = document["components"]["schemas"].as_object().unwrap();
    let of_component = |(name, schema): (&String, &Value)| -> Vec<(String, String)> {
        let properties = schema["properties"].as_object().into_iter().flatten();
        let named = properties.map(|(property, _)| (name.clone(), property.clone()));
        named.collect()
    };
    components.iter().flat_map(of_component).collect()
}

/// What a property becomes if it disagrees in one way, or nothing where it
/// cannot. Takes the property, and its form.
type Disagree = fn(&Value, &Form) -> Option<Value>;

const KINDS: [(&str, Disagree); 6] = [
    ("type", |_, form| {
        let other = if form.kind == "boolean" {
            "string"
        } else {
            "boolean"
        };
        Some(json!({ "type": other }))
    }),
    ("nullable", |property, form| {
        let mut other = property.clone();
        // Nothing stands beside a reference, and any value may be null.
        let may = property.get("$ref").is_none() && form.kind != "any";
        other["nullable"] = json!(!form.nullable);
        may.then_some(other)
    }),
    ("enum", |_, form| {
        let other = json!({ "type": "string", "enum": ["surprise"], "nullable": form.nullable });
        (!form.values.is_empty()).then_some(other)
    }),
    ("format", |property, form| {
        let mut other = property.clone();
        other["format"] = json!("date");
        let may = form.kind == "string" && form.values.is_empty();
        (may && property["x-sensitive"].is_null()).then_some(other)
    }),
    ("reference", |property, _| {
        let other = json!({ "$ref": "#/components/schemas/Surprise" });
        property.get("$ref").map(|_| other)
    }),
    ("items", |property, form| {
        let mut other = property.clone();
        let is_boolean = form.items.as_ref()?.kind == "boolean";
        other["items"] = json!({ "type": if is_boolean { "string" } else { "boolean" } });
        Some(other)
    }),
];

/// The check sees each kind of disagreement wherever it is made, and where it is.
#[test]
fn each_kind_of_disagreement_is_seen() {
    let (document, derived) = (document(), derived());
    let components = document["components"]["schemas"].as_object().unwrap();
    for (kind, disagree) in KINDS {
        let mut tried = 0;
        for (component, property) in properties(&document) {
            let schema = &components[&component]["properties"][&property];
            let Some(other) = disagree(schema, &documented(components, schema)) else {
                continue;
            };
            tried += 1;
            let mut edited = document.clone();
            edited["components"]["schemas"][&component]["properties"][&property] = other;
            assert_only(&differences(&edited, &derived), &component, &property, kind);
        }
        assert!(tried > 0, "no property has a {kind}");
    }
}

fn assert_only(found: &[String], component: &str, property: &str, kind: &str) {
    let place = format!("{component}.{property}: ");
    let [only] = found else {
        panic!("{kind} of {place}{found:#?}");
    };
    assert!(only.starts_with(&place), "{kind}: {only}");
}

#[test]
fn a_property_that_became_required_or_optional_is_seen() {
    let (document, derived) = (document(), derived());
    for (component, property) in properties(&document) {
        let mut edited = document.clone();
        let schema = edited["components"]["schemas"][&component]
            .as_object_mut()
            .unwrap();
        let required = schema.entry("required").or_insert(json!([]));
        let required = required.as_array_mut().unwrap();
        let before = required.len();
        required.retain(|name| *name != json!(property));
        if required.len() == before {
            required.push(json!(property));
        }
        assert_only(
            &differences(&edited, &derived),
            &component,
            &property,
            "required",
        );
    }
}

#[test]
fn a_property_that_only_one_side_has_is_seen() {
    let (document, derived) = (document(), derived());
    for (component, property) in properties(&document) {
        let mut edited = document.clone();
        let schema = &mut edited["components"]["schemas"][&component];
        schema["properties"]
            .as_object_mut()
            .unwrap()
            .remove(&property);
        assert_only(
            &differences(&edited, &derived),
            &component,
            &property,
            "absence",
        );

        let mut broken = derived.clone();
        let properties = broken[&component]["properties"].as_object_mut().unwrap();
        properties.remove(&property);
        assert_only(
            &differences(&document, &broken),
            &component,
            &property,
            "absence",
        );
    }
}

#[test]
fn a_component_without_a_type_is_seen() {
    let (document, derived) = (document(), derived());
    for component in document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
    {
        let mut broken = derived.clone();
        broken.remove(component);
        let found = differences(&document, &broken);
        assert!(
            found.contains(&format!("{component}: no type")),
            "{found:#?}"
        );
    }
}
