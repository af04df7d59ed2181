//! The operations of a document in batches, each a document of its own.
//!
//! The generator holds the tokens of all operations at once, which take many times
//! the room of the document. Of a component the code of an operation has the name and
//! the kind, and nothing else: a small one stands in for it where its form alone says
//! which kind it is, and the others come along with what decides that.

use super::form::{Form, form, stand_in};
use super::references::References;
use api_document::schema::components;
use serde_json::{Map, Value, json};

/// How many operations are generated at a time. More take more room; for fewer, what
/// they share is made again too often.
const OPERATIONS: usize = 24;

/// The document without its operations and components.
pub(super) fn empty(document: &Value) -> Value {
    around(document, Map::new(), Map::new())
}

/// The paths of a document, by batches.
pub(super) fn of(document: &Value) -> Vec<Vec<(&String, &Value)>> {
    let mut batches: Vec<Vec<_>> = Vec::new();
    let mut left = 0;
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        let operations = item.as_object().map_or(0, Map::len);
        match batches.last_mut() {
            Some(batch) if operations <= left => {
                left -= operations;
                batch.push((path, item));
            }
            _ => {
                left = OPERATIONS.saturating_sub(operations);
                batches.push(vec![(path, item)]);
            }
        }
    }
    batches
}

/// A document of these paths alone.
pub(super) fn document(whole: &Value, paths: &[(&String, &Value)]) -> Value {
    let mut needed = Needed {
        all: components(whole),
        found: Map::new(),
    };
    for (_, item) in paths {
        needed.add(&References::of_operation(item));
    }
    let owned = |(path, item): &(&String, &Value)| ((*path).clone(), (*item).clone());
    around(whole, paths.iter().map(owned).collect(), needed.found)
}

/// What is beside these in the whole, with these.
pub(super) fn around(
    whole: &Value,
    paths: Map<String, Value>,
    schemas: Map<String, Value>,
) -> Value {
    let mut document = Map::new();
    for (key, value) in whole.as_object().into_iter().flatten() {
        if key != "paths" && key != "components" {
            document.insert(key.clone(), value.clone());
        }
    }
    document.insert("paths".to_owned(), Value::Object(paths));
    let schemas = Map::from_iter([("schemas".to_owned(), Value::Object(schemas))]);
    document.insert("components".to_owned(), Value::Object(schemas));
    Value::Object(document)
}

/// What operations need of the components.
struct Needed<'d> {
    all: Option<&'d Map<String, Value>>,
    found: Map<String, Value>,
}

impl<'d> Needed<'d> {
    fn add(&mut self, used: &References<'d>) {
        let mut open: Vec<&'d str> = Vec::new();
        self.take(used, &mut open);
        while let Some(name) = open.pop() {
            if let Some(schema) = self.all.and_then(|all| all.get(name)) {
                self.found.insert(name.to_owned(), schema.clone());
                self.take(&References::of_component(schema), &mut open);
            }
        }
    }

    /// Adds what stands in for others, and opens what is needed itself.
    fn take(&mut self, used: &References<'d>, open: &mut Vec<&'d str>) {
        for name in &used.by_name {
            match self.all.and_then(|all| all.get(*name)).and_then(form) {
                Some(Form::Struct) => self.stand_in(name, stand_in()),
                Some(Form::Value) => self.stand_in(name, json!({ "type": "string" })),
                Some(Form::Union) | None => self.open(name, open),
            }
        }
        for name in &used.by_form {
            self.open(name, open);
        }
    }

    fn stand_in(&mut self, name: &str, schema: Value) {
        if !self.found.contains_key(name) {
            self.found.insert(name.to_owned(), schema);
        }
    }

    fn open(&mut self, name: &'d str, open: &mut Vec<&'d str>) {
        let schema = self.all.and_then(|all| all.get(name));
        if schema.is_some() && self.found.get(name) != schema {
            open.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn document_of(count: usize) -> Value {
        let operation = |id: String| {
            let schema = json!({ "$ref": "#/components/schemas/Named" });
            let answer = json!({ "content": { "application/json": { "schema": schema } } });
            json!({ "get": { "operationId": id, "responses": { "200": answer } } })
        };
        let paths =
            (0..count).map(|number| (format!("/{number:03}"), operation(format!("op{number}"))));
        json!({
            "openapi": "3.0.3",
            "info": { "title": "Many", "version": "1" },
            "paths": paths.collect::<Map<_, _>>(),
            "components": { "schemas": {
                "Named": {
                    "type": "object",
                    "properties": { "held": { "$ref": "#/components/schemas/Held" } },
                },
                "Held": { "type": "object", "properties": { "it": { "type": "string" } } },
                "Joined": { "oneOf": [{ "$ref": "#/components/schemas/Held" }] },
            } },
        })
    }

    #[test]
    fn every_path_is_in_one_batch_in_its_order() {
        let whole = document_of(OPERATIONS * 2 + 1);
        let batches = of(&whole);
        let sizes: Vec<usize> = batches.iter().map(Vec::len).collect();
        assert_eq!(sizes, [OPERATIONS, OPERATIONS, 1]);
        let paths = batches.iter().flatten().map(|(path, _)| *path);
        assert!(paths.eq(whole["paths"].as_object().unwrap().keys()));
    }

    #[test]
    fn what_is_named_only_is_stood_in_for_and_what_decides_comes_along() {
        let mut whole = document_of(1);
        let batch = |whole: &Value| document(whole, &of(whole)[0]);
        let schemas = batch(&whole)["components"]["schemas"].clone();
        assert_eq!(schemas, json!({ "Named": stand_in() }));
        let place = "/paths/~1000/get/responses/200/content/application~1json/schema/$ref";
        *whole.pointer_mut(place).unwrap() = json!("#/components/schemas/Joined");
        let schemas = batch(&whole)["components"]["schemas"].clone();
        let all = &whole["components"]["schemas"];
        assert_eq!(
            schemas,
            json!({ "Joined": all["Joined"], "Held": all["Held"] })
        );
    }
}
