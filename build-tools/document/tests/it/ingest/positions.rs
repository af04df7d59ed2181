//! Where each value of a source stands.

use super::*;
use api_document::ingest::{Position, Positions, read_with_positions};
use serde_json::Value;

fn positions(source: &Source) -> (Value, Positions) {
    let (document, positions) = read_with_positions(source).unwrap();
    assert_eq!(document, read(source).unwrap(), "positions change nothing");
    (document.value, positions)
}

/// Every value of the document with its pointer and, for a member, its name.
fn values<'v>(pointer: &str, name: Option<&'v str>, value: &'v Value, all: &mut Vec<At<'v>>) {
    all.push((pointer.to_owned(), name, value));
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let escaped = name.replace('~', "~0").replace('/', "~1");
                values(&format!("{pointer}/{escaped}"), Some(name), value, all);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                values(&format!("{pointer}/{index}"), None, value, all);
            }
        }
        _ => {}
    }
}

type At<'v> = (String, Option<&'v str>, &'v Value);

/// Hands every value's position, and the text of its name and of itself, to a
/// check; the line is that of the name or of the value's first byte.
fn each(source: &Source, check: impl Fn(&At<'_>, &str, &str)) -> usize {
    let (document, positions) = positions(source);
    let text = std::str::from_utf8(&source.bytes).unwrap();
    let mut all = Vec::new();
    values("", None, &document, &mut all);
    assert_eq!(positions.count(), all.len());
    for one in &all {
        let position = positions.get(&one.0).expect(&one.0);
        let name = position.name.clone().map_or("", |name| &text[name]);
        check(one, name, &text[position.value.clone()]);
        if !one.0.is_empty() {
            let before = &text[..position.mark().start];
            assert_eq!(position.line, before.matches('\n').count() + 1, "{}", one.0);
        }
    }
    all.len()
}

#[test]
fn in_json_a_position_holds_exactly_the_name_and_the_value() {
    let page = canonical(ingest_as("page.md", PAGE));
    let odd =
        "\n {\"a\\u0062\" \n:\t[ 1 ,-2.5e3, \"x\\\"\u{e9}\",{} , [ ],null ] ,\"\":\r\n true}\n";
    for json in [page.as_str(), odd, &format!("\u{feff}{odd}"), "{\"n\":1}"] {
        let count = each(
            &source("doc.json", json),
            |(at, name, value), written, text| {
                assert_eq!(
                    &serde_json::from_str::<Value>(text).unwrap(),
                    *value,
                    "{at}"
                );
                let written = (!written.is_empty()).then(|| serde_json::from_str(written).unwrap());
                assert_eq!(written, name.map(str::to_owned), "{at}");
            },
        );
        assert!(count > 1);
    }
}

fn is_in_yaml((at, name, value): &At<'_>, written: &str, text: &str) {
    let unquoted = written.trim_matches(['\'', '"']);
    assert_eq!(unquoted, name.unwrap_or_default(), "{at}");
    match value {
        Value::Object(members) if !members.is_empty() => {
            let (first, last) = (members.keys().next(), members.values().next_back());
            let start = text.trim_start_matches(['{', '\'', '"', ' ', '\n']);
            assert!(start.starts_with(first.unwrap()), "{at}: {text}");
            if let Some(Value::Number(last)) = last {
                let end = text.trim_end_matches(['}', ' ']);
                assert!(end.ends_with(&last.to_string()), "{at}: {text}");
            }
        }
        Value::Number(_) | Value::Bool(_) => assert_eq!(text, value.to_string(), "{at}"),
        Value::String(value) if !value.contains('\n') => {
            assert!(text.contains(value.split(' ').next().unwrap()), "{at}");
        }
        _ => {}
    }
}

#[test]
fn in_a_page_positions_are_those_of_the_page() {
    let indented = PAGE
        .lines()
        .fold(String::new(), |page, line| page + "  " + line + "\n");
    for page in [PAGE, &indented, &format!("\u{feff}{PAGE}")] {
        assert!(each(&source("page.md", page), is_in_yaml) > 50);
    }
}

#[test]
fn in_yaml_positions_hold_the_name_and_the_value() {
    let yaml = "openapi: 3.0.0\n'list':\n  - one\n  -\n    two: 2\n  - [a,\n     b]\n\
                flow: {x: 1,\n  y: 2}\nempty:\n\u{e9}: \"q\"\nlast:\n  z: 3\n\n# end\n";
    each(&source("doc.yaml", yaml), is_in_yaml);
    let (_, found) = positions(&source("doc.yaml", yaml));
    let lines = [
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
        ("/empty", 10),
    ];
    for (pointer, line) in lines {
        assert_eq!(found.get(pointer).unwrap().line, line, "{pointer}");
    }
}

#[test]
fn what_is_merged_stands_where_it_is_written_or_around() {
    let yaml = "openapi: 3.0.0\nbase: &base {a: 1}\n\
                one:\n  <<: *base\n  b: 2\ntwo:\n  <<: {c: 3}\nthree:\n  <<: [*base,\n    {d: 4}]\n\
                copy: *base\n";
    let (_, found) = positions(&source("doc.yaml", yaml));
    let line = |pointer| found.nearest(pointer).unwrap().line;
    assert_eq!(found.get("/one/a"), None);
    assert_eq!(line("/one/a"), 3);
    assert_eq!(line("/one/b"), 5);
    assert_eq!(line("/two/c"), 7);
    assert_eq!(found.get("/three/0"), None);
    assert_eq!(line("/three/d"), 10);
    assert_eq!(line("/copy/a"), 11);
    let text = |position: &Position| yaml[position.value.clone()].to_owned();
    assert_eq!(found.get("/two").map(text).unwrap(), "<<: {c: 3}");
    assert_eq!(found.get("/copy").map(text).unwrap(), "*base");
}

#[test]
fn what_is_not_there_is_near_what_is_around_it() {
    let (_, found) = positions(&source("doc.json", "{\n\"a\": {\n\"b/c\": 1}}"));
    let line = |pointer| found.nearest(pointer).map(|position| position.line);
    assert_eq!(line("/a/b~1c/gone"), Some(3));
    assert_eq!(line("/a/gone/too"), Some(2));
    assert_eq!(line("/gone"), Some(1));
    assert_eq!(line("gone"), None);
    assert_eq!(Positions::default().nearest("/a"), None);
}

#[test]
fn an_unreadable_source_has_the_same_faults_with_positions() {
    let deep = "[".repeat(1_000_000);
    for (name, text) in [
        ("doc.yaml", "openapi: 3.0.0\na: 1\nb: [\n"),
        ("doc.json", "{\n\"a\": 1,\n\"b\": [\n"),
        ("doc.json", "{\"a\": 1, \"b\": 2, \"a\": 3}"),
        ("doc.json", "[1, }"),
        ("doc.json", &deep),
    ] {
        let source = source(name, text);
        let found = read_with_positions(&source).unwrap_err();
        assert_eq!(found, read(&source).unwrap_err());
    }
}
