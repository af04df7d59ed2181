//! Faults of a document that concern one place only: the place is made
//! harmless, with a warning that names it, and the rest is as it was.
//!
//! Only for documents of others. Of our own every fault is an error.

mod references;

use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
use crate::source::{Document, fault};
use crate::validate::check;
use crate::validate::kind::{Kind, kind_at};
use serde_json::{Value, json};

pub(crate) use references::localise_references;

/// What was lost by mending one fault.
type Lost = Vec<Diagnostic>;

/// How often faults are looked for; what is taken out can show the next.
const MOST_ROUNDS: usize = 8;

/// Takes out what cannot stay, and says so.
pub(crate) fn repair(document: &mut Document) -> Outcome<Vec<Diagnostic>> {
    let mut warnings = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let Err(found) = check(document) else {
            return Ok(warnings);
        };
        let mut left = Vec::new();
        let mut lost = Vec::new();
        // Later places first: what is taken out of a list moves those behind.
        let mut found: Vec<&Diagnostic> = found.iter().collect();
        found.reverse();
        for one in found {
            match repair_one(document, one) {
                Some(warning) => lost.extend(warning),
                None => left.push(one.clone()),
            }
        }
        left.reverse();
        warnings.extend(lost.into_iter().rev());
        outcome((), left)?;
    }
    check(document).map(|()| warnings)
}

/// Mends one fault; `None` where it cannot be done.
fn repair_one(document: &mut Document, found: &Diagnostic) -> Option<Lost> {
    let Place::Pointer(pointer) = &found.place else {
        return None;
    };
    // It is gone where two things are wrong with what it was in.
    if document.value.pointer(pointer).is_none() {
        return Some(Vec::new());
    }
    match found.code {
        "dangling-ref" | "unsupported-ref" | "wrong-ref-kind" => {
            reference(document, found, pointer)
        }
        "invalid-openapi" => misunderstood(document, found, pointer),
        "undeclared-path-parameter" => declare(document, found, pointer).map(|lost| vec![lost]),
        "unused-path-parameter" => {
            take_out(&mut document.value, pointer)?;
            let message = format!("{}; it is left out", found.message);
            Some(vec![warning(found, "parameter-left-out", message)])
        }
        _ => None,
    }
}

/// Nothing is known of a schema that is not there; without its parameter, body
/// or answer an operation is not what it was, and goes.
fn reference(document: &mut Document, found: &Diagnostic, pointer: &str) -> Option<Lost> {
    match kind_at(pointer)? {
        Kind::Schema => {
            *document.value.pointer_mut(pointer)? = json!({});
            let message = format!("any JSON value stands here in the crate: {}", found.message);
            Some(vec![warning(found, "untyped-schema", message)])
        }
        // These are for people only.
        Kind::Example | Kind::Link | Kind::Header => {
            take_out(&mut document.value, pointer)?;
            Some(Vec::new())
        }
        Kind::Parameter | Kind::RequestBody | Kind::Response => {
            if pointer.starts_with("/components/") {
                take_out(&mut document.value, pointer)?;
                return Some(Vec::new());
            }
            leave_out(document, found, pointer).map(|lost| vec![lost])
        }
        _ => None,
    }
}

/// A schema that says what OpenAPI has no words for is any value; another such
/// object takes its operation along.
fn misunderstood(document: &mut Document, found: &Diagnostic, pointer: &str) -> Option<Lost> {
    let mut place = pointer;
    while kind_at(place) != Some(Kind::Schema) {
        match place.rsplit_once('/') {
            Some((around, _)) => place = around,
            None => return leave_out(document, found, pointer).map(|lost| vec![lost]),
        }
    }
    *document.value.pointer_mut(place)? = json!({});
    let message = format!("any JSON value stands here in the crate: {}", found.message);
    Some(vec![warning(found, "untyped-schema", message)])
}

/// Leaves out the operation that a place is in, or every operation of a path.
fn leave_out(document: &mut Document, found: &Diagnostic, pointer: &str) -> Option<Diagnostic> {
    let segments: Vec<&str> = pointer.split('/').take(4).collect();
    let &["", "paths", path, member] = segments.as_slice() else {
        return None;
    };
    let shown = path.replace("~1", "/").replace("~0", "~");
    let item = format!("/paths/{path}");
    let (place, what) = if member == "parameters" {
        (item, shown)
    } else {
        let what = format!("{} {shown}", member.to_uppercase());
        (format!("{item}/{member}"), what)
    };
    take_out(&mut document.value, &place)?;
    let message = format!("{what} is left out: {}", found.message);
    Some(warning(found, "operation-left-out", message))
}

/// A parameter that only the path names is a text.
fn declare(document: &mut Document, found: &Diagnostic, pointer: &str) -> Option<Diagnostic> {
    let name = found.message.split_once('{')?.1.split_once('}')?.0;
    let operation = document.value.pointer_mut(pointer)?.as_object_mut()?;
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    parameters.as_array_mut()?.push(json!({
        "name": name, "in": "path", "required": true, "schema": { "type": "string" },
    }));
    let message = format!("{}; in the crate it is a text", found.message);
    Some(warning(found, found.code, message))
}

fn warning(found: &Diagnostic, code: &'static str, message: String) -> Diagnostic {
    let remedy = format!("correct the document: {}", found.remedy);
    fault(code, &found.file, found.place.clone(), message, &remedy)
}

/// Removes a member of an object or an item of a list.
fn take_out(document: &mut Value, pointer: &str) -> Option<Value> {
    let (parent, last) = pointer.rsplit_once('/')?;
    match document.pointer_mut(parent)? {
        Value::Object(members) => members.shift_remove(&last.replace("~1", "/").replace("~0", "~")),
        Value::Array(items) => {
            let index: usize = last.parse().ok()?;
            (index < items.len()).then(|| items.remove(index))
        }
        _ => None,
    }
}
