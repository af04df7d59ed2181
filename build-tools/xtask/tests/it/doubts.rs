//! What a document says in vain or gives away, on the command line.
use crate::command::{run, text};
use std::fs;
use std::path::Path;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Small, version: '1'}
servers: [{url: 'https://user:pa55w@example.com/v1'}]
security: [{nope: []}]
paths:
  /a:
    POST: {operationId: lost, responses: {'200': {description: d}}}
    get:
      operationId: a
      parameters: [{name: x, in: query, schema: {type: string}}, {name: x, in: query, schema: {type: string}}]
      responses: {'200': {description: d}}
";

const CODES: [&str; 4] = [
    "unknown-security-scheme]: api.yaml:4#/security/0/nope: ",
    "unknown-method]: api.yaml:7#/paths/~1a/POST: expected `post`, found `POST`",
    "repeated-parameter]: api.yaml:10#/paths/~1a/get/parameters/1: ",
    "credentials-in-address]: api.yaml:3#/servers/0/url: ",
];

/// Every file below a folder, as one text.
fn whole(folder: &Path) -> String {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let texts = entries.map(|path| {
        if path.is_dir() {
            whole(&path)
        } else {
            fs::read_to_string(path).unwrap()
        }
    });
    texts.collect()
}

#[test]
fn every_command_tells_and_none_repeats_credentials() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("api.yaml"), DOCUMENT).unwrap();
    let old = DOCUMENT.replace("example.com", "old.example.com");
    fs::write(folder.join("old.yaml"), old).unwrap();
    let generate = "generate --spec api.yaml --output-dir made --trace trace";
    for (command, code, severities) in [
        (generate, 0, ["warning"; 4]),
        ("lint api.yaml", 2, ["error", "error", "error", "warning"]),
        ("ingest api.yaml", 2, ["error"; 4]),
        ("diff old.yaml api.yaml", 0, ["warning"; 4]),
        ("diff old.yaml api.yaml --format html", 0, ["warning"; 4]),
    ] {
        let arguments: Vec<&str> = command.split(' ').collect();
        let output = run(folder, &arguments);
        let told = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{command}: {told}");
        for (severity, expected) in severities.iter().zip(CODES) {
            let expected = format!("{severity}[{expected}");
            assert!(told.contains(&expected), "{command}: {expected} in {told}");
        }
        assert!(!told.contains("pa55w"), "{command}: {told}");
    }
    for made in ["made", "trace"] {
        let text = whole(&folder.join(made));
        assert!(text.contains("https://example.com/v1") && !text.contains("pa55w"));
    }
}

#[test]
fn a_fault_that_a_file_has_many_times_is_counted_from_some_number_on() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let again = "\"a\": 1, ".repeat(300);
    let broken = format!("{{{again}\"openapi\": \"3.0.3\"}}");
    fs::write(folder.join("broken.json"), broken).unwrap();
    let paths: Vec<String> = (0..250)
        .map(|number| format!("  /{number}: {{get: {{responses: {{'200': {{description: d}}}}}}}}"))
        .collect();
    let paths = paths.join("\n");
    let unnamed = format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}\n");
    fs::write(folder.join("unnamed.yaml"), unnamed).unwrap();
    for (command, code, expected) in [
        (
            "ingest broken.json",
            "[duplicate-key]",
            "error[duplicate-key]: 99 more are not shown",
        ),
        (
            "lint unnamed.yaml",
            "[missing-operation-id]",
            "warning[missing-operation-id]: 50 more are not shown",
        ),
    ] {
        let output = run(folder, &command.split(' ').collect::<Vec<_>>());
        let told = text(&output.stdout) + &text(&output.stderr);
        assert!(told.contains(expected), "{expected} in {told}");
        assert_eq!(told.matches(code).count(), 201, "{told}");
    }
    let output = run(folder, &["lint", "unnamed.yaml", "--format", "json"]);
    let all = text(&output.stdout);
    assert_eq!(all.matches("missing-operation-id").count(), 250);
}

#[test]
fn documents_with_a_fault_in_one_place_are_compared_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let document = |more: &str| {
        format!(
            "openapi: 3.1.0
info: {{title: Small, version: '1'}}
paths:
  /a:
    get:
      operationId: a
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/responses/Gone'}}}}}}}}}}
  /b: {{get: {{operationId: b, {more}responses: {{'200': {{description: d}}}}}}}}
"
        )
    };
    let parameter = "parameters: [{name: q, in: query, schema: {type: string}}], ";
    fs::write(folder.join("old.yaml"), document("")).unwrap();
    fs::write(folder.join("new.yaml"), document(parameter)).unwrap();
    for (new, expected) in [("old.yaml", "wire: none, Rust: none"), ("new.yaml", "`q`")] {
        let output = run(folder, &["diff", "old.yaml", new]);
        let (found, told) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{told}");
        for file in ["old.yaml", new] {
            let expected = format!("warning[untyped-schema]: {file}:7#/paths/~1a/get");
            assert!(told.contains(&expected), "{expected} in {told}");
        }
        assert!(found.contains(expected), "{expected} in {found}");
    }
}
