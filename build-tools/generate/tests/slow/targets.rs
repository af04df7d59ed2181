//! What is generated compiles as it is, and code of today's users compiles
//! against a client that has what the API may add tomorrow.
//!
//! Everything is checked in one throw-away workspace, so that the
//! dependencies are checked once.

use crate::folder::Folder;
use api_document::ingest::{Document, Source, ingest};
use api_document::overlay::{self, Overlay};
use api_generate::package;
use api_generate::pipeline;
use api_generate::{Held, Target};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn source(file: &str) -> Source {
    Source {
        name: file.to_owned(),
        bytes: fs::read(root().join(file)).unwrap(),
    }
}

fn vendored() -> Document {
    ingest(&[source(
        "build-tools/document/tests/fixtures/2024-05-20/management-api_2024-05-20.json",
    )])
    .unwrap()
}

fn our_overlay() -> Overlay {
    overlay::parse(&source(
        "build-tools/document/tests/fixtures/2024-05-20/overlay.yaml",
    ))
    .unwrap()
}

/// Our document with more operations, optional properties, enum values and
/// statuses: all that upstream may add without breaking anyone.
fn grown() -> Document {
    let mut document = ingest(&[
        source("build-tools/document/tests/fixtures/2024-05-20/management-api_2024-05-20.json"),
        source("build-tools/generate/tests/fixtures/more-operations.yaml"),
    ])
    .unwrap();
    let schemas = &mut document.value["components"]["schemas"];
    schemas["CreateWebhookDtoV1"]["properties"]["secret"] = json!({ "type": "string" });
    schemas["CreateWebhookDtoV1"]["properties"]["settings"] = json!({ "type": "object" });
    schemas["CreateWebhookDtoV1"]["properties"]["credentials"] = json!({ "type": "object" });
    schemas["CreateWebhookDtoV1"]["properties"]["retry_limit"] =
        json!({ "type": "number", "nullable": true });
    schemas["WebhookEntityV1"]["properties"]["settings"] = json!({ "type": "object" });
    // They are one type, as long as they have the same values.
    for status in ["CreateWebhookDtoV1", "WebhookEntityV1"] {
        schemas[status]["properties"]["status"]["enum"] =
            json!(["enabled", "disabled", "unknown", "paused"]);
    }
    schemas["WebhookEntityV1"]["properties"]["owner"] =
        json!({ "type": "string", "nullable": true });
    schemas["BaseApiExceptionDto"]["properties"]["request_id"] = json!({ "type": "string" });
    let post = &mut document.value["paths"]["/webhooks"]["post"];
    let conflict = post["responses"]["404"].clone();
    post["responses"]["409"] = conflict;
    let parameters = post["parameters"].as_array_mut().unwrap();
    parameters.push(json!({ "name": "dry_run", "in": "query", "schema": { "type": "boolean" } }));
    document
}

/// The same with operations of every form that the client's transport carries.
fn with_every_form(mut document: Document) -> Document {
    let parameter = |place: &str, name: &str, schema: serde_json::Value| json!({ "in": place, "name": name, "required": place == "path", "schema": schema });
    let styled = |place: &str, name: &str, style: &str, schema: serde_json::Value| {
        let mut parameter = parameter(place, name, schema);
        parameter["style"] = style.into();
        parameter
    };
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let object = json!({ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "integer" } } });
    let time = json!({ "type": "string", "format": "date-time" });
    let body = |media_type: &str, schema: &serde_json::Value| json!({ "description": "d", "content": { media_type: { "schema": schema } } });
    // What the code of an operation calls its own.
    let awkward = [
        "client",
        "request",
        "info",
        "result",
        "response",
        "url",
        "draft",
        "self",
        "header_map",
        "operation",
    ];
    let awkward: Vec<_> = awkward
        .iter()
        .map(|name| parameter("query", name, json!({ "type": "string" })))
        .collect();
    document.value["paths"]["/forms/{ids}/{at}"] = json!({
        "parameters": [parameter("path", "ids", texts.clone()), styled("path", "at", "label", time.clone())],
        "get": {
            "operationId": "list_forms",
            "parameters": [
                styled("query", "filter", "deepObject", object.clone()),
                styled("query", "tags", "pipeDelimited", texts.clone()),
                parameter("query", "since", time.clone()),
                parameter("header", "X-Notes", texts),
                parameter("header", "X-Since", time),
                parameter("cookie", "session", json!({ "type": "string" })),
                parameter("cookie", "locale", json!({ "type": "string" })),
            ],
            "responses": {
                "200": body("application/json", &json!({ "$ref": "#/components/schemas/Form" })),
                "202": body("application/json", &json!({ "type": "object", "properties": { "job": { "type": "string" } } })),
                "204": { "description": "None." },
                "2XX": { "description": "Whatever." }
            }
        },
        "post": { "operationId": "submit_form", "requestBody": body("application/x-www-form-urlencoded", &object), "responses": { "204": { "description": "d" } } },
        "put": { "operationId": "replace_form", "requestBody": body("application/json", &object), "responses": { "200": body("application/vnd.api+json", &object) } },
        "patch": { "operationId": "patch_form", "requestBody": body("application/merge-patch+json", &object), "responses": { "204": { "description": "d" } } },
        "delete": { "operationId": "with_options", "requestBody": body("text/plain", &json!({ "type": "string" })), "responses": { "204": { "description": "d" } } },
        "head": { "operationId": "awkward_names", "parameters": awkward, "responses": { "200": { "description": "d" } } },
        "options": { "operationId": "form_options", "responses": { "204": { "description": "d" } } }
    });
    let part = |name: &str| json!({ "type": "object", "properties": { name: { "type": "string" }, "common": { "type": "integer" } } });
    let kind = |name: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string", "enum": [name] } } });
    let schemas = &mut document.value["components"]["schemas"];
    schemas["Left"] = part("left");
    schemas["Right"] = part("right");
    schemas["Form"] = json!({ "type": "object", "properties": {
        "either": { "oneOf": [{ "$ref": "#/components/schemas/Left" }, { "$ref": "#/components/schemas/Right" }] },
        "said": { "oneOf": [kind("one"), kind("other")] },
        "closed": { "type": "object", "additionalProperties": false, "properties": { "x": { "type": "string" } } }
    } });
    document
}

/// The same with lists whose pages have their cursor in every form.
fn with_lists(mut document: Document) -> Document {
    let text = json!({ "type": "string" });
    let or_null = json!({ "type": "string", "nullable": true });
    let cursor = |required: &[&str]| json!({ "type": "object", "required": required, "properties": { "nextCursor": or_null } });
    let shared = json!({ "$ref": "#/components/schemas/Cursor" });
    let beside = [
        json!({ "nextCursor": text }),
        json!({ "next-cursor": {} }),
        json!({ "next_cursor": shared }),
        json!({ "meta": cursor(&[]) }),
        json!({ "meta": cursor(&["nextCursor"]) }),
        json!({ "meta": { "type": "object", "properties": { "page": { "type": "object", "nullable": true, "required": ["next"], "properties": { "next_cursor": shared } } } } }),
        json!({ "meta": { "allOf": [cursor(&[]), { "type": "object", "properties": { "previous": text } }] } }),
    ];
    document.value["components"]["schemas"]["Cursor"] = text.clone();
    for (number, mut properties) in beside.into_iter().enumerate() {
        properties["data"] =
            json!({ "type": "array", "items": { "type": "object", "properties": { "id": text } } });
        if number == 1 {
            properties["data"]["nullable"] = json!(true);
        }
        document.value["paths"][format!("/lists{number}")] = json!({ "get": {
            "operationId": format!("list_{number}"),
            "parameters": [{ "in": "query", "name": "cursor", "schema": text }, { "in": "query", "name": "pages", "schema": text }],
            "responses": { "200": { "description": "d", "content": { "application/json": { "schema": { "type": "object", "properties": properties } } } } },
        } });
    }
    document
}

/// A stand-alone crate as a member of the workspace in `folder`.
fn add_stand_alone(
    folder: &mut Folder,
    name: &str,
    document: &Document,
    overlay: Option<&Overlay>,
) {
    let (_, files) = package::files(document, &[], overlay, name).unwrap();
    for (file, text) in files {
        let text = text.replace("\n[workspace]\n", "");
        folder.put(Path::new(name).join(file), &text);
    }
}

/// The published client, generated from the grown document.
fn add_grown_client(folder: &mut Folder) {
    folder.put_all(
        &root().join("generated-client/src"),
        Path::new("client/src"),
    );
    folder.take_out(Path::new("client/src/generated"));
    let manifest = fs::read_to_string(root().join("generated-client/Cargo.toml")).unwrap();
    let mut manifest: toml::Table = manifest.parse().unwrap();
    for unneeded in ["dev-dependencies", "example", "bench", "lints"] {
        manifest.remove(unneeded);
    }
    folder.put("client/Cargo.toml", &manifest.to_string());
    folder.put("client/README.md", "");
    let document = with_lists(with_every_form(grown()));
    let overlay = our_overlay();
    let published = |document: &Document, names: &Held| {
        pipeline::make_named(document, Some(&overlay), names, Target::Published, "test")
            .unwrap_or_else(|found| panic!("{found}"))
    };
    let today = published(&vendored(), &Held::default());
    let made = published(&document, &today.names);
    for helper in [
        "mod parameters {",
        "mod unions {",
        "execute_by_status",
        "impl crate::Page for",
        ".form(",
    ] {
        assert!(made.code.contains(helper), "{helper}");
    }
    assert_eq!(made.code.matches("pub fn pages(").count(), 7);
    for (file, text) in &made.files {
        folder.put(Path::new("client/src/generated").join(file), text);
    }
}

fn add_user_code(folder: &mut Folder) {
    folder.put(
        "user/Cargo.toml",
        "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nfingerprint-management = { path = \"../client\", default-features = false }\nserde_json = \"1\"\n",
    );
    let fixtures = root().join("build-tools/generate/tests/fixtures");
    for (fixture, file) in [("user_code.rs", "lib.rs"), ("tomorrow.rs", "tomorrow.rs")] {
        let code = fs::read_to_string(fixtures.join(fixture)).unwrap();
        let module = if file == "lib.rs" {
            "\npub mod tomorrow;\n"
        } else {
            ""
        };
        folder.put(Path::new("user/src").join(file), &(code + module));
    }
}

fn workspace_manifest() -> String {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut manifest: toml::Table = manifest.parse().unwrap();
    manifest.remove("profile");
    let workspace = manifest["workspace"].as_table_mut().unwrap();
    let members = ["ours", "raw", "more", "client", "user"];
    workspace.insert("members".to_owned(), members.to_vec().into());
    manifest.to_string()
}

fn check(folder: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO"))
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .args([
            "check",
            "--workspace",
            "--no-default-features",
            "--features",
        ])
        .args(["ours/schemars,raw/schemars,more/schemars,fingerprint-management/schemars"])
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn what_is_generated_compiles_and_so_does_the_code_of_its_users() {
    let mut folder = Folder::default();
    folder.put("Cargo.toml", &workspace_manifest());
    add_stand_alone(&mut folder, "ours", &vendored(), Some(&our_overlay()));
    add_stand_alone(&mut folder, "raw", &vendored(), None);
    let more = ingest(&[source(
        "build-tools/generate/tests/fixtures/more-operations.yaml",
    )])
    .unwrap();
    add_stand_alone(&mut folder, "more", &more, None);
    add_grown_client(&mut folder);
    add_user_code(&mut folder);
    let on_disk = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile");
    folder.write(&on_disk);
    fs::copy(root().join("Cargo.lock"), on_disk.join("Cargo.lock")).unwrap();
    let (compiles, output) = check(&on_disk);
    assert!(compiles, "{output}");

    assert!(
        !output.contains("warning: `fingerprint-management`"),
        "{output}"
    );

    // The check sees a user whose code does not compile.
    let broken = folder.text("user/src/lib.rs").replace(".url(", ".address(");
    folder.put("user/src/lib.rs", &broken);
    folder.write(&on_disk);
    let (compiles, output) = check(&on_disk);
    assert!(!compiles);
    assert!(output.contains("no method named `address`"), "{output}");
}
