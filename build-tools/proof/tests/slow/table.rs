//! The table of edits, the record of its proof, and what
//! a proof objects to.
use api_document::ingest::Source;
use rust_surface::Bump;
use semver_proof::record::{self, introduction, record, rows};
use semver_proof::semver_checks::{Findings, parse};
use semver_proof::table::{self, Edit};
use semver_proof::{Evidence, Fixtures, Judged, objections};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

const UPDATE: &str = "run `cargo run -p semver-proof`";

fn fixtures() -> Fixtures {
    Fixtures::read(&root()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_record_lists_every_edit_with_our_verdict() {
    let text = std::fs::read_to_string(root().join(record::FILE)).unwrap();
    let expected: Vec<_> = fixtures()
        .edits
        .into_iter()
        .map(|edit| (edit.name, edit.expected.to_string()))
        .collect();
    assert!(expected.len() >= 40);
    let recorded = rows(&text).into_iter();
    let recorded: Vec<_> = recorded.map(|[edit, ours, _]| (edit, ours)).collect();
    assert_eq!(recorded, expected, "{UPDATE}");
}

#[test]
fn the_record_is_introduced_by_the_counts_of_its_verdicts() {
    let text = std::fs::read_to_string(root().join(record::FILE)).unwrap();
    let bump = |text: &String| {
        let bumps = [Bump::None, Bump::Patch, Bump::Minor, Bump::Major];
        bumps
            .into_iter()
            .find(|bump| bump.to_string() == *text)
            .unwrap()
    };
    let rows = rows(&text).into_iter();
    let verdicts: Vec<_> = rows
        .map(|[_, ours, theirs]| [bump(&ours), bump(&theirs)])
        .collect();
    let (_, rustc) = text.split_once(" and rustc ").unwrap();
    let (version, _) = rustc.split_once(".\n").unwrap();
    let expected = introduction(&verdicts, &format!("rustc {version}"));
    assert!(text.starts_with(&expected), "{UPDATE}: {expected}");
}

fn edit(expected: Bump) -> Edit {
    Edit {
        name: "a".to_owned(),
        silent: false,
        expected,
        code: "fn f() {}".to_owned(),
        refused: Vec::new(),
        document: serde_json::json!({}),
    }
}

fn evidence(ours: Bump, semver_checks: Bump, with_base: bool, with_revision: bool) -> Evidence {
    let errors = |compiles: bool| {
        let error = (!compiles).then(|| "E0308".to_owned());
        error.into_iter().collect::<BTreeSet<String>>()
    };
    Evidence {
        ours,
        semver_checks: Findings {
            bump: semver_checks,
            lints: vec!["struct_missing".to_owned()],
            warnings: vec!["fields_reordered".to_owned()],
        },
        with_base: errors(with_base),
        with_revision: errors(with_revision),
        users: errors(ours < Bump::Major),
    }
}

#[test]
fn a_verdict_holds_only_with_semver_checks_and_the_compiler() {
    use Bump::{Major, Minor, None, Patch};
    let found = |expected, evidence: &Evidence| objections(&edit(expected), evidence);
    let holding = [
        (Major, evidence(Major, Major, true, false)),
        (Major, evidence(Major, None, true, false)),
        (Minor, evidence(Minor, None, false, true)),
        (Patch, evidence(Patch, None, true, true)),
        (None, evidence(None, None, true, true)),
    ];
    for (expected, evidence) in holding {
        assert_eq!(found(expected, &evidence), Vec::<String>::new());
    }
    let failing = [
        (Minor, evidence(Major, None, true, false), "expected minor"),
        (Minor, evidence(Minor, Major, false, true), "below"),
        (
            Major,
            evidence(Major, None, true, true),
            "compiles with the revision",
        ),
        (
            Major,
            evidence(Major, Major, false, false),
            "does not compile with the base",
        ),
        (
            Minor,
            evidence(Minor, None, true, true),
            "compiles with the base",
        ),
        (
            Minor,
            evidence(Minor, None, false, false),
            "does not compile with the revision",
        ),
    ];
    for (expected, evidence, fault) in failing {
        let found = found(expected, &evidence);
        assert!(
            matches!(&found[..], [one] if one.contains(fault)),
            "{fault}: {found:?}"
        );
    }
    let mut broken = evidence(Patch, None, true, true);
    broken.users.insert("E0599".to_owned());
    assert!(found(Patch, &broken)[0].contains("E0599"));
}

#[test]
fn the_code_of_a_silent_edit_has_to_compile_with_both() {
    let silent = Edit {
        silent: true,
        ..edit(Bump::Major)
    };
    let both = evidence(Bump::Major, Bump::None, true, true);
    assert_eq!(objections(&silent, &both), Vec::<String>::new());
    let base_alone = evidence(Bump::Major, Bump::None, true, false);
    assert_eq!(objections(&silent, &base_alone).len(), 1);
    let read = read("# silent: a\n- /tags\n| fn f() {}\n").unwrap();
    assert!(read[0].silent && read[0].expected == Bump::Major);
}

#[test]
fn the_record_says_what_was_found_and_reads_back() {
    let one = |expected, evidence| Judged {
        edit: edit(expected),
        evidence,
    };
    let judged = [
        one(Bump::Major, evidence(Bump::Major, Bump::Major, true, false)),
        one(Bump::Minor, evidence(Bump::Minor, Bump::None, false, true)),
    ];
    let text = record(&judged, "rustc 1");
    assert!(text.contains("| a | major | major | struct_missing, fields_reordered (warns) | E0308 with the revision |\n"));
    assert!(text.contains(
        "| a | minor | none | struct_missing, fields_reordered (warns) | E0308 with the base |\n"
    ));
    let row = |ours: &str, theirs: &str| ["a", ours, theirs].map(str::to_owned);
    assert_eq!(rows(&text), [row("major", "major"), row("minor", "none")]);
}

#[test]
fn the_output_of_semver_checks_is_parsed() {
    let failed = "\n--- failure struct_missing: pub struct removed ---\n\nDescription:\n\n--- failure inherent_method_missing: pub method removed ---\n";
    let major = "    Checking a\n     Summary semver requires new major version: 2 major and 0 minor checks failed\n";
    let lints = ["inherent_method_missing", "struct_missing"].map(str::to_owned);
    let report = |bump, lints: &[String]| {
        Some(Findings {
            bump,
            lints: lints.to_vec(),
            warnings: Vec::new(),
        })
    };
    assert_eq!(parse(failed, major), report(Bump::Major, &lints));
    let minor = major.replace("new major", "new minor");
    assert_eq!(parse(failed, &minor), report(Bump::Minor, &lints));
    let silent = "     Summary no semver update required\n";
    assert_eq!(parse("", silent), report(Bump::None, &[]));
    let warned = failed.replace("failure", "warning");
    assert_eq!(parse(&warned, silent).unwrap().warnings, lints);
    assert_eq!(parse("", "error: unsupported rustdoc format v99\n"), None);
}

#[test]
fn without_semver_checks_the_command_says_how_to_install_it() {
    let nothing = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_semver-proof"))
        .current_dir(root())
        .env("PATH", nothing.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("cargo install cargo-semver-checks --version "),
        "{said}"
    );
}

const BASE: &str = "openapi: 3.0.0\ninfo: {title: A, version: '1'}\npaths: {}\ntags: [{name: a}]\n";

fn read(edits: &str) -> Result<Vec<Edit>, String> {
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let table = source("edits.txt", edits);
    let read = table::read(&source("base.yaml", BASE), &table);
    let edits = read.map_err(|error| error.to_string())?;
    table::check_code(&edits, &table).map_err(|error| error.to_string())?;
    Ok(edits)
}

#[test]
fn an_edit_puts_appends_and_takes_out() {
    let text = "// A comment.\n\n# patch: a\n+ /info/title \"B\"\n+ /tags/- {\"name\":\"b\"}\n- /tags/0\n\n# minor: b\n- /tags\n| fn f() {}\n| fn g() {}\n";
    let edits = read(text).unwrap();
    assert_eq!(edits[0].document["info"]["title"], "B");
    assert_eq!(
        edits[0].document["tags"],
        serde_json::json!([{ "name": "b" }])
    );
    assert_eq!(edits[1].document.get("tags"), None);
    assert_eq!(edits[1].document["info"]["title"], "A");
    assert_eq!(edits[1].code, "fn f() {}\nfn g() {}\n");
    let refused = read("# none: a\n! why\n").unwrap();
    assert_eq!(refused[0].refused, ["why"]);
}

#[test]
fn an_edit_that_cannot_be_made_is_refused_with_its_line() {
    let rows = [
        ("+ /info/title 1\n", ":1:1: expected `# bump: name` first"),
        ("# a\n", ":1:1: expected `# bump: name`"),
        ("# huge: a\n", ":1:1: `huge` is not a bump"),
        ("# none: a\n# none: a\n", ":2:1: duplicate edit `a`"),
        ("# none: a\n+ /info/title\n", ":2:1: expected a value"),
        ("# none: a\n+ /info/title B\n", ":2:1: expected value"),
        (
            "# none: a\n+ /nothing/title 1\n",
            ":2:1: the parent of /nothing/title does not exist",
        ),
        (
            "# none: a\n+ /info/title/b 1\n",
            ":2:1: /info/title/b is in neither",
        ),
        (
            "# none: a\n- /info/nothing\n",
            ":2:1: /info/nothing does not exist",
        ),
        (
            "# none: a\n- /tags/1\n",
            ":2:1: the list does not have an item 1",
        ),
        ("# none: a\n* /info\n", ":2:1: expected `#`, `+`"),
        ("# major: a\n- /tags\n", "has no code"),
        ("# patch: a\n- /tags\n| fn f() {}\n", "has user code"),
    ];
    for (text, fault) in rows {
        let error = read(text).unwrap_err();
        assert!(error.contains(fault), "{text}: {error}");
    }
}
