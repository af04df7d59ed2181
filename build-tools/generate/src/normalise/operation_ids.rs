//! Gives a name to every operation that has none of its own.
//!
//! The specification leaves `operationId` optional. The name is made of method
//! and path, `GET /pets/{id}` as `get_pets_id`, so that it changes only when
//! they do; where two come out the same, the path that is spelled less like the
//! name is numbered.
//!
//! Operations with one and the same `operationId` are all named so. If the first
//! of them kept it, an operation at an earlier path would take over the method:
//! code that calls it would compile and send something else.

use api_document::diagnostic::{Diagnostic, Outcome, Place, outcome};
use api_document::ingest::DUPLICATE_OPERATION_ID;
use api_document::ingest::Document;
use api_document::member::Members;
use api_document::names::{claimants_first, free_operation, method_name, precedence};
use api_document::schema::{operations, rank};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A longer text is no name for a method.
const LONGEST: usize = 500;

/// Where `strict`, two operations of one name are an error.
pub(super) fn complete(document: &mut Document, strict: bool) -> Outcome<Vec<String>> {
    let named = by_id(&document.value);
    if strict {
        outcome((), repeated(document, &named))?;
    }
    let own = |id: &String| named.get(id).is_some_and(|places| places.len() == 1);
    let mut taken: BTreeSet<String> = named
        .keys()
        .filter(|id| own(id))
        .map(|id| method_name(id))
        .collect();
    let mut unnamed = places(&document.value);
    unnamed.retain(|(_, _, given)| !given.as_ref().is_some_and(own));
    unnamed.sort_by_cached_key(|(path, method, _)| exactness(method, path));
    let mut claimed = taken.clone();
    let unnamed = claimants_first(unnamed, |(path, method, _)| {
        claimed.insert(method_name(&derived(method, path)))
    });
    let mut notes = Vec::new();
    for (path, method, given) in unnamed {
        let name = free_operation(&derived(method, &path), &mut taken);
        let location = format!("{} {path}", method.to_uppercase());
        notes.push(match given {
            Some(id) => format!("{location} is named {name}: `{id}` names other operations too"),
            None => format!("{location} has no operationId and is named {name}"),
        });
        if let Some(Value::Object(operation)) = document
            .value
            .member_mut("paths")
            .and_then(|paths| paths.get_mut(&path))
            .and_then(|item| item.get_mut(method))
        {
            operation.insert("operationId".to_owned(), Value::String(name));
        }
    }
    Ok(notes)
}

/// Path, method and given name of every operation, by path: not in the order
/// of keys, which means nothing.
fn places(document: &Value) -> Vec<(String, &'static str, Option<String>)> {
    let mut places: Vec<_> = operations(document)
        .iter()
        .map(|operation| {
            let given = Some(operation.id().to_owned());
            let given = given.filter(|id| !id.is_empty() && id.len() <= LONGEST);
            (operation.path.to_owned(), operation.method, given)
        })
        .collect();
    places.sort_by_key(|(path, method, _)| (path.clone(), rank(method)));
    places
}

/// The operations that have each given name.
fn by_id(document: &Value) -> BTreeMap<String, Vec<(String, &'static str)>> {
    let mut named: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (path, method, given) in places(document) {
        if let Some(id) = given {
            named.entry(id).or_default().push((path, method));
        }
    }
    named
}

fn repeated(
    document: &Document,
    named: &BTreeMap<String, Vec<(String, &'static str)>>,
) -> Vec<Diagnostic> {
    operations(&document.value)
        .iter()
        .filter_map(|operation| {
            let (path, method) = named.get(operation.id())?.first()?;
            if (path.as_str(), *method) == (operation.path, operation.method) {
                return None;
            }
            let other = format!("{} {path}", method.to_uppercase());
            Some(Diagnostic {
                rule: &DUPLICATE_OPERATION_ID,
                file: document.name.clone(),
                place: Place::Pointer(operation.pointer()),
                message: format!(
                    "{} has the operationId `{}`, and so has {other}",
                    operation.location(),
                    operation.id()
                ),
                help: "rename one of them in the overlay".to_owned(),
            })
        })
        .collect()
}

/// How near a path is to the name that is made of it, and the path.
fn exactness(method: &str, path: &str) -> (usize, String) {
    let name = derived(method, path);
    let words = name.trim_start_matches(method).trim_start_matches('_');
    let (distance, _) = precedence(path.trim_start_matches('/'), words);
    (distance, path.to_owned())
}

/// The words of method and path, in the letters they are written in.
fn derived(method: &str, path: &str) -> String {
    let words: Vec<&str> = path
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        return format!("{method}_root");
    }
    method_name(&format!("{method}_{}", words.join("_")))
}
