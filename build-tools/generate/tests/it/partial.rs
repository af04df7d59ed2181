//! What of two documents has to be generated to tell their crates apart.

use api_document::ingest::Document;
use api_document::schema::{components, operations};
use api_generate::lower::Lowered;
use api_generate::run::partial::{self, Part};
use api_generate::{Target, correct, on_wire, on_wire_beside, pipeline};
use serde_json::{Value, json};

/// A document of two operations whose bodies lead to `Leaf`, one by its name and one
/// as a part of a union.
fn document() -> Value {
    let body = |name: &str| {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        json!({ "content": { "application/json": { "schema": schema } } })
    };
    let operation = |id: &str, name: &str| {
        json!({ "post": {
            "operationId": id,
            "requestBody": body(name),
            "responses": { "204": { "description": "Done." } },
        } })
    };
    let struct_of = |property: Value| json!({ "type": "object", "required": ["it"], "properties": { "it": property } });
    let leaf = json!({ "$ref": "#/components/schemas/Leaf" });
    let other = json!({ "$ref": "#/components/schemas/Other" });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Parts", "version": "1" },
        "paths": {
            "/named": operation("put_holder", "Holder"),
            "/joined": operation("put_either", "Either"),
        },
        "components": { "schemas": {
            "Leaf": struct_of(json!({ "type": "string" })),
            "Other": struct_of(json!({ "type": "boolean" })),
            "Middle": struct_of(leaf.clone()),
            "Holder": struct_of(json!({ "$ref": "#/components/schemas/Middle" })),
            "Either": { "oneOf": [leaf, other] },
        } },
    })
}

fn effective(value: Value) -> Document {
    let document = Document {
        name: "parts.json".to_owned(),
        value,
    };
    let corrected = correct(&document, None, Target::Standalone).unwrap();
    corrected.effective
}

fn lowered(value: Value) -> Lowered {
    pipeline::lowered(&effective(value), Target::Standalone).unwrap()
}

/// The part of the revision, where `pointer` has another value.
fn part_with(pointer: &str, value: Value) -> Part {
    let mut revised = document();
    *revised.pointer_mut(pointer).unwrap() = value;
    let [base, revision] = [document(), revised].map(lowered);
    partial::kept(&base, &revision).part(&revision)
}

fn schema<'p>(part: &'p Part, name: &str) -> Option<&'p Value> {
    components(&part.lowered.document)?.get(name)
}

fn paths(part: &Part) -> Vec<&str> {
    let all = operations(&part.lowered.document).into_iter();
    all.map(|operation| operation.path).collect()
}

#[test]
fn what_only_names_an_edited_struct_is_left_out() {
    let part = part_with(
        "/components/schemas/Middle/properties",
        json!({ "it": { "$ref": "#/components/schemas/Leaf" }, "new": { "type": "string" } }),
    );
    assert!(paths(&part).is_empty());
    assert!(schema(&part, "Holder").is_none());
    let edited = schema(&part, "Middle").unwrap();
    assert!(edited.pointer("/properties/new").is_some());
}

#[test]
fn a_small_struct_stands_in_for_what_is_only_named() {
    let part = part_with("/components/schemas/Holder/required", json!([]));
    let stand_in = schema(&part, "Middle").unwrap();
    assert!(stand_in.pointer("/properties/it").is_none(), "{stand_in}");
    assert!(paths(&part).is_empty());
}

/// What a part of a union holds decides how the union is told from others.
#[test]
fn what_is_put_together_with_an_edited_struct_is_affected() {
    let part = part_with(
        "/components/schemas/Leaf/properties/it",
        json!({ "type": "integer" }),
    );
    assert!(schema(&part, "Either").is_some());
    assert_eq!(schema(&part, "Middle"), None);
    assert_eq!(paths(&part), ["/joined"]);
    let other = schema(&part, "Other").unwrap();
    assert!(other.pointer("/properties/it").is_some());
}

/// A struct has a builder, which the builder of a call with it as its body is made of.
#[test]
fn what_names_a_component_of_another_kind_is_affected() {
    let part = part_with("/components/schemas/Holder", json!({ "type": "string" }));
    assert_eq!(paths(&part), ["/named"]);
}

#[test]
fn names_that_stand_for_the_same_in_both_are_left_out() {
    let mut revised = document();
    revised["components"]["schemas"]["Leaf"]["properties"]["new"] = json!({ "type": "string" });
    revised["paths"]["/named"]["post"]["parameters"] =
        json!([{ "name": "q", "in": "query", "schema": { "type": "string" } }]);
    let of = |value: Value| (effective(value.clone()), lowered(value));
    let ((_, base), (document, revision)) = (of(document()), of(revised));
    let all = on_wire(&document, &revision);
    let beside = on_wire_beside(&document, &revision, &base);
    assert_eq!(beside.operations, all.operations);
    assert!(beside.names.iter().all(|(path, is)| all.names[path] == *is));
    let left_out = all
        .names
        .keys()
        .filter(|path| !beside.names.contains_key(*path));
    let left_out: Vec<&str> = left_out.map(String::as_str).collect();
    assert_eq!(
        left_out,
        [
            "builder::PutEither::body()",
            "types::Holder.it",
            "types::Middle.it",
            "types::Other.it"
        ]
    );
}
