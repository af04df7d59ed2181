//! Both verdicts on a change of our own document, and the command line of
//! `diff` and `explain`.
use crate::command::run;
use crate::compared::{compared, source};
use api_compare::Level;
use build_tools::diff::report::{Report, RustItem};
use build_tools::diff::{Enums, diff};
use rust_surface::Bump;
use serde_json::{Value, json};
use std::path::Path;

fn vendored() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The verdicts on one edit: in total, and per change as `id bump`.
fn verdicts(edit: impl FnOnce(&mut Value)) -> (Level, Bump, Vec<String>) {
    let base = vendored();
    let mut revision = base.clone();
    edit(&mut revision);
    let report = compared(&base, &revision);
    assert_is_explained(&report);
    let summary = &report.summary;
    let lines = report
        .changes
        .iter()
        .map(|change| format!("{} {}", change.id, change.bump));
    (summary.level, summary.bump, lines.collect())
}

const CREATE: &str = "/components/schemas/CreateWebhookDtoV1";
const WEBHOOK: &str = "/components/schemas/WebhookEntityV1";

/// A Rust verdict above patch shows the items that made it.
fn assert_is_explained(report: &Report) {
    let shown = |items: &[RustItem]| items.iter().map(|item| item.bump).max().unwrap_or_default();
    let worst = report
        .changes
        .iter()
        .map(|change| shown(&change.rust))
        .max();
    let worst = worst.unwrap_or_default().max(shown(&report.rust));
    let bump = report.summary.bump;
    assert!(
        bump <= Bump::Patch || worst == bump,
        "{bump} of {report:#?}"
    );
    for change in &report.changes {
        let bump = change.bump;
        assert!(
            bump <= Bump::Patch || shown(&change.rust) == bump,
            "{change:#?}"
        );
    }
}

fn put(document: &mut Value, parent: &str, key: &str, value: Value) {
    document.pointer_mut(parent).unwrap()[key] = value;
}

#[test]
fn the_same_document_is_no_change() {
    assert_eq!(verdicts(|_| {}), (Level::None, Bump::None, vec![]));
}

#[test]
fn a_value_of_an_enum_is_told_with_its_own_variant() {
    let base = vendored();
    let mut revision = base.clone();
    let status = format!("{CREATE}/properties/status");
    put(&mut revision, &status, "enum", json!(["on", "off"]));
    let report = compared(&base, &revision);
    let mut told: Vec<String> = report
        .changes
        .iter()
        .filter(|change| change.id.contains("enum-value"))
        .map(|change| {
            let value = change.after.as_ref().or(change.before.as_ref()).unwrap();
            let paths: Vec<&str> = change.rust.iter().map(|item| &*item.path).collect();
            format!("{value}: {}", paths.join(", "))
        })
        .collect();
    told.sort();
    // An answer still has the first two, and the type is the same.
    let expected = [
        r#""disabled": "#,
        r#""enabled": "#,
        r#""off": types::WebhookStatus::Off"#,
        r#""on": types::WebhookStatus::On"#,
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_the_code_says_nothing_of_is_not_what_changed_it() {
    let (level, bump, changes) = verdicts(|document| {
        put(
            document,
            &format!("{CREATE}/properties/url"),
            "maxLength",
            json!(40),
        );
        document["paths"]["/webhooks"]["post"]["security"] = json!([]);
        put(document, CREATE, "required", json!(["url", "status"]));
    });
    assert_eq!((level, bump), (Level::Breaking, Bump::Major));
    let of = |id: &str| changes.iter().find(|change| change.starts_with(id));
    for unseen in ["request-property-max-length-set", "api-security-removed"] {
        let found = of(unseen).unwrap_or_else(|| panic!("expected {unseen}, found {changes:?}"));
        assert!(found.ends_with(" none"), "{found}");
    }
}

#[test]
fn a_document_that_was_only_raised_to_3_1_is_no_change() {
    let base = vendored();
    let raised = crate::raise::raised(&base);
    for (old, new) in [(&base, &raised), (&raised, &base)] {
        let found = diff(
            &source("a.json", old),
            &source("b.json", new),
            None,
            Enums::Open,
            Ok,
        )
        .unwrap();
        assert!(found.not_generated.is_none());
        assert_eq!(found.warnings, []);
        let summary = &found.report.summary;
        assert_eq!(found.report.changes, []);
        assert_eq!((summary.level, summary.bump), (Level::None, Bump::None));
    }
}

#[test]
fn changes_of_a_newer_document_are_told_where_it_has_them() {
    let mut base = crate::raise::raised(&vendored());
    base["components"]["pathItems"] = json!({ "Item": { "get": {
        "operationId": "one",
        "responses": { "200": { "description": "d", "content": { "application/json": {
            "schema": { "anyOf": [{ "type": "null" }, { "type": "string" }] },
        } } } },
    } } });
    base["paths"]["/one"] = json!({ "$ref": "#/components/pathItems/Item" });
    let mut revision = base.clone();
    let schema = "/components/pathItems/Item/get/responses/200/content/application~1json/schema";
    put(
        &mut revision,
        &format!("{schema}/anyOf/1"),
        "type",
        json!("integer"),
    );
    let changes = compared(&base, &revision).changes;
    let changes: Vec<_> = changes
        .iter()
        .map(|change| (&*change.id, &*change.pointer))
        .collect();
    let expected = format!("{schema}/anyOf/1/type");
    assert_eq!(changes, [("response-body-type-changed", expected.as_str())]);
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
    let found = diff(&old, &new, None, Enums::Open, Ok).unwrap();
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

/// `id location bump` of each change from one document to another.
fn attributed(base: &Value, edits: &[(&str, &str, Value)]) -> (Bump, Vec<String>) {
    let mut revision = base.clone();
    for (parent, key, value) in edits {
        put(&mut revision, parent, key, value.clone());
    }
    let base = source("base.json", base);
    let found = diff(
        &base,
        &source("revision.json", &revision),
        None,
        Enums::Open,
        Ok,
    )
    .unwrap();
    assert!(found.not_generated.is_none());
    let report = found.report;
    let changes = report.changes.iter();
    let changes = changes.map(|one| format!("{} {}", one.id, one.bump));
    (report.summary.bump, changes.collect())
}

fn shelves() -> Value {
    let shelf = json!({ "$ref": "#/components/schemas/Shelf" });
    let text = json!({ "type": "string" });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Shelves", "version": "1" },
        "paths": { "/shelves": { "post": {
            "operationId": "addShelf",
            "summary": "Add",
            "parameters": [
                { "name": "type", "in": "query", "schema": text },
                { "name": "order", "in": "query", "schema": text },
                { "$ref": "#/components/parameters/Lang" },
            ],
            "requestBody": { "content": { "application/json": { "schema": shelf } } },
            "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": shelf } } } },
        } } },
        "components": {
            "parameters": { "Lang": { "name": "lang", "in": "query", "schema": text } },
            "schemas": { "Shelf": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": { "type": "string", "readOnly": true },
                    "name": text,
                    "kind": { "type": "string", "enum": ["a", "b"] },
                },
            } },
        },
    })
}

const ADD: &str = "/paths/~1shelves/post";
const SHELF: &str = "/components/schemas/Shelf";

#[test]
fn each_change_in_one_operation_has_its_own_verdict() {
    let (bump, changes) = attributed(
        &shelves(),
        &[
            (ADD, "summary", json!("Add one")),
            (
                &format!("{ADD}/parameters/0/schema"),
                "type",
                json!("integer"),
            ),
            (&format!("{ADD}/parameters/1/schema"), "maxLength", json!(3)),
            (
                "/components/parameters/Lang/schema",
                "type",
                json!("boolean"),
            ),
            (
                &format!("{ADD}/responses/200"),
                "description",
                json!("Added"),
            ),
            (ADD, "deprecated", json!(true)),
        ],
    );
    assert_eq!(bump, Bump::Major);
    assert_eq!(
        changes,
        [
            "request-parameter-type-changed major",
            "request-parameter-type-changed major",
            "request-parameter-max-length-set none",
            "endpoint-deprecated patch",
            "response-text-changed patch",
            "api-summary-changed patch",
        ]
    );
}

#[test]
fn each_change_in_one_schema_has_its_own_verdict() {
    let (bump, changes) = attributed(
        &shelves(),
        &[
            (SHELF, "required", json!(["id", "name"])),
            (
                &format!("{SHELF}/properties"),
                "size",
                json!({ "type": "integer" }),
            ),
            (SHELF, "description", json!("A shelf.")),
        ],
    );
    assert_eq!(bump, Bump::Major);
    assert_eq!(
        changes,
        [
            "request-property-became-required major",
            "new-optional-request-property minor",
            "response-optional-property-added minor",
            "response-property-became-required major",
            "request-body-description-changed patch",
            "response-body-description-changed patch",
        ]
    );
}

#[test]
fn a_component_renamed_and_changed_is_as_much_as_its_new_name() {
    let base = shelves();
    let mut rack = base.pointer(SHELF).unwrap().clone();
    put(
        &mut rack,
        "/properties",
        "size",
        json!({ "type": "integer" }),
    );
    let text = base.to_string().replace("schemas/Shelf", "schemas/Rack");
    let mut revision: Value = serde_json::from_str(&text).unwrap();
    revision
        .pointer_mut("/components/schemas")
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove("Shelf");
    put(&mut revision, "/components/schemas", "Rack", rack);
    let found = diff(
        &source("a.json", &base),
        &source("b.json", &revision),
        None,
        Enums::Open,
        Ok,
    )
    .unwrap();
    assert_eq!(found.report.summary.bump, Bump::Major);
    for change in &found.report.changes {
        assert!(change.id.contains("optional"), "{change:?}");
        assert_eq!(change.bump, Bump::Major, "{change:?}");
    }
    assert_eq!(found.report.changes.len(), 2);
}

#[test]
fn what_says_the_same_has_no_verdict() {
    let kind = format!("{SHELF}/properties/kind");
    let rows = [
        (kind.as_str(), "enum", json!(["b", "a"])),
        (SHELF, "additionalProperties", json!({})),
        (SHELF, "additionalProperties", json!(true)),
        (SHELF, "description", json!("")),
    ];
    for row in rows {
        let (bump, changes) = attributed(&shelves(), std::slice::from_ref(&row));
        assert_eq!((bump, changes), (Bump::None, Vec::new()), "{row:?}");
    }
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
        Enums::Open,
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
fn a_new_value_of_a_response_is_breaking_for_closed_enums_alone() {
    let folder = tempfile::tempdir().unwrap();
    let with = |values: &[&str]| {
        let schema = json!({ "type": "object", "properties": {
            "state": { "type": "string", "enum": values },
        } });
        json!({
            "openapi": "3.0.3",
            "info": { "title": "t", "version": "1" },
            "paths": { "/a": { "get": { "operationId": "a", "responses": { "200": {
                "description": "ok", "content": { "application/json": { "schema": schema } },
            } } } } },
        })
    };
    let write = |name: &str, value: &Value| {
        std::fs::write(folder.path().join(name), value.to_string()).unwrap();
    };
    write("a.json", &with(&["open", "paid"]));
    write("b.json", &with(&["open", "paid", "lost"]));
    let compare = ["diff", "a.json", "b.json", "--format", "json"];
    let report = |arguments: &[&str]| -> Value {
        let output = run(folder.path(), &[&compare[..], arguments].concat());
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let open = report(&[]);
    assert_eq!(open["summary"]["level"], "non-breaking");
    assert_eq!(open["changes"][0]["assumes"], "open-enums");
    let closed = report(&["--closed-enums"]);
    assert_eq!(closed["summary"]["level"], "breaking");
    assert_eq!(closed["changes"][0].get("assumes"), None);
    let text = run(folder.path(), &["diff", "a.json", "b.json"]).stdout;
    let text = String::from_utf8_lossy(&text);
    assert!(
        text.contains("for open enums (see --closed-enums)"),
        "{text}"
    );
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
    let reported = String::from_utf8_lossy(&unknown.stderr).into_owned();
    let expected = "error[unknown-id]: explain: unknown rule or diagnostic `nonsense`\n";
    assert!(reported.starts_with(expected), "{reported}");
    let nearly = run(folder.path(), &["explain", "response-property-removed"]);
    let reported = String::from_utf8_lossy(&nearly.stderr).into_owned();
    assert!(
        reported.contains("response-required-property-removed"),
        "{reported}"
    );
    assert!(
        reported.contains("response-optional-property-removed"),
        "{reported}"
    );
}

#[test]
fn annotations_stand_on_the_lines_of_a_page() {
    let page = "../document/tests/fixtures/2024-05-20/2024-05-20-webhookscontroller_create.md";
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
    let reported = String::from_utf8(output.stdout).unwrap();
    let place = format!("::notice file=new.md,line={line},");
    assert!(reported.starts_with(&place), "{place}\n{reported}");
}

/// The per-change verdicts on a required text of a schema that becomes a number,
/// and on a text in the answer of an operation that does.
fn retyped(schema: &str, operation_id: &str) -> Vec<String> {
    let document = |ty: &str| {
        json!({
            "openapi": "3.0.3",
            "info": { "title": "t", "version": "1" },
            "paths": {
                "/info": { "get": {
                    "operationId": operation_id,
                    "responses": { "200": { "description": "d", "content": { "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["TTLSeconds"],
                            "properties": { "TTLSeconds": { "type": ty } }
                        }
                    } } } }
                } },
                "/check": { "get": {
                    "operationId": "check",
                    "responses": { "200": { "description": "d", "content": { "application/json": {
                        "schema": { "$ref": format!("#/components/schemas/{schema}") }
                    } } } }
                } }
            },
            "components": { "schemas": { schema: {
                "type": "object",
                "required": ["detailURL"],
                "properties": { "detailURL": { "type": ty } }
            } } }
        })
    };
    let (base, revision) = (document("string"), document("integer"));
    let (base, revision) = (source("a.json", &base), source("b.json", &revision));
    let found = diff(&base, &revision, None, Enums::Open, Ok).unwrap();
    assert!(found.not_generated.is_none());
    let changes = found.report.changes.iter();
    changes
        .map(|change| format!("{} {}", change.pointer, change.bump))
        .collect()
}

#[test]
fn a_change_is_major_where_it_is_whatever_the_acronyms() {
    for schema in ["HttpValidationError", "HTTPValidationError"] {
        for operation_id in ["getHttpInfo", "getHTTPInfo"] {
            let verdicts = retyped(schema, operation_id);
            assert_eq!(verdicts.len(), 2, "{verdicts:?}");
            for verdict in verdicts {
                assert!(verdict.ends_with(" major"), "{schema}: {verdict}");
            }
        }
    }
}
