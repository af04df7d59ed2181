//! Generates from any document: what the generator cannot take is found,
//! named and left out, and the rest is generated.

use super::adapt::Adapted;
use super::adapt::report::Report;
use super::affected::Part;
use super::keep::keep;
use super::plan::Plan;
use super::{audit, boxes, catch_panic, lower, settings};
use crate::normalise::Note;
use crate::profile::Profile;
use api_document::diagnostic::{Diagnostic, Outcome, Place, join_pointer};
use api_document::ingest::OPERATION_LEFT_OUT;
use api_document::ingest::{self, Document};
use api_document::names::type_name;
use api_document::schema::{components, operations};
use progenitor::Generator;
use serde_json::{Value, json};
use syn::File;

/// What the generator made, and what was done to get it.
#[derive(Debug)]
pub struct Generated {
    /// The code.
    pub file: File,
    /// What the polishing stage has to do.
    pub plan: Plan,
    /// What is only written in another way.
    pub notes: Vec<Note>,
    /// What the document has and the crate has not.
    pub warnings: Vec<Diagnostic>,
}

/// How often types that hold nothing are looked for; replacing one can show
/// the next.
const MOST_AUDITS: usize = 4;

/// A document made to fit the generator, which has not seen it yet.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// What the generator is given.
    pub document: Value,
    /// What the polishing stage has to do.
    pub plan: Plan,
    report: Report,
}

/// Makes an effective document fit the generator.
pub fn lowered(effective: &Document) -> Outcome<Lowered> {
    let Adapted {
        document,
        plan,
        report,
    } = super::adapt::adapt(effective)?;
    let mut document = lower::lower(&document, Profile::StandAlone);
    boxes::add(&mut document);
    Ok(Lowered {
        document,
        plan,
        report,
    })
}

impl Lowered {
    pub(super) fn new(document: Value, plan: Plan) -> Self {
        Self {
            document,
            plan,
            report: Report::new(""),
        }
    }
}

/// Generates from a part of a document; nothing where that could come out
/// otherwise than with the whole.
pub fn of_part(part: &Part) -> Option<Generated> {
    let file = attempt(&part.lowered.document).ok()?;
    if !audit::faults(&file).is_empty() || !part.stands_alone(&audit::types(&file)) {
        return None;
    }
    Some(Generated {
        file,
        plan: part.lowered.plan.clone(),
        notes: Vec::new(),
        warnings: Vec::new(),
    })
}

/// Generates from a document that was made to fit.
pub fn of_lowered(effective: &Document, lowered: Lowered) -> Outcome<Generated> {
    let Lowered {
        document: mut lowered,
        plan,
        mut report,
    } = lowered;
    let mut attempt = attempt(&lowered);
    if attempt.is_err() {
        untype_components(&mut lowered, &mut report);
        leave_out_operations(&mut lowered, &mut report);
        attempt = self::attempt(&lowered);
    }
    for _ in 0..MOST_AUDITS {
        let Ok(file) = &attempt else { break };
        let faults = audit::faults(file);
        if !correct(&mut lowered, &faults, &mut report) {
            break;
        }
        attempt = self::attempt(&lowered);
    }
    let file = attempt.map_err(|why| super::refused(effective, &why))?;
    for warning in &mut report.warnings {
        warning.place = nearest(&effective.value, &warning.place);
    }
    Ok(Generated {
        file,
        plan,
        notes: report.notes(),
        warnings: report.warnings,
    })
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

/// Runs the generator.
fn attempt(document: &Value) -> Result<File, String> {
    let parsed = ingest::parse(document)?;
    let settings = settings(Profile::StandAlone);
    let tokens = catch_panic(|| Generator::new(&settings).generate_tokens(&parsed))?
        .map_err(|error| error.to_string())?;
    syn::parse2(tokens).map_err(|error| format!("its output does not parse: {error}"))
}

/// Makes any JSON value of the components that the generator cannot take.
fn untype_components(document: &mut Value, report: &mut Report) {
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
        attempt(&tried).map(drop)
    });
    for (name, why) in names.iter().zip(reasons) {
        if let Some(why) = why {
            untype(document, name);
            super::adapt::untyped(report, name, &short(&why));
        }
    }
}

fn leave_out_operations(document: &mut Value, report: &mut Report) {
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
    let reasons = keep(all.len(), &mut |there| attempt(&without(there)).map(drop));
    for ((pointer, path, method, location), why) in all.iter().zip(reasons) {
        if let Some(why) = why {
            remove(document, path, method);
            left_out(report, pointer, location, &short(&why));
        }
    }
}

fn left_out(report: &mut Report, pointer: &str, location: &str, why: &str) {
    report.warn(
        &OPERATION_LEFT_OUT,
        pointer,
        format!("{location} is left out: the generator cannot take it: {why}"),
        "write the operation in a simpler form, in an overlay",
    );
}

/// Replaces what would not compile or could hold no value. Gives whether there
/// was anything to replace.
fn correct(document: &mut Value, faults: &[audit::Fault], report: &mut Report) -> bool {
    let mut corrected = false;
    for fault in faults {
        let names: Vec<String> = components(document)
            .into_iter()
            .flatten()
            .filter(|(name, schema)| type_name(name) == fault.name && **schema != json!({}))
            .map(|(name, _)| name.clone())
            .collect();
        for name in names {
            untype(document, &name);
            super::adapt::untyped(report, &name, fault.why);
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
