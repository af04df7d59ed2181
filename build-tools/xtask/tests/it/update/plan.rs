//! What is planned for a new document, without writing anything.

use super::base;
use super::{add_owner, answer, date, document, edited, request, require_description, source};
use api_compare::Level;
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use build_tools::update::{self, Update};
use build_tools::workspace::NAMES;
use rust_surface::Bump;
use serde_json::{Value, json};

fn try_plan(sources: &[Source]) -> Outcome<Update> {
    update::plan(base(), sources, false)
}

fn plan(source: Source) -> Update {
    try_plan(&[source]).unwrap_or_else(|found| panic!("{found}"))
}

fn written<'u>(update: &'u Update, file: &str) -> &'u str {
    let transaction = update.transaction.as_ref().unwrap();
    transaction
        .write
        .get(file)
        .unwrap_or_else(|| panic!("{file} is not written: {:?}", transaction.write.keys()))
}

/// The version of the published crate after an update.
fn version(update: &Update) -> &str {
    let manifest = written(update, "generated-client/Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("version"));
    line.unwrap().split('"').nth(1).unwrap()
}

fn current_version() -> semver::Version {
    base().version.clone()
}

fn api_version() -> String {
    document()["info"]["version"].as_str().unwrap().to_owned()
}

#[test]
fn the_same_sources_plan_nothing() {
    let pages = base().inputs.pages.clone();
    let update = try_plan(&pages).unwrap();
    assert_eq!(update.transaction, None);
    assert!(update.report.changes.is_empty());
}

#[test]
fn another_layout_and_order_of_keys_plan_nothing() {
    fn reversed(value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let members = members.iter().rev();
                Value::Object(members.map(|(k, v)| (k.clone(), reversed(v))).collect())
            }
            Value::Array(items) => Value::Array(items.iter().map(reversed).collect()),
            other => other.clone(),
        }
    }
    let update = plan(source("openapi.json", &reversed(&document())));
    assert_eq!(update.transaction, None);
}

#[test]
fn the_version_goes_up_by_the_rust_verdict_and_keeps_the_date() {
    let old = current_version();
    assert_eq!(old.major, 0, "the expectations below are those before 1.0");
    for (edit, bump, expected) in [
        (
            require_description as fn(&mut Value),
            Bump::Major,
            (old.minor + 1, 0),
        ),
        (add_owner, Bump::Minor, (old.minor, old.patch + 1)),
        (
            |document| request(document)["properties"]["url"]["description"] = json!("Where to."),
            Bump::Patch,
            (old.minor, old.patch + 1),
        ),
    ] {
        let update = plan(edited(edit));
        assert_eq!(update.report.summary.bump, bump);
        let (minor, patch) = expected;
        assert_eq!(
            version(&update),
            format!("0.{minor}.{patch}+{}", api_version())
        );
        let lock = written(&update, "Cargo.lock");
        assert!(lock.contains(&format!(
            "name = \"fingerprint-management\"\nversion = \"{}\"\n",
            version(&update)
        )));
        assert!(
            update
                .notes
                .iter()
                .any(|note| note.contains(version(&update)))
        );
    }
}

#[test]
fn what_changes_no_code_changes_no_version_and_is_written_all_the_same() {
    let update = plan(edited(|document| {
        document["tags"] = json!([{ "name": "webhooks", "description": "Of webhooks." }]);
    }));
    assert_eq!(update.report.summary.level, Level::Docs);
    assert_eq!(update.report.summary.bump, Bump::None);
    let write = update.transaction.as_ref().unwrap().write.keys();
    let write: Vec<&String> = write.collect();
    assert!(write.iter().any(|file| file.ends_with("lock.json")));
    for unchanged in ["CHANGELOG.md", "Cargo.toml", "Cargo.lock", "surface.snap"] {
        assert!(
            !write.iter().any(|file| file.ends_with(unchanged)),
            "{write:?}"
        );
    }
}

#[test]
fn a_new_date_renames_the_document_and_moves_the_constant() {
    let update = plan(edited(|document| date(document, "2031-01-02")));
    written(&update, "spec/management-api_2031-01-02.json");
    written(&update, "spec/pages/openapi.json");
    let remove = &update.transaction.as_ref().unwrap().remove;
    assert!(remove.contains(&format!("spec/management-api_{}.json", api_version())));
    assert!(remove.iter().any(|file| file.starts_with("spec/pages/")));
    let code = written(&update, "generated-client/src/generated/mod.rs");
    assert!(code.contains("pub const API_VERSION: &str = \"2031-01-02\";"));
    assert!(version(&update).ends_with("+2031-01-02"));
    assert!(written(&update, "spec/lock.json").contains("\"version\": \"2031-01-02\""));
    let reported = update.notes.join("\n");
    assert!(reported.contains("a new version of the API"), "{reported}");
    assert!(
        reported.contains("spec/management-api_2031-01-02.json"),
        "{reported}"
    );
}

#[test]
fn a_date_before_ours_is_called_older() {
    let update = plan(edited(|document| date(document, "2001-01-01")));
    assert!(update.notes.join("\n").contains("an older version"));
}

#[test]
fn a_change_without_a_new_date_is_called_drift() {
    let reported = plan(edited(add_owner)).notes.join("\n");
    assert!(reported.contains("drift"), "{reported}");
    assert!(
        reported.contains("without a new version date"),
        "{reported}"
    );
}

#[test]
fn the_changelog_has_both_verdicts_and_every_functional_change() {
    let update = plan(edited(|document| {
        require_description(document);
        add_owner(document);
        document["info"]["description"] = json!("Words.");
    }));
    let old = String::from_utf8(base().inputs.changelog.bytes.clone()).unwrap();
    let new = written(&update, "CHANGELOG.md");
    let start = new.find("## ").unwrap();
    let end = start + 1 + new[start + 1..].find("\n## ").unwrap();
    let entry = &new[start..end];
    assert_eq!(format!("{}{}", &new[..start], &new[end + 1..]), old);
    assert!(
        entry.starts_with(&format!("## {}\n", version(&update))),
        "{entry}"
    );
    assert!(
        entry.contains("On the wire: breaking; for Rust code: major."),
        "{entry}"
    );
    assert!(entry.contains("`description`"), "{entry}");
    assert!(entry.contains("`data.owner`"), "{entry}");
    assert!(!entry.contains("Words."), "{entry}");
}

#[test]
fn several_pages_become_one_document_and_are_kept_by_name() {
    let page = base().inputs.pages.clone().remove(0);
    let more = include_bytes!("../../../../generate/tests/fixtures/more-operations.yaml");
    let more = Source {
        name: "https://docs.example/reference/more-operations.yaml".to_owned(),
        bytes: more.to_vec(),
    };
    let update = try_plan(&[more, page.clone()]).unwrap_or_else(|found| panic!("{found}"));
    written(&update, "spec/pages/more-operations.yaml");
    let transaction = update.transaction.as_ref().unwrap();
    assert!(
        !transaction.write.contains_key(&page.name),
        "it is as it was"
    );
    assert!(transaction.remove.is_empty(), "{:?}", transaction.remove);
    let code = written(&update, "generated-client/src/generated/client.rs");
    assert!(
        code.contains("pub fn list_webhooks"),
        "a new operation is in the client"
    );
}

#[test]
fn a_new_schema_gets_snapshots_and_a_lost_one_loses_its() {
    let update = plan(edited(|document| {
        let schemas = document["components"]["schemas"].as_object_mut().unwrap();
        let webhook = schemas.remove("WebhookResponse").unwrap();
        schemas.insert("OtherResponse".to_owned(), webhook);
        let text = document.to_string();
        let text = text.replace("schemas/WebhookResponse", "schemas/OtherResponse");
        *document = serde_json::from_str(&text).unwrap();
        require_description(document);
    }));
    let remove = &update.transaction.as_ref().unwrap().remove;
    let file = |name| format!("build-tools/xtask/tests/snapshots/document/schema {name}.snap");
    written(&update, &file("OtherResponse"));
    assert!(remove.contains(&file("WebhookResponse")), "{remove:?}");
}

#[test]
fn another_name_of_a_schema_is_no_change_at_all() {
    let update = plan(edited(|document| {
        let text = document.to_string();
        let text = text.replace("WebhookResponse", "43bcdb2376818c770704c");
        *document = serde_json::from_str(&text).unwrap();
    }));
    assert!(update.transaction.is_none(), "{:?}", update.notes);
}

#[test]
fn an_operation_that_is_called_otherwise_keeps_its_method() {
    let update = plan(edited(|document| {
        let post = &mut document["paths"]["/webhooks"]["post"];
        post["operationId"] = json!("HooksController_register");
    }));
    assert_eq!(update.report.summary.bump, Bump::None);
}

#[test]
fn a_value_that_only_answers_have_is_one_more_of_the_same_enum() {
    let update = plan(edited(|document| {
        let values = &mut answer(document)["properties"]["status"]["enum"];
        values.as_array_mut().unwrap().push(json!("paused"));
    }));
    assert_eq!(update.report.summary.bump, Bump::Minor);
    let names: Value = serde_json::from_str(written(&update, NAMES)).unwrap();
    let values = &names["members"]["WebhookStatus"];
    let expected = json!({ "disabled": "Disabled", "enabled": "Enabled", "paused": "Paused" });
    assert_eq!(*values, expected);
}

#[test]
fn the_names_of_what_is_new_are_recorded() {
    let update = plan(edited(|document| {
        let get = json!({
            "operationId": "WebhooksController_ping",
            "responses": { "204": { "description": "Done." } },
        });
        document["paths"]["/webhooks"]["get"] = get;
    }));
    let names: Value = serde_json::from_str(written(&update, NAMES)).unwrap();
    assert_eq!(names["operations"]["GET /webhooks"], json!("ping_webhooks"));
    assert_eq!(
        names["operations"]["POST /webhooks"],
        json!("create_webhook")
    );
}

#[test]
fn a_version_that_cannot_be_a_file_name_is_refused() {
    for version in ["../../etc", "", "2031 01", "a/b", "x\u{0}"] {
        let found = try_plan(&[edited(|document| date(document, version))]);
        let found = found.unwrap_err().to_string();
        assert!(found.contains("unusable-version"), "{version:?}: {found}");
        assert!(found.contains("/info/version"), "{version:?}: {found}");
    }
}

#[test]
fn the_pull_request_carries_both_verdicts_and_the_report() {
    let update = plan(edited(require_description));
    let request = update::pull_request(&update);
    assert_eq!(
        request.title,
        format!("API document {}: wire breaking, Rust major", api_version())
    );
    assert!(request.body.starts_with("- drift: "), "{}", request.body);
    assert!(request.body.contains("request-property-became-required"));
}
