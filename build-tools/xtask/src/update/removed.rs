//! Operations that we have and a new document has not.

use super::plan::Update;
use crate::project::Expected;
use api_document::diagnostic::{Diagnostic, Outcome, Place, outcome};
use api_document::ingest::Source;
use api_document::schema::{Operation, operations};
use serde_json::Value;

rules! {
    pub(super) RULES:

    OPERATION_REMOVED: Error {
        code: "operation-removed",
        meaning: "The new document does not have an operation that ours has.",
        why: "Upstream removes operations rarely; a page that is missing, or a source that was \
              not named, looks the same.",
        help: "Name all sources; if upstream removed the operation, run the same command with \
               `--accept-removed`.",
    }
}

/// Notes on the operations that an update removes; an error unless that is
/// accepted.
pub fn removed(base: &Expected, update: &Update, accepted: bool) -> Outcome<Vec<String>> {
    let gone = gone(&base.inputs.document, &update.document);
    if accepted {
        let note = |one: Gone| format!("removed upstream: {}", one.location);
        return Ok(gone.into_iter().map(note).collect());
    }
    let found = gone.into_iter().map(|one| Diagnostic {
        rule: &OPERATION_REMOVED,
        file: base.inputs.document.name.clone(),
        place: Place::Pointer(one.pointer),
        message: format!("the new document does not have {}", one.location),
        help: "name all sources; if upstream removed the operation, run the same command with \
               --accept-removed"
            .to_owned(),
    });
    outcome(Vec::new(), found.collect())
}

/// An operation that is gone, and where ours is.
#[derive(Debug)]
struct Gone {
    location: String,
    pointer: String,
}

/// What the old document has and the new one has not, in the order of the old.
fn gone(old: &Source, new: &Source) -> Vec<Gone> {
    let documents = [old, new]
        .map(|source| -> Value { serde_json::from_slice(&source.bytes).unwrap_or_default() });
    let [old, new] = documents.each_ref().map(operations);
    let there: Vec<_> = new.iter().map(Operation::identity).collect();
    let gone = old
        .iter()
        .filter(|one| !there.contains(&one.identity()))
        .map(|one| Gone {
            location: one.location(),
            pointer: one.pointer(),
        });
    gone.collect()
}

#[cfg(test)]
mod tests {
    use super::gone;
    use api_document::ingest::Source;
    use serde_json::json;

    fn document(path: &str, method: &str) -> Source {
        let document = json!({ "paths": { path: { method: {} } } });
        Source {
            name: "document".to_owned(),
            bytes: document.to_string().into_bytes(),
        }
    }

    #[test]
    fn the_name_of_a_path_parameter_is_not_the_operation() {
        let old = document("/hooks/{id}/rules", "get");
        for (path, method, is_gone) in [
            ("/hooks/{hookId}/rules", "get", false),
            ("/hooks/{id}/rules", "put", true),
            ("/hooks/{id}/rule", "get", true),
        ] {
            let gone = gone(&old, &document(path, method));
            assert_eq!(!gone.is_empty(), is_gone, "{method} {path}");
        }
    }
}
