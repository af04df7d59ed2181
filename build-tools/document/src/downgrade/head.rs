//! What stands around paths and components.

use super::stage::{NEWER_FEATURE, Stage};
use crate::validate::kind::WEBHOOKS;
use serde_json::{Value, json};

/// The version that a downgraded document has.
pub const VERSION: &str = "3.0.3";

/// What a schema means that names no dialect.
const DIALECTS: [&str; 4] = [
    "https://json-schema.org/draft/2020-12/schema",
    "https://spec.openapis.org/oas/3.1/dialect/",
    "https://spec.openapis.org/oas/3.2/dialect/",
    "https://json-schema.org/draft/2019-09/schema",
];

/// Members of the document that only newer versions have, by what becomes of them.
const RENAMED: [(&str, &str, &str); 4] = [
    ("", "webhooks", WEBHOOKS),
    ("", "jsonSchemaDialect", "x-jsonSchemaDialect"),
    ("/info", "summary", "x-summary"),
    ("/info/license", "identifier", "x-identifier"),
];

pub(super) fn downgrade(stage: &mut Stage<'_>, document: &mut Value) {
    dialect(
        stage,
        document.get("jsonSchemaDialect"),
        "/jsonSchemaDialect",
    );
    if document.get("$self").is_some() {
        let message = "`$self` is followed inside this document only".to_owned();
        let help = "write references to other documents relative to the file they are in";
        stage.warn(&NEWER_FEATURE, "/$self", message, help);
    }
    for (holder, from, to) in RENAMED {
        let members = document.pointer_mut(holder).and_then(Value::as_object_mut);
        if let Some(members) = members
            && let Some(value) = members.shift_remove(from)
        {
            members.insert(to.to_owned(), value);
            stage.moved(holder, &[(format!("/{to}"), format!("/{from}"))]);
        }
    }
    if let Value::Object(members) = document {
        members.shift_remove("$self");
        members.insert("openapi".to_owned(), json!(VERSION));
        members.entry("paths").or_insert_with(|| json!({}));
    }
}

/// Warns of schemas in another language than JSON Schema 2020-12.
pub(super) fn dialect(stage: &mut Stage<'_>, named: Option<&Value>, at: &str) {
    let Some(Value::String(name)) = named else {
        return;
    };
    if DIALECTS.iter().any(|known| name.starts_with(known)) {
        return;
    }
    let message = format!("the dialect `{name}` is read as JSON Schema 2020-12");
    let help = "write schemas in JSON Schema 2020-12, which is the dialect of OpenAPI 3.1";
    stage.warn(&NEWER_FEATURE, at, message, help);
}
