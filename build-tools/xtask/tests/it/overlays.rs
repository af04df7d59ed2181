//! Overlays by others, on the command line.
use crate::command::run;
use serde_json::{Value, json};
use std::fs;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Small, version: '1'}
paths:
  /a:
    get:
      operationId: a
      parameters: [{name: kind, in: query, schema: {$ref: '#/components/schemas/Kind'}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
components:
  schemas:
    Kind: {type: string, enum: [a, b]}
    A: {type: object, required: [x], properties: {x: {type: string}, y: {type: string}}}
";

fn folder(overlay: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("doc.yaml"), DOCUMENT).unwrap();
    let head = "overlay: 1.1.0\ninfo: {title: o, version: '1'}\nactions:\n";
    fs::write(
        folder.path().join("overlay.yaml"),
        format!("{head}  - {overlay}\n"),
    )
    .unwrap();
    folder
}

/// The document after an overlay of one action.
fn corrected(action: &str) -> Value {
    let folder = folder(action);
    let arguments = [
        "--spec",
        "doc.yaml",
        "--overlay",
        "overlay.yaml",
        "--trace",
        "trace",
    ];
    let output = run(folder.path(), &[&["generate"], &arguments[..]].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    let text = fs::read(folder.path().join("trace/2-corrected.json")).unwrap();
    serde_json::from_slice(&text).unwrap()
}

#[test]
fn several_items_are_added_to_a_list_one_by_one() {
    let schemas = "$.components.schemas";
    let value = corrected(&format!("{{target: {schemas}.Kind.enum, update: [c, d]}}"));
    let kinds = &value["components"]["schemas"]["Kind"]["enum"];
    assert_eq!(kinds, &json!(["a", "b", "c", "d"]));
    let value = corrected(&format!("{{target: {schemas}.A.required, update: [y]}}"));
    assert_eq!(
        value["components"]["schemas"]["A"]["required"],
        json!(["x", "y"])
    );
    let more = "[{name: more, in: query, schema: {type: string}}]";
    let value = corrected(&format!(
        "{{target: \"$.paths['/a'].get.parameters\", update: {more}}}"
    ));
    let parameters = value["paths"]["/a"]["get"]["parameters"]
        .as_array()
        .unwrap();
    assert_eq!(parameters[1]["name"], json!("more"));
}

#[test]
fn an_overlay_without_our_marks_is_applied_with_a_warning() {
    let folder = folder("{target: $.gone, update: {}}");
    let with = ["--overlay", "overlay.yaml"];
    let generate = [
        "generate",
        "--spec",
        "doc.yaml",
        "--output-dir",
        "made",
        "--strict",
    ];
    let diff = ["diff", "doc.yaml", "doc.yaml"];
    for arguments in [&generate[..], &diff] {
        let output = run(folder.path(), &[arguments, &with].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{told}");
        let place = "overlay.yaml:4#/actions/0: ";
        for code in ["unmarked-overlay", "overlay-mismatch"] {
            let expected = format!("warning[{code}]: {place}");
            assert!(told.contains(&expected), "{expected} in {told}");
        }
    }
}

#[test]
fn an_action_that_does_not_fit_its_target_is_named() {
    let folder = folder("{target: $.components.schemas.Kind, update: [c]}");
    let arguments = ["--spec", "doc.yaml", "--output-dir", "made"];
    let arguments = [&["generate", "--overlay", "overlay.yaml"], &arguments[..]].concat();
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let expected = "error[overlay-mismatch]: overlay.yaml:4#/actions/0: cannot update doc.yaml#/components/schemas/Kind: expected an object, to merge into an object, found a list of length 1";
    assert!(told.starts_with(expected), "{told}");
}
