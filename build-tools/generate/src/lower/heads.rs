//! What is asked of a component where another schema refers to it, kept while the
//! components themselves are lowered.

use crate::assumed::ASSUMED;
use api_document::member::Members;
use api_document::schema::{components, only_part};
use serde_json::{Map, Value, json};

/// A document of the components with nothing but that.
pub(super) fn of_components(document: &Value) -> Value {
    let all = components(document).into_iter().flatten();
    let heads: Map<String, Value> = all
        .map(|(name, schema)| (name.clone(), head(schema)))
        .collect();
    let mut document = json!({ "components": {} });
    // `json!` would copy them.
    document["components"]["schemas"] = Value::Object(heads);
    document
}

fn head(schema: &Value) -> Value {
    let mut head = Map::new();
    for key in ["$ref", "type", "nullable", ASSUMED] {
        if let Some(value) = schema.member(key) {
            head.insert(key.to_owned(), value.clone());
        }
    }
    if schema.member("properties").is_some() {
        head.insert("properties".to_owned(), json!({}));
    }
    if schema.member("allOf").is_some() {
        let only = only_part(schema).map(self::head);
        head.insert("allOf".to_owned(), only.into_iter().collect());
    }
    Value::Object(head)
}
