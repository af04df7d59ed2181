//! The vendor raises its document from OpenAPI 3.0 to 3.1.

use super::{add_owner, base, document, source};
use crate::raise::raised;
use api_document::ingest::Source;
use build_tools::project::{Expected, Inputs};
use build_tools::update;
use build_tools::workspace::EFFECTIVE;
use rust_surface::Bump;
use serde_json::{Value, json};

fn raised_source(edit: impl FnOnce(&mut Value)) -> Source {
    let mut document = document();
    edit(&mut document);
    let mut document = raised(&document);
    // A newer word that 3.0 does not have.
    document["jsonSchemaDialect"] = json!("https://spec.openapis.org/oas/3.1/dialect/base");
    source("openapi.json", &document)
}

#[test]
fn a_document_that_was_only_raised_plans_nothing() {
    let update = update::plan(base(), &[raised_source(|_| {})], false);
    let update = update.unwrap_or_else(|found| panic!("{found}"));
    assert!(
        update.report.changes.is_empty(),
        "{:?}",
        update.report.changes
    );
    assert_eq!(update.report.summary.bump, Bump::None);
    assert_eq!(update.transaction, None);
}

#[test]
fn a_raised_document_is_vendored_as_it_is_and_the_effective_one_is_of_3_0() {
    let update = update::plan(base(), &[raised_source(add_owner)], false);
    let update = update.unwrap_or_else(|found| panic!("{found}"));
    let ids: Vec<&str> = update
        .report
        .changes
        .iter()
        .map(|change| change.id.as_str())
        .collect();
    assert!(!ids.is_empty());
    assert!(
        ids.iter()
            .all(|id| *id == "response-optional-property-added"),
        "{ids:?}"
    );
    let transaction = update.transaction.unwrap();
    let value = |file: &str| -> Value { serde_json::from_str(&transaction.write[file]).unwrap() };
    assert_eq!(value(&update.document.name)["openapi"], "3.1.0");
    assert_eq!(value(EFFECTIVE)["openapi"], "3.0.3");
    // Pages, document and effective document follow from each other as before.
    let pages = transaction.write.iter().filter(|(file, _)| {
        let is_page = file.starts_with("spec/pages/");
        is_page && !base().inputs.pages.iter().any(|page| page.name == **file)
    });
    let bytes = |text: &str| text.as_bytes().to_vec();
    let named = |name: &str, text: &str| Source {
        name: name.to_owned(),
        bytes: bytes(text),
    };
    let pages: Vec<Source> = pages.map(|(file, text)| named(file, text)).collect();
    assert!(!pages.is_empty(), "{:?}", transaction.write.keys());
    let next = Expected::of(Inputs {
        document: update.document.clone(),
        pages,
        ..base().inputs.clone()
    });
    let next = next.unwrap_or_else(|found| panic!("{found}"));
    assert_eq!(next.outputs[EFFECTIVE], transaction.write[EFFECTIVE]);
}
