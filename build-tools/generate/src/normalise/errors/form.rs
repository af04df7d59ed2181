//! Gives the merged error type the names and the form that the client's
//! hand-written error reads: `error.message`, `error.code` and
//! `error.violations`.
//!
//! Upstream names these schemas after server classes or content hashes, which
//! change; so the names are given here and not in the overlay.

use super::merge::Merged;
use crate::assumed::ASSUMED;
use api_document::member::Members;
use api_document::schema::{ref_target, reference_to, resolve};
use serde_json::{Value, json};

/// The component that every error of the published client decodes to.
pub(crate) const ERROR_RESPONSE: &str = "ErrorResponse";

const DETAILS: &str = "ErrorDetails";
const VIOLATION: &str = "Violation";

/// The components of the one error type.
pub(crate) const NAMES: [&str; 3] = [ERROR_RESPONSE, DETAILS, VIOLATION];

/// Names the parts of the merged error, or says what it lacks.
pub(super) fn name_parts(document: &Value, merged: Merged) -> Result<Merged, String> {
    let mut parts = Parts {
        document,
        components: merged.components,
    };
    let mut top = parts.take(&json!({ "$ref": reference_to(ERROR_RESPONSE) }));
    let mut details = parts.take(property(&top, "error")?);
    for name in ["message", "code"] {
        let text = property(&details, name)?;
        if text.member("type") != Some(&json!("string")) {
            return Err(format!("`error.{name}` is not a string"));
        }
        // The codes are not documented as a whole; an open string is.
        if let Some(Value::Object(members)) = details.pointer_mut(&format!("/properties/{name}")) {
            members.take_member("enum");
            // What was written for another type may be null; the text is read.
            if members.take_member(ASSUMED).is_some() {
                members.take_member("nullable");
            }
        }
    }
    if property(&details, "violations").is_err() {
        details["properties"]["violations"] = violations();
    }
    let violations = property(&details, "violations")?;
    let items = violations
        .member("items")
        .ok_or("`error.violations` is not a list")?;
    let violation = parts.take(items);
    for name in ["message", "property"] {
        property(&violation, name).map_err(|_| format!("`error.violations` have no `{name}`"))?;
    }
    details["properties"]["violations"]["items"] = json!({ "$ref": reference_to(VIOLATION) });
    top["properties"]["error"] = json!({ "$ref": reference_to(DETAILS) });
    let mut components = vec![
        (ERROR_RESPONSE.to_owned(), top),
        (DETAILS.to_owned(), details),
        (VIOLATION.to_owned(), violation),
    ];
    components.append(&mut parts.components);
    Ok(Merged { components })
}

/// The violations, for a document in which no error has any: a later one may, and code
/// that reads them still compiles.
fn violations() -> Value {
    json!({
        "type": "array",
        "description": "List of validation violations.",
        "items": {
            "type": "object",
            "properties": {
                "property": { "type": "string", "description": "Property that has failed validation." },
                "message": { "type": "string", "description": "Description of the violation." },
            },
            "required": ["property", "message"],
        },
    })
}

fn property<'a>(schema: &'a Value, name: &str) -> Result<&'a Value, String> {
    schema
        .member("properties")
        .and_then(|properties| properties.get(name))
        .ok_or_else(|| format!("there is no `{name}`"))
}

struct Parts<'a> {
    document: &'a Value,
    components: Vec<(String, Value)>,
}

impl Parts<'_> {
    /// The schema behind a reference: out of what was merged, or a copy of
    /// the document's own.
    fn take(&mut self, schema: &Value) -> Value {
        let merged = ref_target(schema).and_then(|name| {
            self.components
                .iter()
                .position(|(component, _)| *component == name)
        });
        match merged {
            Some(index) => self.components.remove(index).1,
            None => resolve(self.document, schema).clone(),
        }
    }
}
