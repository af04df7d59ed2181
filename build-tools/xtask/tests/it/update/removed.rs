//! Operations that a new document lacks.

use super::{add_owner, base, edited};
use api_document::diagnostic::Outcome;
use build_tools::update;
use serde_json::Value;

/// What is said of a new document that is planned for with stale actions
/// dropped.
fn removed(edit: fn(&mut Value), accepted: bool) -> Outcome<Vec<String>> {
    let update = update::plan(base(), &[edited(edit)], true);
    let update = update.unwrap_or_else(|found| panic!("{found}"));
    update::removed(base(), &update, accepted)
}

/// The one operation goes elsewhere.
fn rename(document: &mut Value, to: &str) {
    let paths = document["paths"].as_object_mut().unwrap();
    let item = paths.remove("/webhooks").unwrap();
    paths.insert(to.to_owned(), item);
}

#[test]
fn an_operation_that_is_gone_has_to_be_accepted() {
    let gone = |document: &mut Value| rename(document, "/hooks");
    let said = removed(gone, false).unwrap_err().to_string();
    let place =
        "error[operation-removed]: spec/management-api_2024-05-20.json#/paths/~1webhooks/post";
    assert!(said.contains(place), "{said}");
    assert!(said.contains("does not have POST /webhooks"), "{said}");
    assert!(said.contains("--accept-removed"), "{said}");
    let notes = removed(gone, true).unwrap();
    assert_eq!(notes, ["removed upstream: POST /webhooks"]);
}

#[test]
fn what_changes_or_is_added_is_not_removed() {
    assert_eq!(removed(add_owner, false).unwrap(), Vec::<String>::new());
}
