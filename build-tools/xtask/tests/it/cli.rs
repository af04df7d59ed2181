//! The command line: what it writes, what it refuses, and its exit codes.
use crate::command::{run, text};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn spec(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../document/tests/fixtures/2024-05-20")
        .join(file)
}

fn page() -> PathBuf {
    spec("2024-05-20-webhookscontroller_create.md")
}

#[test]
fn the_vendored_document_is_what_ingest_makes_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["ingest", page().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        output.stdout,
        fs::read(spec("management-api_2024-05-20.json")).unwrap()
    );
}

#[test]
fn ingest_writes_the_document_where_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(
        folder.path(),
        &[
            "ingest",
            page().to_str().unwrap(),
            "--output",
            "new/document.json",
        ],
    );
    assert_eq!(output.status.code(), Some(0));
    let written = fs::read(folder.path().join("new/document.json")).unwrap();
    assert_eq!(
        written,
        fs::read(spec("management-api_2024-05-20.json")).unwrap()
    );
}

#[test]
fn a_faulty_input_is_exit_code_2_and_leaves_the_old_output() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.json"), "{\"openapi\": \"3.1.0\"}").unwrap();
    fs::write(folder.path().join("out.json"), "old").unwrap();
    let output = run(
        folder.path(),
        &["ingest", "bad.json", "--output", "out.json"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("bad.json"),
        "{}",
        text(&output.stderr)
    );
    assert!(text(&output.stderr).contains("help: "));
    assert_eq!(
        fs::read_to_string(folder.path().join("out.json")).unwrap(),
        "old"
    );
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "no temporary file is left"
    );
}

#[test]
fn a_missing_file_and_a_wrong_command_line_are_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let missing = run(folder.path(), &["ingest", "absent.json"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("error[unreadable]: absent.json"));
    assert_eq!(run(folder.path(), &["ingest"]).status.code(), Some(2));
    assert_eq!(
        run(folder.path(), &["generate", "--spec", "a.json"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn outside_a_workspace_generate_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["generate"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("error[no-workspace]"));
}

#[test]
fn a_crate_is_generated_for_any_document_and_again_over_itself() {
    let folder = tempfile::tempdir().unwrap();
    let document = spec("management-api_2024-05-20.json");
    let arguments = [
        "generate",
        "--spec",
        document.to_str().unwrap(),
        "--output-dir",
        "made",
    ];
    for _ in 0..2 {
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    let manifest = fs::read_to_string(folder.path().join("made/Cargo.toml")).unwrap();
    assert!(
        manifest.contains("name = \"management-api\"\nversion = \"0.1.0+2024-05-20\""),
        "{manifest}"
    );
    assert!(folder.path().join("made/src/generated.rs").is_file());
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/notes.txt"), "mine").unwrap();
    let document = spec("management-api_2024-05-20.json");
    let output = run(
        folder.path(),
        &[
            "generate",
            "--spec",
            document.to_str().unwrap(),
            "--output-dir",
            "mine",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("error[foreign-folder]: mine"));
    assert_eq!(fs::read_dir(folder.path().join("mine")).unwrap().count(), 1);
}

#[test]
fn a_name_that_no_crate_can_have_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let document = spec("management-api_2024-05-20.json");
    for name in ["9lives", "a b", "../up", ""] {
        let output = run(
            folder.path(),
            &[
                "generate",
                "--spec",
                document.to_str().unwrap(),
                "--output-dir",
                "made",
                "--crate-name",
                name,
            ],
        );
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(
            text(&output.stderr).contains("invalid-crate-name"),
            "{name}"
        );
        assert!(!folder.path().join("made").exists());
    }
}

#[test]
fn a_reader_that_hangs_up_is_no_panic() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_build-tools"))
        .arg("report-schema")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn a_fault_is_told_with_the_line_it_is_on() {
    let folder = tempfile::tempdir().unwrap();
    let bad = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A: {$ref: '#/components/schemas/Gone'}\n";
    fs::write(folder.path().join("api.yaml"), bad).unwrap();
    let output = run(
        folder.path(),
        &[
            "generate",
            "--spec",
            "api.yaml",
            "--output-dir",
            "made",
            "--strict",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    let reported = text(&output.stderr);
    let place = "error[untyped-schema]: api.yaml:6#/components/schemas/A: ";
    assert!(reported.starts_with(place), "{reported}");
}

#[test]
fn lint_exits_with_2_on_errors_and_with_1_on_warnings_where_they_count() {
    let folder = tempfile::tempdir().unwrap();
    let document = |schemas: &str| {
        let head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";
        format!("{head}components: {{schemas: {{{schemas}}}}}\n")
    };
    let files = [
        ("good.yaml", "A: {type: string}", [0, 0]),
        ("poor.yaml", "0123456789abcdef: {type: string}", [0, 1]),
        ("bad.yaml", "A: {$ref: '#/nowhere'}", [2, 2]),
    ];
    for (file, schemas, codes) in files {
        fs::write(folder.path().join(file), document(schemas)).unwrap();
        for (strict, code) in [None, Some("--strict")].into_iter().zip(codes) {
            let arguments = ["lint", file].into_iter().chain(strict);
            let output = run(folder.path(), &arguments.collect::<Vec<_>>());
            let reported = text(&output.stdout);
            assert_eq!(
                output.status.code(),
                Some(code),
                "{file} {strict:?}: {reported}"
            );
            assert_eq!(text(&output.stderr), "");
        }
    }
    let json = run(folder.path(), &["lint", "poor.yaml", "--format", "json"]);
    let findings: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(findings[0]["code"], "opaque-schema-name");
}

#[test]
fn a_text_without_quotes_is_told_and_kept_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let yaml = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Version: {type: string, enum: [1.10, 0x1F]}\n";
    fs::write(folder.path().join("api.yaml"), yaml).unwrap();
    let lint = text(&run(folder.path(), &["lint", "api.yaml"]).stdout);
    let generate = [
        "generate",
        "--spec",
        "api.yaml",
        "--output-dir",
        "made",
        "--strict",
    ];
    let output = run(folder.path(), &generate);
    assert!(output.status.success());
    let place = "warning[value-of-another-type]: api.yaml:6#/components/schemas/Version/enum/0: ";
    for reported in [lint, text(&output.stderr)] {
        assert!(reported.contains(place), "{reported}");
    }
    let code = fs::read_to_string(folder.path().join("made/src/generated.rs")).unwrap();
    assert!(code.contains("X110 = \"1.10\"") && code.contains("X0x1F = \"0x1F\""));
}

#[test]
fn people_see_the_line_that_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let yaml = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a/{b}:\n    get: {operationId: a, responses: {}}\n";
    fs::write(folder.path().join("api.yaml"), yaml).unwrap();
    let shown = "the operation does not declare it\n  |\n5 |     get: {operationId: a, responses: {}}\n  |     ^^^\n  help: ";
    let lint = text(&run(folder.path(), &["lint", "api.yaml"]).stdout);
    let ingest = text(&run(folder.path(), &["ingest", "api.yaml"]).stderr);
    let generate = ["generate", "--spec", "api.yaml", "--output-dir", "made"];
    let generate = text(&run(folder.path(), &generate).stderr);
    assert!(ingest.contains(shown), "{ingest}");
    for reported in [lint, generate] {
        assert!(
            reported.contains("\n5 |     get: {operationId"),
            "{reported}"
        );
    }
}

#[test]
fn usage_is_that_of_cargo_xtask() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, usage) in [
        (vec!["--help"], "Usage: cargo xtask <COMMAND>"),
        (
            vec!["lint", "--help"],
            "Usage: cargo xtask lint [OPTIONS] <SOURCE>",
        ),
    ] {
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(0));
        let help = text(&output.stdout);
        assert!(help.lines().any(|line| line == usage), "{help}");
    }
}

#[test]
fn explain_suggests_what_an_unknown_code_may_mean() {
    let folder = tempfile::tempdir().unwrap();
    for (code, meant) in [
        ("unreadble", "unreadable"),
        ("dangling-reff", "dangling-ref"),
    ] {
        let output = run(folder.path(), &["explain", code]);
        assert_eq!(output.status.code(), Some(2));
        let expected = format!(
            "error[unknown-id]: explain: unknown rule or diagnostic `{code}`\n  help: did you mean {meant}?\n"
        );
        assert_eq!(text(&output.stderr), expected);
    }
}

#[test]
fn explain_tells_of_a_diagnostic_as_it_does_of_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["explain", "operation-left-out"]);
    assert_eq!(output.status.code(), Some(0));
    let reported = text(&output.stdout);
    assert!(
        reported.starts_with("operation-left-out (warning)\n"),
        "{reported}"
    );
    assert!(reported.contains("\nWhy: ") && reported.contains("\nWhat to do: "));
}

#[test]
fn a_crate_is_rid_of_the_files_that_it_no_longer_has() {
    let folder = tempfile::tempdir().unwrap();
    let document = |explode: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: a\n      parameters: [{{name: q, in: query, explode: {explode}, schema: {{type: array, items: {{type: string}}}}}}]\n      responses: {{'204': {{description: d}}}}\n"
        )
    };
    let arguments = ["generate", "--spec", "api.yaml", "--output-dir", "made"];
    let parameters = folder.path().join("made/src/parameters.rs");
    for (explode, there) in [("false", true), ("true", false)] {
        fs::write(folder.path().join("api.yaml"), document(explode)).unwrap();
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(parameters.is_file(), there, "explode: {explode}");
    }
}

#[test]
fn a_strict_run_makes_no_crate_that_lacks_anything() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("api.yaml");
    let yaml = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {parameters: [{name: 'a b', in: header, required: true, schema: {}}], responses: {}}}}\n";
    std::fs::write(&spec, yaml).unwrap();
    let run = |output: &std::path::Path, strict: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_build-tools"))
            .args(["generate", "--crate-name", "t", "--spec"])
            .arg(&spec)
            .arg("--output-dir")
            .arg(output)
            .args(strict)
            .output()
            .unwrap()
    };
    let (lax, strict) = (folder.path().join("lax"), folder.path().join("strict"));
    let reported = run(&lax, &[]);
    assert_eq!(reported.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&reported.stderr).contains("warning[operation-left-out]"));
    assert!(lax.join("src/lib.rs").exists());
    let reported = run(&strict, &["--strict"]);
    assert_eq!(reported.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&reported.stderr).contains("error[operation-left-out]"));
    assert!(!strict.exists());
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const STAGES: [&str; 8] = [
    "1-document.json",
    "2-corrected.json",
    "3-effective.json",
    "4-simplified.json",
    "5-lowered.json",
    "6-generated.rs",
    "7-rewritten.rs",
    "8-rendered.rs",
];

#[test]
fn a_trace_has_the_value_after_each_stage() {
    let folder = tempfile::tempdir().unwrap();
    let (document, overlay) = (spec("management-api_2024-05-20.json"), spec("overlay.yaml"));
    let arguments = [
        "generate",
        "--spec",
        document.to_str().unwrap(),
        "--overlay",
        overlay.to_str().unwrap(),
        "--trace",
        "trace",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(names(folder.path()), ["trace"], "no crate is written");
    let traced = folder.path().join("trace");
    assert_eq!(names(&traced), STAGES);
    let values = STAGES.map(|stage| fs::read_to_string(traced.join(stage)).unwrap());
    assert!(values[0] == fs::read_to_string(&document).unwrap());
    assert!(values[1].contains("\"operationId\": \"create_webhook\""));
    let crate_too = [&arguments[..], &["--output-dir", "made"]].concat();
    let output = run(folder.path(), &crate_too);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let code = fs::read_to_string(folder.path().join("made/src/generated.rs")).unwrap();
    let body = |text: &str| text.lines().skip(2).collect::<Vec<_>>().join("\n");
    assert_eq!(body(&values[7]), body(&code), "the last value is the code");
}

#[test]
fn a_trace_ends_before_the_stage_that_fails() {
    let folder = tempfile::tempdir().unwrap();
    let overlay = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n  - target: $.nothing\n    \
                   description: Says what it does.\n    x-matches: 1\n    update: {a: 1}\n";
    fs::write(folder.path().join("overlay.yaml"), overlay).unwrap();
    let document = spec("management-api_2024-05-20.json");
    let output = run(
        folder.path(),
        &[
            "generate",
            "--spec",
            document.to_str().unwrap(),
            "--overlay",
            "overlay.yaml",
            "--trace",
            "trace",
        ],
    );
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("overlay-mismatch"));
    assert_eq!(names(&folder.path().join("trace")), STAGES[..1]);
}

#[test]
fn the_client_can_be_traced_and_a_document_needs_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = run(here, &["generate", "--trace", trace.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let generated = here.join("../../generated-client/src/generated");
    let root = fs::read_to_string(generated.join("mod.rs")).unwrap();
    let traced = fs::read_to_string(trace.join(STAGES[7])).unwrap();
    assert!(root.lines().take(2).eq(traced.lines().take(2)));
    let output = run(here, &["generate", "--spec", "any.yaml"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_update_takes_its_sources_from_one_place() {
    for (arguments, told) in [
        (&["update"][..], "<SOURCES>"),
        (
            &["update", "a.md", "--index", "https://x.example/"],
            "cannot be used with",
        ),
        (&["update", "a.md", "--from-vendor"], "cannot be used with"),
        (
            &["update", "--from-vendor", "--index", "https://x.example/"],
            "cannot be used with",
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_build-tools"))
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
}
