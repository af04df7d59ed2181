//! Both verdicts on a change of our own document, and the command line of
//! `diff` and `explain`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use build_tools::bump::Bump;
use build_tools::compare::Level;
use build_tools::diff::diff;
use build_tools::ingest::Source;
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

fn vendored() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/2024-05-20/management-api_2024-05-20.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn source(name: &str, value: &Value) -> Source {
    Source {
        name: name.to_owned(),
        bytes: value.to_string().into_bytes(),
    }
}

/// The verdicts on one edit: in total, and per change as `id bump`.
fn verdicts(edit: impl FnOnce(&mut Value)) -> (Level, Bump, Vec<String>) {
    let base = vendored();
    let mut revision = base.clone();
    edit(&mut revision);
    let found = diff(
        &source("a.json", &base),
        &source("b.json", &revision),
        None,
        Ok,
    )
    .unwrap();
    assert!(found.not_generated.is_none());
    let summary = &found.report.summary;
    let changes = &found.report.changes;
    let lines = changes
        .iter()
        .map(|change| format!("{} {}", change.id, change.bump));
    (summary.level, summary.bump, lines.collect())
}

const CREATE: &str = "/components/schemas/CreateWebhookDtoV1";
const WEBHOOK: &str = "/components/schemas/WebhookEntityV1";

fn put(document: &mut Value, parent: &str, key: &str, value: Value) {
    document.pointer_mut(parent).unwrap()[key] = value;
}

#[test]
fn the_same_document_is_no_change() {
    assert_eq!(verdicts(|_| {}), (Level::None, Bump::None, vec![]));
}

#[test]
fn documents_whose_operations_have_no_names_are_compared_in_both_kinds() {
    let mut base = vendored();
    let webhooks = base.pointer_mut("/paths/~1webhooks/post").unwrap();
    webhooks.as_object_mut().unwrap().remove("operationId");
    let mut revision = base.clone();
    let parameters = "/paths/~1webhooks/post/parameters";
    let parameters = revision.pointer_mut(parameters).unwrap();
    parameters
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "dry_run", "in": "query", "schema": { "type": "boolean" } }));
    let (old, new) = (source("a.json", &base), source("b.json", &revision));
    let found = diff(&old, &new, None, Ok).unwrap();
    assert!(found.not_generated.is_none());
    let change = &found.report.changes[0];
    assert_eq!(change.id, "new-optional-request-parameter");
    assert_eq!(
        change.bump,
        Bump::Minor,
        "it found the builder by the name it got"
    );
}

#[test]
fn an_operation_id_is_nothing_on_the_wire_and_major_in_rust() {
    let (level, bump, changes) =
        verdicts(|d| put(d, "/paths/~1webhooks/post", "operationId", json!("make")));
    assert_eq!((level, bump), (Level::None, Bump::Major));
    assert!(
        changes
            .iter()
            .any(|change| change == "api-operation-id-removed major"),
        "{changes:?}"
    );
}

#[test]
fn an_added_optional_response_field_is_non_breaking_and_minor() {
    let added = verdicts(|d| {
        put(
            d,
            &format!("{WEBHOOK}/properties"),
            "owner",
            json!({ "type": "string" }),
        );
    });
    let changes = vec!["response-optional-property-added minor".to_owned()];
    assert_eq!(added, (Level::NonBreaking, Bump::Minor, changes));
}

#[test]
fn an_optional_field_that_became_required_is_breaking_and_major() {
    let (level, bump, changes) =
        verdicts(|d| put(d, CREATE, "required", json!(["url", "description"])));
    assert_eq!((level, bump), (Level::Breaking, Bump::Major));
    assert_eq!(changes, ["request-property-became-required major"]);
}

#[test]
fn a_new_limit_is_breaking_on_the_wire_and_nothing_in_rust() {
    let (level, bump, _) = verdicts(|d| {
        put(
            d,
            &format!("{CREATE}/properties/url"),
            "maxLength",
            json!(10),
        );
    });
    assert_eq!((level, bump), (Level::Breaking, Bump::None));
}

#[test]
fn a_description_is_docs_and_a_patch() {
    let (level, bump, changes) = verdicts(|d| {
        put(
            d,
            &format!("{WEBHOOK}/properties/legacy"),
            "description",
            json!("Old."),
        );
    });
    assert_eq!((level, bump), (Level::Docs, Bump::Patch));
    assert_eq!(changes, ["response-property-description-changed patch"]);
}

#[test]
fn each_of_several_changes_has_its_own_verdicts() {
    let (level, bump, changes) = verdicts(|d| {
        put(
            d,
            &format!("{WEBHOOK}/properties"),
            "owner",
            json!({ "type": "string" }),
        );
        put(
            d,
            &format!("{CREATE}/properties/url"),
            "type",
            json!("integer"),
        );
    });
    assert_eq!((level, bump), (Level::Breaking, Bump::Major));
    assert_eq!(
        changes,
        [
            "request-property-type-changed major",
            "response-optional-property-added minor"
        ]
    );
}

#[test]
fn where_nothing_can_be_generated_the_rust_verdict_follows_the_wire() {
    let base = vendored();
    let mut revision = base.clone();
    let body = "/paths/~1webhooks/post/requestBody/content";
    put(
        &mut revision,
        body,
        "text/plain",
        json!({ "schema": { "type": "string" } }),
    );
    let schema = "/components/schemas/WebhookEntityV1";
    put(&mut revision, schema, "x-rust-name", json!("no name"));
    let found = diff(
        &source("a.json", &base),
        &source("b.json", &revision),
        None,
        Ok,
    )
    .unwrap();
    assert!(
        found
            .not_generated
            .unwrap()
            .to_string()
            .contains("invalid-name")
    );
    assert_eq!(found.report.summary.bump, Bump::Minor);
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_build-tools"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn fail_on_decides_the_exit_code_and_the_format_the_output() {
    let folder = tempfile::tempdir().unwrap();
    let mut revision = vendored();
    std::fs::write(folder.path().join("a.json"), revision.to_string()).unwrap();
    put(
        &mut revision,
        &format!("{WEBHOOK}/properties"),
        "owner",
        json!({ "type": "string" }),
    );
    std::fs::write(folder.path().join("b.json"), revision.to_string()).unwrap();
    for (level, code) in [
        ("none", 0),
        ("docs", 1),
        ("non-breaking", 1),
        ("breaking", 0),
    ] {
        let output = run(
            folder.path(),
            &[
                "diff",
                "a.json",
                "b.json",
                "--fail-on",
                level,
                "--format",
                "json",
            ],
        );
        assert_eq!(output.status.code(), Some(code), "{level}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["summary"]["level"], json!("non-breaking"));
    }
    for (format, mark) in [
        ("text", "wire: non-breaking"),
        ("markdown", "non-breaking"),
        ("html", "<html"),
        ("github", "::"),
    ] {
        let output = run(
            folder.path(),
            &["diff", "a.json", "b.json", "--format", format],
        );
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert!(
            String::from_utf8_lossy(&output.stdout).contains(mark),
            "{format}"
        );
    }
}

#[test]
fn an_accepted_change_is_not_reported_and_an_unused_one_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut revision = vendored();
    std::fs::write(folder.path().join("a.json"), revision.to_string()).unwrap();
    put(
        &mut revision,
        CREATE,
        "required",
        json!(["url", "description"]),
    );
    std::fs::write(folder.path().join("b.json"), revision.to_string()).unwrap();
    let accept = |location: &str, until: &str| {
        let text = format!(
            "[[accepted]]\nid = \"request-property-became-required\"\nlocation = \"{location}\"\nreason = \"r\"\nuntil = \"{until}\"\n"
        );
        std::fs::write(folder.path().join("accepted.toml"), text).unwrap();
        run(
            folder.path(),
            &[
                "diff",
                "a.json",
                "b.json",
                "--accepted",
                "accepted.toml",
                "--fail-on",
                "breaking",
            ],
        )
    };
    assert_eq!(
        accept("POST /webhooks", "9999-12-31").status.code(),
        Some(0)
    );
    let unused = accept("GET /webhooks", "9999-12-31");
    assert_eq!(unused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unused.stderr).contains("unused-accepted"));
    let expired = accept("POST /webhooks", "2020-01-01");
    assert_eq!(expired.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&expired.stderr).contains("expired-accepted"));
}

#[test]
fn explain_knows_the_ids_and_refuses_others() {
    let folder = tempfile::tempdir().unwrap();
    let known = run(
        folder.path(),
        &["explain", "request-property-became-required"],
    );
    assert_eq!(known.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&known.stdout).contains("What to do: "));
    let unknown = run(folder.path(), &["explain", "nonsense"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("unknown-id"));
}

#[test]
fn annotations_stand_on_the_lines_of_a_page() {
    let page = "tests/fixtures/2024-05-20/2024-05-20-webhookscontroller_create.md";
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let summary = "summary: Create webhook";
    let line = page
        .lines()
        .position(|line| line.contains(summary))
        .unwrap()
        + 1;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.md"), &page).unwrap();
    let new = page.replace(summary, "summary: Make a webhook");
    std::fs::write(folder.path().join("new.md"), new).unwrap();
    let output = run(
        folder.path(),
        &["diff", "old.md", "new.md", "--format", "github"],
    );
    let told = String::from_utf8(output.stdout).unwrap();
    let place = format!("::notice file=new.md,line={line},");
    assert!(told.starts_with(&place), "{place}\n{told}");
}
