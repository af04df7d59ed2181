//! Our verdict on every edit of the tables.
use api_document::ingest::Source;
use rust_surface::Bump;
use semver_proof::table::Edit;
use semver_proof::{Fixtures, Verdict, sending_record, verdict};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn fixtures() -> Fixtures {
    Fixtures::read(&root()).unwrap_or_else(|error| panic!("{error}"))
}

/// The edits that are not judged as the table expects.
fn misjudged(base: &Source, edits: &[Edit]) -> Vec<String> {
    let mut wrong = Vec::new();
    for edit in edits {
        let Edit { name, expected, .. } = edit;
        match verdict(base, edit) {
            Ok(ours) if is_as_expected(edit, &ours) => {}
            Ok(ours) => wrong.push(format!("{name}: {ours:?}, expected {expected}")),
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    wrong
}

/// Only a major edit has names that stand for something else; a silent one must.
fn is_as_expected(edit: &Edit, ours: &Verdict) -> bool {
    let is_told = !ours.moved.is_empty() || !edit.silent;
    let is_major = ours.bump == Bump::Major || ours.moved.is_empty();
    ours.bump == edit.expected && is_told && is_major
}

fn judge_as_expected(Fixtures { base, edits, .. }: &Fixtures) {
    let (first, second) = edits.split_at(edits.len() / 2);
    let wrong = std::thread::scope(|scope| {
        let other = scope.spawn(|| misjudged(base, first));
        let mut wrong = misjudged(base, second);
        wrong.extend(other.join().unwrap());
        wrong
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn our_verdict_on_every_edit_is_the_expected_one() {
    judge_as_expected(&fixtures());
}

/// What the programs of the proof send is held there; here, that an edit which
/// gives a name to something else is known to.
#[test]
fn our_verdict_on_every_edit_of_names_is_the_expected_one() {
    judge_as_expected(&Fixtures::names(&root()).unwrap());
}

#[test]
fn the_record_of_what_is_sent_lists_every_edit_with_our_verdict() {
    let text = std::fs::read_to_string(root().join(sending_record::FILE)).unwrap();
    let names = Fixtures::names(&root()).unwrap();
    let edits = fixtures().edits.into_iter().chain(names.edits);
    let expected: Vec<_> = edits
        .map(|edit| [edit.name, edit.expected.to_string()])
        .collect();
    let update = "run `cargo run -p semver-proof --bin sending-proof`";
    assert_eq!(sending_record::rows(&text), expected, "{update}");
}
