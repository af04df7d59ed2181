//! Faults of a document that concern one place only: the place is made
//! harmless, with a warning that names it, and the rest is as it was.
//!
//! Only for documents of others. Of our own every fault is an error.

use crate::diagnostic::{Diagnostic, Outcome, Place, outcome, unescape_segment};
use crate::rule::Rule;
use crate::source::Document;
use crate::validate::INVALID_OPENAPI;
use crate::validate::check;
use crate::validate::kind::{Kind, WEBHOOKS, kind_at};
use crate::validate::operations::{UNDECLARED_PATH_PARAMETER, UNUSED_PATH_PARAMETER};
use crate::validate::references::{DANGLING_REF, UNSUPPORTED_REF, WRONG_REF_KIND};
use crate::validate::unheeded::REPEATED_PARAMETER;
use serde_json::{Value, json};

rules! {
    pub(crate) RULES:

    pub OPERATION_LEFT_OUT: Warning {
        code: "operation-left-out",
        meaning: "An operation is not in the generated crate.",
        why: "It has something that cannot be written faithfully. Nothing is generated that would \
              send or read something else than the document says.",
        help: "Write it in a simpler form, in an overlay. With --strict no crate is made.",
    }

    pub PARAMETER_LEFT_OUT: Warning {
        code: "parameter-left-out",
        meaning: "An optional parameter is not in the generated crate.",
        why: "It has a form that cannot be written; the operation works without it.",
        help: "Write it in a simpler form, in an overlay. With --strict no crate is made.",
    }

    pub UNTYPED_SCHEMA: Warning {
        code: "untyped-schema",
        meaning: "A schema is any JSON value in the generated crate.",
        why: "What it says cannot be a type, or contradicts itself. Its values are kept as they \
              come.",
        help: "Write it in a simpler form, in an overlay. With --strict no crate is made.",
    }
}

/// What was lost by repairing one fault.
type Lost = Vec<Diagnostic>;

/// How often faults are looked for; what is taken out can show the next.
const MOST_ROUNDS: usize = 8;

/// Removes what cannot stay, with a warning for each loss.
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

/// Removes the parameters that repeat another one, which was told.
pub(crate) fn take_out_repeated(document: &mut Document, told: &[Diagnostic]) {
    // Later places first: what is taken out of a list moves those behind.
    for one in told.iter().rev() {
        if let Place::Pointer(pointer) = &one.place
            && one.rule == &REPEATED_PARAMETER
        {
            take_out(&mut document.value, pointer);
        }
    }
}

/// Repairs one fault; `None` where that is not possible.
fn repair_one(document: &mut Document, found: &Diagnostic) -> Option<Lost> {
    let Place::Pointer(pointer) = &found.place else {
        return None;
    };
    // It is gone where two things are wrong with what it was in.
    if document.value.pointer(pointer).is_none() {
        return Some(Vec::new());
    }
    let is = |rule: &Rule| found.rule == rule;
    if [&DANGLING_REF, &UNSUPPORTED_REF, &WRONG_REF_KIND].contains(&found.rule) {
        reference(document, found, pointer)
    } else if is(&INVALID_OPENAPI) {
        misunderstood(document, found, pointer)
    } else if is(&UNDECLARED_PATH_PARAMETER) {
        declare(document, found, pointer).map(|lost| vec![lost])
    } else if is(&UNUSED_PATH_PARAMETER) {
        take_out(&mut document.value, pointer)?;
        let message = format!("{}; it is left out", found.message);
        Some(vec![warning(found, &PARAMETER_LEFT_OUT, message)])
    } else {
        None
    }
}

/// Nothing is known of a schema that is not there; without its parameter, body
/// or answer an operation is not what it was, and goes.
fn reference(document: &mut Document, found: &Diagnostic, pointer: &str) -> Option<Lost> {
    match kind_at(pointer)? {
        Kind::Schema => {
            *document.value.pointer_mut(pointer)? = json!({});
            let message = format!("generated as `serde_json::Value`: {}", found.message);
            Some(vec![warning(found, &UNTYPED_SCHEMA, message)])
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
    let message = format!("generated as `serde_json::Value`: {}", found.message);
    Some(vec![warning(found, &UNTYPED_SCHEMA, message)])
}

/// Leaves out the operation that a place is in, or every operation of a path.
fn leave_out(document: &mut Document, found: &Diagnostic, pointer: &str) -> Option<Diagnostic> {
    let segments: Vec<&str> = pointer.split('/').take(5).collect();
    let (item, path, member) = match *segments.as_slice() {
        [
            "",
            section @ ("paths" | "webhooks" | WEBHOOKS),
            path,
            member,
            ..,
        ] => (format!("/{section}/{path}"), path, member),
        ["", "components", section @ "pathItems", path, member] => {
            (format!("/components/{section}/{path}"), path, member)
        }
        _ => return None,
    };
    let shown = unescape_segment(path);
    let (place, what) = if member == "parameters" {
        (item, shown)
    } else {
        let what = format!("{} {shown}", member.to_uppercase());
        (format!("{item}/{member}"), what)
    };
    take_out(&mut document.value, &place)?;
    let message = format!("{what} is left out: {}", found.message);
    Some(warning(found, &OPERATION_LEFT_OUT, message))
}

/// A parameter that only the path names is a text.
fn declare(document: &mut Document, found: &Diagnostic, pointer: &str) -> Option<Diagnostic> {
    let name = found.message.split_once('{')?.1.split_once('}')?.0;
    let operation = document.value.pointer_mut(pointer)?.as_object_mut()?;
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    parameters.as_array_mut()?.push(json!({
        "name": name, "in": "path", "required": true, "schema": { "type": "string" },
    }));
    let message = format!("{}; generated as a string parameter", found.message);
    Some(warning(found, found.rule, message))
}

fn warning(found: &Diagnostic, rule: &'static Rule, message: String) -> Diagnostic {
    let help = format!("correct the document: {}", found.help);
    Diagnostic::new(rule, &found.file, found.place.clone(), message, &help)
}

/// Removes a member of an object or an item of a list.
fn take_out(document: &mut Value, pointer: &str) -> Option<Value> {
    let (parent, last) = pointer.rsplit_once('/')?;
    match document.pointer_mut(parent)? {
        Value::Object(members) => members.shift_remove(&unescape_segment(last)),
        Value::Array(items) => {
            let index: usize = last.parse().ok()?;
            (index < items.len()).then(|| items.remove(index))
        }
        _ => None,
    }
}
