//! The rule for lists that come in pages: which operations are such lists, and
//! where a page has its items and the cursor of the next one.
//!
//! A `GET` with an optional `cursor` in its query answers with a list, and
//! somewhere beside the list is a property whose name has the words *next* and
//! *cursor*, in whatever case and at whatever depth.

use api_document::ingest::Document;
use api_document::names::words;
use api_document::schema::{Operation, json_schema, operations, resolve, resolve_any};
use serde_json::Value;
use std::collections::BTreeMap;

/// How an operation's list comes in pages. All names are those of the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paged {
    /// The query parameter that takes a cursor.
    pub(crate) parameter: String,
    /// The property that holds the items of a page.
    pub(crate) items: String,
    /// The properties on the way to the cursor of the next page.
    pub(crate) next: Vec<String>,
}

/// How the list of an operation comes in pages: `None` where it does not, and
/// why it is not known where it seems to.
pub(crate) fn of(document: &Value, operation: &Operation<'_>) -> Option<Result<Paged, String>> {
    if operation.method != "get" {
        return None;
    }
    let parameter = cursor_parameter(document, operation)?;
    if operation.value.get("requestBody").is_some() {
        return Some(Err("it has a request body".to_owned()));
    }
    Some(parameter.and_then(|parameter| {
        let page = page(document, operation)?;
        let items = items(document, page)?;
        let next = next_cursor(document, page, &items)?;
        Ok(Paged {
            parameter,
            items,
            next,
        })
    }))
}

/// What the rule did, for the report.
pub(crate) fn notes(document: &Document) -> Vec<String> {
    let document = &document.value;
    let all = operations(document);
    all.iter()
        .filter_map(|operation| {
            let name = operation.id();
            Some(match of(document, operation)? {
                Ok(paged) => format!(
                    "{name} comes in pages: the items are in `{}`, the next cursor in `{}`",
                    paged.items,
                    paged.next.join("."),
                ),
                Err(why) => format!(
                    "{name} takes a cursor but cannot be read page by page: {why}; describe the \
                     answer in the overlay as a list with a `nextCursor`"
                ),
            })
        })
        .collect()
}

/// The name of the query parameter for a cursor.
fn cursor_parameter(document: &Value, operation: &Operation<'_>) -> Option<Result<String, String>> {
    let parameters = [operation.value, operation.item]
        .into_iter()
        .filter_map(|holder| holder.get("parameters")?.as_array())
        .flatten()
        .map(|parameter| resolve_any(document, parameter));
    let text = |parameter: &Value, key: &str| {
        let text = parameter.get(key).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let mut cursors = parameters.filter(|parameter| {
        text(parameter, "in") == "query" && words(&text(parameter, "name")) == ["cursor"]
    });
    let parameter = cursors.next()?;
    let name = text(parameter, "name");
    if parameter.get("required") == Some(&Value::Bool(true)) {
        return Some(Err(format!(
            "`{name}` is required, so there is no first page"
        )));
    }
    let schema = parameter.get("schema").unwrap_or(&Value::Null);
    if !is_text(document, schema) {
        return Some(Err(format!("`{name}` is not a string")));
    }
    Some(Ok(name))
}

/// The schema of what a success answers.
fn page<'d>(document: &'d Value, operation: &Operation<'d>) -> Result<&'d Value, String> {
    let responses = operation.value.get("responses").and_then(Value::as_object);
    let mut successes: Vec<&Value> = Vec::new();
    for (status, response) in responses.into_iter().flatten() {
        if status.starts_with('2') {
            let schema = json_schema(resolve_any(document, response));
            let schema = schema.ok_or_else(|| format!("a {status} has no JSON"))?;
            if !successes.contains(&schema) {
                successes.push(schema);
            }
        }
    }
    match successes[..] {
        [page] => Ok(page),
        [] => Err("it has no answer".to_owned()),
        _ => Err("its answers differ by status".to_owned()),
    }
}

/// The property with the items: `data`, or the only list.
fn items(document: &Value, page: &Value) -> Result<String, String> {
    let properties = properties(document, page, 0);
    let is_list = |schema: &Value| {
        let schema = resolve(document, schema);
        schema.get("type").and_then(Value::as_str) == Some("array")
    };
    let lists = properties.iter().filter(|(_, schema)| is_list(schema));
    let lists: Vec<&str> = lists.map(|(name, _)| *name).collect();
    match lists[..] {
        [list] => Ok(list.to_owned()),
        _ if lists.contains(&"data") => Ok("data".to_owned()),
        [] => Err("its answer has no list".to_owned()),
        _ => Err(format!("which list has the items: {}?", lists.join(", "))),
    }
}

/// The way to the cursor of the next page, the shortest if there are several.
fn next_cursor(document: &Value, page: &Value, items: &str) -> Result<Vec<String>, String> {
    const MAX_DEPTH: usize = 8;
    let mut level: Vec<(Vec<String>, &Value)> = vec![(Vec::new(), page)];
    for _ in 0..MAX_DEPTH {
        let mut below = Vec::new();
        let mut found = Vec::new();
        for (way, schema) in level {
            for (name, property) in properties(document, schema, 0) {
                let way = [&way[..], &[name.to_owned()]].concat();
                let said = words(name);
                let says = |word: &str| said.iter().any(|other| other == word);
                if says("next") && says("cursor") {
                    found.push((way, property));
                } else if way[..] != [items] {
                    below.push((way, property));
                }
            }
        }
        match &found[..] {
            [] => level = below,
            [(way, schema)] if is_text(document, schema) => return Ok(way.clone()),
            [(way, _)] => return Err(format!("`{}` is not a string", way.join("."))),
            _ => {
                let ways: Vec<String> = found.iter().map(|(way, _)| way.join(".")).collect();
                return Err(format!("which is the next cursor: {}?", ways.join(", ")));
            }
        }
    }
    Err("its answer has no next cursor".to_owned())
}

/// The properties of an object, those of its parts included.
fn properties<'d>(
    document: &'d Value,
    schema: &'d Value,
    depth: usize,
) -> BTreeMap<&'d str, &'d Value> {
    const MAX_DEPTH: usize = 16;
    let schema = resolve(document, schema);
    let parts = schema.get("allOf").and_then(Value::as_array);
    let parts = parts.filter(|_| depth < MAX_DEPTH).into_iter().flatten();
    let mut all: BTreeMap<&str, &Value> = parts
        .flat_map(|part| properties(document, part, depth + 1))
        .collect();
    let own = schema.get("properties").and_then(Value::as_object);
    let own = own.into_iter().flatten();
    all.extend(own.map(|(name, property)| (name.as_str(), property)));
    all
}

/// Whether a value is a string, or one of which the document does not say what
/// it is.
fn is_text(document: &Value, schema: &Value) -> bool {
    let schema = resolve(document, schema);
    let plain = ["string", ""];
    let is_plain = |schema: &Value| {
        let kind = schema.get("type").and_then(Value::as_str);
        let is_time = schema.get("format").and_then(Value::as_str) == Some("date-time");
        let closed = ["enum", "oneOf", "anyOf", "properties", "items"];
        plain.contains(&kind.unwrap_or_default())
            && !is_time
            && !closed.iter().any(|key| schema.get(*key).is_some())
    };
    match schema.get("allOf").and_then(Value::as_array) {
        Some(parts) => {
            let parts = parts.iter().map(|part| resolve(document, part));
            is_plain(schema) && parts.clone().all(is_plain)
        }
        None => is_plain(schema),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document(parameters: &Value, answer: &Value) -> Value {
        json!({
            "paths": {"/things": {
                "parameters": parameters,
                "get": {
                    "operationId": "list_things",
                    "responses": {
                        "200": {"content": {"application/json": {"schema": answer}}},
                        "400": {"content": {"application/json": {"schema": {}}}},
                    },
                },
            }},
            "components": {"schemas": {
                "Page": {"properties": {"pagination": {
                    "description": "Where it goes on.",
                    "allOf": [{"$ref": "#/components/schemas/Cursors"}],
                }}},
                "Cursors": {"properties": {
                    "nextCursor": {"type": "string", "nullable": true},
                    "prevCursor": {"type": "string", "nullable": true},
                }},
                "Circle": {"properties": {"circle": {"$ref": "#/components/schemas/Circle"}}},
            }},
        })
    }

    fn parameter(name: &str) -> Value {
        json!([{"name": name, "in": "query", "schema": {"type": "string"}}])
    }

    fn found(parameters: &Value, answer: &Value) -> Option<Result<Paged, String>> {
        let document = document(parameters, answer);
        of(&document, operations(&document).first()?)
    }

    /// The way to the next cursor, in an answer with a list in `data`.
    fn way(beside: &Value) -> Result<String, String> {
        let mut answer = json!({"properties": {"data": {"type": "array", "items": {
            "properties": {"nextCursor": {"type": "string"}},
        }}}});
        for (name, schema) in beside.as_object().into_iter().flatten() {
            answer["properties"][name] = schema.clone();
        }
        let found = found(&parameter("cursor"), &answer).unwrap_or(Err("not paged".to_owned()));
        found.map(|paged| paged.next.join("."))
    }

    fn text(name: &str) -> Value {
        json!({"properties": {name: {"type": "string", "nullable": true}}})
    }

    #[test]
    fn the_next_cursor_is_found_by_the_words_of_its_name() {
        let page = json!({"$ref": "#/components/schemas/Page"});
        let expected = "metadata.pagination.nextCursor";
        assert_eq!(way(&json!({ "metadata": page })), Ok(expected.to_owned()));
        for name in [
            "next_cursor",
            "next-cursor",
            "NextCursor",
            "NEXT_CURSOR",
            "cursorNext",
            "next_page_cursor",
        ] {
            let found = way(&json!({"meta": text(name)}));
            assert_eq!(found, Ok(format!("meta.{name}")));
            let found = way(&json!({name: {"type": "string"}}));
            assert_eq!(found, Ok(name.to_owned()));
        }
        assert_eq!(way(&json!({"nextCursor": {}})), Ok("nextCursor".to_owned()));
    }

    #[test]
    fn a_list_whose_form_is_not_known_is_told() {
        let circle = json!({"$ref": "#/components/schemas/Circle"});
        for (beside, why) in [
            (json!({}), "its answer has no next cursor"),
            (
                json!({"metadata": text("prevCursor")}),
                "its answer has no next cursor",
            ),
            (
                json!({"metadata": text("next")}),
                "its answer has no next cursor",
            ),
            (
                json!({ "metadata": circle }),
                "its answer has no next cursor",
            ),
            (
                json!({"nextCursor": {"type": "integer"}}),
                "`nextCursor` is not a string",
            ),
            (
                json!({"a": text("nextCursor"), "b": text("next_cursor")}),
                "which is the next cursor: a.nextCursor, b.next_cursor?",
            ),
        ] {
            assert_eq!(way(&beside), Err(why.to_owned()), "{beside}");
        }
        let list = json!({"type": "array"});
        for (answer, why) in [
            (json!({"properties": {"a": {}}}), "its answer has no list"),
            (
                json!({"properties": {"a": list, "b": list}}),
                "which list has the items: a, b?",
            ),
        ] {
            let found = found(&parameter("cursor"), &answer);
            assert_eq!(found, Some(Err(why.to_owned())), "{answer}");
        }
        let needed = json!([{"name": "cursor", "in": "query", "required": true}]);
        let why = "`cursor` is required, so there is no first page";
        assert_eq!(found(&needed, &json!({})), Some(Err(why.to_owned())));
    }

    #[test]
    fn the_only_list_has_the_items_whatever_its_name() {
        let answer = json!({"properties": {
            "results": {"type": "array"}, "nextCursor": {"type": "string"},
        }});
        let found = found(&parameter("Cursor"), &answer);
        let paged = Paged {
            parameter: "Cursor".to_owned(),
            items: "results".to_owned(),
            next: vec!["nextCursor".to_owned()],
        };
        assert_eq!(found, Some(Ok(paged)));
    }

    #[test]
    fn a_list_that_takes_no_cursor_is_not_paged() {
        let answer = json!({"properties": {"data": {"type": "array"}}});
        assert_eq!(found(&json!([]), &answer), None);
        assert_eq!(found(&parameter("limit"), &answer), None);
        let header = json!([{"name": "cursor", "in": "header"}]);
        assert_eq!(found(&header, &answer), None);
    }
}
