#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use serde_json::json;

/// A document with something of everything.
fn full() -> Value {
    serde_json::from_str(include_str!("../../tests/fixtures/summary/everything.json")).unwrap()
}

/// The JSON pointers of every value in `value`, outermost first.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            pointers(value, &crate::diagnostic::join_pointer(at, name), found);
        }),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| pointers(value, &format!("{at}/{index}"), found)),
        _ => {}
    }
}

fn remove(document: &mut Value, pointer: &str) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(members) => {
            members
                .shift_remove(&last.replace("~1", "/").replace("~0", "~"))
                .unwrap();
        }
        Value::Array(items) => {
            items.remove(last.parse().unwrap());
        }
        _ => unreachable!(),
    }
}

fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .rev()
            .map(|(name, value)| (name.clone(), reversed(value)))
            .collect(),
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_value_shows_removed_or_changed() {
    let document = full();
    let original = summarise(&document);
    let mut all = Vec::new();
    pointers(&document, "", &mut all);
    assert!(all.len() > 250, "{}", all.len());
    for pointer in all.iter().filter(|pointer| !pointer.is_empty()) {
        let mut edited = document.clone();
        remove(&mut edited, pointer);
        assert_ne!(
            original,
            summarise(&edited),
            "{pointer} is removed and it does not show"
        );
        let mut edited = document.clone();
        *edited.pointer_mut(pointer).unwrap() = json!("changed");
        assert_ne!(
            original,
            summarise(&edited),
            "{pointer} is changed and it does not show"
        );
    }
}

#[test]
fn a_value_of_the_wrong_kind_never_panics_and_always_shows() {
    let document = full();
    let original = summarise(&document);
    let mut all = Vec::new();
    pointers(&document, "", &mut all);
    for pointer in &all {
        for wrong in [
            json!(null),
            json!(7),
            json!([[7]]),
            json!({ "": { "$ref": 7 } }),
        ] {
            let mut edited = document.clone();
            *edited.pointer_mut(pointer).unwrap() = wrong.clone();
            if edited != document {
                assert_ne!(original, summarise(&edited), "{pointer} is {wrong}");
            }
        }
    }
}

#[test]
fn the_order_of_members_and_of_unordered_lists_does_not_show() {
    let document = full();
    let mut shuffled = reversed(&document);
    for pointer in [
        "/security",
        "/tags",
        "/paths/~1things~1{id}/get/tags",
        "/paths/~1things~1{id}/get/parameters",
        "/components/schemas/Thing/required",
        "/components/schemas/Thing/properties/kind/enum",
    ] {
        shuffled
            .pointer_mut(pointer)
            .unwrap()
            .as_array_mut()
            .unwrap()
            .reverse();
    }
    assert_ne!(document.to_string(), shuffled.to_string());
    assert_eq!(summarise(&document), summarise(&shuffled));
}

#[test]
fn the_order_of_servers_and_alternatives_shows() {
    for pointer in [
        "/servers",
        "/components/schemas/Other/oneOf",
        "/components/schemas/All/allOf",
    ] {
        let mut edited = full();
        edited
            .pointer_mut(pointer)
            .unwrap()
            .as_array_mut()
            .unwrap()
            .reverse();
        assert_ne!(summarise(&full()), summarise(&edited), "{pointer}");
    }
}

#[test]
fn the_layout_of_a_description_does_not_show_but_its_lines_do() {
    let with = |text: &str| {
        let mut document = full();
        document["components"]["schemas"]["Thing"]["description"] = json!(text);
        summarise(&document)
    };
    assert_eq!(with("One.\nTwo."), with("  One. \r\n\n\tTwo.  \n"));
    assert_ne!(with("One.\nTwo."), with("One. Two."));
}

#[test]
fn a_list_or_object_that_is_empty_shows() {
    for (pointer, empty) in [
        ("/components/schemas/All/properties", json!({})),
        ("/components/schemas/All/required", json!([])),
        ("/paths/~1things~1{id}/put/parameters", json!([])),
        ("/paths/~1things~1{id}/put/responses/204/content", json!({})),
    ] {
        let mut edited = full();
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        edited.pointer_mut(parent).unwrap()[last] = empty;
        assert_ne!(summarise(&full()), summarise(&edited), "{pointer}");
    }
}

#[test]
fn a_number_and_a_text_that_looks_like_it_differ() {
    for (left, right) in [
        (json!(1), json!("1")),
        (json!(true), json!("true")),
        (json!(null), json!("null")),
    ] {
        assert_ne!(value_text(&left), value_text(&right));
    }
}

#[test]
fn a_name_cannot_pass_for_a_marker() {
    let optional = json!({ "components": { "schemas": { "S": { "type": "object", "properties": { "a": {} } } } } });
    let named = json!({ "components": { "schemas": { "S": { "type": "object", "properties": { "a?": {} }, "required": ["a?"] } } } });
    assert_ne!(summarise(&optional), summarise(&named));
}

#[test]
fn a_summary_reads_like_this() {
    let summary = summarise(&full());
    let entries: Vec<String> = summary
        .iter()
        .map(|(key, text)| format!("== {key}\n{text}"))
        .collect();
    insta::assert_snapshot!(entries.concat());
}
