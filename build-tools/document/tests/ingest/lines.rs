//! On which line each place of a source stands.

use super::*;
use api_document::ingest::lines;

/// Every pointer whose line was found must be on the line that has its name.
fn assert_named(source: &Source) -> usize {
    let text = String::from_utf8(source.bytes.clone()).unwrap();
    let text: Vec<&str> = text.lines().collect();
    let found = lines(source);
    for (pointer, line) in &found {
        let last = pointer.rsplit('/').next().unwrap();
        let name = last.replace("~1", "/").replace("~0", "~");
        if !name.is_empty() && name.parse::<usize>().is_err() {
            let line = text[line - 1];
            assert!(line.contains(&name), "{pointer} is not on `{line}`");
        }
    }
    found.len()
}

/// The same places as in the document's JSON.
fn pointers(value: &serde_json::Value) -> usize {
    1 + match value {
        serde_json::Value::Object(members) => members.values().map(pointers).sum(),
        serde_json::Value::Array(items) => items.iter().map(pointers).sum(),
        _ => 0,
    }
}

#[test]
fn every_place_of_a_page_has_its_line_in_the_page() {
    let page = source("page.md", PAGE);
    let count = pointers(&read(&page).unwrap().value);
    assert_eq!(assert_named(&page), count);
    let line = lines(&page)["/paths/~1webhooks/post/operationId"];
    let expected = PAGE
        .lines()
        .position(|line| line.contains("operationId"))
        .unwrap()
        + 1;
    assert_eq!(line, expected);
}

#[test]
fn every_place_of_json_has_its_line() {
    let json = canonical(ingest_as("page.md", PAGE));
    let json = source("doc.json", json);
    let count = pointers(&read(&json).unwrap().value);
    assert_eq!(assert_named(&json), count);
}

#[test]
fn items_of_lists_have_the_lines_they_start_on() {
    let yaml = "openapi: 3.0.0\nlist:\n  - one\n  -\n    two: 2\n  - [a,\n     b]\nflow: {x: 1,\n  y: 2}\n";
    let found = lines(&source("doc.yaml", yaml));
    for (pointer, line) in [
        ("", 1),
        ("/openapi", 1),
        ("/list", 2),
        ("/list/0", 3),
        ("/list/1", 5),
        ("/list/1/two", 5),
        ("/list/2", 6),
        ("/list/2/0", 6),
        ("/list/2/1", 7),
        ("/flow", 8),
        ("/flow/y", 9),
    ] {
        assert_eq!(found.get(pointer), Some(&line), "{pointer}");
    }
    assert_eq!(found.len(), 12, "and /flow/x");
}

#[test]
fn of_a_broken_source_the_lines_before_the_fault_are_known() {
    for (name, text) in [
        ("doc.yaml", "openapi: 3.0.0\na: 1\nb: [\n"),
        ("doc.json", "{\n\"a\": 1,\n\"b\": [\n"),
    ] {
        assert_eq!(lines(&source(name, text)).get("/a"), Some(&2), "{name}");
    }
    assert!(lines(&source("doc.yaml", [0xff, 0xfe])).len() <= 1);
}

#[test]
fn the_lines_of_what_is_no_json_come_to_an_end() {
    for text in ["[1, }", "{\"a\": [}]", "[[}", "{\"a\": }", "[\"a", "[:"] {
        lines(&source("a.json", text));
    }
    // Far more than any call stack takes.
    for open in ["[", "{\"a\":"] {
        let found = lines(&source("a.json", open.repeat(1_000_000)));
        assert!(found.len() < 60, "{}", found.len());
    }
}
