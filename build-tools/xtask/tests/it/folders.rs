//! Documents of many files, on the command line: in a folder, and in the history
//! of a repository.
use crate::command::{run, text};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const ROOT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets: {$ref: 'paths/all%20pets.yaml'}
";
const PETS: &str = "get:
  operationId: pets
  responses:
    '200':
      description: d
      content: {application/json: {schema: {$ref: '../schemas/pet.json'}}}
";
const PET: &str = r#"{"type": "object", "properties": {
  "name": {"type": "string"}, "mother": {"$ref": "../root.yaml#/paths/~1pets/get/responses/200/content/application~1json/schema"}
}}"#;

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A folder with the document in `api`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "api/root.yaml", ROOT);
    write(folder.path(), "api/paths/all pets.yaml", PETS);
    write(folder.path(), "api/schemas/pet.json", PET);
    folder
}

fn told(folder: &Path, arguments: &[&str]) -> String {
    text(&run(folder, arguments).stderr)
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    let output = Command::new("git")
        .current_dir(folder)
        .args(identity)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}

/// A repository with the document at the tag `a` and, with another property, at
/// the tag `b`; nothing of it is on the disk any more.
fn repository() -> TempDir {
    let folder = folder();
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "a"]);
    git(folder.path(), &["tag", "a"]);
    let more = PET.replace(r#""name""#, r#""age": {"type": "integer"}, "name""#);
    write(folder.path(), "api/schemas/pet.json", &more);
    git(folder.path(), &["commit", "-qam", "b"]);
    git(folder.path(), &["tag", "b"]);
    fs::remove_dir_all(folder.path().join("api")).unwrap();
    folder
}

#[test]
fn ingest_writes_one_document_the_same_bytes_in_any_folder() {
    let folder = folder();
    let here = run(folder.path(), &["ingest", "api/root.yaml"]);
    assert_eq!(here.status.code(), Some(0), "{}", text(&here.stderr));
    let document: Value = serde_json::from_slice(&here.stdout).unwrap();
    let pet = json!({ "$ref": "#/components/schemas/pet" });
    let answer = &document["paths"]["/pets"]["get"]["responses"]["200"];
    assert_eq!(answer["content"]["application/json"]["schema"], pet);
    assert_eq!(
        document["components"]["schemas"]["pet"]["properties"]["mother"],
        pet
    );
    let there = run(
        &folder.path().join("api/paths"),
        &["ingest", "../root.yaml"],
    );
    assert_eq!(there.stdout, here.stdout);
}

#[test]
fn a_crate_and_its_warnings_are_of_all_files() {
    let folder = folder();
    write(
        folder.path(),
        "api/schemas/pet.json",
        &PET.replace(r#""string""#, r#""text""#),
    );
    let generate = [
        "generate",
        "--spec",
        "api/root.yaml",
        "--output-dir",
        "made",
    ];
    let output = run(folder.path(), &generate);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let warning = "warning[untyped-schema]: api/schemas/pet.json:2#/properties/name/type: ";
    assert!(
        text(&output.stderr).contains(warning),
        "{}",
        text(&output.stderr)
    );
    let code = fs::read_to_string(folder.path().join("made/src/generated.rs")).unwrap();
    assert!(code.contains("pub struct Pet {"), "{code}");
}

#[test]
fn lint_shows_the_line_of_the_file_it_stands_in() {
    let folder = folder();
    write(
        folder.path(),
        "api/schemas/pet.json",
        "{\n\"type\": \"text\"}\n",
    );
    let found = text(&run(folder.path(), &["lint", "api/root.yaml"]).stdout);
    let expected = "api/schemas/pet.json:2#/type: expected one of array, boolean, integer, number, object, string, found `text`\n  |\n2 | \"type\": \"text\"}\n  | ^^^^^^\n";
    assert!(found.contains(expected), "{found}");
    let json = run(
        folder.path(),
        &["lint", "api/root.yaml", "--format", "json"],
    );
    let found: Value = serde_json::from_slice(&json.stdout).unwrap();
    let all = found.as_array().unwrap();
    let one = all
        .iter()
        .find(|one| one["code"] == "invalid-openapi")
        .unwrap();
    assert_eq!(one["file"], "api/schemas/pet.json");
    assert_eq!(one["line"], 2);
}

#[test]
fn a_file_that_is_not_there_is_a_finding_of_lint() {
    let folder = folder();
    fs::remove_file(folder.path().join("api/schemas/pet.json")).unwrap();
    let json = run(
        folder.path(),
        &["lint", "api/root.yaml", "--format", "json"],
    );
    assert_eq!(json.status.code(), Some(2));
    let found: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(found[0]["code"], "missing-file");
    assert_eq!(found[0]["file"], "api/paths/all pets.yaml");
    assert_eq!(found[0]["line"], 6);
}

#[test]
fn files_in_several_folders_need_the_folder_around_them() {
    let folder = folder();
    write(
        folder.path(),
        "api/schemas/pet.json",
        r#"{"$ref": "../../shared/pet.yaml"}"#,
    );
    write(folder.path(), "shared/pet.yaml", "type: string\n");
    let found = told(folder.path(), &["ingest", "api/root.yaml"]);
    let expected = "error[external-ref]: api/schemas/pet.json:1#: `../../shared/pet.yaml` leads out of the folder of the root document";
    assert!(found.contains(expected), "{found}");
    for (here, root, document) in [
        ("", ".", "api/root.yaml"),
        ("api", "..", "root.yaml"),
        ("shared", "../api/..", "../api/root.yaml"),
    ] {
        let arguments = ["ingest", document, "--root", root];
        let output = run(&folder.path().join(here), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    let found = told(
        folder.path(),
        &["ingest", "api/root.yaml", "--root", "shared"],
    );
    assert!(found.contains("error[not-in-root]: shared: "), "{found}");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_inside_the_folder_and_never_out_of_it() {
    let folder = folder();
    let pet = folder.path().join("api/schemas/pet.json");
    write(folder.path(), "secret.json", "{\"type\": \"string\"}");
    fs::rename(&pet, folder.path().join("api/inside.json")).unwrap();
    std::os::unix::fs::symlink("../inside.json", &pet).unwrap();
    let output = run(folder.path(), &["ingest", "api/root.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for target in ["../../secret.json", "/etc/hostname"] {
        fs::remove_file(&pet).unwrap();
        std::os::unix::fs::symlink(target, &pet).unwrap();
        let found = told(folder.path(), &["ingest", "api/root.yaml"]);
        let expected = "error[missing-file]: api/paths/all pets.yaml:6#/get/responses/200/content/application~1json/schema: `../schemas/pet.json` leads to `schemas/pet.json`: it is a link out of the folder";
        assert!(found.contains(expected), "{found}");
    }
    fs::remove_file(&pet).unwrap();
    fs::create_dir(&pet).unwrap();
    let found = told(folder.path(), &["ingest", "api/root.yaml"]);
    assert!(found.contains("it is not a file"), "{found}");
}

#[test]
fn two_revisions_of_any_repository_are_compared_with_all_their_files() {
    let folder = repository();
    let compare = |folder: &Path, base: &str, revision: &str| {
        let output = run(folder, &["diff", base, revision, "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let changes = report["changes"].as_array().unwrap().clone();
        changes
            .iter()
            .map(|one| one["id"].clone())
            .collect::<Vec<_>>()
    };
    let added = compare(folder.path(), "git:a:api/root.yaml", "git:b:api/root.yaml");
    assert_eq!(added, ["response-optional-property-added"]);
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let removed = compare(&inner, "git:b:../api/root.yaml", "git:HEAD~1:api/root.yaml");
    assert_eq!(removed, ["response-optional-property-removed"]);
    git(folder.path(), &["checkout", "-q", "a", "--", "api"]);
    assert!(compare(folder.path(), "git:a:api/root.yaml", "api/root.yaml").is_empty());
}

#[test]
fn every_command_reads_a_document_at_a_revision() {
    let folder = repository();
    let name = "git:b:api/root.yaml";
    let generate = ["generate", "--spec", name, "--output-dir", "made"];
    for arguments in [&["ingest", name][..], &["lint", name], &generate] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    let code = fs::read_to_string(folder.path().join("made/src/generated.rs")).unwrap();
    assert!(code.contains("age"));
}

#[test]
fn a_fault_at_a_revision_is_told_with_its_line() {
    let folder = folder();
    git(folder.path(), &["init", "-q"]);
    write(
        folder.path(),
        "api/schemas/pet.json",
        "{\n\"$ref\": \"gone.json\"}\n",
    );
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "a"]);
    fs::remove_dir_all(folder.path().join("api")).unwrap();
    let found = told(folder.path(), &["ingest", "git:HEAD:api/root.yaml"]);
    let expected = "error[missing-file]: git:HEAD:api/schemas/pet.json:1#: `gone.json` leads to `schemas/gone.json`: it does not exist";
    assert!(found.contains(expected), "{found}");
    for (name, why) in [
        (
            "git:gone:api/root.yaml",
            "error[unknown-revision]: git:gone: ",
        ),
        (
            "git:HEAD:api/gone.yaml",
            "error[unknown-revision]: git:HEAD: `api/gone.yaml`: it does not exist",
        ),
        ("git:HEAD:../api/root.yaml", "leads out of the repository"),
        ("git:--output=x:api/root.yaml", "error[unknown-revision]"),
    ] {
        let found = told(folder.path(), &["lint", name]);
        assert!(found.contains(why), "{name}: {found}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_at_a_revision_does_not_lead_out_of_the_folder_either() {
    let folder = folder();
    git(folder.path(), &["init", "-q"]);
    let pet = folder.path().join("api/schemas/pet.json");
    fs::rename(&pet, folder.path().join("api/inside.json")).unwrap();
    write(folder.path(), "secret.json", "{\"type\": \"string\"}");
    for (target, why) in [
        ("../inside.json", None),
        ("../../secret.json", Some("it is a link out of the folder")),
        ("/etc/hostname", Some("it is a link out of the repository")),
        ("../../../x", Some("it is a link out of the repository")),
        ("pet.json", Some("it is a link that leads in a circle")),
    ] {
        let _ = fs::remove_file(&pet);
        std::os::unix::fs::symlink(target, &pet).unwrap();
        git(folder.path(), &["add", "."]);
        git(folder.path(), &["commit", "-qm", "a"]);
        let output = run(folder.path(), &["ingest", "git:HEAD:api/root.yaml"]);
        let found = text(&output.stderr);
        match why {
            None => assert_eq!(output.status.code(), Some(0), "{found}"),
            Some(why) => assert!(found.contains(why), "{target}: {found}"),
        }
    }
}

#[test]
fn annotations_name_the_file_that_changed() {
    let folder = folder();
    let copy = folder.path().join("new");
    write(&copy, "root.yaml", ROOT);
    write(&copy, "paths/all pets.yaml", PETS);
    write(
        &copy,
        "schemas/pet.json",
        &PET.replace("\"name\": {", "\n\"name\": {\"nullable\": true, "),
    );
    let arguments = [
        "diff",
        "api/root.yaml",
        "new/root.yaml",
        "--format",
        "github",
    ];
    let found = text(&run(folder.path(), &arguments).stdout);
    assert!(
        found.contains("file=new/schemas/pet.json,line=3,title="),
        "{found}"
    );
}

#[test]
fn an_update_tells_of_a_fault_in_a_file_that_the_new_document_refers_to() {
    let folder = folder();
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = folder.path().join("api/root.yaml");
    write(
        folder.path(),
        "api/schemas/pet.json",
        "{\n\"type\": \"text\"}\n",
    );
    let found = told(&workspace, &["update", root.to_str().unwrap(), "--dry-run"]);
    let expected = "api/schemas/pet.json:2#/type: expected one of array,";
    assert!(found.contains(expected), "{found}");
}
