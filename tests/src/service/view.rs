//! Shows items as an answer has them.

use serde_json::{Map, Value, json};

use super::call::Call;
use super::list::Page;
use super::made::Making;
use super::store::Item;
use crate::answer::Answer;
use crate::document::{Kind, Schema};

/// Answers with one item.
pub(crate) fn one(call: &Call<'_>, item: &Item) -> Answer {
    let schema = call.operation.item(&call.api.document);
    let shown = schema.map(|schema| shown(call, schema, item));
    answer(call, shown.unwrap_or_else(|| json!({})), None)
}

/// Answers with a page of items.
pub(crate) fn page(call: &Call<'_>, page: &Page) -> Answer {
    let items = list(call, &page.items);
    answer(call, items, Some((&page.next, &page.previous)))
}

/// Answers with items that are not a page.
pub(crate) fn several(call: &Call<'_>, items: &[Item]) -> Answer {
    answer(call, list(call, items), None)
}

fn list(call: &Call<'_>, items: &[Item]) -> Value {
    let schema = call.operation.item(&call.api.document);
    let shown = |item| schema.map_or(Value::Null, |schema| shown(call, schema, item));
    items.iter().map(shown).collect()
}

/// Answers with an example of the documented answer.
pub(crate) fn sample(call: &Call<'_>) -> Answer {
    let making = Making::new(&call.operation.path, 1, call.now);
    let data = call.operation.data(&call.api.document);
    let data = data.map_or_else(|| json!({}), |data| making.value("data", data));
    answer(call, data, None)
}

/// Puts data into the documented envelope, under the documented status.
fn answer(call: &Call<'_>, data: Value, cursors: Option<(&Value, &Value)>) -> Answer {
    let status = call.operation.status;
    let Some(node) = &call.operation.answer else {
        return Answer::status(status);
    };
    let envelope = call.api.schema(node);
    if envelope.property("data").is_none() {
        return Answer::json(status, &data);
    }
    let null = Value::Null;
    let making = Making {
        cursors: Some(cursors.unwrap_or((&null, &null))),
        ..Making::new(&call.operation.path, 1, call.now)
    };
    let mut body = Map::new();
    for (name, property) in envelope.properties() {
        // What is beside the data and of no form is a slip of the document.
        if name != "data"
            && !property.schema.says_nothing()
            && let Some(value) = making.member(name, property.schema, property.required)
        {
            body.insert(name.to_owned(), value);
        }
    }
    body.insert("data".to_owned(), data);
    Answer::json(status, &Value::Object(body))
}

/// An item as a schema has it.
fn shown(call: &Call<'_>, schema: Schema<'_>, item: &Item) -> Value {
    let making = Making::new(&call.operation.collection, item.number, call.now);
    let created = matches!(call.operation.kind, Kind::Create | Kind::Bulk);
    let mut object = Map::new();
    for (name, property) in schema.properties() {
        let hidden = !created && item.shows_once(name);
        let value = match item.get(name).filter(|_| !hidden) {
            Some(Value::Null) if is_absent(property.schema, property.required) => None,
            Some(value) => Some(value.clone()),
            None if property.schema.nullable() && property.required => Some(Value::Null),
            None if hidden && !property.required => None,
            None => making
                .member(name, property.schema, property.required)
                .filter(|_| property.required),
        };
        if let Some(value) = value {
            object.insert(name.to_owned(), value);
        }
    }
    Value::Object(object)
}

/// Whether a null is left out, since it may not be sent.
fn is_absent(schema: Schema<'_>, required: bool) -> bool {
    !required && !schema.nullable() && !schema.says_nothing()
}
