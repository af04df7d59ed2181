//! Rewrites a document in the subset of OpenAPI that the generator takes whole, as
//! far as that does not change what it says.
//!
//! Each module is one kind of object. What is lost on the way is a warning,
//! what is only written in another way is a note, and what the rewriting stage
//! must put back is in the plan.

mod all_of;
mod bases;
mod bodies;
mod choices;
mod circles;
mod encodings;
mod fields;
mod floats;
mod hoist;
mod keywords;
mod names;
mod null_parts;
mod numbers;
mod operations;
mod parameters;
mod responses;
mod servers;
mod transport;
mod unions;
mod unite;
mod work;

use crate::journal::Journal;
use crate::plan::{Brackets, Plan};
use crate::target::{Target, Transport};
use api_document::downgrade::WEBHOOKS;
use api_document::ingest::Document;
use api_document::member::Members;
use api_document::rule::Rule;
use serde_json::{Value, json};
use work::Work;

/// The rules of this stage.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    let modules = [
        operations::RULES,
        encodings::RULES,
        servers::RULES,
        transport::RULES,
    ];
    modules.into_iter().flatten()
}

/// A document that the generator takes whole.
#[derive(Debug)]
pub(crate) struct Simplified {
    pub(crate) document: Value,
    pub(crate) plan: Plan,
    pub(crate) journal: Journal,
    pub(crate) target: Target,
}

/// Simplifies an effective document, or says why that cannot be done.
pub(crate) fn simplify(effective: &Document, target: Target) -> Result<Simplified, String> {
    let brackets = Brackets::absent_from(&effective.value)
        .ok_or("it uses every character of the private use area")?;
    let mut work = Work {
        shared: &effective.value,
        document: effective.value.clone(),
        plan: Plan {
            brackets: Some(brackets),
            ..Plan::default()
        },
        journal: Journal::new(&effective.name),
        brackets,
        settings: target.settings(),
    };
    operations::flatten(&mut work);
    if work.document.get(WEBHOOKS).is_some() {
        let journal = &mut work.journal;
        journal.count("webhooks are left out, since a client serves none");
    }
    head(&mut work.document);
    let own = bases::unfold(&mut work);
    null_parts::simplify(&mut work);
    keywords::simplify(&mut work);
    unions::untie(&mut work);
    bases::prune(&mut work, &own);
    circles::break_up(&mut work);
    names::schemas(&mut work);
    names::operations(&mut work);
    fields::tell_apart(&mut work);
    parameters::simplify(&mut work);
    bodies::simplify(&mut work);
    responses::simplify(&mut work);
    hoist::hoist(&mut work);
    choices::plan(&mut work);
    parameters::wrap(&mut work);
    names::values(&mut work);
    match work.settings.transport {
        Transport::Own => transport::check(&mut work),
        Transport::Generated => servers::report(&mut work),
    }
    if !has_text(&work.document, brackets.open) {
        work.plan.brackets = None;
    }
    Ok(Simplified {
        document: work.document,
        plan: work.plan,
        journal: work.journal,
        target,
    })
}

/// Whether a character is in a name or text.
fn has_text(value: &Value, c: char) -> bool {
    match value {
        // Most text has no character of its kind, which its bytes tell faster.
        Value::String(text) => may_have(text) && text.contains(c),
        Value::Array(items) => items.iter().any(|item| has_text(item, c)),
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| (may_have(name) && name.contains(c)) || has_text(value, c)),
        _ => false,
    }
}

/// Whether a text may have a character of the private use area.
fn may_have(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xEE | 0xEF))
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
    // `json!` would copy them.
    document["components"] = json!({});
    document["components"]["schemas"] = schemas;
    if let Value::Object(members) = document {
        for unused in ["tags", "security", "externalDocs", "servers"] {
            members.take_member(unused);
        }
        members.retain(|name, _| !name.starts_with("x-"));
    }
}
