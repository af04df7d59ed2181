//! Damaged sources: whatever is done to them, an answer comes.

use super::*;

/// Short, and with every construct of YAML that a document may use.
const SMALL_PAGE: &str = include_str!("../../fixtures/ingest/small.md");

/// Ingests damaged bytes. Nothing is asked of the answer but that it comes,
/// and that what is accepted can be written and read again.
fn survives(name: &str, bytes: Vec<u8>) {
    if let Ok(document) = ingest_as(name, bytes) {
        let written = to_canonical_json(&document.value);
        let again = ingest_as("again.json", &written).unwrap_or_else(|found| panic!("{found}"));
        assert_eq!(written, to_canonical_json(&again.value));
    }
}

/// A small page, and the document in it as YAML and as JSON.
fn originals() -> [(&'static str, Vec<u8>); 3] {
    let block = SMALL_PAGE.split("~~~").nth(1).unwrap();
    let (_, yaml) = block.split_once('\n').unwrap();
    let json = canonical(ingest_as("page.md", SMALL_PAGE));
    [
        ("page.md", SMALL_PAGE.as_bytes().to_vec()),
        ("api.yaml", yaml.as_bytes().to_vec()),
        ("api.json", json.into_bytes()),
    ]
}

#[test]
fn a_source_cut_off_anywhere_gets_an_answer() {
    for (name, bytes) in originals() {
        for end in 0..bytes.len() {
            survives(name, bytes[..end].to_vec());
        }
    }
}

#[test]
fn the_published_page_cut_off_before_the_end_of_its_block_is_refused() {
    let close = PAGE.rfind("````").unwrap() + 4;
    // Every byte would take a debug build half a minute.
    for end in (0..close).step_by(7).chain([close - 1]) {
        let outcome = ingest_as("create.md", &PAGE.as_bytes()[..end]);
        assert!(outcome.is_err(), "{end}");
    }
}

#[test]
fn a_flipped_bit_anywhere_gets_an_answer() {
    for (name, bytes) in originals() {
        for index in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[index] ^= 1 << (index % 8);
            survives(name, damaged);
        }
    }
}

#[test]
fn a_character_with_a_meaning_anywhere_gets_an_answer() {
    for (name, bytes) in originals() {
        for index in 0..bytes.len() {
            let mut damaged = bytes.clone();
            let meaningful = b"{}[]:,\"'\n\t&*!|>#-`~%@ \\0";
            damaged[index] = meaningful[index % meaningful.len()];
            survives(name, damaged);
        }
    }
}

#[test]
fn a_missing_or_repeated_line_anywhere_gets_an_answer() {
    for (name, bytes) in originals() {
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<_> = text.split_inclusive('\n').collect();
        for index in 0..lines.len() {
            let (before, after) = (lines[..index].concat(), lines[index + 1..].concat());
            survives(name, format!("{before}{after}").into_bytes());
            survives(
                name,
                format!("{before}{0}{0}{after}", lines[index]).into_bytes(),
            );
        }
    }
}

#[test]
fn the_same_source_gets_the_same_answer() {
    let broken = PAGE.replace("#/components/schemas/", "#/components/schema/");
    assert_eq!(
        reported(ingest_as("a.md", &broken)),
        reported(ingest_as("a.md", &broken))
    );
}
