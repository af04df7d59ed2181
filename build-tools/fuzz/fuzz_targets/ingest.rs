//! Sources of any bytes: an answer comes, and what is accepted is read again
//! as the same document. Links and pages are found in them, or not.
#![no_main]

use api_document::bundle::bundle;
use api_document::diagnostic::{Diagnostics, Outcome, Place};
use api_document::index;
use api_document::ingest::{self, Document, Source};
use api_document::pages::{edition, of_one_document, select};
use fuzz::{parts, source};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;

fuzz_target!(|input: &[u8]| {
    for name in ["source", "source.json", "source.yaml", "source.md"] {
        let one = source(name, input);
        check(&one, ingest::any(&one), |one| ingest::any(one));
        check(&one, ingest::ingest(std::slice::from_ref(&one)), alone);
        check_positions(&one);
        ingest::extension(&one);
        check_links(&one);
    }
    let several: Vec<Source> = parts(input)
        .into_iter()
        .enumerate()
        .map(|(index, part)| source(&format!("part {index}"), part))
        .collect();
    check_bundle(&several);
    if let [first, _, ..] = several.as_slice() {
        check(first, ingest::ingest(&several), alone);
        check_selection(&several);
    }
});

/// The links of an index stand in it, each once.
fn check_links(source: &Source) {
    let Ok(links) = index::links(source) else {
        return;
    };
    let text = String::from_utf8_lossy(&source.bytes);
    assert!(links.iter().all(|link| text.contains(link)));
    let each: BTreeSet<&String> = links.iter().collect();
    assert_eq!(each.len(), links.len());
}

/// What was made of a root and its files, which are called by their numbers,
/// leads to no file any more, and each part of it stands in one of them.
fn check_bundle(files: &[Source]) {
    let read = |path: &str| {
        let number = path.parse().ok();
        let file = number.and_then(|number: usize| files.get(number));
        file.cloned().ok_or_else(|| "it does not exist".to_owned())
    };
    let Ok(bundled) = bundle(files[0].clone(), "0", &read) else {
        return;
    };
    let (file, _) = bundled.origins.of("/components/schemas/A");
    assert!(files.iter().any(|one| one.name == file));
    let none = |path: &str| Err(path.to_owned());
    let again = bundle(bundled.source, "0", &none).expect("no file is read");
    assert!(again.origins.is_alone());
}

/// Each page is chosen or left out, and the chosen ones are of one document.
fn check_selection(pages: &[Source]) {
    let edition = pages.iter().find_map(|page| edition(page).ok().flatten());
    let Some(wanted) = edition else { return };
    if let Ok(selection) = select(pages, &wanted) {
        let all = selection.pages.len() + selection.left_out.len();
        assert_eq!(all, pages.len());
        assert!(of_one_document(&selection.pages).is_ok());
    }
}

/// Positions change nothing, and lie in the source.
fn check_positions(source: &Source) {
    let Ok((document, positions)) = ingest::read_with_positions(source) else {
        assert!(ingest::read(source).is_err());
        return;
    };
    assert_eq!(ingest::read(source).expect("it was just read"), document);
    let position = positions.get("").expect("the document has a place");
    assert!(source.bytes.get(position.value.clone()).is_some());
}

fn alone(source: &Source) -> Outcome<Document> {
    ingest::ingest(std::slice::from_ref(source))
}

fn check(source: &Source, outcome: Outcome<Document>, again: fn(&Source) -> Outcome<Document>) {
    match outcome {
        Ok(document) => {
            let written = ingest::to_canonical_json(&document.value);
            let json = fuzz::source("again.json", written.as_bytes());
            let read = again(&json).expect("what was accepted is accepted again");
            assert_eq!(ingest::to_canonical_json(&read.value), written);
        }
        Err(found) => check_places(source, &found),
    }
}

/// Every fault is in a place that the source has.
fn check_places(source: &Source, found: &Diagnostics) {
    assert!(found.iter().next().is_some());
    // In YAML a carriage return ends a line, too.
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let lines = source.bytes.split(is_end).count();
    for one in found {
        if let Place::Line { line, column } = one.place
            && one.file == source.name
        {
            assert!((1..=lines).contains(&line) && column > 0, "{one}");
        }
    }
}
