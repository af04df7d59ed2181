//! Merges schemas into one that describes every value any of them describes.

use api_document::distinct::distinct;
use api_document::member::Members;
use api_document::names::nested_type_name;
use api_document::schema::{ref_target, reference_to, resolve};
use serde_json::{Map, Value, json};

/// A merged schema, as the components it needs; the first is the top one.
pub(super) struct Merged {
    pub(super) components: Vec<(String, Value)>,
}

/// Merges `schemas` into a component called `name`.
///
/// Fails with the path of the first property whose schemas contradict each
/// other.
pub(super) fn merge(document: &Value, schemas: &[Value], name: &str) -> Result<Merged, String> {
    let mut work = Merger {
        document,
        prefix: name,
        components: Vec::new(),
    };
    let mut resolved = schemas.iter().map(|schema| resolve(document, schema));
    let first = resolved.next().cloned().unwrap_or_else(|| json!({}));
    let rest: Vec<Value> = resolved.cloned().collect();
    let mut merged = first;
    for next in &rest {
        merged = work.pair(&merged, next, "")?;
    }
    let mut components = vec![(name.to_owned(), merged)];
    components.append(&mut work.components);
    Ok(Merged { components })
}

/// Two different schemas that both contain themselves have no finite merge.
const MAX_DEPTH: usize = 16;

struct Merger<'a> {
    document: &'a Value,
    prefix: &'a str,
    components: Vec<(String, Value)>,
}

impl Merger<'_> {
    fn pair(&mut self, left: &Value, right: &Value, path: &str) -> Result<Value, String> {
        let (left_inner, right_inner) = (self.follow(left), self.follow(right));
        if same(&left_inner, &right_inner) {
            return Ok(left.clone());
        }
        if path.matches('.').count() > MAX_DEPTH {
            return Err(path.trim_start_matches('.').to_owned());
        }
        if is_object(&left_inner) && is_object(&right_inner) {
            let merged = self.objects(&left_inner, &right_inner, path)?;
            if path.is_empty() {
                return Ok(merged);
            }
            return Ok(self.component(merged, path));
        }
        match (kind(&left_inner), kind(&right_inner)) {
            (Some("array"), Some("array")) => self.arrays(&left_inner, &right_inner, path),
            (Some("string"), Some("string")) => Ok(strings(&left_inner, &right_inner)),
            _ => Err(path.trim_start_matches('.').to_owned()),
        }
    }

    /// The schema behind a `$ref`, in the document or among what was merged.
    fn follow(&self, schema: &Value) -> Value {
        let merged = ref_target(schema).and_then(|name| {
            self.components
                .iter()
                .find(|(component, _)| *component == name)
        });
        match merged {
            Some((_, schema)) => schema.clone(),
            None => resolve(self.document, schema).clone(),
        }
    }

    fn objects(&mut self, left: &Value, right: &Value, path: &str) -> Result<Value, String> {
        let empty = Map::new();
        let properties = |schema: &Value| -> Map<String, Value> {
            schema
                .member("properties")
                .and_then(Value::as_object)
                .unwrap_or(&empty)
                .clone()
        };
        let mut merged = properties(left);
        for (name, property) in properties(right) {
            let both = match merged.get(&name) {
                Some(existing) => {
                    self.pair(&existing.clone(), &property, &format!("{path}.{name}"))?
                }
                None => property,
            };
            merged.insert(name, both);
        }
        let required: Vec<Value> = required(left)
            .into_iter()
            .filter(|name| required(right).contains(name))
            .collect();
        let mut schema = left.clone();
        if let Value::Object(members) = &mut schema {
            members.insert("properties".to_owned(), Value::Object(merged));
            if required.is_empty() {
                members.take_member("required");
            } else {
                members.insert("required".to_owned(), Value::Array(required));
            }
            nullable_if_either(members, left, right);
        }
        Ok(schema)
    }

    fn arrays(&mut self, left: &Value, right: &Value, path: &str) -> Result<Value, String> {
        let any = json!({});
        let items = |schema: &Value| schema.member("items").unwrap_or(&any).clone();
        let merged = self.pair(&items(left), &items(right), path)?;
        let mut schema = left.clone();
        schema["items"] = merged;
        Ok(schema)
    }

    /// Makes a component of a nested object, replacing what an earlier merge
    /// made at the same path.
    fn component(&mut self, schema: Value, path: &str) -> Value {
        let name = self.component_name(path);
        self.components.retain(|(existing, _)| *existing != name);
        self.components.push((name.clone(), schema));
        json!({ "$ref": reference_to(&name) })
    }

    fn component_name(&self, path: &str) -> String {
        nested_type_name(self.prefix, path)
    }
}

fn is_object(schema: &Value) -> bool {
    schema.member("properties").is_some()
}

fn kind(schema: &Value) -> Option<&str> {
    schema.member("type").and_then(Value::as_str)
}

fn required(schema: &Value) -> Vec<Value> {
    schema
        .member("required")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default()
}

fn nullable_if_either(members: &mut Map<String, Value>, left: &Value, right: &Value) {
    if [left, right]
        .iter()
        .any(|schema| schema.member("nullable") == Some(&Value::Bool(true)))
    {
        members.insert("nullable".to_owned(), Value::Bool(true));
    }
}

/// Two strings: the values of both when both are enums, any string otherwise.
fn strings(left: &Value, right: &Value) -> Value {
    let mut schema = left.clone();
    let values = |schema: &Value| schema.member("enum").and_then(Value::as_array).cloned();
    if let Value::Object(members) = &mut schema {
        match (values(left), values(right)) {
            (Some(all), Some(more)) => {
                let all = distinct(all.into_iter().chain(more));
                members.insert("enum".to_owned(), Value::Array(all));
            }
            _ => {
                members.take_member("enum");
            }
        }
        if left.member("format") != right.member("format") {
            members.take_member("format");
        }
        nullable_if_either(members, left, right);
    }
    schema
}

/// Equal in everything that is not documentation.
fn same(left: &Value, right: &Value) -> bool {
    let bare = |schema: &Value| {
        let mut schema = schema.clone();
        if let Value::Object(members) = &mut schema {
            members.retain(|key, _| !matches!(key.as_str(), "description" | "example" | "title"));
        }
        schema
    };
    bare(left) == bare(right)
}
