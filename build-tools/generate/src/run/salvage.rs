//! Generates from any document: what the generator rejects is found, reported and
//! left out, and the rest is generated.

use super::audit;
use super::bisect::keep;
use super::code::{Code, Operations};
use super::generator::{self, Audited, Output};
use super::parts::{Parts, Stages, by_parts};
use crate::journal::Journal;
use crate::lower::Lowered;
use crate::plan::Plan;
use crate::target::Target;
use crate::uses::Use;
use api_document::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use api_document::ingest::{Document, OPERATION_LEFT_OUT};
use api_document::names::type_name;
use api_document::schema::{components, operations};
use serde_json::{Value, json};
use std::collections::BTreeSet;

rules! {
    pub(crate) RULES:

    GENERATOR_REFUSED: Error {
        code: "generator-refused",
        meaning: "The generator cannot take the document.",
        why: "It gave an error, or stopped in its tracks, which is caught.",
        help: "Correct the construct it names in the overlay.",
    }
}

/// What the generator made, and what was done to get it.
#[derive(Debug)]
pub struct Generated<O = Operations> {
    /// The code.
    pub code: Code<O>,
    /// What the rewriting has to do.
    pub plan: Plan,
    /// What is only written in another way.
    pub notes: Vec<String>,
    /// What the document has and the crate has not.
    pub warnings: Vec<Diagnostic>,
    pub(crate) target: Target,
    pub(crate) uses: BTreeSet<Use>,
    /// What the generator was given.
    pub(crate) lowered: Value,
}

impl<O> Generated<O> {
    /// The same without its operations, and these.
    pub(crate) fn without_operations(self) -> (Generated<()>, O) {
        let Self {
            code: Code { file, operations },
            plan,
            notes,
            warnings,
            target,
            uses,
            lowered,
        } = self;
        let code = Code {
            file,
            operations: (),
        };
        let without = Generated {
            code,
            plan,
            notes,
            warnings,
            target,
            uses,
            lowered,
        };
        (without, operations)
    }
}

/// How often types that hold nothing are looked for; replacing one can show
/// the next.
const MOST_AUDITS: usize = 4;

/// Generates from a document that was made to fit. Where the target is strict,
/// what would be lacking is an error.
pub fn generate(effective: &Document, lowered: Lowered) -> Outcome<Generated> {
    salvage(effective, lowered, &|document, _, target| {
        let output = generator::run(document, target)?;
        let unusable = audit::unusable_in(&output.code.file);
        Ok((output, unusable))
    })
}

/// As [`generate`], with what the stages leave of each part instead of the operations
/// and types.
pub(crate) fn generate_in_parts<S: Stages>(
    effective: &Document,
    lowered: Lowered,
    stages: &S,
) -> Outcome<Generated<Parts<S::Operations, S::Type>>> {
    salvage(effective, lowered, &|document, plan, target| {
        by_parts(document, plan, target, stages)
    })
}

/// Makes the code of a document, and tells what of its types cannot stay.
type Make<'m, O> = &'m dyn Fn(&Value, &Plan, Target) -> Result<Audited<Code<O>>, String>;

fn salvage<O>(effective: &Document, lowered: Lowered, make: Make<'_, O>) -> Outcome<Generated<O>> {
    let Lowered {
        document: mut lowered,
        plan,
        mut journal,
        target,
    } = lowered;
    let make = |document: &Value| make(document, &plan, target);
    let mut output = make(&lowered);
    if output.is_err() {
        let attempt = |document: &Value| generator::run(document, target).map(drop);
        untype_components(&mut lowered, &mut journal, &attempt);
        leave_out_operations(&mut lowered, &mut journal, &attempt);
        output = make(&lowered);
    }
    for _ in 0..MOST_AUDITS {
        let Ok((_, unusable)) = &output else {
            break;
        };
        if !correct(&mut lowered, unusable, &mut journal) {
            break;
        }
        output = make(&lowered);
    }
    for warning in &mut journal.warnings {
        warning.place = nearest(&effective.value, &warning.place);
    }
    if target.settings().strict {
        outcome((), journal.warnings.clone())?;
    }
    let (Output { code, uses }, _) = output.map_err(|why| refused(effective, &why))?;
    Ok(Generated {
        code,
        plan,
        notes: journal.notes(),
        warnings: journal.warnings,
        target,
        uses,
        lowered,
    })
}

/// The generator refuses the document as a whole.
pub(crate) fn refused(document: &Document, why: &str) -> Diagnostic {
    Diagnostic {
        rule: &GENERATOR_REFUSED,
        file: document.name.clone(),
        place: Place::File,
        message: format!("the generator cannot take this document: {why}"),
        help: "correct the construct it names in the overlay".to_owned(),
    }
}

/// A place that the document has: what is found in a schema that was given a
/// name has none of its own.
fn nearest(document: &Value, place: &Place) -> Place {
    let Place::Pointer(pointer) = place else {
        return place.clone();
    };
    let mut pointer = pointer.as_str();
    while document.pointer(pointer).is_none() {
        pointer = pointer.rsplit_once('/').map_or("", |(above, _)| above);
    }
    Place::Pointer(pointer.to_owned())
}

/// Runs the generator on a document.
type Attempt<'a> = &'a dyn Fn(&Value) -> Result<(), String>;

/// Makes any JSON value of the components that the generator cannot take.
fn untype_components(document: &mut Value, journal: &mut Journal, attempt: Attempt<'_>) {
    let names: Vec<String> = components(document)
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    let alone = with_paths(document, json!({}));
    if attempt(&alone).is_ok() {
        return;
    }
    let reasons = keep(names.len(), &mut |there| {
        let mut tried = alone.clone();
        for (name, there) in names.iter().zip(there) {
            if !there {
                untype(&mut tried, name);
            }
        }
        attempt(&tried)
    });
    for (name, why) in names.iter().zip(reasons) {
        if let Some(why) = why {
            untype(document, name);
            journal.untyped(name, &short(&why));
        }
    }
}

fn leave_out_operations(document: &mut Value, journal: &mut Journal, attempt: Attempt<'_>) {
    let all: Vec<(String, String, &'static str, String)> = operations(document)
        .iter()
        .map(|operation| {
            let path = operation.path.to_owned();
            (
                operation.pointer(),
                path,
                operation.method,
                operation.location(),
            )
        })
        .collect();
    let without = |there: &[bool]| {
        let mut tried = document.clone();
        for ((_, path, method, _), there) in all.iter().zip(there) {
            if !there {
                remove(&mut tried, path, method);
            }
        }
        tried
    };
    if attempt(document).is_ok() {
        return;
    }
    let reasons = keep(all.len(), &mut |there| attempt(&without(there)));
    for ((pointer, path, method, location), why) in all.iter().zip(reasons) {
        if let Some(why) = why {
            remove(document, path, method);
            left_out(journal, pointer, location, &short(&why));
        }
    }
}

fn left_out(journal: &mut Journal, pointer: &str, location: &str, why: &str) {
    journal.warn(
        &OPERATION_LEFT_OUT,
        pointer,
        format!("{location} is left out: the generator cannot take it: {why}"),
        "write the operation in a simpler form, in an overlay",
    );
}

/// Replaces what would not compile or could hold no value. Gives whether there
/// was anything to replace.
fn correct(document: &mut Value, unusable: &[audit::Unusable], journal: &mut Journal) -> bool {
    let mut corrected = false;
    for one in unusable {
        let names: Vec<String> = components(document)
            .into_iter()
            .flatten()
            .filter(|(name, schema)| type_name(name) == one.name && **schema != json!({}))
            .map(|(name, _)| name.clone())
            .collect();
        for name in names {
            untype(document, &name);
            journal.untyped(&name, one.why);
            corrected = true;
        }
    }
    corrected
}

fn untype(document: &mut Value, name: &str) {
    if let Some(schema) = document.pointer_mut(&join_pointer("/components/schemas", name)) {
        *schema = json!({});
    }
}

fn remove(document: &mut Value, path: &str, method: &str) {
    if let Some(Value::Object(item)) = document
        .get_mut("paths")
        .and_then(|paths| paths.get_mut(path))
    {
        item.shift_remove(method);
    }
}

fn with_paths(document: &Value, paths: Value) -> Value {
    let mut other = json!({});
    for (key, value) in document.as_object().into_iter().flatten() {
        if key != "paths" {
            other[key.as_str()] = value.clone();
        }
    }
    other["paths"] = paths;
    other
}

/// The start of a message: some go on for pages.
fn short(why: &str) -> String {
    const LONGEST: usize = 160;
    let line = why.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(LONGEST).collect();
    if short.len() < why.len() {
        short.push_str(" ...");
    }
    short
}
