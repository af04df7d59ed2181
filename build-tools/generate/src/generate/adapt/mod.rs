//! Makes any document one that the generator takes whole, as far as that can
//! be done without saying something else.
//!
//! Each module is one kind of object. What is lost on the way is a warning,
//! what is only written in another way is a note, and what the polishing stage
//! must put back is in the plan.

mod all_of;
mod bodies;
mod choices;
mod circles;
mod hoist;
mod keywords;
mod names;
mod operations;
mod parameters;
pub(crate) mod report;
mod responses;
mod unions;
mod unite;

use super::plan::{Brackets, Plan};
use api_document::diagnostic::Outcome;
use api_document::ingest::Document;
use api_document::ingest::UNTYPED_SCHEMA;
pub(super) use operations::RULES;
use report::Report;
use serde_json::{Value, json};

/// A document for the generator.
#[derive(Debug)]
pub(super) struct Adapted {
    pub(super) document: Value,
    pub(super) plan: Plan,
    pub(super) report: Report,
}

/// What the modules work on.
struct Work<'d> {
    /// The document as it came, to follow references in.
    shared: &'d Value,
    document: Value,
    plan: Plan,
    report: Report,
    brackets: Brackets,
}

pub(super) fn adapt(effective: &Document) -> Outcome<Adapted> {
    let Some(brackets) = Brackets::absent_from(&effective.value.to_string()) else {
        let why = "it uses every character of the private use area";
        return Err(super::refused(effective, why).into());
    };
    let mut work = Work {
        shared: &effective.value,
        document: effective.value.clone(),
        plan: Plan {
            brackets: Some(brackets),
            ..Plan::default()
        },
        report: Report::new(&effective.name),
        brackets,
    };
    operations::flatten(&mut work);
    head(&mut work.document);
    keywords::lower(&mut work);
    unions::untie(&mut work);
    circles::break_up(&mut work);
    names::schemas(&mut work);
    names::operations(&mut work);
    names::properties(&mut work);
    parameters::adapt(&mut work);
    bodies::adapt(&mut work);
    responses::adapt(&mut work);
    hoist::hoist(&mut work);
    choices::plan(&mut work);
    parameters::wrap(&mut work);
    names::values(&mut work);
    if !has_text(&work.document, brackets.open) {
        work.plan.brackets = None;
    }
    Ok(Adapted {
        document: work.document,
        plan: work.plan,
        report: work.report,
    })
}

/// Whether a character is in a name or text.
fn has_text(value: &Value, c: char) -> bool {
    match value {
        Value::String(text) => text.contains(c),
        Value::Array(items) => items.iter().any(|item| has_text(item, c)),
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| name.contains(c) || has_text(value, c)),
        _ => false,
    }
}

/// What stands around paths and schemas. The version becomes a header of every
/// request, which takes only visible ASCII.
fn head(document: &mut Value) {
    if let Some(Value::String(version)) = document.pointer_mut("/info/version") {
        version.retain(|c| c.is_ascii_graphic() || c == ' ');
        *version = version.trim().to_owned();
    }
    for text in ["/info/description", "/info/termsOfService"] {
        document
            .pointer_mut(text)
            .into_iter()
            .for_each(keywords::cut);
    }
    let schemas = document.pointer_mut("/components/schemas").map(Value::take);
    let schemas = schemas.filter(Value::is_object).unwrap_or(json!({}));
    document["components"] = json!({ "schemas": schemas });
    if let Value::Object(members) = document {
        for unused in ["tags", "security", "externalDocs", "servers"] {
            members.shift_remove(unused);
        }
        members.retain(|name, _| !name.starts_with("x-"));
    }
}

/// Says that a schema is any JSON value.
pub(super) fn untyped(report: &mut Report, name: &str, why: &str) {
    report.warn(
        &UNTYPED_SCHEMA,
        &api_document::diagnostic::join_pointer("/components/schemas", name),
        format!("the schema `{name}` is any JSON value in the crate: {why}"),
        "write the schema in a simpler form, in an overlay",
    );
}
