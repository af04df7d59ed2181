//! Null in the words of JSON Schema: the generator takes what is inside of a marker as
//! that, and `nullable` says nothing there.

use api_document::member::Members;
use api_document::schema::each_nested_mut;
use serde_json::{Value, json};

pub(super) fn write_out(schema: &mut Value) {
    each_nested_mut(schema, &mut |schema| {
        let Value::Object(members) = schema else {
            return;
        };
        if members.take_member("nullable") != Some(Value::Bool(true)) {
            return;
        }
        if let Some(ty) = members.member("type").and_then(Value::as_str) {
            let types = json!([ty, "null"]);
            members.insert("type".to_owned(), types);
            if let Some(Value::Array(values)) = members.member_mut("enum") {
                values.push(Value::Null);
            }
        } else if !members.is_empty() {
            let inner = schema.take();
            *schema = json!({ "oneOf": [inner, { "type": "null" }] });
        }
    });
}
