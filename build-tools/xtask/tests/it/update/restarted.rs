//! The vendor's server was started again: the same document, in which the
//! schemas of classes without a name are called otherwise.

use super::{base, document, source};
use api_document::ingest::{self, Source, to_canonical_json};
use build_tools::project::{Expected, Inputs};
use build_tools::update::{self, Update};
use rust_surface::Bump;
use serde_json::{Value, json};

/// The document with operations that answer with such schemas; `names` are the
/// random names, in the order of their use.
fn served(names: [&str; 3]) -> Value {
    let [one, same, list] = names;
    let mut document = document();
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let error = document["paths"]["/webhooks"]["post"]["responses"]["401"].clone();
    let operation = |id: &str, schema: &str| {
        let content = json!({ "application/json": { "schema": reference(schema) } });
        let parameters = if id.ends_with("All") {
            json!([])
        } else {
            json!([{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }])
        };
        json!({
            "operationId": format!("WebhooksController_{id}"),
            "parameters": parameters,
            "responses": { "200": { "description": "Done.", "content": content }, "401": error },
        })
    };
    document["paths"]["/webhooks"]["get"] = operation("findAll", list);
    document["paths"]["/webhooks/{id}"] = json!({
        "get": operation("findOne", one),
        "patch": operation("update", same),
    });
    let webhook = reference("WebhookEntityV1");
    let schemas = &mut document["components"]["schemas"];
    let envelope = |data: Value| json!({ "type": "object", "required": ["data"], "properties": { "data": data } });
    schemas[one] = envelope(webhook.clone());
    schemas[same] = envelope(webhook.clone());
    schemas[list] = envelope(json!({ "type": "array", "items": webhook }));
    document
}

fn plan(names: [&str; 3], edit: impl FnOnce(&mut Value)) -> Update {
    let first = served([
        "b6301a3aa4e06262fd071",
        "6301a3aa4e06262fd0710",
        "301a3aa4e06262fd07105",
    ]);
    let page = source("spec/pages/openapi.json", &first);
    let vendored = ingest::ingest(std::slice::from_ref(&page)).unwrap();
    let inputs = Inputs {
        document: Source {
            bytes: to_canonical_json(&vendored.value).into_bytes(),
            ..base().inputs.document.clone()
        },
        pages: vec![page],
        ..base().inputs.clone()
    };
    let before = Expected::of(inputs).unwrap_or_else(|found| panic!("{found}"));
    let mut later = served(names);
    edit(&mut later);
    update::plan(&before, &[source("openapi.json", &later)], false)
        .unwrap_or_else(|found| panic!("{found}"))
}

const RESTARTED: [&str; 3] = [
    "122b598615dcbe810beac",
    "22b598615dcbe810beacd",
    "2b598615dcbe810beacd5",
];

#[test]
fn other_random_names_are_no_change_at_all() {
    let update = plan(RESTARTED, |_| {});
    assert_eq!(update.report.changes, []);
    assert_eq!(update.report.summary.bump, Bump::None);
    assert!(update.transaction.is_none(), "{:?}", update.notes);
}

#[test]
fn beside_other_random_names_a_change_is_seen_alone() {
    let update = plan(RESTARTED, |document| {
        let schemas = &mut document["components"]["schemas"];
        schemas["WebhookEntityV1"]["properties"]["owner"] = json!({ "type": "string" });
    });
    assert_eq!(update.report.summary.bump, Bump::Minor);
    let written = update.transaction.unwrap().write;
    let surface = &written["build-tools/xtask/tests/snapshots/surface.snap"];
    assert!(surface.contains("struct types::WebhookList"), "{surface}");
    for (file, text) in &written {
        let is_vendors = file.starts_with("spec/") || file.contains("/snapshots/document/");
        let random = RESTARTED.iter().find(|name| text.contains(**name));
        assert!(is_vendors || random.is_none(), "{file}: {random:?}");
    }
}
