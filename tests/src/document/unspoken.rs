//! Says what a body's member is where the document says nothing of it, and says
//! more of the same member of the item: it is that, or null.
//!
//! The service's framework writes a bare `type: object` for what may be null.

use serde_json::{Value, json};

use super::operation::Operation;
use super::resource::Resource;
use super::schema::Schema;
use super::spelling::plain;

/// Fills such members in, in the components that bodies refer to.
pub(super) fn fill_in(document: &mut Value, operations: &[Operation], resources: &[Resource]) {
    for operation in operations {
        let Some(body) = &operation.body else {
            continue;
        };
        let resource = resources
            .iter()
            .find(|one| one.collection == operation.collection);
        let pointer = body.schema.get("$ref").and_then(Value::as_str);
        let Some((resource, pointer)) = resource.zip(pointer) else {
            continue;
        };
        let said: Vec<(String, Value)> = Schema::new(document, &body.schema)
            .properties()
            .into_iter()
            .filter(|(_, property)| property.schema.says_nothing())
            .filter_map(|(name, _)| {
                let member = resource.members.get(&plain(name))?;
                let speaks = !Schema::new(document, &member.schema).says_nothing();
                speaks.then(|| (name.to_owned(), or_null(&member.schema)))
            })
            .collect();
        let component = document.pointer_mut(pointer.trim_start_matches('#'));
        let properties = component
            .and_then(|component| component.get_mut("properties"))
            .and_then(Value::as_object_mut);
        if let Some(properties) = properties {
            properties.extend(said);
        }
    }
}

fn or_null(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(members) = &mut schema {
        members.insert("nullable".to_owned(), json!(true));
    }
    schema
}
